import type { Engine } from "@rekindle/core/engine/engine";
import { sweep, tick } from "@rekindle/core/engine/tick";
import type { Received, SqliteQueue } from "@rekindle/core/world/sqlite-queue";
import type { Instant } from "@rekindle/core/world/world";
import type { Pool } from "./process.ts";
import type { Surroundings } from "./world.ts";

/** Something that has to be called again when there may be work. */
export type Pump = { wake(at: Instant): void };

/** Calls `act` at the earliest moment that was asked for, once. */
export const pump = ({ sim }: Pick<Surroundings, "sim">, act: () => void): Pump => {
  let planned = Number.POSITIVE_INFINITY;
  const wake = (at: Instant): void => {
    const when = Math.max(at, sim.now());
    if (when >= planned) return;
    planned = when;
    sim.at(when, () => {
      if (planned !== when) return;
      planned = Number.POSITIVE_INFINITY;
      act();
    });
  };
  return { wake };
};

const MOST_AT_ONCE = 4;

/** A queue and the function behind it: batches to several workers at once; what is not acknowledged comes again. */
export const queuePump = (
  around: Surroundings,
  workers: Pool,
  kind: string,
  queue: SqliteQueue,
  handler: (engine: Engine, messages: Received[]) => Promise<string[]>,
): Pump => {
  const { sim, plan } = around;
  let running = 0;
  const hand = async (messages: Received[]): Promise<void> => {
    try {
      const failed = new Set(await workers.invoke(kind, (engine) => handler(engine, messages)));
      const done = messages.filter(({ id }) => !failed.has(id) && !plan.forgetsAck());
      queue.acknowledge(done.map(({ receipt }) => receipt));
    } catch {
      // Nobody acknowledges: the queue shows the messages again when their time is over.
    } finally {
      running -= 1;
      self.wake(sim.now());
    }
  };
  const self = pump(around, () => {
    if (running >= MOST_AT_ONCE) return;
    const messages = queue.receive(1 + Math.floor(sim.random() * 10));
    if (messages.length > 0) {
      running += 1;
      hand(messages).catch((error: unknown) => around.book.threw(kind, error));
    }
    const next = queue.nextVisibleAt();
    if (next !== undefined) self.wake(messages.length > 0 ? sim.now() : Math.max(next, sim.now() + 1));
  });
  return self;
};

const MINUTE_MS = 60_000;
const SWEEP_MS = 5 * MINUTE_MS;
const LONG_QUEUE = 50;

/** The schedule: a tick at each full minute in which something becomes due, and a sweep every five while anything is overdue. */
export const schedule = (around: Surroundings, workers: Pool): Pump => {
  const { sim, plan, truth, leads } = around;
  let ticked = sim.now();
  const start = (kind: string, act: (engine: Engine) => Promise<number>): void => {
    workers.invoke(kind, act).catch(() => undefined);
    if (plan.doubles()) workers.invoke(kind, act).catch(() => undefined);
  };
  const self = pump(around, () => {
    const now = sim.now();
    const due = truth.dueAfter(ticked);
    if (due !== undefined && due <= now) {
      ticked = now;
      start("tick", tick);
    }
    const overdue = truth.dueAfter(0);
    if (now % SWEEP_MS === 0 && overdue !== undefined && overdue <= now && leads.waiting() < LONG_QUEUE)
      start("sweep", sweep);
    ahead();
  });
  /** The next full minute at which there is something to do. */
  const ahead = (): void => {
    const now = sim.now();
    const full = (at: Instant, step: number) => Math.ceil(Math.max(at, now + 1) / step) * step;
    const due = truth.dueAfter(ticked);
    if (due !== undefined) self.wake(full(due, MINUTE_MS));
    const overdue = truth.dueAfter(0);
    if (overdue !== undefined && overdue <= now) self.wake(full(now, SWEEP_MS));
  };
  return { wake: ahead };
};
