import type { Deal } from "../deals/deal.ts";
import type { Entry } from "../leads/entry.ts";
import type { Lead } from "../leads/lead.ts";
import { occurrenceOf } from "../story/occurrences.ts";
import type { Instant } from "../world/world.ts";
import type { Engine } from "./engine.ts";
import { bodyOf } from "./keys.ts";
import { findMany } from "./lead-store.ts";
import { entriesUnder } from "./timeline.ts";

/** So many won deals are looked at, the newest first. */
const MOST = 200;
const YEAR_MS = 365 * 86_400_000;

/** People whose deal was won in the last year, with their past; those who did nothing before it could not have been found. */
export const wonLately = async (
  engine: Engine,
  now: Instant,
): Promise<{ lead: Lead; entries: Entry[]; openedAt: Instant }[]> => {
  const page = await engine.world.table.listed({ in: "deals#won", descending: true, limit: MOST });
  const deals = page.items
    .map((item) => bodyOf<Deal>(item))
    .filter(({ closedAt, modifiedAt }) => (closedAt ?? modifiedAt) > now - YEAR_MS);
  const first = new Map<string, Instant>();
  for (const { lead, openedAt } of deals)
    if (lead !== undefined) first.set(lead, Math.min(first.get(lead) ?? openedAt, openedAt));
  const leads = (await findMany(engine, [...first.keys()])).flatMap((lead) =>
    lead === undefined || lead.erased !== undefined ? [] : [lead],
  );
  const found = await Promise.all(
    leads.map(async (lead) => ({
      lead,
      entries: await entriesUnder(engine, lead),
      openedAt: first.get(lead.id) ?? now,
    })),
  );
  return found.filter(({ entries, openedAt }) =>
    entries.some(({ at, facts }) => at <= openedAt && facts.some((fact) => occurrenceOf(fact, at) !== undefined)),
  );
};
