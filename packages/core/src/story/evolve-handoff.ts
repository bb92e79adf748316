import type { Fact } from "../leads/entry.ts";
import type { Lead } from "../leads/lead.ts";
import type { Instant } from "../world/world.ts";

type HandoffFact = Extract<Fact, { type: `handoff.${string}` }>;
/** Who has the word: the hand-off and its owner. */
export const handedOff = (lead: Lead, fact: HandoffFact, at: Instant): Lead => {
  if (fact.type === "handoff.opened") {
    const { handoff: id, line, score, reasons, owner, dueAt, note } = fact;
    return {
      ...lead,
      handoffs: lead.handoffs + 1,
      ...(owner === undefined ? {} : { owner }),
      handoff: {
        id,
        state: "open",
        line,
        openedAt: at,
        level: 0,
        score,
        reasons,
        ...(owner === undefined ? {} : { owner }),
        ...(dueAt === undefined ? {} : { dueAt }),
        ...(note === undefined ? {} : { note }),
      },
    };
  }
  const { handoff } = lead;
  if (handoff === undefined || handoff.id !== fact.handoff) return lead;
  switch (fact.type) {
    case "handoff.raised":
      return { ...lead, handoff: { ...handoff, line: fact.line, score: fact.score } };
    case "handoff.escalated":
    case "handoff.assigned": {
      const owner = fact.owner === undefined ? {} : { owner: fact.owner };
      // The last deadline stays: it says how long the hand-off has been overdue.
      const next =
        fact.type === "handoff.assigned"
          ? { ...handoff, ...owner }
          : { ...handoff, level: fact.level, ...owner, ...(fact.dueAt === undefined ? {} : { dueAt: fact.dueAt }) };
      return { ...lead, ...owner, handoff: next };
    }
    case "handoff.accepted": {
      const { dueAt: _, ...rest } = handoff;
      return { ...lead, handoff: { ...rest, state: "accepted", acceptedAt: at } };
    }
    case "handoff.returned": {
      const { dueAt: _, ...rest } = handoff;
      const cool = fact.coolUntil === undefined ? {} : { coolUntil: fact.coolUntil };
      return { ...lead, handoff: { ...rest, state: "returned", returned: { reason: fact.reason, at, ...cool } } };
    }
    case "handoff.reopened": {
      const { acceptedAt: _, returned: __, ...rest } = handoff;
      return { ...lead, handoff: { ...rest, state: "open", level: 0, dueAt: fact.dueAt } };
    }
    case "handoff.closed": {
      const { dueAt: _, ...rest } = handoff;
      return { ...lead, handoff: { ...rest, state: fact.state } };
    }
    default:
      return fact satisfies never;
  }
};
