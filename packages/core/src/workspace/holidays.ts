import holidayJp from "@holiday-jp/holiday_jp";
import type { Settings } from "./settings.ts";

export type Holidays = Settings["businessHours"]["holidays"];

/** `day` is `YYYY-MM-DD`. Japan's holidays are known from 1970 to 2050. */
export const isHoliday = (day: string, holidays: Holidays): boolean => {
  if (holidays === "none") return false;
  if (holidays === "jp") return isJapanese(day);
  const own = setOf(holidays);
  return own.has(day) || (own.has("jp") && isJapanese(day));
};

// The table, never the package's `isHoliday`: that one thinks in the zone of the process.
const japanese: Readonly<Record<string, unknown>> = holidayJp.holidays;
const isJapanese = (day: string): boolean => japanese[day] !== undefined;

/** A set per list of the settings, for as long as the settings live. */
const sets = new WeakMap<readonly string[], Set<string>>();
const setOf = (list: readonly string[]): Set<string> => {
  const known = sets.get(list) ?? new Set(list);
  sets.set(list, known);
  return known;
};
