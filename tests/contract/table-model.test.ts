import type { Item, Key, Table, Write } from "@rekindle/core/world/world";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Maker, makers, pageThrough } from "./tables.ts";

/** The table as anybody would write it: what every adapter must be equal to. */
const model = () => {
  const items = new Map<string, Item>();
  const id = ({ pk, sk }: Key) => JSON.stringify([pk, sk]);
  const rev = (key: Key) => items.get(id(key))?.rev ?? 0;
  const target = (write: Write): Key => ("put" in write ? write.put : "remove" in write ? write.remove : write.check);
  const sorted = (of: (item: Item) => (string | number)[] | undefined) =>
    [...items.values()]
      .flatMap((item) => {
        const place = of(item);
        return place === undefined ? [] : [{ place, item }];
      })
      .toSorted((a, b) => compare(a.place, b.place))
      .map(({ item }) => item);
  return {
    get: (key: Key) => items.get(id(key)),
    put: (item: Item) => void items.set(id(item), item),
    remove: (key: Key) => void items.delete(id(key)),
    commit: ({ put, expect }: { put: Item; expect: number }) => {
      if (rev(put) !== expect) return "conflict";
      items.set(id(put), put);
      return "stored";
    },
    transact: (writes: Write[]) => {
      if (writes.some((write) => rev(target(write)) !== write.expect)) return "conflict";
      for (const write of writes) {
        if ("put" in write) items.set(id(write.put), write.put);
        if ("remove" in write) items.delete(id(write.remove));
      }
      return "stored";
    },
    partition: (pk: string) => sorted((item) => (item.pk === pk ? [item.sk] : undefined)),
    list: (name: string) => sorted(({ list, pk, sk }) => (list?.in === name ? [list.by, pk, sk] : undefined)),
    due: (shard: string, until: number) =>
      sorted(({ due, pk, sk }) => (due?.shard === shard && due.at <= until ? [due.at, pk, sk] : undefined)),
  };
};

const compare = (a: (string | number)[], b: (string | number)[]): number => {
  for (const [i, left] of a.entries()) {
    const right = b[i];
    const order =
      typeof left === "number" ? left - Number(right) : Buffer.compare(Buffer.from(left), Buffer.from(`${right}`));
    if (order !== 0) return order;
  }
  return 0;
};

const key = fc.record({ pk: fc.constantFrom("a", "b"), sk: fc.constantFrom("1", "2", "営", "𠮷") });
const item = fc
  .record(
    {
      key,
      rev: fc.integer({ min: 1, max: 3 }),
      body: fc.string({ unit: "binary", maxLength: 12 }),
      due: fc.record({ shard: fc.constantFrom("0", "1"), at: fc.integer({ min: 0, max: 5 }) }),
      list: fc.record({ in: fc.constantFrom("x", "y"), by: fc.constantFrom("1", "2", "￿", "𠮷") }),
      expiresAt: fc.integer({ min: 1, max: 9 }).map((seconds) => seconds * 1000),
    },
    { requiredKeys: ["key", "rev", "body"] },
  )
  .map(({ key: { pk, sk }, ...rest }): Item => ({ pk, sk, ...rest }));
const revision = fc.integer({ min: 0, max: 3 });
const write: fc.Arbitrary<Write> = fc.oneof(
  fc.record({ put: item, expect: revision }),
  fc.record({ remove: key, expect: revision }),
  fc.record({ check: key, expect: revision }),
);
const idOf = ({ pk, sk }: Key) => `${pk} ${sk}`;
const targetOf = (one: Write): string => idOf("put" in one ? one.put : "remove" in one ? one.remove : one.check);
const step = fc.oneof(
  fc.record({
    kind: fc.constant("commit" as const),
    writes: fc.uniqueArray(fc.record({ put: item, expect: revision }), {
      selector: ({ put }) => idOf(put),
      maxLength: 4,
    }),
  }),
  fc.record({
    kind: fc.constant("transact" as const),
    writes: fc.uniqueArray(write, { selector: targetOf, minLength: 1, maxLength: 3 }),
  }),
  fc.record({ kind: fc.constant("put" as const), items: fc.uniqueArray(item, { selector: idOf, maxLength: 3 }) }),
  fc.record({ kind: fc.constant("remove" as const), keys: fc.uniqueArray(key, { selector: idOf, maxLength: 2 }) }),
);

describe.each(Object.keys(makers))("a table: %s", (name) => {
  let maker: Maker;
  beforeAll(async () => {
    const make = makers[name];
    if (make === undefined) throw new Error(name);
    maker = await make();
  });
  afterAll(async () => maker.stop());

  test("whatever is written in whatever order, it answers like a map", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 12 }),
        fc.integer({ min: 1, max: 4 }),
        fc.boolean(),
        async (steps, limit, descending) => {
          const table = await maker.fresh();
          const expected = model();
          for (const one of steps) {
            switch (one.kind) {
              case "commit":
                expect(await table.commit(one.writes)).toEqual(one.writes.map(expected.commit));
                break;
              case "transact":
                expect(await table.transact(one.writes)).toBe(expected.transact(one.writes));
                break;
              case "put":
                await table.put(one.items);
                for (const put of one.items) expected.put(put);
                break;
              case "remove":
                await table.remove(one.keys);
                for (const gone of one.keys) expected.remove(gone);
                break;
              default:
                one satisfies never;
            }
          }
          await sameAnswers(table, expected, limit, descending);
        },
      ),
      { numRuns: 60 },
    );
  });
});

const sameAnswers = async (table: Table, expected: ReturnType<typeof model>, limit: number, descending: boolean) => {
  const turned = <T>(all: T[]) => (descending ? all.toReversed() : all);
  for (const pk of ["a", "b"]) {
    const found = await pageThrough(
      (after) => table.query({ pk, descending, limit, ...after }),
      (page) => page.items,
    );
    expect(found).toEqual(turned(expected.partition(pk)));
    const keys = ["1", "𠮷", "none"].map((sk) => ({ pk, sk }));
    expect(await table.getMany(keys, "consistent")).toEqual(keys.map(expected.get));
  }
  for (const list of ["x", "y"]) {
    const found = await pageThrough(
      (after) => table.listed({ in: list, descending, limit, ...after }),
      (page) => page.items,
    );
    expect(found).toEqual(turned(expected.list(list)));
  }
  for (const shard of ["0", "1"]) {
    const found = await pageThrough(
      (after) => table.due({ shard, until: 3, limit, ...after }),
      (page) => page.keys,
    );
    expect(found).toEqual(expected.due(shard, 3).map(({ pk, sk, due }) => ({ pk, sk, at: due?.at })));
  }
};
