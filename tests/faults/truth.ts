import type { DuePage, Instant, Item, Key, Page, Table } from "@rekindle/core/world/world";
import type { Data } from "./kit.ts";
import type { Sim } from "./sim.ts";

/** One write that happened. `order` grows with everything that is done to the table, reads too. */
export type Written = { order: number; at: Instant; key: Key; before: Item | undefined; after: Item | undefined };

/**
 * The table as it truly is, between the workers and the adapter: knows every write in its order, the versions that a
 * lagging read may still see, and what is due.
 */
export type Truth = Table & {
  /** Of the operation that was done last. */
  order(): number;
  item(key: Key): Item | undefined;
  items(): Iterable<Item>;
  /** The earliest moment after `from` at which something is due. */
  dueAfter(from: Instant): Instant | undefined;
  /** As `getMany` may answer without `consistent`: the version of `lagMs` ago. */
  stale(keys: Key[], lagMs: number): Promise<(Item | undefined)[]>;
  /** As an index may answer: what was written in the last `lagMs` is not there yet. */
  fresh(key: Key, lagMs: number): boolean;
};

export const truth = (
  sim: Sim,
  { table, items: before }: Pick<Data, "table" | "items">,
  onWrite: (written: Written) => void,
): Truth => {
  const items = new Map(before.map((item) => [`${item.pk}\n${item.sk}`, item]));
  const versions = new Map<string, { at: Instant; item: Item | undefined }[]>();
  let order = 0;
  const idOf = ({ pk, sk }: Key): string => `${pk}\n${sk}`;
  const wrote = (key: Key, after: Item | undefined): void => {
    const id = idOf(key);
    const before = items.get(id);
    versions.set(id, [...(versions.get(id) ?? [{ at: 0, item: before }]).slice(-5), { at: sim.now(), item: after }]);
    if (after === undefined) items.delete(id);
    else items.set(id, after);
    onWrite({ order, at: sim.now(), key: { pk: key.pk, sk: key.sk }, before, after });
  };
  const done = <T>(answer: T): T => {
    order += 1;
    return answer;
  };
  const read =
    <Args extends unknown[], Answer>(act: (...args: Args) => Promise<Answer>) =>
    async (...args: Args): Promise<Answer> =>
      done(await act(...args));

  return {
    get: read(table.get),
    getMany: read(table.getMany),
    query: read(table.query),
    listed: read(table.listed),
    due: read(table.due),
    put: async (puts) => {
      await table.put(puts);
      done(undefined);
      for (const item of puts) wrote(item, item);
    },
    commit: async (writes) => {
      const answers = done(await table.commit(writes));
      writes.forEach(({ put }, index) => {
        if (answers[index] === "stored") wrote(put, put);
      });
      return answers;
    },
    transact: async (writes) => {
      const answer = done(await table.transact(writes));
      if (answer === "stored")
        for (const write of writes) {
          if ("put" in write) wrote(write.put, write.put);
          if ("remove" in write) wrote(write.remove, undefined);
        }
      return answer;
    },
    remove: async (keys) => {
      await table.remove(keys);
      done(undefined);
      for (const key of keys) wrote(key, undefined);
    },
    order: () => order,
    item: (key) => items.get(idOf(key)),
    items: () => items.values(),
    dueAfter: (from) => {
      let first: Instant | undefined;
      for (const { due } of items.values())
        if (due !== undefined && due.at > from && (first === undefined || due.at < first)) first = due.at;
      return first;
    },
    stale: async (keys, lagMs) => {
      const now = await table.getMany(keys);
      return done(
        keys.map((key, index) => {
          const known = versions.get(idOf(key));
          const then = known?.findLast(({ at }) => at <= sim.now() - lagMs);
          return then === undefined ? now[index] : then.item;
        }),
      );
    },
    fresh: (key, lagMs) => (versions.get(idOf(key))?.at(-1)?.at ?? 0) > sim.now() - lagMs,
  };
};

export const lagging = (page: Page, table: Truth, lagMs: number): Page => ({
  ...page,
  items: page.items.filter((item) => !table.fresh(item, lagMs)),
});
/** What a lagging index does not show yet. */
export const without = (page: DuePage, table: Truth, lagMs: number): DuePage => ({
  ...page,
  keys: page.keys.filter((key) => !table.fresh(key, lagMs)),
});
