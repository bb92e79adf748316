import type { DatabaseSync, SQLOutputValue } from "node:sqlite";
import * as Sqlite from "./sqlite.ts";
import type { Clock, Instant, Queue, QueueMessage } from "./world.ts";

export type Received = { id: string; receipt: string; body: string; receives: number; sentAt: Instant };
export type DeadLetter = { id: string; body: string; receives: number; sentAt: Instant; deadAt: Instant };

/** The sending port, and what SQS does for a function on the receiving side. */
export type SqliteQueue = Queue & {
  /** `send` as it is, for writers that share a transaction (`sqlite.ts`): a queue of its own would not roll back with them. */
  enqueue(messages: QueueMessage[]): void;
  /** Up to `limit` visible messages, the longest visible first; each is hidden for `visibilityMs`. */
  receive(limit: number): Received[];
  /** Done: removes the messages. A receipt from before a redelivery does nothing. */
  acknowledge(receipts: string[]): void;
  /** Failed: visible again at once. A receipt from before a redelivery does nothing. */
  release(receipts: string[]): void;
  /** After a restart, when nobody works on them any more: what is in flight is visible at once. */
  releaseAll(): void;
  /** Messages received `maxReceives` times and never acknowledged, oldest first. They are kept. */
  deadLetters(): DeadLetter[];
  /** Gives every dead letter a new start; how many there were. */
  redrive(): number;
  /** When the next message can be received; in the past or now if one can be already. */
  nextVisibleAt(): Instant | undefined;
  /** Messages that are visible or being worked on; delayed ones are not. */
  waiting(): number;
};

/** A durable queue in an open SQLite database. Several may share it, each under its `name`. */
export const open = (
  db: DatabaseSync,
  clock: Clock,
  { name, visibilityMs, maxReceives }: { name: string; visibilityMs: number; maxReceives: number },
): SqliteQueue => {
  db.exec(schema);
  const insert = db.prepare("insert into message (queue, body, sent_at, visible_at) values (?, ?, ?, ?)");
  const bury = db.prepare(
    `update message indexed by message_received set dead_at = ?2, visible_at = null
    where queue = ?1 and visible_at <= ?2 and receives > 0 and receives >= ?3`,
  );
  const take = db.prepare(`update message set visible_at = ?3, receives = receives + 1, delivery = delivery + 1
    where id in (select id from message where queue = ?1 and visible_at <= ?2 order by visible_at, id limit ?4)
    returning id, delivery, body, receives, sent_at`);
  const remove = db.prepare("delete from message where id = ? and delivery = ? and dead_at is null");
  const free = db.prepare(
    "update message set visible_at = ?3, delivery = delivery + 1 where id = ?1 and delivery = ?2 and dead_at is null",
  );
  const freeAll = db.prepare(
    "update message set visible_at = ?2 where queue = ?1 and receives > 0 and visible_at > ?2",
  );
  const dead = db.prepare(
    "select id, body, receives, sent_at, dead_at from message where queue = ? and dead_at is not null order by dead_at, id",
  );
  const revive = db.prepare(
    "update message set dead_at = null, visible_at = ?2, receives = 0 where queue = ?1 and dead_at is not null",
  );
  const next = db.prepare("select min(visible_at) as at from message where queue = ? and visible_at is not null");
  const count = db.prepare(
    "select count(*) as n from message where queue = ?1 and visible_at is not null and (visible_at <= ?2 or receives > 0)",
  );

  const enqueue = (messages: QueueMessage[]): void =>
    Sqlite.transaction(db, () => {
      const now = clock.now();
      for (const { body, delayMs = 0 } of messages) {
        Sqlite.limitSize("The body of a message", body, 200_000);
        if (delayMs > 900_000) throw new RangeError("A message waits 15 minutes at most");
        insert.run(name, body, now, now + delayMs);
      }
    });
  // Only `enqueue` waits for the disk: whatever else a power cut may undo is a message that comes once more.
  const each = (receipts: string[], act: (id: number, delivery: number) => void): void =>
    Sqlite.unhurried(db, () => {
      for (const receipt of receipts) {
        const [id, delivery] = receipt.split(".").map(Number);
        if (id !== undefined && delivery !== undefined) act(id, delivery);
      }
    });

  return {
    send: async (messages) => enqueue(messages),
    enqueue,
    receive: (limit) =>
      Sqlite.unhurried(db, () => {
        const now = clock.now();
        bury.run(name, now, maxReceives);
        return take
          .all(name, now, now + visibilityMs, limit)
          .map(receivedOf)
          .toSorted(byId);
      }),
    acknowledge: (receipts) => each(receipts, (id, delivery) => remove.run(id, delivery)),
    release: (receipts) => {
      const now = clock.now();
      each(receipts, (id, delivery) => free.run(id, delivery, now));
    },
    releaseAll: () => {
      freeAll.run(name, clock.now());
    },
    deadLetters: () => {
      bury.run(name, clock.now(), maxReceives);
      return dead.all(name).map((row) => ({ ...messageOf(row), deadAt: Sqlite.number(row, "dead_at") }));
    },
    redrive: () => Number(revive.run(name, clock.now()).changes),
    nextVisibleAt: () => {
      const at = next.get(name)?.["at"];
      return typeof at === "number" ? at : undefined;
    },
    waiting: () => Sqlite.number(count.get(name, clock.now()) ?? {}, "n"),
  };
};

// `delivery` makes a receipt good for one delivery; `visible_at` is null for the dead, which keeps them out of the indexes.
// The second index spares `receive` the walk through a long queue in search of what is to be buried.
const schema = `
  create table if not exists message (id integer primary key autoincrement, queue text not null, body text not null,
    sent_at integer not null, visible_at integer, receives integer not null default 0,
    delivery integer not null default 0, dead_at integer) strict;
  create index if not exists message_visible on message (queue, visible_at) where visible_at is not null;
  create index if not exists message_received on message (queue, visible_at) where visible_at is not null and receives > 0;`;

type Row = Record<string, SQLOutputValue>;

const messageOf = (row: Row) => ({
  id: `${Sqlite.number(row, "id")}`,
  body: Sqlite.text(row, "body"),
  receives: Sqlite.number(row, "receives"),
  sentAt: Sqlite.number(row, "sent_at"),
});

const receivedOf = (row: Row): Received => {
  const message = messageOf(row);
  return { ...message, receipt: `${message.id}.${Sqlite.number(row, "delivery")}` };
};

// An update returns its rows in no order that may be relied upon.
const byId = (a: Received, b: Received): number => Number(a.id) - Number(b.id);
