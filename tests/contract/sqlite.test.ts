import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import * as Sqlite from "@rekindle/core/world/sqlite";
import { changes } from "@rekindle/core/world/sqlite-changes";
import * as SqliteQueue from "@rekindle/core/world/sqlite-queue";
import * as SqliteTable from "@rekindle/core/world/sqlite-table";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { item } from "./tables.ts";

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "rekindle-sqlite-"));
  path = join(folder, "data.db");
});
afterEach(() => rmSync(folder, { recursive: true }));

describe("the file", () => {
  test("what was committed is there after it is opened again", async () => {
    const first = Sqlite.open(path);
    await SqliteTable.open(first).put([item("a", "b")]);
    first.close();
    const second = Sqlite.open(path);
    expect(await SqliteTable.open(second).get({ pk: "a", sk: "b" })).toEqual(item("a", "b"));
    second.close();
  });

  test("it is written through to the disk, with a write-ahead log", () => {
    const db = Sqlite.open(path);
    expect(db.prepare("pragma synchronous").get()).toEqual({ synchronous: 2 });
    expect(db.prepare("pragma journal_mode").get()).toEqual({ journal_mode: "wal" });
    db.close();
  });

  test("only what may be done again does not wait for the disk, and the next write waits again", () => {
    const db = Sqlite.open(path);
    const within = Sqlite.unhurried(db, () => db.prepare("pragma synchronous").get());
    expect(within).toEqual({ synchronous: 1 });
    expect(db.prepare("pragma synchronous").get()).toEqual({ synchronous: 2 });
    expect(() =>
      Sqlite.unhurried(db, () => {
        throw new Error("full");
      }),
    ).toThrow("full");
    expect(db.prepare("pragma synchronous").get()).toEqual({ synchronous: 2 });
    // Within a hurried transaction it is a part of that one.
    Sqlite.transaction(db, () =>
      expect(Sqlite.unhurried(db, () => db.prepare("pragma synchronous").get())).toEqual({ synchronous: 2 }),
    );
    db.close();
  });

  test("data of a newer version is refused in one clear line and left alone", () => {
    const newer = new DatabaseSync(path);
    newer.exec("pragma user_version = 99; create table item (other)");
    newer.close();
    expect(() => Sqlite.open(path)).toThrow(/^The data in .*data\.db was written by a newer version of Rekindle/);
    const same = new DatabaseSync(path);
    expect(same.prepare("pragma user_version").get()).toEqual({ user_version: 99 });
    same.close();
  });
});

describe("a transaction", () => {
  test("over table and queue keeps both or neither", async () => {
    const db = Sqlite.open(":memory:");
    const table = SqliteTable.open(db);
    const queue = SqliteQueue.open(db, { now: () => 0 }, { name: "q", visibilityMs: 1, maxReceives: 5 });
    const both = (fail: boolean) =>
      Sqlite.transaction(db, () => {
        db.prepare("insert into item (pk, sk, rev, body) values ('a', 'b', 1, '{}')").run();
        queue.enqueue([{ body: "look" }]);
        if (fail) throw new Error("power cut");
      });
    expect(() => both(true)).toThrow("power cut");
    expect(await table.get({ pk: "a", sk: "b" })).toBeUndefined();
    expect(queue.waiting()).toBe(0);
    both(false);
    expect(await table.get({ pk: "a", sk: "b" })).toBeDefined();
    expect(queue.waiting()).toBe(1);
  });

  test("an inner transaction ends with the outer one, not before", () => {
    const db = Sqlite.open(":memory:");
    db.exec("create table t (n)");
    const insert = () => Sqlite.transaction(db, () => db.prepare("insert into t values (1)").run());
    expect(() =>
      Sqlite.transaction(db, () => {
        insert();
        throw new Error("later");
      }),
    ).toThrow("later");
    expect(db.prepare("select count(*) as n from t").get()).toEqual({ n: 0 });
  });
});

describe("the stream", () => {
  test("every write leaves one change with both images, and a write that changed nothing none", async () => {
    const db = Sqlite.open(":memory:");
    const table = SqliteTable.open(db, { stream: true });
    const one = item("a", "b", { body: '{"名":"𠮷"}', due: { shard: "1", at: 5 } });
    const two = item("a", "b", { rev: 2, list: { in: "l", by: "1" }, expiresAt: 9000 });
    const three = item("a", "b", { rev: 3 });
    await table.commit([{ put: one, expect: 0 }]);
    await table.commit([{ put: two, expect: 7 }]);
    await table.commit([{ put: two, expect: 1 }]);
    await table.transact([{ put: three, expect: 2 }]);
    await table.put([three]);
    await table.remove([three, { pk: "never", sk: "there" }]);
    const key = { pk: "a", sk: "b" };
    const stream = changes(db);
    const all = stream.after(0, 100);
    expect(all.map(({ seq, ...change }) => change)).toEqual([
      { key, after: one },
      { key, before: one, after: two },
      { key, before: two, after: three },
      { key, before: three },
    ]);
    expect(stream.after(all[1]?.seq ?? 0, 1)).toEqual([all[2]]);
  });

  test("a number is never given twice, also after everything was handled", async () => {
    const db = Sqlite.open(":memory:");
    const table = SqliteTable.open(db, { stream: true });
    const stream = changes(db);
    await table.put([item("a", "b")]);
    const [first] = stream.after(0, 9);
    stream.forget(first?.seq ?? 0);
    expect(stream.after(0, 9)).toEqual([]);
    await table.put([item("a", "c")]);
    expect(stream.after(0, 9)[0]?.seq).toBeGreaterThan(first?.seq ?? Number.POSITIVE_INFINITY);
  });

  test("a write that was rolled back leaves no change, and a table without a stream none either", async () => {
    const db = Sqlite.open(path);
    SqliteTable.open(db, { stream: true });
    const insert = "insert into item (pk, sk, rev, body) values ('a', 'b', 1, '{}')";
    expect(() =>
      Sqlite.transaction(db, () => {
        db.exec(insert);
        throw new Error("no");
      }),
    ).toThrow("no");
    expect(changes(db).after(0, 9)).toEqual([]);
    db.close();
    const plain = Sqlite.open(path);
    await SqliteTable.open(plain).put([item("a", "b")]);
    expect(changes(plain).after(0, 9)).toEqual([]);
    plain.close();
  });
});

describe("limits of AWS that hold here, too", () => {
  test("items expire when their time has come", async () => {
    const db = Sqlite.open(":memory:");
    const table = SqliteTable.open(db);
    await table.put([item("a", "1", { expiresAt: 5000 }), item("a", "2", { expiresAt: 6000 }), item("a", "3")]);
    expect(table.forgetExpired(4999)).toBe(0);
    expect(table.forgetExpired(5000)).toBe(1);
    expect((await table.query({ pk: "a", limit: 9 })).items.map(({ sk }) => sk)).toEqual(["2", "3"]);
  });

  test("a body that is too long is refused and nothing of its batch is stored", async () => {
    const table = SqliteTable.open(Sqlite.open(":memory:"));
    const long = item("a", "2", { body: "あ".repeat(120_000) });
    await expect(table.put([item("a", "1"), long])).rejects.toThrow("350000 bytes");
    expect(await table.get({ pk: "a", sk: "1" })).toBeUndefined();
    await table.put([item("a", "2", { body: "a".repeat(350_000) })]);
  });

  test("a batch makes way for others once it is done; what one request asks for does not", async () => {
    let turns = 0;
    const breathe = async () => {
      turns += 1;
    };
    const table = SqliteTable.open(Sqlite.open(":memory:"), { breathe });
    const batch = Array.from({ length: 20 }, (_, n) => item("a", String(n)));
    await table.put(batch);
    await table.getMany(batch);
    expect(await table.commit(batch.map((put) => ({ put: { ...put, rev: 2 }, expect: 1 })))).toEqual(
      batch.map(() => "stored"),
    );
    expect(turns).toBe(3);
    await table.put([item("b", "1")]);
    await table.getMany([item("b", "1"), item("b", "2")]);
    await table.commit([{ put: item("b", "1", { rev: 2 }), expect: 1 }]);
    expect(turns).toBe(3);
  });

  test("a cursor that no page gave is refused", async () => {
    const table = SqliteTable.open(Sqlite.open(":memory:"));
    for (const after of ["", "nonsense", Buffer.from("[1,2]").toString("base64url"), "W3sieCI6MX1d"])
      await expect(table.query({ pk: "a", limit: 1, after })).rejects.toThrow();
  });
});
