import type { DatabaseSync } from "node:sqlite";

/** A few values that belong to a data folder: its clock, whether it holds the sample, what the stream has handled. */
export type Meta = {
  get(name: string): string | undefined;
  set(name: string, value: string): void;
  remove(name: string): void;
};

export const open = (db: DatabaseSync): Meta => {
  db.exec("create table if not exists meta (name text primary key, value text not null) strict");
  const select = db.prepare("select value from meta where name = ?");
  const upsert = db.prepare(
    "insert into meta (name, value) values (?, ?) on conflict (name) do update set value = excluded.value",
  );
  const remove = db.prepare("delete from meta where name = ?");
  return {
    get: (name) => {
      const value = select.get(name)?.["value"];
      return typeof value === "string" ? value : undefined;
    },
    set: (name, value) => {
      upsert.run(name, value);
    },
    remove: (name) => {
      remove.run(name);
    },
  };
};
