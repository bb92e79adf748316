import type { Handoff } from "../../api/handoffs.ts";
import { instant } from "../../ui/format.ts";

/** Overdue first, then by due time, then by score: the top one is always the next call. */
export const inCallOrder = (handoffs: Handoff[], now: number): Handoff[] =>
  handoffs.toSorted((a, b) => {
    const late = Number(isOver(b, now)) - Number(isOver(a, now));
    return late || dueOf(a) - dueOf(b) || b.score - a.score || a.id.localeCompare(b.id);
  });

export const isOver = ({ dueAt }: Pick<Handoff, "dueAt">, now: number): boolean =>
  dueAt !== undefined && instant(dueAt) < now;
const dueOf = ({ dueAt }: Handoff) => (dueAt === undefined ? Number.POSITIVE_INFINITY : instant(dueAt));
