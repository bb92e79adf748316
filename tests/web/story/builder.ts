/** What the builder asks for besides the workflow itself: names, and who stands at a step. */
export const builderAnswers: Record<string, unknown> = {
  "GET /v1/me": { role: "admin", language: "ja", timeZone: "Asia/Tokyo", workspace: "アカリ経費" },
  "GET /v1/vocabulary": {
    fields: [
      { field: "fit", kind: "number", values: [], people: 0 },
      { field: "stage", kind: "text", values: ["marketing", "insideSales", "sales", "customer"], people: 0 },
      { field: "attributes.department", kind: "any", values: ["経理部", "総務部"], people: 812 },
    ],
    events: [
      { event: "mail.clicked", by: "template", people: 0 },
      { event: "form.submitted", by: "source", people: 0 },
    ],
    tags: [{ name: "expo", people: 12 }],
    lists: [],
    sources: [
      { id: "brochure", name: "資料請求" },
      { id: "demo", name: "デモ依頼" },
    ],
    templates: [
      { id: "price-1", name: "メール① 費用の見直しどころ", subject: "費用を見直すなら、どこからか", version: 1 },
      { id: "price-2-warm", name: "メール② 月次締めが3日早く", subject: "3日早くなった理由", version: 1 },
      { id: "price-2-cold", name: "メール② 見直しの始め方", subject: "いくらで始められますか", version: null },
      { id: "benchmark", name: "ベンチマークレポート", subject: "承認までの日数", version: 2 },
      { id: "case-study", name: "導入事例集", subject: "紙を9箱なくした", version: 1 },
    ],
    workflows: [{ id: "dormant", name: { ja: "休眠90日の掘り起こし", en: "Dormant 90 days" } }],
    signals: [],
    families: ["mail", "web", "form"],
    channels: [],
    reps: [],
    looked: 2000,
    all: false,
  },
  "GET /v1/workflows/price/steps/await-form/leads": {
    items: [
      { leadId: "lead_7", since: "2026-11-12T00:00:00.000Z", name: "吉田 悠真", company: "富士物流" },
      { leadId: "lead_8", since: "2026-11-15T00:00:00.000Z", name: "斎藤 美咲", company: "東海ケア" },
    ],
    next: null,
  },
  "PUT /v1/workflows/price": (draft: unknown) => ({ id: "price", draft, problems: [], warnings: [], tag: "t2" }),
};

const day = (n: number) => new Date(Date.UTC(2026, 10, 25 + n)).toISOString().slice(0, 10);
const weekend = (n: number) => [6, 0].includes(new Date(`${day(n)}T00:00:00Z`).getUTCDay());

/** A preview in which one Monday has more hand-offs than inside sales can take. */
export const previewRun = {
  synthetic: 0,
  people: 1000,
  days: Array.from({ length: 45 }, (_, n) => ({
    date: day(n),
    sends: n === 0 || n === 5 ? 940 : n === 19 ? 800 : weekend(n) ? 0 : 20,
    refused: 0,
    handOffs: n === 5 ? 25 : weekend(n) ? 0 : 6,
    entered: n === 0 ? 1000 : 0,
  })),
  refusals: { window: 145, openDeal: 40 },
  refusedEntry: { noConsent: 71, openDeal: 18 },
  totals: { entered: 900, clicked: 542, optedOut: 24, handedOff: 112, refused: 151 },
  groups: { handedOff: 112, heldBack: 151, reacted: 300, silent: 413, optedOut: 24 },
  departments: { "経理・財務": 68, 総務: 26, 情報システム: 18 },
  frame: {
    quota: 2000,
    capacity: {
      total: 28,
      reps: [
        { id: "mori", name: "森", perDay: 15 },
        { id: "abe", name: "阿部", perDay: 13 },
      ],
    },
    days: Array.from({ length: 45 }, (_, n) => ({
      off: weekend(n),
      others: weekend(n) ? { sends: 0, handOffs: 0 } : { sends: 1040, handOffs: 8 },
    })),
  },
  paths: [
    {
      leadId: "lead_7",
      outcome: "handedOff",
      group: "handedOff",
      score: 72.4,
      name: "高橋 琢也",
      company: "青葉ケア",
      department: "経理部",
      entries: [
        { at: "2026-11-25T00:00:00.000Z", what: "enrolment.entered", assumed: false },
        { at: "2026-11-25T00:04:00.000Z", what: "mail.sent", step: "hello", detail: "price-1", assumed: false },
        { at: "2026-11-25T00:04:00.000Z", what: "step.reached", step: "wait-1", assumed: false },
        { at: "2026-11-25T03:30:00.000Z", what: "mail.clicked", step: "hello", detail: "price-1", assumed: true },
        { at: "2026-11-30T00:00:00.000Z", what: "score.changed", detail: "interested +10", assumed: false },
        { at: "2026-12-04T05:20:00.000Z", what: "handoff.opened", detail: "mori", assumed: false },
        { at: "2026-12-04T05:20:00.000Z", what: "enrolment.left", detail: "handedOff", assumed: false },
      ],
    },
    {
      leadId: "lead_9",
      outcome: "not entered: noConsent",
      group: "heldBack",
      score: 12,
      name: "林 恵子",
      company: "さくらリテール",
      entries: [{ at: "2026-11-25T00:00:00.000Z", what: "enrolment.refused", detail: "noConsent", assumed: false }],
    },
  ],
};
