import { compare, judge } from "@rekindle/core/insight/verdict";
import type { Answers } from "../../support/fixture-server.ts";
import { report, workflow } from "./workflows.ts";

/** What the server would say of these counts: the product's own verdict, so that the pages show what people get. */
export const learned = (of: number, n: number, more: object = {}) => ({
  whom: judge({ of, n }, 0.15),
  others: judge({ of: 11, n: 95 }, 0.15),
  expected: 0.15,
  reaction: "mail.clicked",
  waiting: 69,
  tellsAt: null,
  ...more,
});
export const arms = (a: [number, number], b: [number, number], hold: [number, number]) => ({
  step: "test",
  waiting: 0,
  ...compare([
    { name: "ベンチマークレポート", holdout: false, of: a[0], n: a[1] },
    { name: "導入事例集", holdout: false, of: b[0], n: b[1] },
    { name: "送らない", holdout: true, of: hold[0], n: hold[1] },
  ]),
});
const usual = arms([5, 98], [4, 97], [1, 23]);

type Version = (typeof report)["versions"][number];
/** The newest version with these findings; people held back for two reasons. */
export const reportOf = (hypothesis: object | null, splits: object[] = [usual]) => ({
  since: null,
  versions: report.versions.toReversed().map((version: Version) => ({
    ...version,
    steps: version.steps.map((step) => ({
      ...step,
      clickers: step.clicked,
      refusedBy: step.refused > 0 ? { openDeal: step.refused - 1, noConsent: 1 } : {},
      handOffs: step.handedOff,
      meetings: step.id === "hand-off-1" ? 12 : 0,
      won: step.id === "hand-off-1" ? 3 : 0,
    })),
    hypothesis: version.version === 3 ? hypothesis : learned(9, 96),
    splits: version.version === 3 ? splits : [],
  })),
});

const hypothesis = {
  whom: "経理部門",
  belief: "利益率を気にしている",
  reaction: "mail.clicked",
  share: 0.15,
  within: "P30D",
};
const published = { ...workflow.published, hypothesis };
export const reportAnswers: Answers = {
  "GET /v1/workflows/price": { ...workflow, published, draft: published },
  "GET /v1/workflows/price/report": reportOf(learned(52, 248)),
  "GET /v1/workflows/price/versions/3": { version: 3, definition: published },
  "GET /v1/workflows/price/versions/2": { version: 2, definition: published },
  "GET /v1/workflows/price/steps/wait-1/leads?version=3&limit=5": {
    items: [{ leadId: "lead_7", since: "2026-11-21T00:00:00.000Z", name: "渡辺 真由美", company: "港物流" }],
    next: null,
  },
  "GET /v1/templates": { items: [], next: null },
};
