import { createServer } from "node:http";
import type { DatabaseSync } from "node:sqlite";
import type { Change } from "@rekindle/core/engine/project";
import * as Sqlite from "@rekindle/core/world/sqlite";
import * as SqliteChanges from "@rekindle/core/world/sqlite-changes";
import * as SqliteTable from "@rekindle/core/world/sqlite-table";
import type { Item, Mailer, Table } from "@rekindle/core/world/world";
import { connect, createTable } from "@rekindle/functions/live/dynamo-setup";
import * as DynamoTable from "@rekindle/functions/live/dynamo-table";
import { sesClient, sesMailer } from "@rekindle/functions/live/ses-mailer";
import type { LocalSes } from "@rekindle/local/ses/open";
import { copyOf } from "../support/copy-of.ts";
import { startDynoxide } from "../support/dynoxide.ts";
import { itemsOf, prepare } from "./catalogue.ts";

export type TableKind = "sqlite" | "dynamodb";
/** The data of one run. `changes` = the table's own stream; without it the run makes one from what it sees written. */
export type Data = {
  db: DatabaseSync;
  table: Table;
  /** What is in it at first. */
  items: Item[];
  changes?: (seq: number, limit: number) => { seq: number; change: Change }[];
  close(): void;
};
/** What all runs of a process share: the published catalogue, the adapters, the connection to SES. */
export type Kit = {
  fresh(): Promise<Data>;
  mailer: Mailer;
  /** From now on the mailer reaches this SES. */
  connect(ses: LocalSes): void;
  close(): Promise<void>;
};

export const kit = async (kind: TableKind): Promise<Kit> => {
  const prepared = await prepare();
  const door = await sesDoor();
  const client = sesClient({
    region: "local",
    endpoint: door.url,
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  });
  const items = await itemsOf(prepared);
  const tables = kind === "sqlite" ? sqlite(prepared, items) : await dynamodb(items);
  return {
    fresh: tables.fresh,
    mailer: sesMailer(client, "faults"),
    connect: door.connect,
    close: async () => {
      client.destroy();
      await door.close();
      await tables.close();
      prepared.close();
    },
  };
};

type Tables = { fresh(): Promise<Data>; close(): Promise<void> };

const sqlite = (prepared: DatabaseSync, items: Item[]): Tables => ({
  fresh: async () => {
    const db = copyOf(prepared);
    const table = SqliteTable.open(db, { stream: true });
    const stream = SqliteChanges.changes(db);
    return {
      db,
      table,
      items,
      changes: (seq, limit) =>
        stream.after(seq, limit).map(({ seq: number, ...change }) => ({
          seq: number,
          change: { ...change, seq: String(number) },
        })),
      close: () => db.close(),
    };
  },
  close: async () => undefined,
});

const dynamodb = async (items: Item[]): Promise<Tables> => {
  const dynoxide = await startDynoxide();
  const client = connect(dynoxide.config);
  let n = 0;
  return {
    fresh: async () => {
      const db = Sqlite.open(":memory:");
      const name = `run-${n++}`;
      await createTable(client, name);
      const table = DynamoTable.open(client, name);
      await table.put(items);
      return { db, table, items, close: () => db.close() };
    },
    close: async () => {
      client.destroy();
      await dynoxide.stop();
    },
  };
};

/** The address of SES for the real client: one server, whichever run is on. */
const sesDoor = async () => {
  let current: LocalSes | undefined;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const answer = async (): Promise<void> => {
        if (current === undefined) throw new Error("No run is on");
        const { method = "GET", url = "/" } = request;
        const body = method === "GET" ? {} : { body: Buffer.concat(chunks) };
        const reply = await current.app.fetch(new Request(`http://ses.local${url}`, { method, ...body }));
        response.writeHead(reply.status, Object.fromEntries(reply.headers));
        response.end(await reply.text());
      };
      answer().catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined));
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    connect: (ses: LocalSes) => {
      current = ses;
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
