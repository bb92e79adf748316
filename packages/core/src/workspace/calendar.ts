import type { Instant } from "../world/world.ts";
import { spanOf } from "./duration.ts";
import { type Holidays, isHoliday as isHolidayOn } from "./holidays.ts";
import { openingOn, openingsFrom, opensOn, timeMs, weekdays } from "./openings.ts";
import type { Settings, Weekday } from "./settings.ts";
import { dateOf, dayMs, dayName, dayNumber, instantOf, numberOf, wallOf, weekdayNumber } from "./zone.ts";

/**
 * The workspace's calendar. Everything is reckoned in a named zone; a time that a clock change skips moves on by the gap,
 * one that happens twice counts the first time.
 */

/** Calendar-aware for years, months, weeks and days; exact for the part after T. Takes `-P7D` too. */
export const add = (at: Instant, duration: string, zone: string): Instant => {
  const { months, days, ms } = spanOf(duration);
  if (months === 0 && days === 0) return at + ms;
  const wall = wallOf(at, zone);
  const today = Math.floor(wall / dayMs);
  const day = months === 0 ? today + days : numberOf(dateOf(today).add({ months, days }));
  return instantOf(wall + (day - today) * dayMs, zone) + ms;
};

/** `YYYY-MM-DD`. */
export const dayOf = (at: Instant, zone: string): string => dayName(dayNumber(at, zone));
export const startOfDay = (at: Instant, zone: string): Instant => instantOf(dayNumber(at, zone) * dayMs, zone);
export const startOfNextDay = (at: Instant, zone: string): Instant =>
  instantOf((dayNumber(at, zone) + 1) * dayMs, zone);
/** Weeks begin on Monday. */
export const startOfWeek = (at: Instant, zone: string): Instant => {
  const day = dayNumber(at, zone);
  return instantOf((day - weekdayNumber(day)) * dayMs, zone);
};

/** `day` is `YYYY-MM-DD`. */
export const isHoliday = (day: string, holidays: Holidays): boolean => isHolidayOn(day, holidays);

type Business = Pick<Settings, "businessHours" | "timeZone">;

export const isBusinessDay = (at: Instant, settings: Business): boolean =>
  opensOn(dayNumber(at, settings.timeZone), settings.businessHours);

/** The same time of day, so many business days later: from a Saturday one day leads to Monday. */
export const addBusinessDays = (at: Instant, days: number, settings: Business): Instant => {
  const today = dayNumber(at, settings.timeZone);
  let day = today;
  for (let left = days; left > 0; ) {
    day += 1;
    // Own holidays could fill years on end: then days count as they come.
    if (opensOn(day, settings.businessHours) || day - today > 4000) left -= 1;
  }
  return instantOf(wallOf(at, settings.timeZone) + (day - today) * dayMs, settings.timeZone);
};

/**
 * Counts only within business hours; outside them it starts at the next opening. Ends within hours, their close included.
 * Hours that never open (from = to, or years of holidays) cannot hold an SLA: then the clock's hours count.
 */
export const addBusinessHours = (at: Instant, hours: number, settings: Business): Instant => {
  let left = Math.round(hours * 3_600_000);
  let reached = at;
  const span = 400 + Math.ceil(hours) * 7;
  for (const opening of openingsFrom(at, settings.businessHours, settings.timeZone, Math.min(span, 20_000))) {
    const begin = Math.max(at, opening.from);
    const room = opening.to - begin;
    if (room <= 0) continue;
    if (left <= room) return begin + left;
    left -= room;
    reached = opening.to;
  }
  return reached + left;
};

/** The first such moment at or after `at`; without a weekday, of any day. */
export const nextTime = (at: Instant, moment: { weekday?: Weekday | undefined; at: string }, zone: string): Instant => {
  const time = timeMs(moment.at);
  let day = dayNumber(at, zone);
  while (true) {
    if (moment.weekday === undefined || weekdays[weekdayNumber(day)] === moment.weekday) {
      const found = instantOf(day * dayMs + time, zone);
      if (found >= at) return found;
    }
    day += 1;
  }
};

export type Gateway = { open: true } | { open: false; until: Instant };
const open: Gateway = { open: true };

/** A send window, as a workflow writes it. */
export type Window = { days: readonly Weekday[]; from: string; to: string; holidays: "skip" | "send" };

/** When mail may go. Over midnight if `to` is before `from`; `from` = `to` never opens, and `until` is the next such day's `from`. */
export const inWindow = (at: Instant, window: Window | undefined, settings: Business): Gateway => {
  if (window === undefined) return open;
  const { holidays } = settings.businessHours;
  const hours = { ...window, holidays: window.holidays === "skip" ? holidays : ("none" as const) };
  for (const opening of openingsFrom(at, hours, settings.timeZone)) {
    if (opening.from > at) return { open: false, until: opening.from };
    if (opening.to > at) return open;
  }
  return { open: false, until: add(at, "P400D", settings.timeZone) };
};

/** `from` = `to` is quiet all day: `until` is its next turn, and quiet again. */
export const inQuietHours = (at: Instant, quiet: { from: string; to: string } | null, zone: string): Gateway => {
  if (quiet === null) return open;
  if (quiet.from === quiet.to) return { open: false, until: nextTime(at + 1, { at: quiet.to }, zone) };
  const today = dayNumber(at, zone);
  for (const day of [today - 1, today]) {
    const { from, to } = openingOn(day, quiet, zone);
    if (from <= at && at < to) return { open: false, until: to };
  }
  return open;
};

/**
 * The moment that an attribute names: `2026-11-24`, `2026/11/24`, `2026年11月24日`, `20261124` (midnight in the zone), with a
 * time of day behind it or as an ISO date-time, or a number (epoch ms). Anything else is none.
 */
export const momentOf = (
  value: string | number | boolean | string[] | undefined,
  zone: string,
): Instant | undefined => {
  if (typeof value === "number") return value >= YEAR_1 && value < YEAR_10000 ? value : undefined;
  if (typeof value !== "string") return undefined;
  const found = written.exec(value.normalize("NFKC").trim());
  if (found === null) return undefined;
  const [, year, month, date, hour = "0", minute = "0", second = "0", fraction = "0", offset] = found;
  const day = numberOfDate(Number(year), Number(month), Number(date));
  if (day === undefined || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  const wall =
    day * dayMs + timeMs(`${hour}:${minute}`) + Number(second) * 1000 + Math.floor(Number(`0.${fraction}`) * 1000);
  if (offset === undefined) return instantOf(wall, zone);
  return wall - offsetMs(offset);
};

/** Beyond these nobody means a date, and calendars end somewhere. */
const YEAR_1 = -62_135_596_800_000;
const YEAR_10000 = 253_402_300_800_000;

const written =
  /^(\d{4})(?:[-/.年]\s?(?=\d{1,2}[-/.月])|(?=\d{4}(?:\D|$)))(\d{1,2})(?:[-/.月]\s?)?(\d{1,2})日?(?:[T\s]\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*(Z|[+-]\d{2}:?\d{2})?)?$/i;

const numberOfDate = (year: number, month: number, date: number): number | undefined => {
  if (year < 1 || month < 1 || month > 12 || date < 1) return undefined;
  const first = dateOf(0).with({ year, month, day: 1 });
  return date > first.daysInMonth ? undefined : numberOf(first) + date - 1;
};

/** `Z`, `+09:00` or `+0900` → milliseconds ahead of UTC. */
const offsetMs = (offset: string): number => {
  if (offset.toUpperCase() === "Z") return 0;
  const digits = offset.replace(":", "");
  return (digits.startsWith("-") ? -1 : 1) * timeMs(`${digits.slice(1, 3)}:${digits.slice(3, 5)}`);
};
