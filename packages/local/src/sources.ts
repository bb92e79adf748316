import type { DatabaseSync } from "node:sqlite";
import * as Sqlite from "@rekindle/core/world/sqlite";
import type { Changes } from "@rekindle/core/world/sqlite-changes";
import type { SqliteQueue } from "@rekindle/core/world/sqlite-queue";
import type { Clock, Instant, Table } from "@rekindle/core/world/world";
import type { Handlers } from "./handlers.ts";
import type { Source } from "./loop.ts";
import type { LocalSes } from "./ses/open.ts";

/** The lead queue: messages go to the handler as an SQS event; what it names as failed comes again. */
export const queueSource = (queue: SqliteQueue, handlers: Pick<Handlers, "leadQueue">): Source => ({
  work: async () => {
    const messages = queue.receive(20);
    if (messages.length === 0) return false;
    const failed = new Set(await handlers.leadQueue(messages));
    queue.acknowledge(messages.filter(({ id }) => !failed.has(id)).map(({ receipt }) => receipt));
    return true;
  },
  nextAt: () => queue.nextVisibleAt(),
});

/** The table's stream: changes go to the handler as a DynamoDB stream event, in order, and are dropped when handled. */
export const streamSource = (changes: Changes, handlers: Pick<Handlers, "tableStream">, erasures: Erasures): Source => {
  let done = 0;
  return {
    work: async () => {
      const batch = changes.after(done, 200);
      const last = batch.at(-1);
      if (last === undefined) return false;
      await handlers.tableStream(batch);
      const gone = batch.flatMap(({ key, after }) =>
        after !== undefined && isErased(key.sk, after.body) ? [key.pk] : [],
      );
      for (const lead of gone) erasures.forgetLead(lead);
      done = last.seq;
      changes.forget(done);
      if (gone.length > 0) erasures.scrub();
      return true;
    },
    nextAt: () => undefined,
  };
};

/** SES itself keeps no mails; the local one does, and an erased person's go as well. `scrub`: nor is anything left in the log. */
export type Erasures = { forgetLead(lead: string): void; scrub(): void };

export const erasuresIn = (db: DatabaseSync, ses: Pick<LocalSes, "forgetLead">): Erasures => ({
  forgetLead: ses.forgetLead,
  scrub: () => Sqlite.scrub(db),
});

export const isErased = (sk: string, body: string): boolean => {
  if (sk !== "lead" || !body.includes('"erased"')) return false;
  const { erased }: { erased?: object } = JSON.parse(body);
  return erased !== undefined;
};

/** SES's events: they go to the handler as an SQS event. */
export const mailEventSource = (ses: LocalSes, clock: Clock, handlers: Pick<Handlers, "mailEvents">): Source => ({
  work: async () => {
    const events = ses.dueEvents(clock.now(), 100);
    if (events.length === 0) return false;
    const failed = new Set(
      await handlers.mailEvents(events.map(({ id, event }) => ({ id: String(id), body: JSON.stringify(event) }))),
    );
    ses.removeEvents(events.map(({ id }) => id).filter((id) => !failed.has(String(id))));
    return true;
  },
  nextAt: () => ses.nextEventAt(),
});

const SWEEP_MS = 5 * 60_000;

/** The schedule: a tick at each moment at which something becomes due, a sweep every five minutes while something is overdue. */
export const scheduleSource = (
  table: Table,
  clock: Clock,
  shards: number,
  handlers: Pick<Handlers, "tick" | "sweep">,
): Source => {
  let tickedAt: Instant = -1;
  let sweptAt: Instant = Number.NEGATIVE_INFINITY;
  const earliest = async (from: Instant, until: Instant): Promise<Instant | undefined> => {
    const pages = await Promise.all(
      Array.from({ length: shards }, (_, shard) => table.due({ shard: `s${shard}`, from, until, limit: 1 })),
    );
    const moments = pages.flatMap(({ keys }) => keys.map(({ at }) => at));
    return moments.length === 0 ? undefined : Math.min(...moments);
  };
  return {
    work: async () => {
      const now = clock.now();
      if (now === tickedAt) return false;
      tickedAt = now;
      if (now - sweptAt >= SWEEP_MS) {
        sweptAt = now;
        await handlers.sweep();
      } else await handlers.tick();
      return true;
    },
    nextAt: async () => {
      const now = clock.now();
      const overdue = (await earliest(0, now)) === undefined ? undefined : sweptAt + SWEEP_MS;
      const coming = await earliest(now + 1, Number.MAX_SAFE_INTEGER);
      const both = [overdue, coming].filter((at): at is Instant => at !== undefined && at > now);
      return both.length === 0 ? undefined : Math.min(...both);
    },
  };
};
