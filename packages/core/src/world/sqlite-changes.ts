import type { DatabaseSync } from "node:sqlite";
import * as Sqlite from "./sqlite.ts";
import type { Instant, Item, Key } from "./world.ts";

/** One write, as a DynamoDB stream tells it: the item before and after. `seq` grows with every write of the table. */
export type Change = { seq: number; key: Key; before?: Item; after?: Item };

export type Changes = {
  /** The changes that follow `seq`, oldest first. */
  after(seq: number, limit: number): Change[];
  /** Drops the changes up to and including `seq`: they have been handled. */
  forget(seq: number): void;
};

/** What the table recorded: the local stream. */
export const changes = (db: DatabaseSync): Changes => {
  db.exec(schema);
  const select = db.prepare("select seq, pk, sk, before, after from change where seq > ? order by seq limit ?");
  const remove = db.prepare("delete from change where seq <= ?");
  return {
    after: (seq, limit) =>
      select.all(seq, limit).map((row) => {
        const key = { pk: Sqlite.text(row, "pk"), sk: Sqlite.text(row, "sk") };
        return {
          seq: Sqlite.number(row, "seq"),
          key,
          ...(row["before"] !== null && { before: imageOf(key, Sqlite.text(row, "before")) }),
          ...(row["after"] !== null && { after: imageOf(key, Sqlite.text(row, "after")) }),
        };
      }),
    forget: (seq) => {
      remove.run(seq);
    },
  };
};

/** From now on every write of this connection to `item` leaves a change, in the same transaction. */
export const record = (db: DatabaseSync): void => db.exec(schema + triggers);

// autoincrement: a number is never given twice, also after all changes were forgotten.
const schema = `create table if not exists change (seq integer primary key autoincrement, pk text not null,
  sk text not null, before text, after text) strict;`;

const columns = ["rev", "body", "due_shard", "due_at", "list_in", "list_by", "expires_at"];
const row = (version: "old" | "new") => columns.map((column) => `${version}.${column}`).join(", ");
const image = (version: "old" | "new") =>
  `json_object(${columns.map((column) => `'${column}', ${version}.${column}`).join(", ")})`;

// Temporary, hence of this connection alone: a table opened without a stream records nothing.
// A write that changes nothing leaves no change, as with DynamoDB.
const triggers = `
  create temp trigger if not exists item_inserted after insert on main.item begin
    insert into change (pk, sk, after) values (new.pk, new.sk, ${image("new")}); end;
  create temp trigger if not exists item_updated after update on main.item when (${row("old")}) is not (${row("new")}) begin
    insert into change (pk, sk, before, after) values (new.pk, new.sk, ${image("old")}, ${image("new")}); end;
  create temp trigger if not exists item_removed after delete on main.item begin
    insert into change (pk, sk, before) values (old.pk, old.sk, ${image("old")}); end;`;

/** What `image` wrote: absent attributes are null. */
type Image = {
  rev: number;
  body: string;
  due_shard: string | null;
  due_at: Instant | null;
  list_in: string | null;
  list_by: string | null;
  expires_at: Instant | null;
};

const imageOf = (key: Key, json: string): Item => {
  const image: Image = JSON.parse(json);
  return {
    ...key,
    rev: image.rev,
    body: image.body,
    ...(image.due_shard !== null && image.due_at !== null && { due: { shard: image.due_shard, at: image.due_at } }),
    ...(image.list_in !== null && image.list_by !== null && { list: { in: image.list_in, by: image.list_by } }),
    ...(image.expires_at !== null && { expiresAt: image.expires_at }),
  };
};
