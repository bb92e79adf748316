import type { Instant, Item, Key, World } from "../world/world.ts";

/** Puts what it is given into items of so many, a few items at a time. `end` says how many items there are. */
export const partsOf = <Part>(
  { table }: Pick<World, "table">,
  keyOf: (part: number) => Key,
  { size, expiresAt }: { size: number; expiresAt?: Instant },
): { add(part: Part): Promise<void>; end(): Promise<number> } => {
  let held: Part[] = [];
  let items: Item[] = [];
  let parts = 0;
  const close = () => {
    if (held.length === 0) return;
    items.push({
      ...keyOf(parts),
      rev: 1,
      body: JSON.stringify(held),
      ...(expiresAt === undefined ? {} : { expiresAt }),
    });
    parts += 1;
    held = [];
  };
  const flush = async () => {
    await table.put(items);
    items = [];
  };
  return {
    add: async (part) => {
      held.push(part);
      if (held.length >= size) close();
      if (items.length >= ITEMS_AT_ONCE) await flush();
    },
    end: async () => {
      close();
      await flush();
      return parts;
    },
  };
};
const ITEMS_AT_ONCE = 25;
