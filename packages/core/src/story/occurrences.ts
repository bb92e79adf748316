import type { Fact } from "../leads/entry.ts";
import type { AttributeValue } from "../leads/lead.ts";
import type { Occurrence } from "../leads/occurrence.ts";
import type { Instant } from "../world/world.ts";

/** A fact as scoring, triggers and conditions see it; undefined for facts that are nobody's signal. */
export const occurrenceOf = (fact: Fact, at: Instant): Occurrence | undefined => {
  const { type } = fact;
  switch (type) {
    case "form.submitted":
      return { type, at: fact.occurredAt ?? at, source: fact.source, properties: { source: fact.source } };
    case "event.tracked":
      return { type, at: fact.occurredAt ?? at, name: fact.name, properties: { ...fact.properties, name: fact.name } };
    case "mail.clicked":
      if (fact.verdict === "machine") return undefined;
      return {
        type,
        at: fact.occurredAt,
        template: fact.template,
        properties: { url: fact.url, template: fact.template, workflow: fact.workflow },
      };
    case "mail.sent":
      return { type, at, template: fact.template, properties: { template: fact.template, workflow: fact.workflow } };
    case "mail.delivered":
    case "mail.opened":
    case "mail.bounced":
    case "mail.complained":
      return {
        type,
        at: fact.occurredAt,
        template: fact.template,
        properties: { template: fact.template, workflow: fact.workflow },
      };
    case "call.noted": {
      const chips = Object.entries(fact.chips).map(([name, value]): [string, AttributeValue] => [
        `chips.${name}`,
        value,
      ]);
      const outcome = fact.outcome === undefined ? {} : { outcome: fact.outcome };
      return { type, at: fact.occurredAt ?? at, properties: { ...outcome, ...Object.fromEntries(chips) } };
    }
    case "handoff.returned":
      return { type, at, properties: { reason: fact.reason } };
    case "deal.lost":
      return { type, at, properties: { reason: fact.reason } };
    case "deal.opened":
    case "deal.won":
    case "lead.optedOut":
    case "lead.suppressed":
      return { type, at, properties: {} };
    case "stage.entered":
      return { type, at, properties: { stage: fact.stage } };
    case "lead.captured":
    case "lead.updated":
      return fact.list === undefined ? undefined : { type: "list.joined", at, properties: { list: fact.list } };
    default:
      return undefined;
  }
};
