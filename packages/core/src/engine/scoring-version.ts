import type { ScoringModel } from "../scoring/model.ts";
import type { SignOff } from "../scoring/sign-off.ts";
import type { Instant, Item } from "../world/world.ts";
import { bodyOf } from "./keys.ts";

/** A published model, and who stood for it. */
export type StoredScoring = { model: ScoringModel; publishedAt?: Instant; by?: string; signedOff: SignOff[] };

/** The first versions were the bare model. */
export const storedScoring = (item: Item): StoredScoring => {
  const body = bodyOf<StoredScoring | ScoringModel>(item);
  return "model" in body ? body : { model: body, signedOff: [] };
};
