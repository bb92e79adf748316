import type { Entry } from "../leads/entry.ts";
import type { Lead, Score } from "../leads/lead.ts";
import type { ScoringModel } from "../scoring/model.ts";
import * as Points from "../scoring/score.ts";
import { type Given, give, rulesFor } from "../scoring/signals.ts";
import { occurrenceOf } from "../story/occurrences.ts";
import type { Instant } from "../world/world.ts";

/** One thing of the past as a model judges it: the rules that it met, what was given, and the score right after it. */
export type Recounted = { at: Instant; rules: ScoringModel["signals"]; given: Given[]; score: Score };

/**
 * The points that a lead's past is worth under a model, with all cap windows there ever were. What workflows and returns gave
 * stays, with the family's half-life of now.
 */
export const recount = (lead: Lead, entries: Entry[], model: ScoringModel, zone: string): Score => {
  let score = bare(lead);
  for (const step of recounted(lead, entries, model, zone)) score = step.score;
  return score;
};

export function* recounted(lead: Lead, entries: Entry[], model: ScoringModel, zone: string): Generator<Recounted> {
  let score = bare(lead);
  for (const { at, facts } of entries)
    for (const fact of facts) {
      const occurrence = occurrenceOf(fact, at);
      if (occurrence !== undefined) {
        const asThen = { ...lead, score };
        const rules = rulesFor(asThen, occurrence, model, at, zone);
        if (rules.length === 0) continue;
        const given: Given[] = [];
        for (const rule of rules)
          for (const points of give(asThen, rule, Math.min(occurrence.at, at), model, at, zone)) {
            given.push(points);
            score = Points.given(score, points);
          }
        yield { at, rules, given, score };
      } else if (fact.type === "score.changed" && !fact.rule) {
        const { halfLifeDays: _, ...rest } = fact;
        const half = model.families[fact.family]?.halfLifeDays;
        const given = { ...rest, ...(half === undefined ? {} : { halfLifeDays: half }) };
        score = Points.given(score, given);
        yield { at, rules: [], given: [given], score };
      }
    }
}

const bare = ({ score }: Lead): Score => ({ ...score, families: {}, signals: [], caps: {} });
