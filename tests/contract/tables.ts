import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as Sqlite from "@rekindle/core/world/sqlite";
import * as SqliteTable from "@rekindle/core/world/sqlite-table";
import type { Item, WholeTable } from "@rekindle/core/world/world";
import { connect, createTable } from "@rekindle/functions/live/dynamo-setup";
import * as DynamoTable from "@rekindle/functions/live/dynamo-table";
import { startDynoxide } from "../support/dynoxide.ts";

/** A kind of table: `fresh` makes an empty one. */
export type Maker = { fresh(): Promise<WholeTable>; stop(): Promise<void> };

/** Every adapter of the table port, by name. */
export const makers: Record<string, () => Promise<Maker>> = {
  "SQLite in memory": async () => sqlite(() => ":memory:"),
  "SQLite in a file": async () => {
    const folder = mkdtempSync(join(tmpdir(), "rekindle-table-"));
    let n = 0;
    const maker = sqlite(() => join(folder, `${n++}.db`));
    return {
      fresh: maker.fresh,
      stop: async () => {
        await maker.stop();
        rmSync(folder, { recursive: true });
      },
    };
  },
  "DynamoDB on dynoxide": async () => {
    const dynoxide = await startDynoxide();
    const client = connect(dynoxide.config);
    let n = 0;
    return {
      fresh: async () => {
        const name = `table-${n++}`;
        await createTable(client, name);
        return DynamoTable.open(client, name);
      },
      stop: async () => {
        client.destroy();
        await dynoxide.stop();
      },
    };
  },
};

const sqlite = (path: () => string): Maker => {
  const open: ReturnType<typeof Sqlite.open>[] = [];
  return {
    fresh: async () => {
      const db = Sqlite.open(path());
      open.push(db);
      return SqliteTable.open(db);
    },
    stop: async () => {
      for (const db of open) db.close();
    },
  };
};

export const item = (pk: string, sk: string, more: Partial<Item> = {}): Item => ({
  pk,
  sk,
  rev: 1,
  body: `{"of":"${pk} ${sk}"}`,
  ...more,
});

/** Follows a listing to its end, page by page. */
export const pageThrough = async <P extends { next?: string }, T>(
  read: (after: { after?: string }) => Promise<P>,
  of: (page: P) => T[],
): Promise<T[]> => {
  const all: T[] = [];
  let after: { after?: string } = {};
  for (;;) {
    const page = await read(after);
    all.push(...of(page));
    if (page.next === undefined) return all;
    if (page.next === after.after) throw new Error("The cursor stands still");
    after = { after: page.next };
  }
};
