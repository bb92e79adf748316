/** Tue 24 Nov 2026, 10:12 in Tokyo: the moment of the mockups. */
export const NOW = "2026-11-24T01:12:00.000Z";
const jst = (text: string) => new Date(`${text}+09:00`).toISOString();

const person = (
  n: number,
  name: string,
  company: string,
  role: [department: string, title: string],
  score: number,
  dueAt: string,
  reason: { ja: string; en: string },
  more: object = {},
) => ({
  id: `handoff_${n}`,
  leadId: `lead_${n}`,
  state: "open",
  line: score >= 100 ? "sales" : "insideSales",
  openedAt: jst("2026-11-20T15:46"),
  dueAt: jst(dueAt),
  owner: "mori",
  level: 0,
  score,
  reasons: [{ signal: "s", label: reason, family: "form", at: jst("2026-11-20T15:46"), points: 40, left: 38.2 }],
  lead: { id: `lead_${n}`, name, company, department: role[0], title: role[1], phone: `03-5042-51${String(n).padStart(2, "0")}` },
  approach: [],
  told: [],
  lastDeal: null,
  ...more,
});

export const handoffs = [
  person(1, "加藤 拓也", "東海部品", ["総務部", "課長"], 81, "2026-11-24T10:00", { ja: "デモ依頼フォームを送信", en: "Sent the demo form" }, {
    nextOwner: "abe",
    movesAt: jst("2026-11-24T10:30"),
  }),
  person(7, "渡辺 真由美", "港物流株式会社", ["経理部", "係長"], 74.6, "2026-11-24T10:48", { ja: "料金ページを閲覧", en: "Viewed the pricing page" }, {
    approach: [
      "価格から入らず、物流業の事例から",
      "前回は360万円/年で見送り。値引きの約束はしない",
      "聞くこと:来期予算の時期、電帳法対応の進み",
    ],
    told: [
      {
        template: "price-2-warm",
        subject: "同じ物流業で、月次締めが3日早くなった理由",
        sentAt: jst("2026-11-12T09:00"),
        clicks: [{ url: "https://akari-keihi.example/cases/harbor", at: jst("2026-11-13T10:20") }],
      },
      {
        template: "price-1",
        subject: "経費精算の費用、見直すならどこからか",
        sentAt: jst("2026-11-09T09:00"),
        clicks: [{ url: "https://akari-keihi.example/cost-sheet", at: jst("2026-11-09T12:02") }],
      },
    ],
    lastDeal: { name: "D-1092", reason: "price", closedAt: jst("2026-10-08T17:00") },
  }),
  person(4, "田中 美咲", "若葉フーズ", ["財務部", "部長"], 103, "2026-11-24T11:46", { ja: "見積フォームを送信", en: "Sent the quote form" }),
  person(5, "佐藤 真由美", "青葉ケア", ["経理部", "課長"], 78, "2026-11-24T13:00", { ja: "電帳法セミナーに出席", en: "Attended the e-records seminar" }),
  person(6, "高橋 和也", "さくらリテール", ["経理部", "部長"], 77, "2026-11-24T14:20", { ja: "導入事例を閲覧", en: "Read a case study" }, {
    lastDeal: { name: "D-1044", reason: "timing", closedAt: jst("2026-06-30T17:00") },
  }),
  person(8, "井上 陽菜", "山手物流", ["総務部", "主任"], 74, "2026-11-24T15:05", { ja: "資料請求フォームを送信", en: "Asked for the brochure" }),
  person(9, "吉田 誠", "東海ケア", ["経理部", "係長"], 71, "2026-11-25T09:40", { ja: "料金ページを閲覧", en: "Viewed the pricing page" }),
  person(10, "小林 裕子", "東海リテール", ["情報システム部", "主任"], 92, "2026-11-24T16:00", { ja: "資料請求フォームを送信", en: "Asked for the brochure" }, {
    owner: "abe",
  }),
];

export const watanabe = {
  id: "lead_7",
  email: "mayumi.watanabe@minato-logi.example",
  name: "渡辺 真由美",
  company: "港物流株式会社",
  stage: "insideSales",
  tags: ["展示会2026春"],
  attributes: { reading: "わたなべ まゆみ", department: "経理部", title: "係長", phone: "03-5042-5107", companySize: "620名", industry: "物流" },
  score: { total: 74.6, fit: 30 },
  owner: "mori",
  gate: { optedOut: false, suppressed: null, openDeals: 0 },
  enrolments: [],
  consents: [
    { basis: "businessCard", at: jst("2026-05-14T13:00"), source: "展示会2026春", evidence: "名刺の交換:大野" },
    { basis: "optIn", at: jst("2026-06-02T11:30"), source: "brochure", evidence: "同意文v3「製品の案内を受け取ります」" },
  ],
};

const signal = (id: string, ja: string, en: string, family: string, at: string, points: number, left: number) => ({
  id,
  label: { ja, en },
  family,
  at: jst(at),
  points,
  left,
});
export const score = {
  total: 74.6,
  fit: 30,
  families: { form: 10.4, web: 14.6, content: 7.6, mail: 12, sales: 0 },
  halfLives: { form: 90, web: 60, content: 60, mail: 30, sales: 90 },
  lines: { warm: 40, insideSales: 70, sales: 100 },
  coolsAt: { insideSales: jst("2026-12-02T09:00"), warm: jst("2027-02-20T09:00") },
  crossed: ["warm", "insideSales"],
  signals: [
    signal("brochure", "資料請求フォームを送信", "Asked for the brochure", "form", "2026-06-02T11:30", 40, 10.4),
    signal("pricing", "料金ページを閲覧", "Viewed the pricing page", "web", "2026-11-20T15:46", 10, 9.6),
    signal("interested", "「反応あり」の加点(シナリオ)", "Workflow added “interested”", "mail", "2026-11-12T09:01", 10, 7.6),
    signal("report", "ベンチマークレポートを閲覧", "Read the benchmark report", "content", "2026-11-19T14:05", 8, 7.6),
    signal("case", "導入事例(物流)を閲覧", "Viewed the logistics case study", "web", "2026-11-24T09:31", 5, 5),
    signal("click", "メール②のリンクをクリック", "Clicked mail 2", "mail", "2026-11-13T10:20", 3, 2.3),
    signal("click", "メール①のリンクをクリック", "Clicked mail 1", "mail", "2026-11-09T12:02", 3, 2.1),
  ],
};

const changed = (at: string, signal: string, label: object, family: string, points: number, total: number) => ({
  at: jst(at),
  type: "score.changed",
  signal,
  label,
  family,
  points,
  total,
});
const mail2 = { mail: "m2", workflow: "price", version: 3, step: "mail-2", template: "price-2-warm" };
export const timeline = [
  changed("2026-11-24T09:31", "case", { ja: "導入事例(物流)を閲覧", en: "Viewed the logistics case study" }, "web", 5, 74.6),
  { at: jst("2026-11-20T15:46"), type: "handoff.opened", handoff: "handoff_7", line: "insideSales", owner: "mori", dueAt: jst("2026-11-24T10:48"), score: 71.7, reasons: [] },
  { at: jst("2026-11-20T15:46"), type: "enrolment.left", enrolment: "e1", workflow: "price", version: 3, step: "await-form", reason: "handedOff" },
  changed("2026-11-20T15:46", "pricing", { ja: "料金ページを閲覧", en: "Viewed the pricing page" }, "web", 10, 71.7),
  changed("2026-11-19T14:05", "report", { ja: "ベンチマークレポートを閲覧", en: "Read the benchmark report" }, "content", 8, 62),
  { at: jst("2026-11-13T10:20"), type: "mail.clicked", url: "https://akari-keihi.example/cases/harbor", verdict: "human", link: 1, ...mail2 },
  changed("2026-11-13T10:20", "click", { ja: "メール②のリンクをクリック", en: "Clicked mail 2" }, "mail", 3, 55),
  { at: jst("2026-11-12T09:04"), type: "mail.delivered", ...mail2 },
  { at: jst("2026-11-12T09:03"), type: "mail.sent", subject: "同じ物流業で、月次締めが3日早くなった理由", messageId: "ses-2", ...mail2 },
  changed("2026-11-12T09:01", "interested", { ja: "「反応あり」の加点(シナリオ)", en: "Workflow added “interested”" }, "mail", 10, 53),
  changed("2026-11-09T12:02", "click", { ja: "メール①のリンクをクリック", en: "Clicked mail 1" }, "mail", 3, 44),
  { at: jst("2026-11-09T09:00"), type: "mail.sent", subject: "経費精算の費用、見直すならどこからか", messageId: "ses-1", mail: "m1", workflow: "price", version: 3, step: "hello", template: "price-1" },
  { at: jst("2026-11-09T09:00"), type: "enrolment.entered", enrolment: "e1", workflow: "price", version: 3, step: "hello", trigger: "dealLost" },
  { at: jst("2026-10-08T17:00"), type: "deal.lost", deal: "D-1092", reason: "price", closedAt: jst("2026-10-08T17:00") },
  { at: jst("2026-08-20T11:00"), type: "mail.refused", template: "seminar", subject: "電帳法セミナーのご案内", reason: "companyDeal" },
  { at: jst("2026-06-15T10:00"), type: "deal.opened", deal: "D-1092", stage: "提案" },
  changed("2026-06-02T11:30", "brochure", { ja: "資料請求フォームを送信", en: "Asked for the brochure" }, "form", 40, 70),
  { at: jst("2026-06-02T11:30"), type: "form.submitted", source: "brochure" },
  { at: jst("2026-05-14T13:01"), type: "fit.changed", fit: 30, rules: [], total: 30 },
  { at: jst("2026-05-14T13:00"), type: "lead.captured", email: "mayumi.watanabe@minato-logi.example", list: "展示会2026春" },
];
