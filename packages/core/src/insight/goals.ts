import { opensOn } from "../workspace/openings.ts";
import type { Settings } from "../workspace/settings.ts";
import { dateOf, dayName, dayNumber, numberOf } from "../workspace/zone.ts";
import type { Instant } from "../world/world.ts";

/** What a month is measured by: marketing hands over, inside sales makes deals of it, sales wins them. */
export const measures = ["handOffs", "meetings", "wins"] as const;
export type Measure = (typeof measures)[number];
export type Figures = Record<Measure, number>;

/** Business days of the month of `now`, today among those that have begun. `from` and `to` are its days, `YYYY-MM-DD`. */
export type Month = { month: string; from: string; to: string; passed: number; of: number };

export const monthOf = (
  now: Instant,
  { businessHours, timeZone }: Pick<Settings, "businessHours" | "timeZone">,
): Month => {
  const today = dayNumber(now, timeZone);
  const date = dateOf(today);
  const first = numberOf(date.with({ day: 1 }));
  const last = first + date.daysInMonth - 1;
  const open = (until: number) => {
    let days = 0;
    for (let day = first; day <= until; day += 1) if (opensOn(day, businessHours)) days += 1;
    return days;
  };
  return {
    month: dayName(first).slice(0, 7),
    from: dayName(first),
    to: dayName(last),
    passed: open(today),
    of: open(last),
  };
};

/** `expected` = where the target's even way through the business days would be by now; `ahead` in whole things, 0 = on pace. */
export type Progress = { target: number; actual: number; expected: number; ahead: number };

export const progressOf = (target: number, actual: number, { passed, of }: Pick<Month, "passed" | "of">): Progress => {
  const expected = of === 0 ? target : (target * passed) / of;
  return { target, actual, expected, ahead: Math.round(actual - expected) };
};

/** How many of those that went in came out, over the days that were looked at. `rate` is null where too few went in to tell. */
export type Conversion = { of: number; n: number; rate: number | null };
/** Fewer say nothing about the next month. */
const FEWEST = 10;

export const conversionOf = (of: number, n: number): Conversion => ({
  of,
  n,
  rate: n < FEWEST ? null : Math.min(1, of / n),
});
