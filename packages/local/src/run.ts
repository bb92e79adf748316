import type { DatabaseSync } from "node:sqlite";
import { setImmediate } from "node:timers/promises";
import { serve } from "@hono/node-server";
import * as Engine from "@rekindle/core/engine/engine";
import { changes as changesOf } from "@rekindle/core/world/sqlite-changes";
import * as SqliteQueue from "@rekindle/core/world/sqlite-queue";
import * as SqliteTable from "@rekindle/core/world/sqlite-table";
import type { Instant, Log, Outside, Table, World } from "@rekindle/core/world/world";
import { ids } from "@rekindle/functions/live/ids";
import { nodeSeal } from "@rekindle/functions/live/node-seal";
import { sesClient, sesMailer } from "@rekindle/functions/live/ses-mailer";
import * as Clock from "./clock.ts";
import { handlersOf } from "./handlers.ts";
import * as Loop from "./loop.ts";
import type { Fate } from "./ses/fate.ts";
import * as Ses from "./ses/open.ts";
import { erasuresIn, mailEventSource, queueSource, scheduleSource, streamSource } from "./sources.ts";

export type RunOptions = {
  db: DatabaseSync;
  secret: string;
  /** Where the clock starts in a new folder. */
  startAt: Instant;
  log: Log;
  outside: Outside;
  /** Another table than the one in `db`, and its stream. */
  table?: { table: Table; stream: Loop.Source };
  fate?: (to: string) => Fate;
  /** Puts something between the engine and its surroundings: tests make them fail here. */
  wrap?: (parts: Surroundings) => Surroundings;
  /** Simulated people, once everything else is there. */
  people?: (run: Omit<Run, "loop" | "close">) => Loop.Source;
};

export type Surroundings = { world: World; queue: SqliteQueue.SqliteQueue; ses: Ses.LocalSes };

/** The product on one machine: the same engine and handlers as on AWS, fed by a loop instead of by event sources. */
export type Run = {
  world: World;
  engine: Engine.Engine;
  clock: Clock.LocalClock;
  queue: SqliteQueue.SqliteQueue;
  ses: Ses.LocalSes;
  loop: Loop.Loop;
  close(): Promise<void>;
};

export const SHARDS = 2;

export const open = async (options: RunOptions): Promise<Run> => {
  const { db, secret, startAt, log, outside, fate, wrap = (parts: Surroundings) => parts } = options;
  const clock = Clock.open(db, startAt);
  const table = options.table?.table ?? SqliteTable.open(db, { stream: true, breathe: () => setImmediate() });
  const stored = SqliteQueue.open(db, clock, { name: "leads", visibilityMs: 6 * 60_000, maxReceives: 5 });
  // The clock of the local run jumps: pacing by its seconds has nothing to wait for (rulings.md).
  const local = Ses.open(db, clock, { throttle: false, ...(fate === undefined ? {} : { fate }) });
  const endpoint = await listen(local);
  const client = sesClient({
    region: "local",
    endpoint: endpoint.url,
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  });
  const { world, queue, ses } = wrap({
    world: {
      clock,
      ids: ids(clock),
      seal: nodeSeal(secret),
      table,
      queue: stored,
      mailer: sesMailer(client, "rekindle"),
      outside,
      log,
    },
    queue: stored,
    ses: local,
  });
  const engine = Engine.create(world, { shards: SHARDS, catalogueLifeMs: 0 });
  const handlers = handlersOf(engine);
  const parts = { world, engine, clock, queue, ses };
  // Nobody else works on this folder: what was in flight when the last run ended comes again at once.
  queue.releaseAll();
  const loop = Loop.create(clock, [
    options.table?.stream ?? streamSource(changesOf(db), handlers, erasuresIn(db, ses)),
    mailEventSource(ses, clock, handlers),
    queueSource(queue, handlers),
    scheduleSource(table, clock, SHARDS, handlers),
    ...(options.people === undefined ? [] : [options.people(parts)]),
  ]);
  return {
    ...parts,
    loop,
    close: async () => {
      await loop.stop();
      client.destroy();
      await endpoint.close();
    },
  };
};

/** The SES endpoint has an address of its own on the loopback interface. */
const listen = (ses: Ses.LocalSes): Promise<{ url: string; close(): Promise<void> }> =>
  new Promise((resolve, reject) => {
    const server = serve({ fetch: ses.app.fetch, port: 0, hostname: "127.0.0.1" }, ({ port }) =>
      resolve({
        url: `http://127.0.0.1:${port}`,
        close: () =>
          new Promise((done) => {
            server.close(() => done());
            if ("closeAllConnections" in server) server.closeAllConnections();
          }),
      }),
    );
    server.on("error", reject);
  });
