import type { DatabaseSync } from "node:sqlite";
import type { Clock, Instant } from "@rekindle/core/world/world";
import type { Hono } from "hono";
import { sesApp } from "./app.ts";
import { budget } from "./budget.ts";
import { type SesEvent, sesEvent } from "./events.ts";
import type { Fate } from "./fate.ts";
import { mailHeaders, rawMail, readable } from "./raw-mail.ts";
import { store } from "./store.ts";

export type LocalSesOptions = {
  /** What GetAccount says, and what is held to unless `throttle` is false. */
  ratePerSecond?: number;
  quotaPerDay?: number;
  /** False where the clock of the local run jumps and pacing has nothing to wait for. */
  throttle?: boolean;
  /** What becomes of a mail; the addresses of SES's mailbox simulator come first. */
  fate?: (to: string) => Fate;
};

/** Header values, sender and subject are readable; `raw` is what goes over the wire. */
export type OutboxItem = {
  to: string;
  from: string;
  subject: string;
  headers: Record<string, string>;
  html: string;
  text: string;
  at: Instant;
  raw: string;
};

export type LocalSes = {
  app: Hono;
  /** Events due by `now`, earliest first. They stay until they are removed. */
  dueEvents(now: Instant, limit: number): { id: number; at: Instant; event: SesEvent }[];
  removeEvents(ids: number[]): void;
  nextEventAt(): Instant | undefined;
  /** Newest last. */
  outbox(query?: { to?: string | undefined }): OutboxItem[];
  /** Mails accepted after number `id`, oldest first, with the id of each within its lead. */
  sentAfter(
    id: number,
    limit: number,
  ): { id: number; to: string; at: Instant; mail: string; html: string; headers: Record<string, string> }[];
  /** Drops everything that was sent to these addresses. */
  forget(recipients: string[]): void;
  /** The same by lead: whoever was erased has no mails in this folder either. */
  forgetLead(lead: string): void;
};

/** An SES v2 endpoint that keeps the mails it accepts, and the events that SES would publish about them, in a SQLite file. */
export const open = (db: DatabaseSync, clock: Clock, options: LocalSesOptions = {}): LocalSes => {
  const { ratePerSecond = 14, quotaPerDay = 50_000, throttle = true, fate = () => "deliver" } = options;
  const mails = store(db);
  return {
    app: sesApp({
      clock,
      fate,
      mails,
      ratePerSecond,
      quotaPerDay,
      throttle,
      budget: budget(throttle ? ratePerSecond : undefined),
    }),
    dueEvents: (now, limit) =>
      mails.dueEvents(now, limit).map(({ id, at, kind, message }) => ({ id, at, event: sesEvent(kind, message, at) })),
    removeEvents: mails.removeEvents,
    nextEventAt: mails.nextEventAt,
    sentAfter: (after, limit) =>
      mails.mailsAfter(after, limit).map(({ id, message }) => ({
        id,
        to: message.mail.to[0] ?? "",
        at: message.at,
        mail: message.mail.tags.find(({ name }) => name === "mail")?.value ?? "",
        html: message.content.html,
        headers: Object.fromEntries(message.mail.headers.map(({ name, value }) => [name, value])),
      })),
    forget: mails.forget,
    forgetLead: mails.forgetLead,
    outbox: ({ to } = {}) =>
      mails.mails(to).map((message) => ({
        to: message.mail.to.join(", "),
        from: readable(message.mail.from),
        subject: message.content.subject,
        headers: Object.fromEntries(mailHeaders(message).map(({ name, value }) => [name, readable(value)])),
        html: message.content.html,
        text: message.content.text,
        at: message.at,
        raw: rawMail(message),
      })),
  };
};
