import { brochure } from "./after-brochure.ts";
import { seminar } from "./after-seminar.ts";
import { dormant } from "./dormant.ts";
import { lostDeals } from "./lost-deals.ts";
import { renewal } from "./renewal-month.ts";
import type { Starter } from "./starter.ts";

/** Workflows to start from, in the order in which they are offered. */
export const starters: Starter[] = [...lostDeals, dormant, seminar, brochure, renewal];
export const starterOf = (id: string): Starter | undefined => starters.find((starter) => starter.id === id);
