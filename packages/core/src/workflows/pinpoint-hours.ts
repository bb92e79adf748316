import type { Weekday } from "../workspace/settings.ts";
import type { Window } from "./definition.ts";
import type { Miss } from "./pinpoint-conditions.ts";
import type { Hours, Journey } from "./pinpoint-journey.ts";

/**
 * When mail may go: open hours, less the quiet time. A workflow has one window for all of its days, so where Pinpoint has
 * more than that, what is common to the days is taken: never a mail at a time at which Pinpoint would send none.
 */
export const windowOf = (journey: Journey, miss: Miss): Window | undefined => {
  const wanted = journey.SendingSchedule !== false;
  const open = wanted ? openOf(journey.OpenHours?.EMAIL ?? {}, miss) : undefined;
  const closed = wanted ? (journey.ClosedDays?.EMAIL ?? []) : [];
  if (!wanted && journey.OpenHours?.EMAIL)
    miss("OpenHours.EMAIL", "Hours that are switched off (SendingSchedule)", "Add a `window` if they should hold");
  const quiet = quietOf(journey, miss);
  if (closed.length > 0)
    miss(
      "ClosedDays.EMAIL",
      `No mail on: ${closed.map(({ Name: name, StartDateTime: from }) => `${from ?? "?"} ${name ?? ""}`.trim()).join("; ")}`,
      "Settings: businessHours.holidays; the window leaves them out, and Japanese holidays as well",
    );
  if (open === undefined && quiet === undefined && closed.length === 0) return undefined;
  const span = narrowed(open?.span, quiet, miss);
  return {
    days: open?.days ?? [...Object.values(weekdays)],
    from: clock(span.from),
    to: clock(span.to),
    holidays: closed.length > 0 ? "skip" : "send",
  };
};

/** Minutes of the day; `to` is beyond 1440 where it is over midnight. */
type Span = { from: number; to: number };
const day = 1440;

const weekdays: Record<string, Weekday> = {
  MONDAY: "mon",
  TUESDAY: "tue",
  WEDNESDAY: "wed",
  THURSDAY: "thu",
  FRIDAY: "fri",
  SATURDAY: "sat",
  SUNDAY: "sun",
};

const openOf = (hours: Hours, miss: Miss): { days: Weekday[]; span: Span } | undefined => {
  const days = Object.entries(weekdays).flatMap(([name, weekday]) => {
    const path = `OpenHours.EMAIL.${name}`;
    const spans = (hours[name] ?? []).flatMap((rule) => spanOf(rule.StartTime, rule.EndTime) ?? []);
    if (spans.length < (hours[name] ?? []).length) miss(path, "Hours that are no times", "Set the `window`");
    if (spans.length > 1) miss(path, "Several spans in a day", "Only the longest is kept: a window has one");
    const [longest] = spans.toSorted((a, b) => b.to - b.from - (a.to - a.from));
    return longest === undefined ? [] : [{ weekday, span: longest }];
  });
  const [first] = days;
  if (first === undefined) return undefined;
  const common = {
    from: Math.max(...days.map(({ span }) => span.from)),
    to: Math.min(...days.map(({ span }) => span.to)),
  };
  const alike = days.filter(({ span }) => span.from === first.span.from && span.to === first.span.to);
  if (alike.length === days.length) return { days: days.map(({ weekday }) => weekday), span: first.span };
  const whole = common.to - common.from >= 60;
  miss(
    "OpenHours.EMAIL",
    "Other hours on other days",
    whole ? "The hours common to all of them are kept" : `Only the days with the hours of ${first.weekday} are kept`,
  );
  return whole
    ? { days: days.map(({ weekday }) => weekday), span: common }
    : { days: alike.map(({ weekday }) => weekday), span: first.span };
};

/** When it is not quiet. */
const quietOf = ({ QuietTime: quiet, WaitForQuietTime: waits }: Journey, miss: Miss): Span | undefined => {
  if (quiet?.Start == null || quiet.End == null) return undefined;
  const loud = spanOf(quiet.End, quiet.Start);
  if (loud === undefined) miss("QuietTime", `${quiet.Start} to ${quiet.End}`, "Set the `window`");
  else if (waits !== true)
    miss(
      "QuietTime",
      "A mail that falls into it is left out",
      "Here it waits. As before: `onRefused: skip` at the mail",
    );
  return loud;
};

const narrowed = (open: Span | undefined, loud: Span | undefined, miss: Miss): Span => {
  if (loud === undefined) return open ?? { from: 0, to: day - 1 };
  if (open === undefined) return loud;
  const pieces = [-day, 0, day]
    .map((shift) => ({ from: Math.max(open.from, loud.from + shift), to: Math.min(open.to, loud.to + shift) }))
    .filter(({ from, to }) => to > from)
    .toSorted((a, b) => b.to - b.from - (a.to - a.from));
  const [longest] = pieces;
  if (pieces.length > 1) miss("QuietTime", "It divides the open hours", "Only the longer part is kept");
  if (longest === undefined) miss("QuietTime", "It covers the open hours: no mail at all", "Only the hours are kept");
  return longest ?? open;
};

/** `22:00`, `T22:00`, `22:00:00`, `24:00`. The same time twice is none. */
const spanOf = (from: string | null | undefined, to: string | null | undefined): Span | undefined => {
  const [start, end] = [minutesOf(from), minutesOf(to)];
  if (start === undefined || end === undefined || start % day === end % day) return undefined;
  return { from: start % day, to: end > start % day ? end : end + day };
};

const minutesOf = (text: string | null | undefined): number | undefined => {
  const found = /^T?(\d{1,2}):?(\d{2})(?::?\d{2})?$/.exec(text ?? "");
  const [hour, minute] = [Number(found?.[1]), Number(found?.[2])];
  return found === null || hour > 24 || minute > 59 || hour * 60 + minute > day ? undefined : hour * 60 + minute;
};

const clock = (minutes: number): string => {
  const at = minutes % day;
  return `${String(Math.floor(at / 60)).padStart(2, "0")}:${String(at % 60).padStart(2, "0")}`;
};
