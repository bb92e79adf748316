import type { Received } from "@rekindle/core/world/sqlite-queue";
import type { Mailer, MailOutcome } from "@rekindle/core/world/world";
import type { Surroundings } from "@rekindle/local/run";
import type { SesEvent } from "@rekindle/local/ses/events";
import { chance, shuffled } from "./chance.ts";

/** What AWS may do to a product that works: deliver again, late, in another order, refuse. For `wrap` of a lab. */
export type Wrap = (parts: Surroundings) => Surroundings;
export const all =
  (...wraps: Wrap[]): Wrap =>
  (parts) =>
    wraps.reduce((wrapped, wrap) => wrap(wrapped), parts);

/** Every message is delivered so many times: the acknowledgements before the last are lost. */
export const redelivered =
  (times: number): Wrap =>
  ({ world, queue, ses }) => {
    const deliveries = new Map<string, number>();
    return {
      world,
      ses,
      queue: {
        ...queue,
        acknowledge: (receipts) => {
          for (const receipt of receipts) {
            const id = receipt.slice(0, receipt.indexOf("."));
            const n = (deliveries.get(id) ?? 0) + 1;
            deliveries.set(id, n);
            if (n < times) queue.release([receipt]);
            else queue.acknowledge([receipt]);
          }
        },
      },
    };
  };

/** Messages come one at a time, in any order. */
export const reordered =
  (seed: number): Wrap =>
  ({ world, queue, ses }) => {
    const random = chance(seed);
    const inFlight: Received[] = [];
    return {
      world,
      ses,
      queue: {
        ...queue,
        receive: () => {
          inFlight.push(...queue.receive(20));
          return inFlight.splice(Math.floor(random() * inFlight.length), 1);
        },
      },
    };
  };

/** What may become of SES's events on their way: each comes `times` times (0: lost), `delayMs` late, in any order. */
export const eventsOnTheWay =
  ({
    times = () => 1,
    delayMs = 0,
    seed,
  }: {
    times?: (event: { id: number; kind: string; to: string }) => number;
    delayMs?: number;
    seed?: number;
  }): Wrap =>
  ({ world, queue, ses }) => {
    const random = seed === undefined ? undefined : chance(seed);
    const handled = new Map<number, number>();
    const wanted = new Map<number, number>();
    return {
      world,
      queue,
      ses: {
        ...ses,
        dueEvents: (now, limit) => {
          const due = ses.dueEvents(now - delayMs, limit);
          for (const { id, event } of due)
            if (!wanted.has(id)) wanted.set(id, times({ id, kind: event.eventType, to: recipientOf(event) }));
          const lost = due.filter(({ id }) => wanted.get(id) === 0);
          ses.removeEvents(lost.map(({ id }) => id));
          const coming = due.filter((event) => !lost.includes(event));
          return random === undefined ? coming : shuffled(coming, random).slice(0, 1);
        },
        removeEvents: (ids) =>
          ses.removeEvents(
            ids.filter((id) => {
              const n = (handled.get(id) ?? 0) + 1;
              handled.set(id, n);
              return n >= (wanted.get(id) ?? 1);
            }),
          ),
        nextEventAt: () => {
          const at = ses.nextEventAt();
          return at === undefined ? undefined : at + delayMs;
        },
      },
    };
  };

const recipientOf = ({ mail }: SesEvent): string => {
  const { destination } = mail;
  return Array.isArray(destination) ? String(destination[0]) : "";
};

/** Notes to whom SES took a mail, for good: an erasure takes the mails themselves out of the local run. */
export const takenBySes =
  (to: string[]): Wrap =>
  ({ world, queue, ses }) => {
    const send: Mailer["send"] = async (mailing) => {
      const outcomes = await world.mailer.send(mailing);
      to.push(...mailing.mails.filter((_, n) => outcomes[n]?.status === "sent").map((mail) => mail.to));
      return outcomes;
    };
    return { queue, ses, world: { ...world, mailer: { ...world.mailer, send } } };
  };

/** SES's first answers, whatever it is sent; then it does as ever. */
export const refusing =
  (answers: MailOutcome[]): Wrap =>
  ({ world, queue, ses }) => {
    const left = [...answers];
    const send: Mailer["send"] = async (mailing) => {
      const answer = left.shift();
      return answer === undefined ? world.mailer.send(mailing) : mailing.mails.map(() => answer);
    };
    return { queue, ses, world: { ...world, mailer: { ...world.mailer, send } } };
  };
export const throttled: MailOutcome = { status: "refused", reason: "throttled", retry: true };
