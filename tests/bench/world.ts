import { readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join as pathJoin } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { setImmediate } from "node:timers/promises";
import * as Sqlite from "@rekindle/core/world/sqlite";
import * as SqliteQueue from "@rekindle/core/world/sqlite-queue";
import * as SqliteTable from "@rekindle/core/world/sqlite-table";
import type { Clock, Ids, Mailer, Queue, Table, World } from "@rekindle/core/world/world";
import { connect, createTable } from "@rekindle/functions/live/dynamo-setup";
import * as DynamoTable from "@rekindle/functions/live/dynamo-table";
import { nodeSeal } from "@rekindle/functions/live/node-seal";
import { sesClient, sesMailer } from "@rekindle/functions/live/ses-mailer";
import { startDynoxide } from "../support/dynoxide.ts";
import { startSink } from "./sink.ts";

export type TableKind = "sqlite" | "dynamodb";
/** As long as real ones: what is stored is paid by its length. */
const countedIds = (): Ids => {
  let n = 0;
  return {
    next: (prefix) => {
      n += 1;
      return `${prefix}_${String(n).padStart(26, "0")}`;
    },
  };
};

/** Where the table and the queue of a world are, for another process. */
export type Place = { file: string; endpoint?: string };

export type BenchWorld = {
  world: World;
  place: Place;
  queue: SqliteQueue.SqliteQueue;
  sink: Awaited<ReturnType<typeof startSink>>;
  /** Moves the clock. */
  travel(ms: number): void;
  units: { read: number; write: number };
  /** CPU of the table's own process, in ms; the engine's is this process's. */
  tableCpuMs(): number;
  tableRssMb(): number;
  close(): Promise<void>;
};

const FIRST_DAY = Date.UTC(2026, 10, 24, 1);
const TABLE = "bench";

/** A world that counts: the real adapters, a file or dynoxide in memory, the SES client against a sink that counts. */
export const open = async (kind: TableKind): Promise<BenchWorld> => {
  let now = FIRST_DAY;
  const clock = { now: () => now };
  const file = pathJoin(tmpdir(), `rekindle-bench-${process.pid}.db`);
  const db = Sqlite.open(file);
  const queue = queueIn(db, clock);
  const units = { read: 0, write: 0 };
  const backend = kind === "sqlite" ? sqlite(db) : await dynamodb(units);
  const sink = await startSink();
  const client = sesClient({ region: "local", endpoint: sink.url, credentials });
  return {
    world: worldOf(clock, backend.table, queue, sesMailer(client, "bench")),
    place: { file, ...(backend.endpoint === undefined ? {} : { endpoint: backend.endpoint }) },
    queue,
    sink,
    units,
    travel: (ms) => {
      now += ms;
    },
    tableCpuMs: backend.cpuMs,
    tableRssMb: backend.rssMb,
    close: async () => {
      client.destroy();
      await sink.close();
      await backend.close();
      db.close();
      for (const end of ["", "-wal", "-shm"]) rmSync(`${file}${end}`, { force: true });
    },
  };
};

/** The same table and queue from another process, before time passes. Its mails go nowhere. */
export const join = ({ file, endpoint }: Place): { world: World; close(): void } => {
  const clock = { now: () => FIRST_DAY };
  const db = Sqlite.open(file);
  const client = endpoint === undefined ? undefined : connect({ endpoint, region: "us-east-1", credentials });
  const table = client === undefined ? SqliteTable.open(db) : DynamoTable.open(client, TABLE);
  const mailer = sesMailer(sesClient({ region: "local", credentials }));
  return {
    world: worldOf(clock, table, queueIn(db, clock), mailer),
    close: () => {
      client?.destroy();
      db.close();
    },
  };
};

const credentials = { accessKeyId: "local", secretAccessKey: "local" };

const queueIn = (db: DatabaseSync, clock: Clock): SqliteQueue.SqliteQueue =>
  SqliteQueue.open(db, clock, { name: "leads", visibilityMs: 360_000, maxReceives: 5 });

const worldOf = (clock: Clock, table: Table, queue: Queue, mailer: Mailer): World => ({
  clock,
  // The same in every run, so that the counted figures are, too.
  ids: countedIds(),
  seal: nodeSeal("the secret of a benchmark, no secret"),
  table,
  queue,
  mailer,
  outside: { post: async () => ({ status: 200, body: "" }) },
  log: () => undefined,
});

type Backend = { table: Table; endpoint?: string; cpuMs(): number; rssMb(): number; close(): Promise<void> };

const sqlite = (db: DatabaseSync): Backend => ({
  table: SqliteTable.open(db, { breathe: () => setImmediate() }),
  cpuMs: () => 0,
  rssMb: () => 0,
  close: async () => undefined,
});

const dynamodb = async (units: BenchWorld["units"]): Promise<Backend> => {
  createRequire(import.meta.url).resolve("@dynoxide/linux-x64/dynoxide");
  const dynoxide = await startDynoxide();
  const client = connect(dynoxide.config);
  await createTable(client, TABLE);
  const table = DynamoTable.open(client, TABLE, {
    onCapacity: ({ read, write }) => {
      units.read += read;
      units.write += write;
    },
  });
  return {
    table,
    endpoint: dynoxide.endpoint,
    cpuMs: () => cpuOf(dynoxide.pid),
    rssMb: () => rssOf(dynoxide.pid),
    close: async () => {
      client.destroy();
      await dynoxide.stop();
    },
  };
};

/** User and system time from /proc: ticks of 10 ms. */
const cpuOf = (pid: number): number => {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
};
const rssOf = (pid: number): number =>
  Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) / 1000;
