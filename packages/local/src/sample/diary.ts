import type { DatabaseSync } from "node:sqlite";
import * as Sqlite from "@rekindle/core/world/sqlite";
import type { Instant } from "@rekindle/core/world/world";
import type { Act, Planned } from "./act.ts";

/** What the simulated people are going to do, in the file of the local run: a restart goes on where it was. */
export type Diary = {
  plan(acts: Planned[]): void;
  /** Plans what mails up to number `mail` lead to, and remembers that they were read: both or neither. */
  planFor(mail: number, acts: Planned[]): void;
  /** Number of the newest mail that was read. */
  readUntil(): number;
  due(now: Instant, limit: number): { id: number; act: Act }[];
  /** Done, and what follows from it is planned: both or neither. */
  done(id: number, next: Planned[]): void;
  nextAt(): Instant | undefined;
  clear(): void;
};

/** So many acts are ever planned, then the people fall silent: the sample cannot grow without end. */
export const MOST_ACTS = 20_000;

export const open = (db: DatabaseSync): Diary => {
  db.exec(`
    create table if not exists sample_act (id integer primary key autoincrement, at integer not null, act text not null) strict;
    create index if not exists sample_act_at on sample_act (at);
    create table if not exists sample_read (id integer primary key check (id = 1), mail integer not null) strict;`);
  const insert = db.prepare("insert into sample_act (at, act) values (?, ?)");
  const newest = db.prepare("select seq from sqlite_sequence where name = 'sample_act'");
  const due = db.prepare("select id, act from sample_act where at <= ? order by at, id limit ?");
  const next = db.prepare("select min(at) as at from sample_act");
  const remove = db.prepare("delete from sample_act where id = ?");
  const read = db.prepare("select mail from sample_read");
  const mark = db.prepare(
    "insert into sample_read (id, mail) values (1, ?) on conflict (id) do update set mail = excluded.mail",
  );
  const plan = (acts: Planned[]): void =>
    Sqlite.transaction(db, () => {
      if (Number(newest.get()?.["seq"] ?? 0) >= MOST_ACTS) return;
      for (const { at, act } of acts) insert.run(Math.round(at), JSON.stringify(act));
    });
  return {
    plan,
    planFor: (mail, acts) =>
      Sqlite.transaction(db, () => {
        mark.run(mail);
        plan(acts);
      }),
    readUntil: () => Number(read.get()?.["mail"] ?? 0),
    due: (now, limit) =>
      due.all(now, limit).map((row) => ({ id: Sqlite.number(row, "id"), act: actOf(Sqlite.text(row, "act")) })),
    done: (id, acts) =>
      Sqlite.transaction(db, () => {
        remove.run(id);
        plan(acts);
      }),
    nextAt: () => {
      const at = next.get()?.["at"];
      return typeof at === "number" ? at : undefined;
    },
    clear: () => {
      db.exec("delete from sample_act; delete from sample_read");
    },
  };
};

/** Our own JSON, written by `plan`. */
const actOf = (json: string): Act => {
  const act: Act = JSON.parse(json);
  return act;
};
