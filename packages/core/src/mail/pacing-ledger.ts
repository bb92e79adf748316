import * as Calendar from "../workspace/calendar.ts";
import type { Settings } from "../workspace/settings.ts";
import type { Instant } from "../world/world.ts";
import type { Place } from "./pacing-line.ts";

/** What SES allows the account, as somebody read it at `readAt`. */
export type Account = { ratePerSecond: number; quotaPerDay: number; sentLastDay: number; readAt: Instant };

/**
 * What all workers know together: which mails may go in which second, and up to when the time after that is promised. One
 * small item, replaced on its revision (docs/decisions/0011).
 */
export type Ledger = {
  account: Account;
  /** Granted after `sentLastDay` was read. */
  since: number;
  /** Mails granted in each second, from the epoch second `second` on. */
  second: number;
  granted: number[];
  /** Begin of the workspace's day, and mails granted in it. */
  day: Instant;
  today: number;
  lines: Line[];
};

/** Who waits by priority. `end`: where a newcomer gets its turn; `again`: where those do whom higher ones have pushed away. */
export type Line = { priority: number; end: Place; again: Place };

export type Plan = Pick<Settings, "rampUp" | "timeZone">;

/** So many seconds ahead mails are granted: a function's life holds five such waits, and the send budget one by far. */
export const HORIZON = 8;
/** A new reading of the account; what is granted for later is not in it. */
export const read = (known: Ledger | undefined, account: Omit<Account, "readAt">, now: Instant): Ledger => ({
  second: Math.floor(now / 1000),
  granted: [],
  day: 0,
  today: 0,
  lines: [],
  ...known,
  account: { ...account, readAt: now },
  since: known === undefined ? 0 : coming(known, now),
});

const coming = ({ second, granted }: Ledger, now: Instant): number =>
  granted.reduce((sum, n, index) => (second + index >= Math.floor(now / 1000) ? sum + n : sum), 0);

/** The ledger as it stands now: seconds, days and lines that are over are forgotten. A copy. */
export const atNow = (known: Ledger, now: Instant, { timeZone }: Plan): Ledger => {
  const second = Math.max(known.second, Math.floor(now / 1000));
  const day = Calendar.startOfDay(now, timeZone);
  return {
    ...known,
    second,
    granted: Array.from({ length: HORIZON }, (_, n) => known.granted[second - known.second + n] ?? 0),
    day,
    today: known.day === day ? known.today : 0,
    lines: known.lines.filter(({ end, again }) => Math.max(end.at, again.at) > now).map((line) => ({ ...line })),
  };
};

/** Whole mails per second. One in ten is kept for singles, where there are ten. */
export const rateOf = ({ account }: Ledger): number => Math.max(1, Math.floor(account.ratePerSecond));
export const bulkRate = (ledger: Ledger): number => rateOf(ledger) - Math.floor(rateOf(ledger) / 10);
/** One in twenty of a day is. */
export const bulkPart = (perDay: number): number => perDay - Math.floor(perDay / 20);

/** Mails that may still go today. */
export const left = (ledger: Ledger, plan: Plan, now: Instant, isSingle: boolean): number => {
  const { account, since, today } = ledger;
  const part = isSingle ? (perDay: number) => perDay : bulkPart;
  return Math.min(part(account.quotaPerDay) - account.sentLastDay - since, part(plannedOn(plan, now)) - today);
};

/** The plan of a new domain counts the workspace's days, from the first one on; after its last day it is over. */
export const plannedOn = ({ rampUp, timeZone }: Plan, at: Instant): number => {
  // A workspace's settings may be older than this plan.
  if (rampUp === null || rampUp === undefined) return Number.MAX_SAFE_INTEGER;
  const first = Calendar.momentOf(rampUp.startedAt, timeZone) ?? 0;
  const days = Math.round((Calendar.startOfDay(at, timeZone) - first) / 86_400_000);
  return rampUp.perDay[Math.max(0, days)] ?? Number.MAX_SAFE_INTEGER;
};
