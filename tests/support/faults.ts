import type { DatabaseSync } from "node:sqlite";
import * as Sqlite from "@rekindle/core/world/sqlite";
import type { Received } from "@rekindle/core/world/sqlite-queue";
import type { Item, Key, Mailer, MailOutcome, Outside, Queue, Table, World, Write } from "@rekindle/core/world/world";
import type { Surroundings } from "@rekindle/local/run";
import type { SesEvent } from "@rekindle/local/ses/events";

/**
 * What may go wrong with one call of a port: it does nothing and fails; it does its work and its answer is lost; a
 * conditional write meets a conflict, or reports one though it went through, as the SDK's own retry does (`echo`); or the
 * process dies, before the call or right after it.
 */
export type Fault = "failBefore" | "failAfter" | "conflict" | "echo" | "crashBefore" | "crashAfter";
export const everyFault: Fault[] = ["failBefore", "failAfter", "conflict", "echo", "crashBefore", "crashAfter"];
/** The n-th call of any port, from 0; `port` such as `table.commit`. */
export type Call = { n: number; port: string };

export class Crash extends Error {}

export type Faults = {
  /** From now on nothing goes wrong. */
  end(): void;
  /** The ports that were called, in order. */
  calls: string[];
  isDead(): boolean;
  wrap(parts: Surroundings): Surroundings;
};

/** Ports that fail as planned. After a crash every further call fails, until a new process is made on the same data. */
export const faults = (plan: (call: Call) => Fault | undefined): Faults => {
  const calls: string[] = [];
  let dead = false;
  let over = false;
  const die = (): never => {
    dead = true;
    throw new Crash("The process died");
  };
  /** `failed` is how this port says that it does not know; without it, the call rejects. */
  const around =
    <Args extends unknown[], Answer>(
      port: string,
      act: (...args: Args) => Promise<Answer>,
      {
        conflict,
        failed,
      }: { conflict?: (...args: Args) => Answer | undefined; failed?: (...args: Args) => Answer } = {},
    ) =>
    async (...args: Args): Promise<Answer> => {
      if (dead) return die();
      const fault = over ? undefined : plan({ n: calls.push(port) - 1, port });
      const fail = (): Answer => {
        if (failed !== undefined) return failed(...args);
        throw Object.assign(new Error(`No answer from ${port}`), { name: "TimeoutError" });
      };
      switch (fault) {
        case undefined:
          return act(...args);
        case "failBefore":
          return fail();
        case "failAfter":
          await act(...args);
          return fail();
        case "conflict":
          return conflict?.(...args) ?? act(...args);
        case "echo": {
          const answer = await act(...args);
          return conflict?.(...args) ?? answer;
        }
        case "crashBefore":
          return die();
        case "crashAfter":
          await act(...args);
          return die();
        default:
          return fault satisfies never;
      }
    };
  const unanswered = (name: string): MailOutcome & { status: "unknown" } => ({
    status: "unknown",
    reason: `no answer from ${name}`,
  });
  const table = (real: Table): Table => ({
    get: around("table.get", real.get),
    getMany: around("table.getMany", real.getMany),
    query: around("table.query", real.query),
    listed: around("table.listed", real.listed),
    due: around("table.due", real.due),
    put: around("table.put", real.put),
    // What must not exist conflicts only if it does.
    commit: around("table.commit", real.commit, {
      conflict: (writes) =>
        writes.every(({ expect }) => expect > 0) ? writes.map(() => "conflict" as const) : undefined,
    }),
    transact: around("table.transact", real.transact, {
      conflict: (writes) => (writes.some(({ expect }) => expect > 0) ? "conflict" : undefined),
    }),
    remove: around("table.remove", real.remove),
  });
  const queue = (real: Queue): Queue => ({ send: around("queue.send", real.send) });
  const mailer = (real: Mailer): Mailer => ({
    send: around("mailer.send", real.send, { failed: ({ mails }) => mails.map(() => unanswered("SES")) }),
    account: around("mailer.account", real.account),
  });
  const outside = (real: Outside): Outside => ({
    post: around("outside.post", real.post, { failed: () => unanswered("the other side") }),
  });
  const world = (real: World): World => ({
    ...real,
    table: table(real.table),
    queue: queue(real.queue),
    mailer: mailer(real.mailer),
    outside: outside(real.outside),
  });
  return {
    calls,
    end: () => {
      over = true;
    },
    isDead: () => dead,
    wrap: ({ world: real, queue: receiver, ses }) => ({ world: world(real), queue: receiver, ses }),
  };
};

/** Each call has one of these faults with the probability. */
export const atRandom = (seed: number, probability: number, kinds: Fault[]): ((call: Call) => Fault | undefined) => {
  const random = chance(seed);
  return () => (random() < probability ? kinds[Math.floor(random() * kinds.length)] : undefined);
};

/** Only the n-th call has the fault. */
export const onlyAt =
  (at: number, fault: Fault) =>
  ({ n }: Call): Fault | undefined =>
    n === at ? fault : undefined;

/** Only the first call of this port has it. */
export const onlyFirst = (port: string, fault: Fault): ((call: Call) => Fault | undefined) => {
  let over = false;
  return (call) => {
    if (over || call.port !== port) return undefined;
    over = true;
    return fault;
  };
};

type Wrap = (parts: Surroundings) => Surroundings;
export const all =
  (...wraps: Wrap[]): Wrap =>
  (parts) =>
    wraps.reduce((wrapped, wrap) => wrap(wrapped), parts);

/** Numbers in [0, 1), the same for the same seed. */
export const chance = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
};
export const shuffled = <T>(things: T[], random: () => number): T[] =>
  things
    .map((thing) => ({ thing, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ thing }) => thing);

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

/** Reads that do not ask for consistency show what stood there before the writes of the last `lagMs`. */
export const stale = (lagMs: number): Wrap => {
  const writes = new Map<string, { at: number; before: Item | undefined }[]>();
  return ({ world, queue, ses }) => {
    const { table, clock } = world;
    const name = ({ pk, sk }: Key): string => `${pk} ${sk}`;
    const noting = async <Answer>(keys: Key[], act: () => Promise<Answer>): Promise<Answer> => {
      const before = await table.getMany(keys, "consistent");
      const answer = await act();
      keys.forEach((key, n) => {
        writes.set(name(key), [...(writes.get(name(key)) ?? []), { at: clock.now(), before: before[n] }]);
      });
      return answer;
    };
    const seen = (key: Key, now: Item | undefined): Item | undefined => {
      const first = writes.get(name(key))?.find(({ at }) => clock.now() - at < lagMs);
      return first === undefined ? now : first.before;
    };
    const keyOf = (write: Write): Key => ("put" in write ? write.put : "remove" in write ? write.remove : write.check);
    return {
      queue,
      ses,
      world: {
        ...world,
        table: {
          ...table,
          get: async (key, read) => {
            const now = await table.get(key, read);
            return read === "consistent" ? now : seen(key, now);
          },
          getMany: async (keys, read) => {
            const now = await table.getMany(keys, read);
            return read === "consistent"
              ? now
              : now.map((item, n) => (keys[n] === undefined ? item : seen(keys[n], item)));
          },
          put: (items) => noting(items, () => table.put(items)),
          commit: (all) =>
            noting(
              all.map(({ put }) => put),
              () => table.commit(all),
            ),
          transact: (all) => noting(all.map(keyOf), () => table.transact(all)),
          remove: (keys) => noting(keys, () => table.remove(keys)),
        },
      },
    };
  };
};

/** The same data in a database of its own. */
export const copyOf = (from: DatabaseSync): DatabaseSync => {
  const db = Sqlite.open(":memory:");
  const tables = from.prepare("select name, sql from sqlite_master where type = 'table' and name not like 'sqlite_%'");
  for (const { name, sql } of tables.all()) {
    db.exec(String(sql));
    const rows = from.prepare(`select * from ${String(name)}`).all();
    const columns = Object.keys(rows[0] ?? {});
    if (columns.length === 0) continue;
    const insert = db.prepare(
      `insert into ${String(name)} (${columns.join(", ")}) values (${columns.map(() => "?").join(", ")})`,
    );
    for (const row of rows) insert.run(...Object.values(row));
  }
  return db;
};
