import type { Instant } from "../world/world.ts";
import type { Fact } from "./entry.ts";
import type { Lead } from "./lead.ts";

/** One decision in the making: the record so far, and the one way to change it. */
export type Turn = {
  readonly lead: Lead;
  readonly now: Instant;
  say(fact: Fact): void;
};
