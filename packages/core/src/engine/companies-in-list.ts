import type { CompanySeen } from "../leads/lead.ts";
import { type Company, seenOf } from "./company.ts";
import type { Engine } from "./engine.ts";
import { dealId } from "./import-chunk.ts";
import type { GoodDeal } from "./import-source.ts";
import { bodyOf, keys } from "./keys.ts";

type Listed = { open: Set<string>; won: Set<string>; closed: Set<string> };

/** What a list of deals makes of its companies, on top of what they are already. */
export const companiesIn = () => {
  const listed = new Map<string, Listed>();
  return {
    note: ({ company, stage, id }: GoodDeal, line: number): void => {
      if (company === undefined) return;
      const known = listed.get(company.key) ?? { open: new Set(), won: new Set(), closed: new Set() };
      const deal = id === undefined ? `line ${line}` : dealId(id);
      (stage === "won" ? known.won : stage === "lost" ? known.closed : known.open).add(deal);
      listed.set(company.key, known);
    },
    seen: async ({ world }: Engine, wanted: string[]): Promise<Map<string, CompanySeen>> => {
      const all = [...new Set(wanted)];
      const items = await world.table.getMany(all.map(keys.company));
      return new Map(
        all.map((key, index) => {
          const item = items[index];
          const before = seenOf(item);
          const { open: known = [], won: bought = [] }: Partial<Company> =
            item === undefined ? {} : bodyOf<Company>(item);
          const { open, won, closed } = listed.get(key) ?? { open: new Set(), won: new Set(), closed: new Set() };
          const still = known.filter((id) => !closed.has(id) && !won.has(id));
          const seen: CompanySeen = {
            rev: before.rev + 1,
            open: new Set([...still, ...open]).size,
            lost: before.lost + closed.size,
            won: won.size > 0 || bought.some((id) => !closed.has(id) && !open.has(id)),
          };
          return [key, seen];
        }),
      );
    },
    states: async function (engine: Engine, wanted: string[]): Promise<Map<string, "customer" | "open" | "none">> {
      const seen = await this.seen(engine, wanted.slice(0, 100));
      return new Map(
        [...seen].map(([key, { won, open }]) => [key, won ? "customer" : open > 0 ? "open" : "none"] as const),
      );
    },
  };
};
export type CompaniesInList = ReturnType<typeof companiesIn>;
