import type { Deal } from "../deals/deal.ts";
import type { Lead } from "../leads/lead.ts";
import { totalAt } from "../scoring/score.ts";
import { dayOf } from "../workspace/calendar.ts";

/**
 * What the change of a deal says of its own day: a deal is won on the day it was closed, whenever somebody tells us of it. Those
 * without a person count, too.
 */
export const dailyOfDeal = (
  before: Deal | undefined,
  after: Deal | undefined,
  zone: string,
): { day: string; name: string; n: number }[] => {
  const of = (deal: Deal | undefined, n: number) =>
    deal === undefined || deal.state === "open"
      ? []
      : [{ day: dayOf(deal.closedAt ?? deal.modifiedAt, zone), name: endOf(deal), n }];
  const gone = of(before, -1);
  const came = of(after, 1);
  return gone[0]?.day === came[0]?.day && gone[0]?.name === came[0]?.name ? [] : [...gone, ...came];
};
const endOf = ({ state, lostReason = "other" }: Deal): string => (state === "won" ? "won" : `lost@${lostReason}`);

/** Nothing was said, and yet the score has fallen below the line since the record was last looked at. */
export const cooledBelow = (before: Lead | undefined, after: Lead, line: number): boolean =>
  before !== undefined &&
  before.erased === undefined &&
  totalAt(before.score, before.lastAt) >= line &&
  totalAt(after.score, after.lastAt) < line;
