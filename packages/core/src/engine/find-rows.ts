import type { Lead } from "../leads/lead.ts";
import { companyTermsOf, termsOf } from "../leads/search-terms.ts";
import type { Item, Key } from "../world/world.ts";
import { keys } from "./keys.ts";

/**
 * Rows that a lead is found by: one per search term, one per tag, list and owner. Written only where they differ from those of
 * the record before, so that a usual commit writes none. A key alone = to be removed.
 */
export const findRows = (before: Lead | undefined, lead: Lead): (Item | Key)[] => [
  ...changedRows(before === undefined ? [] : rowsOf(before), rowsOf(lead)),
  ...(lead.company === undefined || lead.company.key === before?.company?.key ? [] : companyRows(lead.company)),
];

/** Where people of a tag, a list, an owner stand: the newest lead first. */
export const membershipOf = (kind: Membership, name: string): string => `in#${kind}#${name}`;
export type Membership = "tag" | "list" | "owner";

/** Where terms that begin with the same character stand. */
export const shelfOf = (what: "lead" | "company", term: string): string => `find#${what}#${[...term][0] ?? ""}`;

const rowsOf = (lead: Lead): Item[] => {
  if (lead.erased !== undefined) return [];
  const { id, tags, lists, owner } = lead;
  const by = `${String(lead.createdAt).padStart(15, "0")}#${id}`;
  const member = (kind: Membership, name: string): Item => ({
    ...keys.memberRow(id, kind, name),
    rev: 1,
    body: "{}",
    list: { in: membershipOf(kind, name), by },
  });
  return [
    ...termsOf(lead).map((term, n) => ({
      ...keys.findRow(id, n),
      rev: 1,
      body: "{}",
      list: { in: shelfOf("lead", term), by: `${term}#${id}` },
    })),
    ...tags.map((tag) => member("tag", tag)),
    ...lists.map((list) => member("list", list)),
    ...(owner === undefined ? [] : [member("owner", owner)]),
  ];
};

const changedRows = (before: Item[], after: Item[]): (Item | Key)[] => {
  const known = new Map(before.map((row) => [row.sk, row]));
  const kept = new Set(after.map(({ sk }) => sk));
  return [
    ...before.filter(({ sk }) => !kept.has(sk)).map(({ pk, sk }) => ({ pk, sk })),
    ...after.filter(({ sk, list }) => known.get(sk)?.list?.by !== list?.by || known.get(sk)?.list?.in !== list?.in),
  ];
};

/** A company's own rows: the same whoever of its people writes them. */
const companyRows = ({ key, name }: { key: string; name: string }): Item[] =>
  companyTermsOf(key).map((term, n) => ({
    ...keys.findRow(keys.company(key).pk, n),
    rev: 1,
    body: JSON.stringify({ name }),
    list: { in: shelfOf("company", term), by: `${term}#${key}` },
  }));
