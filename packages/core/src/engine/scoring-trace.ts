import type { Entry } from "../leads/entry.ts";
import { evaluate } from "../leads/evaluate.ts";
import type { Lead, Score } from "../leads/lead.ts";
import type { ScoringModel } from "../scoring/model.ts";
import { behaviourAt, left, subject, trimmed } from "../scoring/score.ts";
import type { Instant } from "../world/world.ts";
import { recounted } from "./recount.ts";

/** What a lead's past comes to under a model. */
export type Trace = {
  score: Score;
  fit: { id: string; points: number }[];
  /** Behaviour and fit, now. */
  total: number;
  /** When the line of inside sales was reached from below, or a rule handed over at once. */
  crossedAt: Instant[];
  /** Rule → when something met it. */
  met: Map<string, Instant[]>;
  /** Rule, or what a workflow or a return gave → what is left of its points now. */
  leftBy: Map<string, number>;
};

/** Fit is as it is now: what somebody's title was then is not kept. */
export const traceOf = (lead: Lead, entries: Entry[], model: ScoringModel, now: Instant, zone: string): Trace => {
  const met = new Map<string, Instant[]>();
  const leftBy = new Map<string, number>();
  const crossedAt: Instant[] = [];
  const asked = subject(lead, now, zone);
  const fit = model.fit.filter(({ when }) => evaluate(when, asked)).map(({ id, points }) => ({ id, points }));
  const fitPoints = fit.reduce((sum, { points }) => sum + points, 0);
  let score: Score = { ...lead.score, families: {}, signals: [], caps: {} };
  for (const { at, rules, given, score: after } of recounted(lead, entries, model, zone)) {
    const was = fitPoints + behaviourAt(score, at);
    const is = fitPoints + behaviourAt(after, at);
    const line = model.lines.insideSales;
    if ((was < line && is >= line) || rules.some(({ handOff }) => handOff)) crossedAt.push(at);
    score = after;
    for (const { id } of rules) met.set(id, [...(met.get(id) ?? []), at]);
    for (const { signal, points, givenAt, halfLifeDays } of given)
      leftBy.set(signal, (leftBy.get(signal) ?? 0) + left(points, givenAt, now, halfLifeDays));
  }
  return { score: trimmed(score), fit, total: fitPoints + behaviourAt(score, now), crossedAt, met, leftBy };
};
