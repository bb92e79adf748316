import type { Handoff } from "../../api/handoffs.ts";
import { dueOf, isOver } from "../../ui/due.ts";

/** Overdue first, then by due time, then by score: the top one is always the next call. */
export const inCallOrder = (handoffs: Handoff[], now: number): Handoff[] =>
  handoffs.toSorted((a, b) => {
    const late = Number(isOver(b, now)) - Number(isOver(a, now));
    return late || Math.sign(dueOf(a) - dueOf(b)) || b.score - a.score || a.id.localeCompare(b.id);
  });
