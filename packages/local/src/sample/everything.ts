import type { Item, Key, Table } from "@rekindle/core/world/world";

const PAGE = 500;

/** Keys of all items under one partition. */
export const keysUnder = async (table: Table, pk: string): Promise<Key[]> =>
  (await all((after) => table.query({ pk, limit: PAGE, ...after }))).map(({ sk }) => ({ pk, sk }));

/** All items of a listing. */
export const itemsIn = (table: Table, list: string): Promise<Item[]> =>
  all((after) => table.listed({ in: list, limit: PAGE, ...after }));

const all = async (read: (after: { after?: string }) => ReturnType<Table["query"]>): Promise<Item[]> => {
  const items: Item[] = [];
  let after: { after?: string } = {};
  for (;;) {
    const page = await read(after);
    items.push(...page.items);
    if (page.next === undefined) return items;
    after = { after: page.next };
  }
};
