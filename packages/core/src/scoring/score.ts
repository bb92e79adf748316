import type { FactOf } from "../leads/entry.ts";
import type { Subject } from "../leads/evaluate.ts";
import type { DealFacts, Lead, Score, Signal } from "../leads/lead.ts";
import type { Occurrence } from "../leads/occurrence.ts";
import type { Instant } from "../world/world.ts";

/**
 * Points fade by half every `halfLifeDays`: what is left of p points after t days is p × 2^(−t / halfLife). A family is one
 * bucket, so the total costs nothing to keep and is exact at any moment, in whatever order signals arrive.
 */

const DAY_MS = 86_400_000;
/** So many signals are kept for explanations; the bucket has the rest. */
const KEPT_SIGNALS = 16;
/** So many windows of a capped signal are kept in the record; older ones are read from the timeline (`engine/windows.ts`). */
export const KEPT_WINDOWS = 4;

export const left = (points: number, givenAt: Instant, now: Instant, halfLifeDays: number | undefined): number =>
  halfLifeDays === undefined ? points : points * 2 ** (-(now - givenAt) / DAY_MS / halfLifeDays);

export const familyAt = (score: Score, family: string, now: Instant): number => {
  const bucket = score.families[family];
  return bucket === undefined ? 0 : left(bucket.value, bucket.at, now, bucket.halfLifeDays);
};

/** Behaviour: the families without fit. */
export const behaviourAt = (score: Score, now: Instant): number => {
  let sum = 0;
  for (const family in score.families) sum += familyAt(score, family, now);
  return sum;
};

export const totalAt = (score: Score, now: Instant): number => score.fit + behaviourAt(score, now);

/** The score after `score.changed`: decay to the later of both moments, then add. Corrections carry the moment they correct. */
export const given = (score: Score, fact: FactOf<"score.changed">): Score => {
  const { family, points, givenAt, halfLifeDays } = fact;
  const bucket = score.families[family];
  const at = Math.max(bucket?.at ?? givenAt, givenAt);
  const before = bucket === undefined ? 0 : left(bucket.value, bucket.at, at, bucket.halfLifeDays);
  const value = before + left(points, givenAt, at, halfLifeDays);
  const half = halfLifeDays === undefined ? {} : { halfLifeDays };
  return {
    ...score,
    families: { ...score.families, [family]: { value, at, ...half } },
    signals: listed(score.signals, { id: fact.signal, at: givenAt, points, family }),
    caps: fact.window === undefined ? score.caps : counted(score.caps, fact.window, givenAt, points),
  };
};

const listed = (signals: Signal[], signal: Signal): Signal[] => {
  const same = signals.findIndex(({ id, at }) => id === signal.id && at === signal.at);
  const merged =
    same === -1
      ? [...signals, signal]
      : signals.map((known, index) => (index === same ? { ...known, points: known.points + signal.points } : known));
  return merged
    .filter(({ points }) => points !== 0)
    .sort((a, b) => a.at - b.at)
    .slice(-KEPT_SIGNALS);
};

const counted = (caps: Score["caps"], window: string, at: Instant, points: number): Score["caps"] => {
  const given = caps[window] ?? [];
  const same = given.find((known) => known.at === at);
  const next =
    same === undefined
      ? [...given, { at, points }]
      : given.map((known) => (known === same ? { at, points: known.points + points } : known));
  return { ...caps, [window]: next.filter((known) => known.points !== 0).sort((a, b) => a.at - b.at) };
};

/** `<signal>:<first day>`: keys of a signal's windows in the order of time. */
export const windowKey = (signal: string, day: string): string => `${signal}:${day}`;
export const windowsOf = (caps: Score["caps"], signal: string): string[] =>
  Object.keys(caps)
    .filter((key) => key.slice(0, key.lastIndexOf(":")) === signal)
    .sort();

/** As a record keeps it: of each signal the newest windows. */
export const trimmed = (score: Score): Score => {
  const keys = Object.keys(score.caps);
  if (keys.length <= KEPT_WINDOWS) return score;
  const signals = new Set(keys.map((key) => key.slice(0, key.lastIndexOf(":"))));
  const kept = new Set([...signals].flatMap((signal) => windowsOf(score.caps, signal).slice(-KEPT_WINDOWS)));
  if (kept.size === keys.length) return score;
  return { ...score, caps: Object.fromEntries(Object.entries(score.caps).filter(([key]) => kept.has(key))) };
};

/** When the total falls below `line` if nothing more happens; undefined if it is below already or never will. To the minute. */
export const coolsAt = (score: Score, line: number, now: Instant): Instant | undefined => {
  if (totalAt(score, now) < line) return undefined;
  let floor = score.fit;
  for (const { value, halfLifeDays } of Object.values(score.families)) if (halfLifeDays === undefined) floor += value;
  if (floor >= line) return undefined;
  let low = now;
  let high = now + DAY_MS;
  while (totalAt(score, high) >= line) {
    low = high;
    high = now + (high - now) * 2;
    if (high - now > 36_500 * DAY_MS) return undefined;
  }
  while (high - low > 60_000) {
    const middle = (low + high) / 2;
    if (totalAt(score, middle) >= line) low = middle;
    else high = middle;
  }
  return Math.ceil(high);
};

export type Explained = Signal & { left: number };

/** "Why this score": signals with what is left of each; older ones as one line per family. With fit they sum to the total. */
export const explain = ({ score }: Pick<Lead, "score">, now: Instant): Explained[] => {
  const known = score.signals.map((signal) => ({
    ...signal,
    left: left(signal.points, signal.at, now, score.families[signal.family]?.halfLifeDays),
  }));
  const earlier = Object.entries(score.families).flatMap(([family, bucket]) => {
    const explained = known.filter((signal) => signal.family === family).reduce((sum, signal) => sum + signal.left, 0);
    const rest = left(bucket.value, bucket.at, now, bucket.halfLifeDays) - explained;
    return Math.abs(rest) < 1e-6 ? [] : [{ id: "earlier", at: bucket.at, points: rest, family, left: rest }];
  });
  return [...known, ...earlier].sort((a, b) => b.left - a.left);
};

/** A lead as conditions see it. */
export const subject = (
  lead: Lead,
  now: Instant,
  zone: string,
  occurrence?: Occurrence,
  deal?: DealFacts,
): Subject => ({
  lead,
  now,
  zone,
  total: () => totalAt(lead.score, now),
  family: (name) => familyAt(lead.score, name, now),
  ...(occurrence === undefined ? {} : { occurrence }),
  ...(deal === undefined ? {} : { deal }),
});
