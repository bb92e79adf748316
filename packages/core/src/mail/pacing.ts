import * as Calendar from "../workspace/calendar.ts";
import type { Instant } from "../world/world.ts";
import {
  atNow,
  bulkPart,
  bulkRate,
  HORIZON,
  type Ledger,
  type Line,
  left,
  type Plan,
  plannedOn,
  rateOf,
} from "./pacing-ledger.ts";
import { type Day, type Place, take } from "./pacing-line.ts";

/** `fresh`: it was never told to come back. */
export type Asked = { priority: number; fresh: boolean };
/** The epoch second in which the mail may go, or when to ask again. */
export type Turn = { second: number } | { until: Instant };

/** So many at once are people who act right now. A part of rate and quota is kept for them, and they stand in no line. */
const SINGLES = 2;
/** Whoever comes back does so together with others: one message for all of them. */
const CHUNK_MS = 3_000;

/** Turns for these mails, in the order of their priority. `waits`: whether whoever asks can wait for a later second. */
export const ask = (
  known: Ledger,
  asked: Asked[],
  now: Instant,
  plan: Plan,
  waits: boolean,
): { ledger: Ledger; turns: Turn[] } => {
  const ledger = atNow(known, now, plan);
  const turns = asked.map((): Turn => ({ until: now }));
  const isSingle = asked.length <= SINGLES;
  const order = asked
    .map((one, index) => ({ one, index }))
    .sort((a, b) => b.one.priority - a.one.priority || Number(a.one.fresh) - Number(b.one.fresh) || a.index - b.index);
  for (const { one, index } of order) {
    const ahead = isSingle ? [] : before(ledger.lines, one);
    const at = ahead.length > 0 || left(ledger, plan, now, isSingle) <= 0 ? -1 : free(ledger, now, isSingle, waits);
    if (at === -1) turns[index] = { until: promise(ledger, one, now, plan) };
    else {
      ledger.granted[at] = (ledger.granted[at] ?? 0) + 1;
      ledger.since += 1;
      ledger.today += 1;
      turns[index] = { second: ledger.second + at };
    }
  }
  return { ledger: { ...ledger, lines: ledger.lines.map(rounded) }, turns };
};

/** Index of the first second with room, or -1. What is left of the running second allows its part of the rate. */
const free = (ledger: Ledger, now: Instant, isSingle: boolean, waits: boolean): number => {
  const rate = isSingle ? rateOf(ledger) : bulkRate(ledger);
  const running = Math.floor(now / 1000);
  return ledger.granted.findIndex((n, index) => {
    const second = ledger.second + index;
    if (second > running) return waits && second < running + HORIZON && n < rate;
    const part = rate * (1 - (now - running * 1000) / 1000);
    return n < (waits ? Math.floor(part) : Math.ceil(part));
  });
};

/** Lines that this mail may not pass: a newcomer its own and higher ones, one that comes back only higher ones. */
const before = (lines: Line[], { priority, fresh }: Asked): Line[] =>
  lines.filter((line) => (fresh ? line.priority >= priority : line.priority > priority));

/** When to come back: a place in the line of its priority. Lower lines get longer by it. */
const promise = (ledger: Ledger, one: Asked, now: Instant, plan: Plan): Instant => {
  const { lines } = ledger;
  const floor: Place = { at: now + HORIZON * 1000, n: ledger.today };
  let own = lines.find(({ priority }) => priority === one.priority);
  if (own === undefined) {
    const end = furthest([floor, ...before(lines, one).map((line) => line.end)]);
    own = { priority: one.priority, end, again: floor };
    lines.push(own);
  }
  const day = dayIn(ledger, plan, now);
  const ahead = before(lines, one).flatMap(({ end, again }) => [end, again]);
  const { at, next } = take(furthest([one.fresh ? own.end : own.again, floor, ...ahead]), day);
  if (one.fresh) {
    own.end = next;
    for (const line of lines) if (line.priority < one.priority) line.end = take(line.end, day).next;
  } else own.again = next;
  return Math.ceil(at / CHUNK_MS) * CHUNK_MS;
};

const furthest = (places: Place[]): Place => places.reduce((a, b) => (b.at > a.at ? b : a));

/** How many mails a day holds, and when the next one begins: SES forgets a mail after 24 hours, a plan at midnight. */
const dayIn =
  (ledger: Ledger, plan: Plan, now: Instant) =>
  (at: Instant): Day => {
    const { account, since, today, day } = ledger;
    const begin = Calendar.startOfDay(at, plan.timeZone);
    const quota = bulkPart(account.quotaPerDay);
    const bySes = begin === day ? today + Math.max(0, quota - account.sentLastDay - since) : Math.max(1, quota);
    const byPlan = bulkPart(plannedOn(plan, at));
    return {
      begin,
      holds: Math.min(bySes, byPlan),
      next: byPlan <= bySes ? Calendar.startOfNextDay(at, plan.timeZone) : Math.max(at, now) + 86_400_000,
      gapMs: 1000 / bulkRate(ledger),
    };
  };

const rounded = ({ priority, end, again }: Line): Line => ({
  priority,
  end: { at: Math.ceil(end.at), n: end.n },
  again: { at: Math.ceil(again.at), n: again.n },
});
