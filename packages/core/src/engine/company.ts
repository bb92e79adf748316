import type { CompanySeen, LostReason } from "../leads/lead.ts";
import type { Instant, Item } from "../world/world.ts";
import type { Engine } from "./engine.ts";
import { bodyOf, keys } from "./keys.ts";

/** A company and what became of its deals. `rev` of its item is what leads compare. */
export type Company = {
  key: string;
  name: string;
  /** Ids of open deals. */
  open: string[];
  losses: { n: number; deal: string; reason: LostReason; at: Instant }[];
  /** Ids of deals won: any one makes it a customer. */
  won: string[];
  /** When one of its deals changed last. */
  changedAt?: Instant;
};

export const seenOf = (item: Item | undefined): CompanySeen => {
  if (item === undefined) return { rev: 0, open: 0, lost: 0, won: false };
  const { open, losses, won } = bodyOf<Company>(item);
  return { rev: item.rev, open: open.length, lost: losses.length, won: won.length > 0 };
};

export const seen = async ({ world }: Engine, key: string): Promise<CompanySeen> =>
  seenOf(await world.table.get(keys.company(key), "consistent"));

/** Ids of the leads that belong to the company, a page at a time. */
export const members = async (
  { world }: Engine,
  key: string,
  after?: string,
): Promise<{ leads: string[]; next?: string }> => {
  const page = await world.table.query({
    pk: keys.company(key).pk,
    from: "member#",
    to: "member#~",
    limit: 100,
    read: "consistent",
    ...(after === undefined ? {} : { after }),
  });
  const leads = page.items.map(({ sk }) => sk.slice("member#".length));
  return page.next === undefined ? { leads } : { leads, next: page.next };
};
