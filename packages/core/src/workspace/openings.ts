import type { Instant } from "../world/world.ts";
import { type Holidays, isHoliday } from "./holidays.ts";
import type { Weekday } from "./settings.ts";
import { dayMs, dayName, dayNumber, instantOf, weekdayNumber } from "./zone.ts";

/** Hours of some days. `to` before `from` runs over midnight and belongs to the day it began on; equal = never open. */
export type Hours = { days: readonly Weekday[]; from: string; to: string; holidays: Holidays };
export type Opening = { from: Instant; to: Instant };

/** Openings that end after `at`, in order, for at most `span` days. The one of the night before comes first. */
export function* openingsFrom(at: Instant, hours: Hours, zone: string, span = 400): Generator<Opening> {
  const today = dayNumber(at, zone);
  for (let day = today - 1; day <= today + span; day += 1) {
    if (!opensOn(day, hours)) continue;
    const opening = openingOn(day, hours, zone);
    if (opening.to > at || opening.from > at) yield opening;
  }
}

export const opensOn = (day: number, hours: Pick<Hours, "days" | "holidays">): boolean =>
  hours.days.includes(weekdays[weekdayNumber(day)] ?? "mon") && !isHoliday(dayName(day), hours.holidays);

export const openingOn = (day: number, hours: { from: string; to: string }, zone: string): Opening => {
  const from = timeMs(hours.from);
  const to = timeMs(hours.to);
  return {
    from: instantOf(day * dayMs + from, zone),
    to: instantOf(day * dayMs + to + (to < from ? dayMs : 0), zone),
  };
};

/** `09:30` → milliseconds after midnight. */
export const timeMs = (time: string): number => {
  const [hours, minutes] = time.split(":");
  return (Number(hours) * 60 + Number(minutes)) * 60_000;
};

export const weekdays: readonly Weekday[] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
