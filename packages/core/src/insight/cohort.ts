import type { Instant } from "../world/world.ts";
import { armTried } from "./counts.ts";
import { type Arm, type Compared, compare, type Judged, judge } from "./verdict.ts";

/** Counters of those who came in on one day; `overAt` = when the time of the last of them to react is over. */
export type Cohort = { overAt: Instant; n: Record<string, number> };
export type Expectation = { share: number | undefined; reaction: string | undefined };
export type SplitArms = { step: string; arms: { name: string; holdout: boolean }[] };

export type Learned = {
  /** Those whom the hypothesis is about, and everybody else. */
  whom: Judged;
  others: Judged;
  expected: number | null;
  reaction: string | null;
  /** People who came in, but whose time is not over. */
  waiting: number;
  /** When enough people's time will be over to tell, if they come and react as before. */
  tellsAt: Instant | null;
};

const DAY_MS = 86_400_000;
/** Days from which it is judged how many people come. */
const LOOKED_BACK = 28;

export const learnedFrom = (
  days: Cohort[],
  now: Instant,
  { share, reaction }: Expectation,
  timeMs: number,
): Learned => {
  const over = days.filter(({ overAt }) => overAt <= now);
  const open = days.filter(({ overAt }) => overAt > now).sort((a, b) => a.overAt - b.overAt);
  const seen = (group: "whom" | "others") => ({
    of: sum(over, `|inTime|${group}|reacted`),
    n: sum(over, `|tried|${group}`),
  });
  const whom = judge(seen("whom"), reaction === undefined ? undefined : share);
  return {
    whom,
    others: judge(seen("others"), reaction === undefined ? undefined : share),
    expected: share ?? null,
    reaction: reaction ?? null,
    waiting: sum(open, "|tried|whom") + sum(open, "|tried|others"),
    tellsAt: whom.needed === null ? null : tellsAt(whom.needed - whom.n, open, days, now, timeMs),
  };
};

/** First those who are inside already, then as many a day as came lately. */
const tellsAt = (missing: number, open: Cohort[], days: Cohort[], now: Instant, timeMs: number): Instant | null => {
  let left = missing;
  for (const day of open) {
    left -= day.n["|tried|whom"] ?? 0;
    if (left <= 0) return day.overAt;
  }
  const lately = days.filter(({ overAt }) => overAt - timeMs > now - LOOKED_BACK * DAY_MS);
  const perDay = sum(lately, "|tried|whom") / LOOKED_BACK;
  return perDay === 0 ? null : now + Math.ceil(left / perDay) * DAY_MS + timeMs;
};

/** Who was handed over in time, arm by arm: a hold-out can be, too, by its own doing. */
export const comparedArms = (
  days: Cohort[],
  now: Instant,
  { step, arms }: SplitArms,
): Compared & { step: string; waiting: number } => {
  const over = days.filter(({ overAt }) => overAt <= now);
  const open = days.filter(({ overAt }) => overAt > now);
  const counted = arms.map(({ name, holdout }): Arm => {
    const key = armTried(step, name);
    return { name, holdout, of: sum(over, `${key}|handedOff`), n: sum(over, key) };
  });
  return {
    step,
    waiting: arms.reduce((all, { name }) => all + sum(open, armTried(step, name)), 0),
    ...compare(counted),
  };
};

const sum = (days: Cohort[], name: string): number => days.reduce((all, { n }) => all + (n[name] ?? 0), 0);
