import { lostDeals } from "./lost-deals.ts";
import { otherStarters } from "./others.ts";
import type { Starter } from "./starter.ts";

/** Workflows to start from, in the order in which they are offered. */
export const starters: Starter[] = [...lostDeals, ...otherStarters];
export const starterOf = (id: string): Starter | undefined => starters.find((starter) => starter.id === id);
