import { Temporal } from "temporal-polyfill";
import type { Instant } from "../world/world.ts";

/**
 * Wall clocks as arithmetic. `Wall` = milliseconds since 1970-01-01T00:00 as a clock on the wall of the zone counts them;
 * days are whole numbers from that date. Temporal is asked once per zone and day, then a look-up costs well under 1 µs.
 */
export type Wall = number;
export const dayMs = 86_400_000;

export const wallOf = (at: Instant, zone: string): Wall => at + offsetAt(at, zone);

/** A wall time that a clock change skips is moved on by the gap; one that happens twice is the first (RFC 5545). */
export const instantOf = (wall: Wall, zone: string): Instant => {
  const before = offsetAt(wall - dayMs, zone);
  if (before === offsetAt(wall + dayMs, zone)) return wall - before;
  const day = Math.floor(wall / dayMs);
  return dateOf(day)
    .toPlainDateTime(Temporal.PlainTime.from("00:00"))
    .add({ milliseconds: wall - day * dayMs })
    .toZonedDateTime(zone, { disambiguation: "compatible" }).epochMilliseconds;
};

/** The number of the day on the zone's calendar, from 1970-01-01 = 0. */
export const dayNumber = (at: Instant, zone: string): number => Math.floor(wallOf(at, zone) / dayMs);

/** 0 = Monday … 6 = Sunday. 1970-01-01 was a Thursday. */
export const weekdayNumber = (day: number): number => (((day + 3) % 7) + 7) % 7;

export const dateOf = (day: number): Temporal.PlainDate => epoch.add({ days: day });
export const numberOf = (date: Temporal.PlainDate): number => epoch.until(date, { largestUnit: "day" }).days;

export const dayName = (day: number): string => remember(names, day, () => dateOf(day).toString());

const epoch = Temporal.PlainDate.from("1970-01-01");

// Caches live as long as the process: calendars do not change. Each is emptied when it reaches its bound.
const names = new Map<number, string>();
const offsets = new Map<string, Map<number, number | "varies">>();

const offsetAt = (at: Instant, zone: string): number => {
  const day = Math.floor(at / dayMs);
  const days = remember(offsets, zone, () => new Map(), 64);
  const offset = remember(days, day, () => {
    const start = ask(day * dayMs, zone);
    return start === ask((day + 1) * dayMs, zone) ? start : "varies";
  });
  return offset === "varies" ? ask(at, zone) : offset;
};

const ask = (at: Instant, zone: string): number =>
  Temporal.Instant.fromEpochMilliseconds(Math.floor(at)).toZonedDateTimeISO(zone).offsetNanoseconds / 1e6;

const remember = <K, V>(cache: Map<K, V>, key: K, make: () => V, bound = 20_000): V => {
  const known = cache.get(key);
  if (known !== undefined) return known;
  const made = make();
  if (cache.size >= bound) cache.clear();
  cache.set(key, made);
  return made;
};
