import type { Catalogue } from "../catalogue.ts";
import type { Deal } from "../deals/deal.ts";
import { dayOf } from "../workspace/calendar.ts";
import { opensOn } from "../workspace/openings.ts";
import type { Settings } from "../workspace/settings.ts";
import { dayMs, dayNumber, instantOf } from "../workspace/zone.ts";
import type { Instant } from "../world/world.ts";
import { countedBetween, partsOf, sumOf } from "./daily.ts";
import type { Engine } from "./engine.ts";
import { bodyOf } from "./keys.ts";
import { findMany } from "./lead-store.ts";

/** What happened from the business day before on, that day included. */
export type Changes = {
  sinceAt: Instant;
  handOffs: { count: number; by: { workflow: string; n: number }[] };
  returns: { count: number; by: { reason: string; n: number }[] };
  /** `againAt`: when the first of those who lost for this reason is taken up; absent: nobody is, so far as is known. */
  lost: { count: number; by: { reason: string; n: number; againAt?: Instant }[] };
  won: number;
  cooled: number;
  optedOut: number;
  complained: number;
};

export const changesSince = async (engine: Engine, { settings }: Catalogue, now: Instant): Promise<Changes> => {
  const zone = settings.timeZone;
  const since = dayBefore(now, settings);
  const [days, again] = await Promise.all([
    countedBetween(engine, dayOf(since, zone), dayOf(now, zone)),
    comingBack(engine, since),
  ]);
  const ranked = (start: string) =>
    Object.entries(partsOf(days, start))
      .filter(([, n]) => n > 0)
      .sort(([, a], [, b]) => b - a);
  const lost = ranked("lost@");
  return {
    sinceAt: since,
    handOffs: {
      count: sumOf(days, "handedOff"),
      by: ranked("handedOff@").map(([workflow, n]) => ({ workflow, n })),
    },
    returns: { count: sumOf(days, "returned"), by: ranked("returned@").map(([reason, n]) => ({ reason, n })) },
    lost: {
      count: lost.reduce((sum, [, n]) => sum + n, 0),
      by: lost.map(([reason, n]) => {
        const at = again.get(reason);
        return { reason, n, ...(at === undefined ? {} : { againAt: at }) };
      }),
    },
    won: Math.max(0, sumOf(days, "won")),
    cooled: sumOf(days, "cooled"),
    optedOut: sumOf(days, "optedOut"),
    complained: sumOf(days, "complained"),
  };
};

/** The beginning of the last business day before today's; of yesterday where there is none within a month. */
export const dayBefore = (
  now: Instant,
  { businessHours, timeZone }: Pick<Settings, "businessHours" | "timeZone">,
): Instant => {
  const today = dayNumber(now, timeZone);
  let day = today - 1;
  while (!opensOn(day, businessHours) && today - day < 31) day -= 1;
  return instantOf((opensOn(day, businessHours) ? day : today - 1) * dayMs, timeZone);
};

const MOST_LOST = 50;

/** Reason → when the first of those whose deals were lost since then is taken up. */
const comingBack = async (engine: Engine, since: Instant): Promise<Map<string, Instant>> => {
  const page = await engine.world.table.listed({ in: "deals#lost", descending: true, limit: MOST_LOST });
  const deals = page.items.map((item) => bodyOf<Deal>(item)).filter(({ closedAt = 0 }) => closedAt >= since);
  const leads = await findMany(engine, [...new Set(deals.flatMap(({ lead }) => lead ?? []))]);
  const first = new Map<string, Instant>();
  for (const { id, lostReason = "other" } of deals)
    for (const lead of leads)
      for (const { state, until, deal } of lead?.enrolments ?? [])
        if (state === "pending" && deal?.id === id && until !== undefined)
          first.set(lostReason, Math.min(until, first.get(lostReason) ?? until));
  return first;
};
