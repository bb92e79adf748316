import type { Deal } from "../deals/deal.ts";
import type { Instant, Item, Write } from "../world/world.ts";
import * as Company from "./company.ts";
import type { Engine } from "./engine.ts";
import { bodyOf, keys } from "./keys.ts";

/** What the deal makes of each of its companies, on the revision that was read; nothing is left of one that is gone. */
export const companyWrites = async (
  { world }: Engine,
  deal: Deal,
  at: Instant,
  state: Deal["state"] | "gone" = deal.state,
) => {
  const items: (Item | undefined)[] = await world.table.getMany(
    deal.companies.map(({ key }) => keys.company(key)),
    "consistent",
  );
  return deal.companies.map(({ key, name }, index) => {
    const item = items[index];
    const before: Company.Company =
      item === undefined ? { key, name, open: [], losses: [], won: [] } : bodyOf<Company.Company>(item);
    const losses = before.losses.filter((loss) => loss.deal !== deal.id);
    const lost = before.losses.find((loss) => loss.deal === deal.id);
    const after: Company.Company = {
      ...before,
      changedAt: Math.max(before.changedAt ?? 0, deal.modifiedAt),
      open: [...before.open.filter((open) => open !== deal.id), ...(state === "open" ? [deal.id] : [])],
      won: [...before.won.filter((won) => won !== deal.id), ...(state === "won" ? [deal.id] : [])],
      losses:
        state === "lost"
          ? [
              ...losses,
              {
                n: lost?.n ?? before.losses.length + 1,
                deal: deal.id,
                reason: deal.lostReason ?? "other",
                at: deal.closedAt ?? at,
              },
            ]
          : state === "gone"
            ? losses
            : before.losses,
    };
    const put: Item = { ...keys.company(key), rev: (item?.rev ?? 0) + 1, body: JSON.stringify(after) };
    return { key, seen: Company.seenOf(put), write: { put, expect: item?.rev ?? 0 } satisfies Write };
  });
};
