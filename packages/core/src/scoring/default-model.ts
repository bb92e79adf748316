import { ScoringModel } from "./model.ts";

/** Our default: fit up to about 40, behaviour up to about 60 in practice (domain.md, 1). */
export const defaultModel: ScoringModel = ScoringModel.parse({
  families: {
    mail: { halfLifeDays: 30 },
    web: { halfLifeDays: 60 },
    content: { halfLifeDays: 60 },
    form: { halfLifeDays: 90 },
    event: { halfLifeDays: 60 },
    sales: { halfLifeDays: 90 },
    standing: {},
  },
  signals: [
    signal("mail-clicked", "メールのリンクをクリック", "Clicked a link in a mail", "mail.clicked", 3, "mail", {
      cap: { points: 9, per: "week" },
    }),
    page("page-pricing", "料金ページを閲覧", "Viewed the pricing page", 10, ["/pricing", "料金"]),
    page("page-case", "導入事例を閲覧", "Viewed a case study", 5, ["/case", "導入事例"]),
    signal("page-other", "ページを閲覧", "Viewed a page", "page.viewed", 1, "web", {
      when: { not: path(["/pricing", "料金", "/case", "導入事例", "/careers", "/recruit"]) },
      cap: { points: 5, per: "day" },
    }),
    signal("careers", "採用ページを閲覧", "Viewed the careers page", "page.viewed", -10, "web", {
      when: path(["/careers", "/recruit"]),
    }),
    signal("document-read", "資料を閲覧", "Read a document", "document.read", 8, "content"),
    form("form-newsletter", "メルマガ登録フォーム", "Newsletter form", 5, "newsletter"),
    form("form-brochure", "資料請求フォームを送信", "Asked for the brochure", 40, "brochure"),
    signal("form-general", "フォームを送信", "Sent a form", "form.submitted", 20, "form", {
      when: { not: { field: "event.source", in: ["newsletter", "brochure", "demo", "quote"] } },
    }),
    signal("form-demo", "デモ・見積もりを依頼", "Asked for a demo or a quote", "form.submitted", 40, "form", {
      when: { field: "event.source", in: ["demo", "quote"] },
      handOff: true,
    }),
    signal("seminar-registered", "セミナーに申し込み", "Registered for a seminar", "seminar.registered", 5, "event"),
    signal("seminar-attended", "セミナーに出席", "Attended a seminar", "seminar.attended", 15, "event"),
    call("call-interest", "電話:関心あり", "Call: interest", 20, { field: "event.chips.interest", eq: true }),
    call("call-budget", "電話:予算あり", "Call: budget", 10, { field: "event.chips.budget", eq: true }),
    call("call-timing", "電話:時期 3か月以内", "Call: within three months", 15, {
      field: "event.chips.timing",
      eq: "within3m",
    }),
    call("call-need", "電話:ニーズあり", "Call: need", 10, { field: "event.chips.need", eq: true }),
    call("call-authority", "電話:決裁権あり", "Call: authority", 5, { field: "event.chips.authority", eq: true }),
    call("call-no-answer", "電話:不在", "Call: no answer", -2, { field: "event.outcome", eq: "noAnswer" }),
    call("call-no-need", "電話:ニーズなし", "Call: no need", -30, { field: "event.chips.need", eq: false }),
    call("call-refused", "電話:お断り", "Call: refused further calls", -100, { field: "event.outcome", eq: "refused" }),
    signal("opted-out", "配信停止", "Opted out", "lead.optedOut", -100, "standing"),
  ],
  fit: [
    {
      id: "department",
      label: { ja: "対象の部署", en: "Target department" },
      when: { field: "attributes.department", in: ["経理部", "財務部", "経営企画部"] },
      points: 15,
    },
    {
      id: "title",
      label: { ja: "課長以上", en: "Manager or above" },
      when: { field: "attributes.title", in: ["課長", "次長", "部長", "取締役", "CFO", "CEO", "社長"] },
      points: 10,
    },
    {
      id: "free-mail",
      label: { ja: "フリーメール", en: "Free-mail address" },
      when: {
        any: ["@gmail.com", "@yahoo.co.jp", "@outlook.com", "@hotmail.com", "@icloud.com"].map((end) => ({
          field: "email",
          contains: end,
        })),
      },
      points: -10,
    },
  ],
  lines: { warm: 40, insideSales: 70, sales: 100 },
});

function signal(
  id: string,
  ja: string,
  en: string,
  on: string,
  points: number,
  family: string,
  more: Record<string, unknown> = {},
) {
  return { id, label: { ja, en }, on, points, family, ...more };
}
function path(parts: string[]) {
  return {
    any: parts.flatMap((part) => [
      { field: "event.path", contains: part },
      { field: "event.url", contains: part },
    ]),
  };
}
function page(id: string, ja: string, en: string, points: number, parts: string[]) {
  return signal(id, ja, en, "page.viewed", points, "web", { when: path(parts) });
}
function form(id: string, ja: string, en: string, points: number, source: string) {
  return signal(id, ja, en, "form.submitted", points, "form", { when: { field: "event.source", eq: source } });
}
function call(id: string, ja: string, en: string, points: number, when: Record<string, unknown>) {
  return signal(id, ja, en, "call.noted", points, "sales", { when });
}
