import type { Catalogue } from "../catalogue.ts";
import type { Roster } from "../handoff/assign.ts";
import type { Fact } from "../leads/entry.ts";
import { matches } from "../leads/evaluate.ts";
import type { Effect, Lead } from "../leads/lead.ts";
import type { Occurrence } from "../leads/occurrence.ts";
import type { Turn } from "../leads/turn.ts";
import type { Instant } from "../world/world.ts";
import { watchesOf } from "./asked.ts";
import { evolve } from "./evolve.ts";
import { occurrenceOf } from "./occurrences.ts";
import { outcomesOf } from "./outcomes.ts";

/** All that a decision may know besides the lead and the cause. */
export type Given = {
  now: Instant;
  /** This worker's token for what it will carry out. */
  claim: string;
  catalogue: Catalogue;
  roster: Roster;
  /** Send time of the newest mail whose SES event was processed. */
  watermark: Instant;
};

/** A decision in the making, with what the story adds to the domains' `Turn`. */
export type StoryTurn = Turn & {
  lead: Lead;
  readonly given: Given;
  readonly facts: Fact[];
  /** What happened in this turn, in order: scored and matched with triggers once each. */
  readonly news: Occurrence[];
  /** Changes of the record that are no facts: effects, triggers that hold. */
  change(lead: Partial<Lead>): void;
  effect(effect: Effect): void;
};

export const begin = (lead: Lead, given: Given): StoryTurn => {
  const now = Math.max(given.now, lead.lastAt);
  const turn: StoryTurn = {
    lead,
    given,
    now,
    facts: [],
    news: [],
    say: (fact) => {
      turn.lead = evolve(turn.lead, fact, now);
      turn.facts.push(fact);
      const occurrence = occurrenceOf(fact, now);
      if (occurrence !== undefined) {
        turn.news.push(occurrence);
        turn.lead = remember(turn.lead, occurrence, given.catalogue);
      }
      for (const outcome of outcomesOf(turn.lead, fact, now)) turn.say(outcome);
    },
    change: (change) => {
      turn.lead = { ...turn.lead, ...change };
    },
    effect: (effect) => {
      turn.lead = { ...turn.lead, outbox: [...turn.lead.outbox, effect] };
    },
  };
  return turn;
};

/** Counts what published conditions asked to be told of. */
const remember = (lead: Lead, occurrence: Occurrence, catalogue: Catalogue): Lead => {
  const asked = watchesOf(lead, catalogue).filter((watch) => matches(watch, occurrence));
  if (asked.length === 0) return lead;
  const facts = { ...lead.facts };
  for (const { key, keep } of asked) {
    const known = facts[key] ?? { n: 0, at: [] };
    facts[key] = { n: known.n + 1, at: [...known.at, occurrence.at].sort((a, b) => a - b).slice(-keep) };
  }
  return { ...lead, facts };
};
