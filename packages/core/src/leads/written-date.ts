import { Temporal } from "temporal-polyfill";
import type { Instant } from "../world/world.ts";

/**
 * A date as people and exports write it. `2026/9/6`, `2026年9月6日`, `令和8年9月6日`, `20260906`, `Sep 6, 2026`, ISO 8601 with or
 * without a time, an Excel day number. A day alone begins at midnight in `zone`. 9/6/2026 can be two days: undefined.
 */
export const readDate = (written: string, zone: string): { at: Instant; day: string } | undefined => {
  const text = written.normalize("NFKC").trim();
  try {
    if (/^\d{4}-\d\d-\d\d[T ]\d\d:?\d\d.*(?:Z|[+-]\d\d:?\d\d)$/i.test(text)) {
      const at = Temporal.Instant.from(text.replace(" ", "T"));
      return { at: at.epochMilliseconds, day: at.toZonedDateTimeISO(zone).toPlainDate().toString() };
    }
    const [, dayText = "", hour = "0", minute = "0", second = "0"] = timed.exec(text) ?? [];
    const day = dayOf(dayText.trim());
    if (day === undefined) return undefined;
    const start = day.toZonedDateTime({ timeZone: zone, plainTime: clock(hour, minute, second) });
    return { at: start.epochMilliseconds, day: day.toString() };
  } catch (error) {
    // A day that no calendar has: 2026-02-30, 25:00.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
};

const timed = /^(.+?)(?:[T ]\s*(\d{1,2}):(\d\d)(?::(\d\d)(?:\.\d+)?)?)?$/;
const clock = (hour: string, minute: string, second: string): Temporal.PlainTime =>
  Temporal.PlainTime.from(
    { hour: Number(hour), minute: Number(minute), second: Number(second) },
    { overflow: "reject" },
  );

const date = (year: string | number, month: string | number, day: string | number): Temporal.PlainDate =>
  Temporal.PlainDate.from({ year: Number(year), month: Number(month), day: Number(day) }, { overflow: "reject" });

const eras: Record<string, number> = { 令和: 2018, r: 2018, 平成: 1988, h: 1988, 昭和: 1925, s: 1925 };
const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

const dayOf = (text: string): Temporal.PlainDate | undefined =>
  yearFirst(text) ?? era(text) ?? named(text) ?? yearLast(text) ?? dayNumber(text);

const yearFirst = (text: string): Temporal.PlainDate | undefined => {
  const found =
    /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:\s*\(.\))?$/.exec(text) ??
    /^(\d{4})(年)\s*(\d{1,2})月\s*(\d{1,2})日?(?:\s*\(.\))?$/.exec(text) ??
    /^((?:19|20)\d\d)()(\d\d)(\d\d)$/.exec(text);
  const [, year, , month, day] = found ?? [];
  return year === undefined || month === undefined || day === undefined ? undefined : date(year, month, day);
};

const era = (text: string): Temporal.PlainDate | undefined => {
  const found = /^(令和|平成|昭和|[rhs])\s*(\d{1,2}|元)[年./-]\s*(\d{1,2})[月./-]\s*(\d{1,2})日?$/i.exec(text);
  const [, name = "", year = "", month, day] = found ?? [];
  const base = eras[name.toLowerCase()];
  if (base === undefined || month === undefined || day === undefined) return undefined;
  return date(base + (year === "元" ? 1 : Number(year)), month, day);
};

const named = (text: string): Temporal.PlainDate | undefined => {
  const monthFirst = /^([a-z]{3})[a-z]*\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})$/i.exec(text);
  const dayFirst = /^(\d{1,2})(?:st|nd|rd|th)?[\s-]+([a-z]{3})[a-z]*\.?,?[\s-]+(\d{4})$/i.exec(text);
  const [name, day, year] = monthFirst === null ? [dayFirst?.[2], dayFirst?.[1], dayFirst?.[3]] : monthFirst.slice(1);
  const month = months.indexOf((name ?? "").toLowerCase()) + 1;
  return month === 0 || day === undefined || year === undefined ? undefined : date(year, month, day);
};

/** 13/9/2026 and 9/13/2026 leave one reading. */
const yearLast = (text: string): Temporal.PlainDate | undefined => {
  const [, one, , two, year] = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})$/.exec(text) ?? [];
  if (one === undefined || two === undefined || year === undefined) return undefined;
  if (Number(one) > 12 || one === two) return date(year, two, one);
  return Number(two) > 12 ? date(year, one, two) : undefined;
};

/** Excel counts days from 1899-12-30; 1980 to 2079. */
const dayNumber = (text: string): Temporal.PlainDate | undefined => {
  const days = /^\d{5}$/.test(text) ? Number(text) : 0;
  return days < 29_221 || days > 65_745 ? undefined : date(1899, 12, 30).add({ days });
};
