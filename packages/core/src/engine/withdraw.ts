import type { Deal } from "../deals/deal.ts";
import type { Cause } from "../leads/cause.ts";
import type { Instant, Write } from "../world/world.ts";
import * as Company from "./company.ts";
import { companyWrites } from "./deal-companies.ts";
import type { Engine } from "./engine.ts";
import { bodyOf, keys } from "./keys.ts";
import { find } from "./lead-store.ts";
import { send } from "./message.ts";
import { work } from "./work.ts";

const MOST_TRIES = 24;

/**
 * As if the deal had never been there: it, what its companies know of it, and what it brought about for its person go in one
 * transaction. False: somebody has changed it since, and it stays.
 */
export const withdraw = async (
  engine: Engine,
  id: string,
  { at, cause, untouched }: { at: Instant; cause: string; untouched: (deal: Deal) => boolean },
): Promise<boolean> => {
  const { table } = engine.world;
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const item = await table.get(keys.deal(id), "consistent");
    if (item === undefined) return true;
    const deal = bodyOf<Deal>(item);
    if (!untouched(deal)) return false;
    const lead = deal.lead === undefined ? undefined : await find(engine, deal.lead, "consistent");
    const companies = await companyWrites(engine, deal, at, "gone");
    const writes: Write[] = [{ remove: keys.deal(id), expect: item.rev }, ...companies.map(({ write }) => write)];
    const seen = companies.find(({ key }) => key === lead?.company?.key)?.seen;
    const causes: Cause[] = [
      ...(seen === undefined || lead?.company === undefined
        ? []
        : [{ type: "company" as const, company: lead.company.key, seen, at }]),
      {
        type: "deal",
        id: `${cause}:${id}`,
        at,
        change: { deal: { id }, stage: deal.stage, to: "withdrawn", was: deal.state },
      },
    ];
    const stored =
      lead === undefined
        ? await table.transact(writes)
        : (await work(engine, [{ lead: lead.id, causes, with: () => writes }]))[0]?.status;
    if (stored === "stored" || stored === "done") {
      for (const { key } of deal.companies) await tell(engine, key);
      return true;
    }
    if (stored === "failed") return false;
  }
  throw new Error(`Deal ${id} is fought over: it could not be withdrawn`);
};

const tell = async (engine: Engine, company: string): Promise<void> => {
  let after: string | undefined;
  do {
    const page = await Company.members(engine, company, after);
    if (page.leads.length > 0) await send(engine, [{ kind: "company", company, leads: page.leads }]);
    after = page.next;
  } while (after !== undefined);
};
