import type { WholeTable } from "@rekindle/core/world/world";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { item, type Maker, makers, pageThrough } from "./tables.ts";

describe.each(Object.keys(makers))("a table: %s", (name) => {
  let maker: Maker;
  let table: WholeTable;
  beforeAll(async () => {
    const make = makers[name];
    if (make === undefined) throw new Error(name);
    maker = await make();
  });
  afterAll(async () => maker.stop());
  beforeEach(async () => {
    table = await maker.fresh();
  });
  const key = { pk: "a", sk: "b" };

  test("what was stored is read back whole, whatever the script", async () => {
    const whole = item("lead#1", "lead", {
      rev: 1,
      body: '{"name":"髙橋 𠮷子 👩🏽‍💻","note":"O\'Neil said \\"?\\" \\u0000","empty":""}',
      due: { shard: "7", at: 1_800_000_000_123 },
      list: { in: "stage#営業", by: "0042#𠮷" },
      expiresAt: 1_900_000_000_000,
    });
    expect(await table.commit([{ put: whole, expect: 0 }])).toEqual(["stored"]);
    expect(await table.get(whole)).toEqual(whole);
    expect(await table.get(whole, "consistent")).toEqual(whole);
    const next = { ...whole, rev: 2, body: '{"名":"二"}' };
    expect(await table.commit([{ put: next, expect: 1 }])).toEqual(["stored"]);
    expect(await table.get(whole)).toEqual(next);
  });

  test("an item never expires before its time, nor a second after it", async () => {
    await table.put([item("a", "b", { expiresAt: 1_900_000_000_001 })]);
    expect((await table.get(key))?.expiresAt).toBe(1_900_000_001_000);
  });

  test("a write is stored only on the revision that it names", async () => {
    expect(await table.get(key)).toBeUndefined();
    expect(await table.commit([{ put: item("a", "b", { rev: 2 }), expect: 1 }])).toEqual(["conflict"]);
    expect(await table.get(key)).toBeUndefined();
    expect(await table.commit([{ put: item("a", "b"), expect: 0 }])).toEqual(["stored"]);
    expect(await table.commit([{ put: item("a", "b", { body: "again" }), expect: 0 }])).toEqual(["conflict"]);
    expect(await table.commit([{ put: item("a", "b", { rev: 2, body: "two" }), expect: 1 }])).toEqual(["stored"]);
    expect(await table.commit([{ put: item("a", "b", { rev: 2, body: "stale" }), expect: 1 }])).toEqual(["conflict"]);
    expect(await table.get(key, "consistent")).toEqual(item("a", "b", { rev: 2, body: "two" }));
  });

  test("of many writers on one revision exactly one wins", async () => {
    await table.put([item("a", "b")]);
    const writers = Array.from({ length: 8 }, (_, i) => item("a", "b", { rev: 2, body: `"${i}"` }));
    const outcomes = await Promise.all(writers.map((put) => table.commit([{ put, expect: 1 }])));
    const winner = outcomes.findIndex(([outcome]) => outcome === "stored");
    expect(outcomes.flat().filter((outcome) => outcome === "stored")).toHaveLength(1);
    expect((await table.get(key, "consistent"))?.body).toBe(`"${winner}"`);
  });

  test("in a batch of 120 each write stands alone: a few conflicts stop no other", async () => {
    const all = Array.from({ length: 120 }, (_, i) => item(`lead#${i}`, "lead", { due: { shard: "0", at: i } }));
    await table.put(all.slice(0, 90));
    const conflicting = new Set([3, 24, 25, 70, 100, 119]);
    const writes = all.map((put, i) => {
      const expected = i < 90 ? 1 : 0;
      return { put: { ...put, rev: expected + 1, body: "new" }, expect: conflicting.has(i) ? expected + 1 : expected };
    });
    const outcomes = await table.commit(writes);
    expect(outcomes).toEqual(all.map((_, i) => (conflicting.has(i) ? "conflict" : "stored")));
    const found = await table.getMany(all, "consistent");
    expect(found).toEqual(writes.map(({ put }, i) => (conflicting.has(i) ? (i < 90 ? all[i] : undefined) : put)));
  });

  test("many items are read in the order of their keys, the absent ones as undefined", async () => {
    const all = Array.from({ length: 230 }, (_, i) => item("p", `${i}`));
    await table.put(all);
    const keys = [...all.toReversed(), { pk: "p", sk: "absent" }].map(({ pk, sk }) => ({ pk, sk }));
    expect(await table.getMany(keys)).toEqual([...all.toReversed(), undefined]);
    expect(await table.getMany([])).toEqual([]);
  });

  test("an unconditional put replaces the whole item", async () => {
    await table.put([
      item("a", "b", { rev: 7, due: { shard: "0", at: 5 }, list: { in: "l", by: "1" }, expiresAt: 1000 }),
    ]);
    await table.put([item("a", "b", { rev: 3 })]);
    expect(await table.get(key)).toEqual(item("a", "b", { rev: 3 }));
    expect((await table.due({ shard: "0", until: 9, limit: 9 })).keys).toEqual([]);
    expect((await table.listed({ in: "l", limit: 9 })).items).toEqual([]);
  });

  test("removing takes what is there and minds nothing else", async () => {
    const all = Array.from({ length: 60 }, (_, i) => item("p", `${i}`));
    await table.put(all);
    await table.remove([...all, { pk: "p", sk: "never there" }]);
    expect(await table.query({ pk: "p", limit: 100 })).toEqual({ items: [] });
  });

  test("an item is found as due and in its list where it was last put, and nowhere once it has no place", async () => {
    const at = async (shard: string) => (await table.due({ shard, until: 100, limit: 10 })).keys;
    const listed = async (list: string) => (await table.listed({ in: list, limit: 10 })).items.map(({ sk }) => sk);
    const commit = (expected: number, more: Parameters<typeof item>[2]) =>
      table.commit([{ put: item("a", "b", { rev: expected + 1, ...more }), expect: expected }]);
    await commit(0, { due: { shard: "1", at: 50 }, list: { in: "new", by: "1" } });
    expect([await at("1"), await listed("new")]).toEqual([[{ ...key, at: 50 }], ["b"]]);
    await commit(1, { due: { shard: "1", at: 60 }, list: { in: "new", by: "1" } });
    expect(await at("1")).toEqual([{ ...key, at: 60 }]);
    await commit(2, { due: { shard: "2", at: 60 }, list: { in: "old", by: "1" } });
    expect([await at("1"), await at("2"), await listed("new"), await listed("old")]).toEqual([
      [],
      [{ ...key, at: 60 }],
      [],
      ["b"],
    ]);
    await commit(3, { list: { in: "old", by: "2" } });
    expect([await at("2"), await listed("old")]).toEqual([[], ["b"]]);
    await commit(4, {});
    expect(await listed("old")).toEqual([]);
    await commit(5, { due: { shard: "2", at: 1 }, expiresAt: 5000 });
    expect([await at("2"), (await table.get(key))?.expiresAt]).toEqual([[{ ...key, at: 1 }], 5000]);
    await commit(6, {});
    expect(await table.get(key)).toEqual(item("a", "b", { rev: 7 }));
    await commit(7, { due: { shard: "2", at: 1 }, list: { in: "old", by: "2" } });
    await table.remove([key]);
    expect([await at("2"), await listed("old")]).toEqual([[], []]);
  });

  test("a lost race moves nothing in the indexes", async () => {
    await table.put([item("a", "b", { due: { shard: "1", at: 50 } })]);
    await table.commit([{ put: item("a", "b", { rev: 9, due: { shard: "2", at: 1 } }), expect: 8 }]);
    expect((await table.due({ shard: "1", until: 50, limit: 5 })).keys).toEqual([{ ...key, at: 50 }]);
    expect((await table.due({ shard: "2", until: 50, limit: 5 })).keys).toEqual([]);
  });

  test("a partition is read in the order of its keys, both ways, between inclusive bounds, page by page", async () => {
    // In UTF-8 "𠮷" comes after "ー", in UTF-16 before it: all adapters must order by UTF-8.
    const order = ["A", "a", "b", "c", "entry#0010", "entry#0011", "entry#0012", "é", "ー", "𠮷"];
    await table.put([...order.toReversed().map((sk) => item("p", sk)), item("q", "b"), item("o", "b")]);
    const read = (query: { from?: string; to?: string; descending?: boolean }, limit: number) =>
      pageThrough(
        (after) => table.query({ pk: "p", ...query, limit, ...after }),
        (page) => page.items.map(({ sk }) => sk),
      );
    for (const limit of [1, 3, 5, 100]) {
      expect(await read({}, limit)).toEqual(order);
      expect(await read({ descending: true }, limit)).toEqual(order.toReversed());
      expect(await read({ from: "b", to: "entry#0011" }, limit)).toEqual(order.slice(2, 6));
      expect(await read({ from: "b", to: "entry#0011", descending: true }, limit)).toEqual(
        order.slice(2, 6).toReversed(),
      );
      expect(await read({ from: "entry#" }, limit)).toEqual(order.slice(4));
      expect(await read({ to: "a", descending: true }, limit)).toEqual(["a", "A"]);
      expect(await read({ from: "𠮷", to: "ー" }, limit)).toEqual([]);
      expect(await read({ from: "b", to: "a" }, limit)).toEqual([]);
    }
  });

  test("a list is read in its own order, both ways, between inclusive bounds, page by page", async () => {
    const items = [5, 1, 3, 3, 2, 4].map((by, i) => item(`p${i}`, "x", { list: { in: "hot", by: `00${by}` } }));
    await table.put([...items, item("p9", "x", { list: { in: "cold", by: "001" } }), item("p8", "x")]);
    const read = (query: { from?: string; to?: string; descending?: boolean }, limit: number) =>
      pageThrough(
        (after) => table.listed({ in: "hot", ...query, limit, ...after }),
        (page) => page.items,
      );
    const order = [1, 4, 2, 3, 5, 0].map((i) => items[i]);
    for (const limit of [1, 2, 6, 100]) {
      expect(await read({}, limit)).toEqual(order);
      expect(await read({ descending: true }, limit)).toEqual(order.toReversed());
      expect(await read({ from: "002", to: "004" }, limit)).toEqual(order.slice(1, 5));
      expect(await read({ from: "003", descending: true }, limit)).toEqual(order.slice(2).toReversed());
      expect(await read({ to: "001" }, limit)).toEqual(order.slice(0, 1));
    }
  });

  test("what is due comes earliest first, up to and including the moment asked for, of one shard only", async () => {
    const at = [300, 100, 200, 200, 9, 1000, 201];
    await table.put([
      ...at.map((time, i) => item(`lead#${i}`, "lead", { due: { shard: "3", at: time } })),
      item("lead#8", "lead", { due: { shard: "4", at: 1 } }),
    ]);
    for (const limit of [1, 2, 5, 100]) {
      const keys = await pageThrough(
        (after) => table.due({ shard: "3", until: 300, limit, ...after }),
        (page) => page.keys,
      );
      expect(keys).toEqual([4, 1, 2, 3, 6, 0].map((i) => ({ pk: `lead#${i}`, sk: "lead", at: at[i] })));
    }
  });

  test("a page never holds more than its limit, and a cursor holds its place while items before it vanish", async () => {
    const all = Array.from({ length: 9 }, (_, i) => item("p", `${i}`));
    await table.put(all);
    const first = await table.query({ pk: "p", limit: 4 });
    expect(first.items).toEqual(all.slice(0, 4));
    await table.remove(all.slice(0, 4));
    if (first.next === undefined) throw new Error("There are more");
    expect(first.next).toMatch(/^[\w-]+$/);
    const second = await table.query({ pk: "p", limit: 4, after: first.next });
    expect(second.items).toEqual(all.slice(4, 8));
  });

  test("a transaction stores all of its writes or none of them", async () => {
    await table.put([item("company", "c", { rev: 4 }), item("gone", "g", { rev: 2 }), item("seen", "s", { rev: 6 })]);
    const writes = (check: number) => [
      { put: item("company", "c", { rev: 5, body: "new" }), expect: 4 },
      { put: item("deal", "d", { due: { shard: "1", at: 1 } }), expect: 0 },
      { remove: { pk: "gone", sk: "g" }, expect: 2 },
      { check: { pk: "seen", sk: "s" }, expect: check },
      { check: { pk: "nobody", sk: "n" }, expect: 0 },
    ];
    const state = () =>
      table.getMany(
        [
          { pk: "company", sk: "c" },
          { pk: "deal", sk: "d" },
          { pk: "gone", sk: "g" },
          { pk: "seen", sk: "s" },
        ],
        "consistent",
      );
    const before = await state();
    expect(await table.transact(writes(5))).toBe("conflict");
    expect(await state()).toEqual(before);
    expect(await table.transact(writes(6))).toBe("stored");
    const after = [
      item("company", "c", { rev: 5, body: "new" }),
      item("deal", "d", { due: { shard: "1", at: 1 } }),
      undefined,
      item("seen", "s", { rev: 6 }),
    ];
    expect(await state()).toEqual(after);
    expect(await table.transact(writes(6))).toBe("conflict");
    expect(await state()).toEqual(after);
  });

  test("a transaction finds every kind of stale revision", async () => {
    await table.put([item("a", "b", { rev: 3 })]);
    const stale = [
      { put: item("a", "b", { rev: 4 }), expect: 0 },
      { put: item("a", "b", { rev: 4 }), expect: 2 },
      { remove: key, expect: 2 },
      { remove: { pk: "x", sk: "y" }, expect: 1 },
      { check: key, expect: 0 },
      { check: key, expect: 4 },
      { check: { pk: "x", sk: "y" }, expect: 1 },
    ];
    for (const write of stale)
      expect(await table.transact([{ put: item("bystander", "z"), expect: 0 }, write])).toBe("conflict");
    expect(await table.get({ pk: "bystander", sk: "z" })).toBeUndefined();
    expect(await table.get(key)).toEqual(item("a", "b", { rev: 3 }));
  });

  test("a scan finds every item once, in pages, whatever indexes it is in", async () => {
    const all = [
      ...Array.from({ length: 25 }, (_, i) => item(`lead_${i % 5}`, `entry#${i}`, { due: { shard: "0", at: i } })),
      item("company#日本", "company", { list: { in: "x", by: "y" } }),
      item("a", "b"),
    ];
    await table.put(all);
    const pages: number[] = [];
    const found = await pageThrough(
      (after) => table.scan({ limit: 4, ...after }),
      ({ items }) => {
        pages.push(items.length);
        return items;
      },
    );
    const byKey = (a: { pk: string; sk: string }, b: { pk: string; sk: string }) =>
      a.pk < b.pk || (a.pk === b.pk && a.sk < b.sk) ? -1 : 1;
    expect(found.toSorted(byKey)).toEqual(all.toSorted(byKey));
    expect(Math.max(...pages)).toBeLessThanOrEqual(4);
  });

  test("nothing to write is no error", async () => {
    await table.put([]);
    await table.remove([]);
    expect(await table.commit([])).toEqual([]);
  });
});
