import type { Watch } from "../leads/condition.ts";
import type { Stage } from "../leads/lead.ts";

/** Applies what was just published to the leads that are there: history that new conditions ask for, points of a new model. */
export type CatchUp = { kind: "catchUp"; watches: Watch[]; rescore: boolean; stage: Stage; after?: string };
