import type { DatabaseSync, SQLInputValue, SQLOutputValue } from "node:sqlite";
import * as Sqlite from "./sqlite.ts";
import { record } from "./sqlite-changes.ts";
import { type Order, pages } from "./sqlite-pages.ts";
import type { Instant, Item, Key, WholeTable, Write } from "./world.ts";

export type SqliteTable = WholeTable & {
  /** What DynamoDB's time to live does: removes the items that expired by `now`, and says how many. */
  forgetExpired(now: Instant): number;
};

export type Options = {
  /** Each write also leaves a change (`sqlite-changes.ts`). */
  stream?: boolean;
  /** Where requests come in by the same event loop: lets them have their turn after each batch. SQLite itself never waits. */
  breathe?: () => Promise<void>;
};

/** So few items are somebody's request: they do not make way for another. */
const FEW = 5;

/** The table in an open SQLite database. */
export const open = (db: DatabaseSync, options: Options = {}): SqliteTable => {
  db.exec(schema);
  if (options.stream) record(db);
  const select = db.prepare(`select ${columns} from item where pk = ? and sk = ?`);
  const revision = db.prepare("select rev from item where pk = ? and sk = ?");
  const insert = db.prepare(`insert into item (${columns}) ${marks} on conflict do nothing`);
  const update = db.prepare(`update item set ${assignments} where pk = ?1 and sk = ?2 and rev = ?10`);
  const upsert = db.prepare(`insert into item (${columns}) ${marks} on conflict (pk, sk) do update set ${assignments}`);
  const remove = db.prepare("delete from item where pk = ? and sk = ?");
  const expire = db.prepare("delete from item where expires_at <= ?");
  const page = pages(db);

  const get = ({ pk, sk }: Key): Item | undefined => {
    const row = select.get(pk, sk);
    return row === undefined ? undefined : itemOf(row);
  };
  const store = (item: Item, expect: number): boolean =>
    (expect === 0 ? insert.run(...values(item)) : update.run(...values(item), expect)).changes === 1;
  const holds = (write: Write): boolean => {
    const { pk, sk } = keyOf(write);
    const row = revision.get(pk, sk);
    return (row === undefined ? 0 : Sqlite.number(row, "rev")) === write.expect;
  };
  const apply = (write: Write): void => {
    if ("put" in write) upsert.run(...values(write.put));
    if ("remove" in write) remove.run(write.remove.pk, write.remove.sk);
  };

  const after = async <T>(items: number, answer: T): Promise<T> => {
    if (items > FEW) await options.breathe?.();
    return answer;
  };

  return {
    get: async (key) => get(key),
    getMany: async (keys) => after(keys.length, keys.map(get)),
    query: async ({ pk, read: _, ...range }) => {
      const { rows, ...next } = page(byKey, { part: pk, ...range });
      return { items: rows.map(itemOf), ...next };
    },
    listed: async ({ in: part, ...range }) => {
      const { rows, ...next } = page(byList, { part, ...range });
      return { items: rows.map(itemOf), ...next };
    },
    due: async ({ shard, from, until, limit, after: start }) => {
      const { rows, ...next } = page(byDue, { part: shard, from, to: until, limit, after: start });
      const keys = rows.map((row) => ({ ...rowKey(row), at: Sqlite.number(row, "due_at") }));
      return after(keys.length, { keys, ...next });
    },
    scan: async ({ limit, after }) => {
      const { rows, ...next } = page(byAll, { limit, after });
      return { items: rows.map(itemOf), ...next };
    },
    put: async (items) =>
      after(
        items.length,
        Sqlite.transaction(db, () => {
          for (const item of items) upsert.run(...values(item));
        }),
      ),
    commit: async (writes) =>
      after(
        writes.length,
        Sqlite.transaction(db, () => writes.map(({ put, expect }) => (store(put, expect) ? "stored" : "conflict"))),
      ),
    // All conditions first: a conflict leaves nothing to roll back, also inside a larger transaction.
    transact: async (writes) =>
      Sqlite.transaction(db, () => {
        if (!writes.every(holds)) return "conflict";
        for (const write of writes) apply(write);
        return "stored";
      }),
    remove: async (keys) =>
      Sqlite.transaction(db, () => {
        for (const { pk, sk } of keys) remove.run(pk, sk);
      }),
    forgetExpired: (now) => Number(expire.run(now).changes),
  };
};

// A rowid table with a unique index: WITHOUT ROWID costs twice with bodies of this size.
const schema = `
  create table if not exists item (pk text not null, sk text not null, rev integer not null, body text not null,
    due_shard text, due_at integer, list_in text, list_by text, expires_at integer) strict;
  create unique index if not exists item_key on item (pk, sk);
  create index if not exists item_due on item (due_shard, due_at, pk, sk) where due_shard is not null;
  create index if not exists item_list on item (list_in, list_by, pk, sk) where list_in is not null;
  create index if not exists item_expiry on item (expires_at) where expires_at is not null;`;

const columns = "pk, sk, rev, body, due_shard, due_at, list_in, list_by, expires_at";
const marks = "values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
const assignments = "rev = ?3, body = ?4, due_shard = ?5, due_at = ?6, list_in = ?7, list_by = ?8, expires_at = ?9";

const byAll: Order = { by: ["pk", "sk"], read: columns };
const byKey: Order = { part: "pk", by: ["sk"], read: columns };
const byList: Order = { part: "list_in", by: ["list_by", "pk", "sk"], read: columns };
const byDue: Order = { part: "due_shard", by: ["due_at", "pk", "sk"], read: "pk, sk, due_at" };

/** In the order of `columns`. An expiry counts in whole seconds, as on DynamoDB. */
const values = ({ pk, sk, rev, body, due, list, expiresAt }: Item): SQLInputValue[] => {
  Sqlite.limitSize("The body of an item", body, 350_000);
  return [
    pk,
    sk,
    rev,
    body,
    due?.shard ?? null,
    due?.at ?? null,
    list?.in ?? null,
    list?.by ?? null,
    expiresAt === undefined ? null : Math.ceil(expiresAt / 1000) * 1000,
  ];
};

const keyOf = (write: Write): Key => ("put" in write ? write.put : "remove" in write ? write.remove : write.check);

type Row = Record<string, SQLOutputValue>;

const rowKey = (row: Row): Key => ({ pk: Sqlite.text(row, "pk"), sk: Sqlite.text(row, "sk") });

const itemOf = (row: Row): Item => ({
  ...rowKey(row),
  rev: Sqlite.number(row, "rev"),
  body: Sqlite.text(row, "body"),
  ...(row["due_at"] !== null && { due: { shard: Sqlite.text(row, "due_shard"), at: Sqlite.number(row, "due_at") } }),
  ...(row["list_in"] !== null && { list: { in: Sqlite.text(row, "list_in"), by: Sqlite.text(row, "list_by") } }),
  ...(row["expires_at"] !== null && { expiresAt: Sqlite.number(row, "expires_at") }),
});
