import { DatabaseSync, type SQLOutputValue } from "node:sqlite";

/** Version of the tables in the file. Raise it with every change that an older program would misread. */
const schemaVersion = 1;

/**
 * One file (or `:memory:`) for the table, the queues and the local SES, so that their writes can share a transaction.
 * Throws one clear line when the file was written by a newer version.
 */
export const open = (path: string): DatabaseSync => {
  const db = new DatabaseSync(path, { timeout: 5000 });
  try {
    claim(db, path);
  } catch (error) {
    db.close();
    throw error;
  }
  return db;
};

/**
 * Runs `fn`, which must be synchronous, in one transaction: all of its writes or none. Inside another transaction it
 * joins that one, so what it throws must reach the outer call.
 */
export const transaction = <T>(db: DatabaseSync, fn: () => T): T => {
  if (db.isTransaction) return fn();
  db.exec("begin immediate");
  try {
    const result = fn();
    db.exec("commit");
    return result;
  } catch (error) {
    // A full disk, for one, makes SQLite roll back by itself.
    if (db.isTransaction) db.exec("rollback");
    throw error;
  }
};

/**
 * The same without waiting for the disk. A power cut may undo it, and only together with everything after it that did not wait
 * either: for what may be done again without harm.
 */
export const unhurried = <T>(db: DatabaseSync, fn: () => T): T => {
  if (db.isTransaction) return fn();
  db.exec("pragma synchronous = normal");
  try {
    return transaction(db, fn);
  } finally {
    db.exec("pragma synchronous = full");
  }
};

/**
 * Leaves nothing of what was removed: free pages are filled with zeros, and the write-ahead log is emptied (where somebody
 * else reads just now, the next time). Cells in pages that are in use are zeroed as they are removed, see `claim`.
 */
export const scrub = (db: DatabaseSync): void => {
  if (db.isTransaction) return;
  const of = (pragma: string): number => number(db.prepare(`pragma ${pragma}`).get() ?? {}, pragma);
  transaction(db, () => {
    db.exec("create table scrub (zeros blob not null)");
    const fill = db.prepare("insert into scrub values (zeroblob(?))");
    const most = 100_000_000;
    for (let bytes = of("freelist_count") * of("page_size"); bytes > 0; bytes -= most) fill.run(Math.min(bytes, most));
    db.exec("drop table scrub");
  });
  db.exec("pragma wal_checkpoint(truncate)");
};

type Row = Record<string, SQLOutputValue>;

export const text = (row: Row, column: string): string => {
  const value = row[column];
  if (typeof value !== "string") throw new TypeError(`${column} is no text`);
  return value;
};

export const number = (row: Row, column: string): number => {
  const value = row[column];
  if (typeof value !== "number") throw new TypeError(`${column} is no number`);
  return value;
};

/** Refuses what AWS would refuse: more than `bytes` of UTF-8. */
export const limitSize = (what: string, body: string, bytes: number): void => {
  // A UTF-16 unit takes three bytes at most: counting is for the long ones only.
  if (body.length * 3 > bytes && new TextEncoder().encode(body).length > bytes)
    throw new RangeError(`${what} is longer than ${bytes} bytes`);
};

const claim = (db: DatabaseSync, path: string): void => {
  const found = number(db.prepare("pragma user_version").get() ?? {}, "user_version");
  if (found > schemaVersion)
    throw new Error(
      `The data in ${path} was written by a newer version of Rekindle (format ${found}, this one knows ${schemaVersion}).`,
    );
  db.exec("pragma journal_mode = wal; pragma synchronous = full");
  // What is removed from a page is overwritten, at no cost. `on` would do it for freed pages, too, and takes a quarter more
  // CPU for every commit: `scrub` does that when somebody was erased.
  db.exec("pragma secure_delete = fast");
  if (found < schemaVersion) db.exec(`pragma user_version = ${schemaVersion}`);
};
