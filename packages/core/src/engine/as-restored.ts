import type { Item } from "../world/world.ts";
import type { AddressBody } from "./identity.ts";
import { bodyOf, keys, shardOf } from "./keys.ts";

/** Shards as they are here; and counters have seen nothing of this table's stream, which begins anew. */
export const placed = (item: Item, shards: number): Item => {
  const here = item.due === undefined ? item : { ...item, due: { ...item.due, shard: shardOf(item.pk, shards) } };
  const isCounter = /^(?:count#|intake#|(?:daily|roster)$)/.test(item.pk) || isCompanyView(item);
  if (!isCounter) return here;
  return { ...here, body: JSON.stringify({ ...bodyOf<object>(item), seen: {} }) };
};

const isCompanyView = ({ pk, sk }: Item): boolean => pk.startsWith("company#") && sk === "view";

/** What names several people names the others still: what a piece of an import or of an act on many made, a company's warmest. */
export const withoutGone = (item: Item, gone: ReadonlySet<string>): Item => {
  if (!item.sk.startsWith("made#") && !isCompanyView(item)) return item;
  const left = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.filter((one) => !namesOneOf(one, gone)).map(left);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, left(part)]));
  };
  return { ...item, body: JSON.stringify(left(bodyOf<unknown>(item))) };
};

/** Itself one of them, or a row about one. */
const namesOneOf = (value: unknown, gone: ReadonlySet<string>): boolean =>
  typeof value === "string"
    ? gone.has(value)
    : typeof value === "object" &&
      value !== null &&
      Object.values(value).some((part) => typeof part === "string" && gone.has(part));

export const suppressed = (item: Item, erased: ReadonlySet<string>): Item => {
  const isGone = item.pk.startsWith("address#") && erased.has(item.pk.slice("address#".length));
  const { lead } = isGone ? bodyOf<AddressBody>(item) : {};
  return lead === undefined
    ? item
    : {
        ...item,
        body: JSON.stringify({ suppressed: "erased" } satisfies AddressBody),
        list: erasedList,
      };
};

export const suppression = (hash: string): Item => ({
  ...keys.address(hash),
  rev: 1,
  body: JSON.stringify({ suppressed: "erased" } satisfies AddressBody),
  list: erasedList,
});

/** Where exports find them (erase.ts); when it was is not known here. */
const erasedList = { in: "erased", by: "0" };
