import type { Entry } from "../leads/entry.ts";
import type { Lead, Score } from "../leads/lead.ts";
import type { ScoringModel } from "../scoring/model.ts";
import * as Points from "../scoring/score.ts";
import { give, rulesFor } from "../scoring/signals.ts";
import { occurrenceOf } from "../story/occurrences.ts";

/**
 * The points that a lead's past is worth under a model, with all cap windows there ever were. What workflows and returns gave
 * stays, with the family's half-life of now.
 */
export const recount = (lead: Lead, entries: Entry[], model: ScoringModel, zone: string): Score => {
  let score: Score = { ...lead.score, families: {}, signals: [], caps: {} };
  for (const { at, facts } of entries)
    for (const fact of facts) {
      const occurrence = occurrenceOf(fact, at);
      if (occurrence !== undefined) {
        const asThen = { ...lead, score };
        for (const rule of rulesFor(asThen, occurrence, model, at, zone))
          for (const points of give(asThen, rule, Math.min(occurrence.at, at), model, at, zone))
            score = Points.given(score, points);
      } else if (fact.type === "score.changed" && !fact.rule) {
        const { halfLifeDays: _, ...rest } = fact;
        const half = model.families[fact.family]?.halfLifeDays;
        score = Points.given(score, { ...rest, ...(half === undefined ? {} : { halfLifeDays: half }) });
      }
    }
  return score;
};
