import { handleMailEvents } from "@rekindle/core/engine/mail-events";
import { type Change, project } from "@rekindle/core/engine/project";
import type { LocalSes } from "@rekindle/local/ses/open";
import { type Pump, pump, queuePump } from "./feed.ts";
import type { Pool } from "./process.ts";
import type { Surroundings } from "./world.ts";

const MINUTE_MS = 60_000;

/**
 * The table's stream: batches in order, each again until it was handled, and now and then once more. A worker that is not
 * heard of for a minute is given up; it may still be there.
 */
export const streamPump = (
  around: Surroundings,
  workers: Pool,
  after: (seq: number, limit: number) => { seq: number; change: Change }[],
): Pump => {
  const { sim, plan, book } = around;
  let done = 0;
  let busy = false;
  const hand = async (): Promise<void> => {
    const batch = after(done, 1 + Math.floor(sim.random() * 60));
    const last = batch.at(-1);
    if (last === undefined) return;
    const changes = batch.map(({ change }) => change);
    try {
      for (let times = plan.doubles() ? 2 : 1; times > 0; times--)
        await workers.invoke("stream", (engine) => project(engine, "shard", changes));
      done = last.seq;
    } catch {
      // The same batch comes again.
      await sim.sleep(sim.between(1_000, 10_000));
    }
  };
  const self = pump(around, () => {
    if (busy || after(done, 1).length === 0) return;
    busy = true;
    hand()
      .catch((error: unknown) => book.threw("stream", error))
      .finally(() => {
        busy = false;
        self.wake(sim.now());
      });
  });
  return { wake: (at) => self.wake(at + sim.between(50, 500)) };
};

/** SES's events, on their way to their queue: late, twice, or never. */
export const eventPump = (around: Surroundings, workers: Pool, ses: LocalSes): Pump => {
  const { sim, plan, book, events } = around;
  const queue = queuePump(around, workers, "events", events, async (engine, messages) => {
    const failed = await handleMailEvents(engine, messages);
    for (const { id, body } of messages) {
      const { mail } = tagsOf(body);
      if (!failed.includes(id)) book.eventHandled(mail.tags["lead"]?.[0] ?? "", mail.tags["mail"]?.[0] ?? "");
    }
    return failed;
  });
  const self = pump(around, () => {
    const due = ses.dueEvents(sim.now(), 100);
    ses.removeEvents(due.map(({ id }) => id));
    for (const { event } of due)
      for (const delayMs of plan.eventDelaysMs())
        sim.at(sim.now() + delayMs, () => {
          events.enqueue([{ body: JSON.stringify(event) }]);
          queue.wake(sim.now());
        });
    const next = ses.nextEventAt();
    if (next !== undefined) self.wake(next);
  });
  return {
    wake: () => {
      self.wake(ses.nextEventAt() ?? sim.now() + MINUTE_MS);
      queue.wake(sim.now());
    },
  };
};

type Tagged = { mail: { tags: Record<string, string[]> } };
const tagsOf = (body: string): Tagged => JSON.parse(body);
