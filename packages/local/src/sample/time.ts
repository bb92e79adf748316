import { spread } from "@rekindle/core/workflows/split";
import type { Instant } from "@rekindle/core/world/world";

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;
/** Japan has no summer time. */
const JST_MS = 9 * HOUR_MS;

/** `2026-11-24T10:00` on a clock in Tokyo. */
export const jst = (moment: string): Instant => Date.parse(`${moment}:00+09:00`);

/** When the company's history begins, and when a new user first looks at it: Tuesday, after a holiday. */
export const HISTORY = jst("2026-05-11T09:00");
export const START = jst("2026-11-24T10:00");

const dayOf = (at: Instant): Instant => Math.floor((at + JST_MS) / DAY_MS) * DAY_MS - JST_MS;
const isWeekend = (at: Instant): boolean => [0, 6].includes(new Date(at + JST_MS).getUTCDay());

/** People do not read at night: what falls there happens in the morning, by `key` a little earlier or later. */
export const awake = (at: Instant, key: string): Instant => {
  const day = dayOf(at);
  const hour = (at - day) / HOUR_MS;
  if (hour >= 8 && hour < 21) return Math.round(at);
  return Math.round(day + (hour < 8 ? 0 : DAY_MS) + (8 + spread(key) * 2.5) * HOUR_MS);
};

/** The next working day's `hour`, from `at` on. */
export const workingHour = (at: Instant, hour: number): Instant => {
  let day = dayOf(at);
  if (day + hour * HOUR_MS <= at) day += DAY_MS;
  while (isWeekend(day)) day += DAY_MS;
  return Math.round(day + hour * HOUR_MS);
};
