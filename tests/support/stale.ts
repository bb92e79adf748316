import type { Item, Key, Write } from "@rekindle/core/world/world";
import type { Wrap } from "./disorder.ts";

/** Reads that do not ask for consistency show what stood there before the writes of the last `lagMs`. */
export const stale = (lagMs: number): Wrap => {
  const writes = new Map<string, { at: number; before: Item | undefined }[]>();
  return ({ world, queue, ses }) => {
    const { table, clock } = world;
    const name = ({ pk, sk }: Key): string => `${pk} ${sk}`;
    const noting = async <Answer>(keys: Key[], act: () => Promise<Answer>): Promise<Answer> => {
      const before = await table.getMany(keys, "consistent");
      const answer = await act();
      keys.forEach((key, n) => {
        writes.set(name(key), [...(writes.get(name(key)) ?? []), { at: clock.now(), before: before[n] }]);
      });
      return answer;
    };
    const seen = (key: Key, now: Item | undefined): Item | undefined => {
      const first = writes.get(name(key))?.find(({ at }) => clock.now() - at < lagMs);
      return first === undefined ? now : first.before;
    };
    const keyOf = (write: Write): Key => ("put" in write ? write.put : "remove" in write ? write.remove : write.check);
    return {
      queue,
      ses,
      world: {
        ...world,
        table: {
          ...table,
          get: async (key, read) => {
            const now = await table.get(key, read);
            return read === "consistent" ? now : seen(key, now);
          },
          getMany: async (keys, read) => {
            const now = await table.getMany(keys, read);
            return read === "consistent"
              ? now
              : now.map((item, n) => (keys[n] === undefined ? item : seen(keys[n], item)));
          },
          put: (items) => noting(items, () => table.put(items)),
          commit: (all) =>
            noting(
              all.map(({ put }) => put),
              () => table.commit(all),
            ),
          transact: (all) => noting(all.map(keyOf), () => table.transact(all)),
          remove: (keys) => noting(keys, () => table.remove(keys)),
        },
      },
    };
  };
};
