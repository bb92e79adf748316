import { randomUUID } from "node:crypto";
import type { Clock } from "@rekindle/core/world/world";
import type { Budget } from "./budget.ts";
import { eventsOf, type Fate, simulatorFate } from "./fate.ts";
import { Refusal, slotsOf } from "./refusals.ts";
import type { Accepted, Content } from "./requests.ts";
import type { NewMail, Store } from "./store.ts";

export type Endpoint = {
  clock: Clock;
  fate: (to: string) => Fate;
  mails: Store;
  budget: Budget;
  ratePerSecond: number;
  quotaPerDay: number;
  throttle: boolean;
};

export type Result =
  | { Status: "SUCCESS"; MessageId: string }
  | { Status: "ACCOUNT_THROTTLED" | "ACCOUNT_DAILY_QUOTA_EXCEEDED"; Error: string };

/**
 * Takes as many as rate and quota allow, and keeps them with their events in one transaction. None allowed: the request is
 * refused; else each of the others is told so in its own result.
 */
export const accept = (endpoint: Endpoint, content: Content, all: Accepted[]): Result[] => {
  const { clock, mails, budget, quotaPerDay, throttle } = endpoint;
  const now = clock.now();
  const quota = throttle ? Math.max(0, quotaPerDay - mails.countSince(now - 86_400_000)) : all.length;
  if (quota === 0) throw new Refusal("LimitExceededException", "Daily message quota exceeded.");
  const allowed = Math.min(all.length, quota);
  const taken = budget.take(allowed, now);
  if (taken === 0) throw new Refusal("TooManyRequestsException", "Maximum sending rate exceeded.");
  const wanted = slotsOf(content);
  const accepted = all.slice(0, taken).map((mail) => newMail(endpoint, mail, wanted, now));
  mails.add(content, accepted);
  return all.map((_, n) => {
    const mail = accepted[n];
    if (mail !== undefined) return { Status: "SUCCESS", MessageId: mail.messageId };
    return n < allowed
      ? { Status: "ACCOUNT_THROTTLED", Error: "Maximum sending rate exceeded." }
      : { Status: "ACCOUNT_DAILY_QUOTA_EXCEEDED", Error: "Daily message quota exceeded." };
  });
};

const newMail = ({ fate }: Endpoint, mail: Accepted, wanted: string[], now: number): NewMail => {
  const messageId = `0106${now.toString(16).padStart(12, "0")}-${randomUUID()}-000000`;
  const common = { messageId, at: now, mail };
  // SES takes such a mail, and says later that it could not make it.
  const { slots } = mail;
  if (slots !== undefined && !wanted.every((slot) => Object.hasOwn(slots, slot)))
    return { ...common, shown: false, events: [{ kind: "renderingFailure", at: now }] };
  const to = mail.to[0] ?? "";
  const fated = simulatorFate(to) ?? fate(to);
  return {
    ...common,
    shown: fated !== "reject",
    events: eventsOf(fated).map(({ kind, afterMs }) => ({ kind, at: now + afterMs })),
  };
};
