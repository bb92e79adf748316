import { Temporal } from "temporal-polyfill";
import { openingOn, opensOn } from "../workspace/openings.ts";
import type { Settings } from "../workspace/settings.ts";
import { dayNumber, numberOf } from "../workspace/zone.ts";
import type { Instant } from "../world/world.ts";

type Business = Pick<Settings, "businessHours" | "timeZone">;

/** What a source usually brings, and whether it has gone quiet. `businessDays` have passed without anything; so many were to be `expected`. */
export type Rhythm = {
  /** Deliveries per business day; absent: too few to tell. */
  usualPerDay?: number;
  quiet?: { since: Instant; businessDays: number; expected: number };
};

/** Fewer are no rhythm. */
const FEWEST = 5;
/** If they come independently of each other, so many missing ones are chance once in 150 times (e^-5). */
const MISSED = 5;
const WINDOW_DAYS = 60;

/**
 * From the days on which something came (`YYYY-MM-DD` → how many). The usual is that of the 60 days before it fell silent, so
 * that silence does not become the usual. Weekends and holidays are no silence.
 */
export const rhythmOf = (
  days: readonly { day: string; received: number }[],
  lastAt: Instant | undefined,
  now: Instant,
  settings: Business,
): Rhythm => {
  const [first] = days;
  if (lastAt === undefined || first === undefined) return {};
  const last = dayNumber(lastAt, settings.timeZone);
  const begin = Math.max(numberOfDay(first.day), last - WINDOW_DAYS + 1);
  const came = days.reduce((sum, { day, received }) => sum + (numberOfDay(day) >= begin ? received : 0), 0);
  const open = businessDays(begin, last, settings);
  if (came < FEWEST || open < FEWEST) return {};
  const usualPerDay = came / open;
  const passed = businessDaysSince(lastAt, now, settings);
  const expected = usualPerDay * passed;
  const quiet = passed >= 1 && expected >= MISSED;
  return { usualPerDay, ...(quiet ? { quiet: { since: lastAt, businessDays: Math.floor(passed), expected } } : {}) };
};

const businessDays = (from: number, to: number, { businessHours }: Business): number => {
  let open = 0;
  for (let day = from; day <= to; day += 1) if (opensOn(day, businessHours)) open += 1;
  return open;
};

/** Whole ones after the day of `lastAt`, and the part of today that is over. */
const businessDaysSince = (lastAt: Instant, now: Instant, settings: Business): number => {
  const { businessHours, timeZone } = settings;
  const last = dayNumber(lastAt, timeZone);
  const today = dayNumber(now, timeZone);
  if (today <= last) return 0;
  const whole = businessDays(last + 1, today - 1, settings);
  if (!opensOn(today, businessHours)) return whole;
  const { from, to } = openingOn(today, businessHours, timeZone);
  return whole + (to <= from ? 1 : Math.min(1, Math.max(0, (now - from) / (to - from))));
};

const numberOfDay = (day: string): number => numberOf(Temporal.PlainDate.from(day));
