import { blank } from "../leads/blank.ts";
import type { Entry, Fact } from "../leads/entry.ts";
import type { Lead } from "../leads/lead.ts";
import * as Score from "../scoring/score.ts";
import type { Instant } from "../world/world.ts";
import { handedOff } from "./evolve-handoff.ts";
import { erased, identity } from "./evolve-identity.ts";
import { mailed } from "./evolve-mail.ts";
import { place } from "./evolve-place.ts";
import { learned } from "./outcomes.ts";

/**
 * What a fact makes of a record. The only way in which identity, gate, score, enrolments and mails change, so that
 * folding a lead's entries gives its record (guarantee 6).
 */
export const evolve = (lead: Lead, fact: Fact, at: Instant): Lead => {
  switch (fact.type) {
    case "lead.captured":
    case "lead.updated":
      return identity(lead, fact, at);
    case "consent.given": {
      const { optedOutAt: _, ...gate } = lead.gate;
      return { ...lead, consents: [...lead.consents, fact.consent], gate: fact.liftsOptOut ? gate : lead.gate };
    }
    case "stage.entered":
      return { ...lead, stage: fact.stage };
    case "lead.optedOut":
      return { ...lead, gate: { ...lead.gate, optedOutAt: lead.gate.optedOutAt ?? at } };
    case "lead.suppressed":
      return { ...lead, gate: { ...lead.gate, suppressed: { reason: fact.reason, at } } };
    case "lead.unsuppressed": {
      // The bounces that led to it are forgiven: they count no more.
      const { suppressed: _, ...gate } = lead.gate;
      return { ...lead, gate: { ...gate, softBounces: [] } };
    }
    case "lead.erased":
      return erased(lead, at);
    case "lead.parked":
      return { ...lead, parked: { at, reason: fact.reason } };
    case "lead.unparked": {
      const { parked: _, ...rest } = lead;
      return rest;
    }
    case "form.submitted": {
      const filledAt = fact.occurredAt ?? at;
      return {
        ...lead,
        engagedAt: Math.max(lead.engagedAt, filledAt),
        formAt: Math.max(lead.formAt ?? 0, filledAt),
      };
    }
    case "event.tracked":
      return { ...lead, engagedAt: Math.max(lead.engagedAt, fact.occurredAt ?? at) };
    case "call.noted":
      return fact.outcome === "reached" || fact.outcome === "willCall"
        ? { ...lead, engagedAt: Math.max(lead.engagedAt, fact.occurredAt ?? at) }
        : lead;
    case "score.changed":
      return { ...lead, score: Score.given(lead.score, fact) };
    case "score.recounted":
      return { ...lead, score: { ...lead.score, families: fact.families, signals: fact.signals, caps: fact.caps } };
    case "fit.changed":
      return { ...lead, score: { ...lead.score, fit: fact.fit, fitRules: fact.rules } };
    case "enrolment.pending":
    case "enrolment.entered":
    case "enrolment.left":
    case "enrolment.migrated":
    case "step.reached":
    case "split.taken":
    case "goal.reached":
      return { ...lead, ...place(lead, fact, at) };
    case "outcome.reached":
      return { ...lead, ...learned(lead, fact) };
    case "enrolment.refused":
    case "notify.asked":
    case "webhook.asked":
      return lead;
    case "mail.authorised":
    case "mail.sent":
    case "mail.refused":
    case "mail.withdrawn":
    case "mail.postponed":
    case "mail.lapsed":
    case "mail.failed":
    case "mail.delivered":
    case "mail.opened":
    case "mail.clicked":
    case "mail.bounced":
    case "mail.complained":
      return mailed(lead, fact, at);
    case "notify.done":
    case "webhook.done":
      return { ...lead, outbox: lead.outbox.filter(({ id }) => id !== fact.effect) };
    case "handoff.opened":
    case "handoff.raised":
    case "handoff.escalated":
    case "handoff.assigned":
    case "handoff.reopened":
    case "handoff.accepted":
    case "handoff.returned":
    case "handoff.closed":
      return handedOff(lead, fact, at);
    case "deal.opened":
      return { ...lead, gate: { ...lead.gate, deals: [...new Set([...lead.gate.deals, fact.deal])] } };
    case "deal.moved":
      return lead;
    case "deal.lost":
    case "deal.won":
    case "deal.withdrawn":
      return { ...lead, gate: { ...lead.gate, deals: lead.gate.deals.filter((deal) => deal !== fact.deal) } };
    case "company.seen":
      return { ...lead, gate: { ...lead.gate, company: fact.company } };
    default:
      return fact satisfies never;
  }
};

/** Guarantee 6: the record as its entries tell it. Entries in the order of their revisions. */
export const replay = (id: string, entries: Entry[]): Lead => {
  const lead = entries.reduce<Lead>(
    (known, { rev, at, facts }) => ({
      ...facts.reduce((state, fact) => evolve(state, fact, at), known),
      rev,
      lastAt: at,
    }),
    blank(id, entries[0]?.at ?? 0),
  );
  return { ...lead, score: Score.trimmed(lead.score) };
};
