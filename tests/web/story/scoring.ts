import { defaultModel } from "@rekindle/core/scoring/default-model";
import type { Answers } from "../../support/fixture-server.ts";

const move = (lead: string, name: string, company: string, before: number, after: number, more: object = {}) => ({
  lead,
  name,
  company,
  line: "insideSales",
  before,
  after,
  handsOver: after >= 70,
  withSales: before >= 70,
  ...more,
});

/** What a model would do, as the server says it. */
export const effects = {
  looked: 1000,
  all: false,
  lines: {
    warm: { before: 412, after: 412, up: 0, down: 0 },
    insideSales: { before: 96, after: 85, up: 3, down: 14 },
    sales: { before: 11, after: 11, up: 0, down: 0 },
  },
  up: [
    move("lead_1", "林 健", "若葉物流", 68, 72),
    move("lead_2", "木村 琢也", "山手部品", 67, 71),
    move("lead_3", "伊藤 陽菜", "港フーズ", 66, 70, { handsOver: false, held: "customer" }),
  ],
  down: [move("lead_4", "井上 陽菜", "山手物流", 74, 64), move("lead_5", "吉田 桜", "山手物流", 73, 66)],
  handsOver: 2,
  kept: 14,
  perDay: { before: 9.1, after: 7.8, capacity: 28, businessDays: 20 },
  won: { people: 43, before: 39, after: 38 },
  rules: { "page-pricing": { times: 214, people: 120 }, department: { times: 1, people: 310 } },
};
const nothing = {
  ...effects,
  lines: { warm: counted(412), insideSales: counted(96), sales: counted(11) },
  up: [],
  down: [],
  handsOver: 0,
  kept: 0,
  perDay: { ...effects.perDay, after: 9.1 },
  won: { ...effects.won, after: 39 },
};
function counted(before: number) {
  return { before, after: before, up: 0, down: 0 };
}

const tried = {
  lead: "lead_7",
  name: "渡辺 真由美",
  company: "港物流",
  before: 75,
  after: 76.1,
  rules: [
    { id: "document-read", kind: "signal", before: 7.6, after: 11.3 },
    { id: "form-brochure", kind: "signal", before: 10.4, after: 7.8 },
    { id: "department", kind: "fit", before: 15, after: 15 },
  ],
};

type Body = { model: typeof defaultModel; lead?: string; sample?: number; rev?: number };
const isRunning = (model: unknown) => JSON.stringify(model) === JSON.stringify(defaultModel);
const draftOf = (model: typeof defaultModel, rev: number, missing: string[] = []) => ({
  rev,
  model,
  base: 6,
  by: "佐藤 美咲",
  updatedAt: "2026-11-24T01:10:00.000Z",
  stale: false,
  signedOff: [],
  missing,
});
export const linesDraft = draftOf({ ...defaultModel, lines: { warm: 40, insideSales: 60, sales: 100 } }, 3, [
  "marketing",
  "sales",
]);

export const scoringAnswers: Answers = {
  "GET /v1/scoring": { ...defaultModel, version: 6 },
  "GET /v1/scoring/draft": { draft: null },
  "PUT /v1/scoring/draft": ({ model, rev = 0 }: Body) => ({ draft: draftOf(model, rev + 1) }),
  "DELETE /v1/scoring/draft": {},
  "POST /v1/scoring/preview": ({ model, lead, sample }: Body) =>
    lead !== undefined ? tried : sample === undefined ? { job: "job_1" } : isRunning(model) ? nothing : effects,
  "POST /v1/scoring/publish": { version: 7 },
  "GET /v1/jobs/job_1": { state: "done", done: 8412, effects: { ...effects, looked: 8412, all: true } },
  "GET /v1/scoring/versions?limit=20": {
    items: [
      {
        version: 6,
        lines: defaultModel.lines,
        signals: 21,
        fit: 3,
        publishedAt: "2026-10-30T02:00:00.000Z",
        by: "佐藤 美咲",
        signedOff: [
          { department: "marketing", by: "佐藤 美咲", at: "2026-10-30T01:00:00.000Z" },
          { department: "sales", by: "伊藤 健", at: "2026-10-30T01:30:00.000Z" },
        ],
      },
      { version: 5, lines: defaultModel.lines, signals: 20, fit: 3, publishedAt: null, by: null, signedOff: [] },
    ],
    next: null,
  },
  "GET /v1/scoring/versions/6": { version: 6, model: defaultModel, signedOff: [] },
  "GET /v1/scoring/versions/5": {
    version: 5,
    model: { ...defaultModel, signals: defaultModel.signals.filter(({ id }) => id !== "careers") },
    signedOff: [],
  },
  "GET /v1/scoring/versions/4": { version: 4, model: defaultModel, signedOff: [] },
  "GET /v1/vocabulary": {
    fields: [{ field: "attributes.department", kind: "any", values: ["経理部", "総務部"], people: 310 }],
    events: [],
    tags: [],
    lists: [],
    sources: [{ id: "brochure", name: "brochure" }],
    templates: [],
    workflows: [],
    signals: [],
    families: [],
    channels: [],
    reps: [],
    looked: 1,
    all: true,
  },
  "GET /v1/phrases": {
    items: [
      { text: "興味…ある", chip: "interest", value: true },
      { text: "予算…ない", chip: "budget", value: false },
    ],
    next: null,
  },
  "PUT /v1/phrases": { items: [], next: null },
};
