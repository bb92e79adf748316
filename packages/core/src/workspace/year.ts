import holidayJp from "@holiday-jp/holiday_jp";
import { isHoliday } from "./holidays.ts";
import { opensOn } from "./openings.ts";
import type { Settings } from "./settings.ts";
import { dateOf, dayName, numberOf } from "./zone.ts";

/** Days of a year on which the company is closed for another reason than the weekday; `own`: the company's decision. */
export type DayOff = { date: string; name?: { ja: string; en: string }; own: boolean };

const named: Readonly<Record<string, { name: string; name_en: string }>> = holidayJp.holidays;

/** `businessDays`: on which the company works. */
export const yearOf = (
  year: number,
  { businessHours }: Pick<Settings, "businessHours">,
): { year: number; businessDays: number; off: DayOff[] } => {
  const first = numberOf(dateOf(0).with({ year, month: 1, day: 1 }));
  const days = Array.from({ length: dateOf(first).daysInYear }, (_, n) => first + n);
  const own = new Set(Array.isArray(businessHours.holidays) ? businessHours.holidays : []);
  return {
    year,
    businessDays: days.filter((day) => opensOn(day, businessHours)).length,
    off: days.map(dayName).flatMap((date): DayOff[] => {
      if (!isHoliday(date, businessHours.holidays)) return [];
      const known = named[date];
      return [
        { date, own: own.has(date), ...(known === undefined ? {} : { name: { ja: known.name, en: known.name_en } }) },
      ];
    }),
  };
};
