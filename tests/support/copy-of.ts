import type { DatabaseSync } from "node:sqlite";
import * as Sqlite from "@rekindle/core/world/sqlite";

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
