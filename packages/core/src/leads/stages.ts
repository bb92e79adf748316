import type { Stage } from "./lead.ts";

/**
 * The stages of The Model: which department owns a lead there, and what lets it in. Human-only stages are entered by a
 * person's act (a deal, a win) and never by a workflow.
 */
export const stageRules: Record<Stage, { owner: string; enteredBy: string; humanOnly: boolean }> = {
  marketing: { owner: "marketing", enteredBy: "capture, a returned hand-off, a lost deal", humanOnly: false },
  insideSales: { owner: "insideSales", enteredBy: "a hand-off", humanOnly: false },
  sales: { owner: "sales", enteredBy: "an opened deal", humanOnly: true },
  customer: { owner: "customerSuccess", enteredBy: "a won deal", humanOnly: true },
};
