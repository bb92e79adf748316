import type { Handoff } from "../api/handoffs.ts";
import { instant } from "./format.ts";

type Due = Pick<Handoff, "dueAt" | "level">;

/** With the manager, and nobody is left to move it to: overdue without a time. */
export const isStuck = ({ dueAt, level = 0 }: Due): boolean => dueAt === undefined && level >= 3;
export const isOver = (handoff: Due, now: number): boolean =>
  isStuck(handoff) || (handoff.dueAt !== undefined && instant(handoff.dueAt) < now);
/** Instant to sort by: stuck ones first, those without a time last. */
export const dueOf = (handoff: Due): number =>
  isStuck(handoff)
    ? Number.NEGATIVE_INFINITY
    : handoff.dueAt === undefined
      ? Number.POSITIVE_INFINITY
      : instant(handoff.dueAt);
