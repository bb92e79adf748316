import type { FactOf } from "../leads/entry.ts";
import { evaluate } from "../leads/evaluate.ts";
import type { Lead } from "../leads/lead.ts";
import type { Occurrence } from "../leads/occurrence.ts";
import * as Calendar from "../workspace/calendar.ts";
import type { Instant } from "../world/world.ts";
import type { ScoringModel } from "./model.ts";
import * as Score from "./score.ts";

export type Given = FactOf<"score.changed">;
type Rule = ScoringModel["signals"][number];

/** Which rules of the model an occurrence meets, and whether one of them hands the lead over at once. */
export const rulesFor = (lead: Lead, occurrence: Occurrence, model: ScoringModel, now: Instant, zone: string): Rule[] =>
  model.signals.filter(
    ({ on, when }) =>
      (on === occurrence.type || (occurrence.type === "event.tracked" && on === occurrence.name)) &&
      (when === undefined || evaluate(when, Score.subject(lead, now, zone, occurrence))),
  );

/** Points of a rule at the moment of the occurrence; with a cap, of what the cap leaves to the earliest of its window. */
export const give = (lead: Lead, rule: Rule, at: Instant, model: ScoringModel, now: Instant, zone: string): Given[] => {
  const { id: signal, points, family, cap } = rule;
  const halfLifeDays = model.families[family]?.halfLifeDays;
  const half = halfLifeDays === undefined ? {} : { halfLifeDays };
  const fact = (givenAt: Instant, given: number, window?: string): Given => ({
    type: "score.changed",
    signal,
    family,
    points: given,
    total: 0,
    givenAt,
    rule: true,
    ...half,
    ...(window === undefined ? {} : { window }),
  });
  if (points === 0) return [];
  if (cap === undefined) return withTotals(lead, [fact(at, points)], now);
  const window = windowAt(rule, at, zone) ?? signal;
  const before = lead.score.caps[window] ?? [];
  let moment = at;
  while (before.some((known) => known.at === moment)) moment += 1;
  let open = cap.points;
  const sign = Math.sign(points);
  const facts: Given[] = [];
  for (const givenAt of [...before.map((known) => known.at), moment].sort((a, b) => a - b)) {
    const share = Math.min(Math.abs(points), open);
    open -= share;
    const change = sign * share - (before.find((known) => known.at === givenAt)?.points ?? 0);
    if (change !== 0) facts.push(fact(givenAt, change, window));
  }
  return withTotals(lead, facts, now);
};

/** The window of a capped signal that a moment falls into. */
export const windowAt = ({ id, cap }: Rule, at: Instant, zone: string): string | undefined => {
  if (cap === undefined) return undefined;
  const start = cap.per === "day" ? Calendar.startOfDay(at, zone) : Calendar.startOfWeek(at, zone);
  return Score.windowKey(id, Calendar.dayOf(start, zone));
};

/** Each fact says what the total came to. */
export const withTotals = (lead: Lead, facts: Given[], now: Instant): Given[] => {
  let score = lead.score;
  return facts.map((fact) => {
    score = Score.given(score, fact);
    return { ...fact, total: round(Score.totalAt(score, now)) };
  });
};

const round = (points: number): number => Math.round(points * 100) / 100;

/** The fit rules that hold now, as a fact if that differs from the record. */
export const fitChange = (
  lead: Lead,
  model: ScoringModel,
  now: Instant,
  zone: string,
): FactOf<"fit.changed"> | undefined => {
  const subject = Score.subject(lead, now, zone);
  const rules = model.fit.filter(({ when }) => evaluate(when, subject)).map(({ id, points }) => ({ id, points }));
  const known = lead.score.fitRules;
  if (
    rules.length === known.length &&
    rules.every((rule, i) => rule.id === known[i]?.id && rule.points === known[i]?.points)
  )
    return undefined;
  const fit = rules.reduce((sum, { points }) => sum + points, 0);
  return { type: "fit.changed", fit, rules, total: round(fit + Score.behaviourAt(lead.score, now)) };
};
