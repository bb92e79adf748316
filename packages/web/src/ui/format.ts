import type { Language } from "../api/workspace.ts";

/** Dates and figures as people of the language write them, always in the workspace's zone. `Instant` = epoch ms. */
export type Format = ReturnType<typeof formatIn>;

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
/** ISO text or epoch ms → epoch ms. */
export const instant = (at: string | number): number => (typeof at === "number" ? at : Date.parse(at));

export const formatIn = (language: Language, timeZone: string) => {
  const ja = language === "ja";
  const locale = ja ? "ja-JP" : "en-GB";
  const make = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, { timeZone, ...options });
  const fields = make({
    year: "numeric",
    month: "numeric",
    day: "numeric",
    weekday: "short",
    hour: "numeric",
    minute: "2-digit",
    hourCycle: "h23",
  });
  const monthNames = new Intl.DateTimeFormat("en-GB", { timeZone, month: "short" });
  const longMonth = new Intl.DateTimeFormat("en-GB", { timeZone, month: "long" });
  const integer = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const tenth = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const finePercent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 2 });
  const percent = new Intl.NumberFormat(locale, {
    style: "percent",
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });

  const read = (at: string | number) => {
    const parts = Object.fromEntries(fields.formatToParts(instant(at)).map(({ type, value }) => [type, value]));
    const part = (name: string) => parts[name] ?? "";
    return {
      year: part("year"),
      month: ja ? part("month").replace("月", "") : monthNames.format(instant(at)).slice(0, 3),
      day: String(Number(part("day").replace("日", ""))),
      weekday: part("weekday"),
      hour: String(Number(part("hour").replace("時", ""))),
      minute: part("minute"),
    };
  };
  const time = (at: string | number) => {
    const { hour, minute } = read(at);
    return `${hour}:${minute}`;
  };
  /** Day number in the zone, to compare days. */
  const dayKey = (at: string | number) => {
    const { year, month, day } = read(at);
    return `${year}-${month}-${day}`;
  };
  const day = (at: string | number, now: number) => {
    const { year, month, day, weekday } = read(at);
    if (year !== read(now).year) return ja ? `${year}/${month}/${day}` : `${month} ${day}, ${year}`;
    return ja ? `${month}/${day}(${weekday})` : `${month} ${day}`;
  };
  const moment = (at: string | number, now: number) =>
    ja ? `${day(at, now)} ${time(at)}` : `${day(at, now)}, ${time(at)}`;
  const weekdayMoment = (at: number) => {
    const { month, day, weekday } = read(at);
    return ja ? `${month}月${day}日(${weekday}) ${time(at)}` : `${weekday}, ${month} ${day}, ${time(at)}`;
  };
  const month = (at: string | number) => (ja ? `${read(at).month}月` : read(at).month);
  return {
    language,
    time,
    day,
    /** With the year always: for records. */
    fullDay: (at: string | number) => {
      const { year, month, day } = read(at);
      return ja ? `${year}/${month}/${day}` : `${month} ${day}, ${year}`;
    },
    dayKey,
    moment,
    weekdayMoment,
    month,
    /** November, 11月. */
    monthName: (at: string | number) => (ja ? month(at) : longMonth.format(instant(at))),
    hourOf: (at: string | number) => Number(read(at).hour),
    count: (n: number) => integer.format(n),
    points: (points: number) => tenth.format(points),
    signed: (points: number) => `${points < 0 ? "−" : "+"}${trim(tenth.format(Math.abs(points)))}`,
    given: (points: number) => trim(tenth.format(points)),
    /** Of small rates such as complaints: two decimals. */
    rate: (rate: number) => finePercent.format(rate),
    share: (part: number, whole: number) => percent.format(part / whole),
  };
};

/** `40.0` → `40`. */
const trim = (figure: string) => figure.replace(/\.0$/, "");
