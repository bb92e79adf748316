import type { Stage } from "../leads/lead.ts";
import type { ScoringModel } from "../scoring/model.ts";

/** Where one is in the listing of leads. */
export type Cursor = { stage: Stage; after?: string };
/** A model that is tried on everybody, page by page. */
export type ScoringPlan = { kind: "scoring"; model: ScoringModel; cursor: Cursor };
