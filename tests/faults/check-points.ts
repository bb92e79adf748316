import { current } from "@rekindle/core/engine/catalogue";
import type { Engine } from "@rekindle/core/engine/engine";
import { recount } from "@rekindle/core/engine/recount";
import type { Found } from "./check.ts";
import type { Verdict } from "./verdict.ts";

/** After a model was published, everybody's points are what their past is worth under it: nobody was passed over. */
export const checkPoints = async (verdict: Verdict, engine: Engine, found: Found[]): Promise<void> => {
  const { scoring, settings } = await current(engine);
  for (const { record, entries } of found) {
    if (record.erased !== undefined) continue;
    const there = JSON.stringify(record.score.families);
    const right = JSON.stringify(recount(record, entries, scoring, settings.timeZone).families);
    if (there !== right) verdict.lost.push(`${record.id}: it has the points ${there} instead of ${right}`);
  }
};
