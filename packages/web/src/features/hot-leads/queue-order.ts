import type { Handoff } from "../../api/handoffs.ts";
import { dueOf, isOver } from "../../ui/due.ts";

/** Lead → when somebody promised to call. */
export type Promised = ReadonlyMap<string, number>;
const SOON_MS = 15 * 60_000;

/** Overdue first, then callbacks promised for the next quarter of an hour, then by due time, then by score: the top one is always the next call. */
export const inCallOrder = (handoffs: Handoff[], now: number, promised: Promised = new Map()): Handoff[] => {
  const isPromised = ({ leadId }: Handoff) => (promised.get(leadId) ?? Number.POSITIVE_INFINITY) - now <= SOON_MS;
  return handoffs.toSorted(
    (a, b) =>
      Number(isOver(b, now)) - Number(isOver(a, now)) ||
      Number(isPromised(b)) - Number(isPromised(a)) ||
      Math.sign(dueOf(a) - dueOf(b)) ||
      b.score - a.score ||
      a.id.localeCompare(b.id),
  );
};
