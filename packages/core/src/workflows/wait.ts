import type { AttributeValue, DealFacts, Lead } from "../leads/lead.ts";
import { add, addBusinessDays, momentOf, nextTime, startOfDay } from "../workspace/calendar.ts";
import type { Settings } from "../workspace/settings.ts";
import type { Instant } from "../world/world.ts";
import type { Node } from "./graph.ts";

type Wait = Extract<Node, { kind: "wait" }>;

/**
 * When a wait that is reached at `at` is over. `undefined` = it does not wait: that moment has come already, or the lead has
 * no such date.
 */
export const waitUntil = (
  node: Wait,
  lead: Lead,
  at: Instant,
  settings: Settings,
  deal?: DealFacts,
): Instant | undefined => {
  const until = endOf(node, lead, at, settings, deal);
  return until !== undefined && until > at ? until : undefined;
};

const endOf = (
  { for: duration, until, businessDays }: Wait,
  lead: Lead,
  at: Instant,
  settings: Settings,
  deal: DealFacts | undefined,
): Instant | undefined => {
  const zone = settings.timeZone;
  if (duration !== undefined) return add(at, duration, zone);
  if (businessDays !== undefined) return addBusinessDays(at, businessDays, settings);
  if (until === undefined) return undefined;
  if (!("field" in until))
    return until.date === undefined ? nextTime(at, until, zone) : dateOf(until, until.date, zone);
  return dateOf(until, dateField(until.field, lead, deal), zone);
};

/** The moment that a date, an offset and a time of day name: `{ offset: -P7D, at: "10:00" }` = ten o'clock, a week before. */
export const dateOf = (
  { offset, at }: { offset?: string | undefined; at?: string | undefined },
  value: AttributeValue | undefined,
  zone: string,
): Instant | undefined => {
  const moment = momentOf(value, zone);
  if (moment === undefined) return undefined;
  const moved = offset === undefined ? moment : add(moment, offset, zone);
  return at === undefined ? moved : nextTime(startOfDay(moved, zone), { at }, zone);
};

/** `attributes.renewal` or just `renewal`; `createdAt`, `engagedAt`, `deal.closedAt`. */
export const dateField = (field: string, lead: Lead, deal?: DealFacts): AttributeValue | undefined => {
  switch (field) {
    case "createdAt":
      return lead.createdAt;
    case "engagedAt":
      return lead.engagedAt;
    case "deal.closedAt":
      return deal?.closedAt;
    default: {
      const name = field.startsWith("attributes.") ? field.slice("attributes.".length) : field;
      return Object.hasOwn(lead.attributes, name) ? lead.attributes[name] : undefined;
    }
  }
};

export const isDateField = (field: string): boolean =>
  ["createdAt", "engagedAt", "deal.closedAt"].includes(field) ||
  (field.startsWith("attributes.") ? field.length > "attributes.".length : !field.includes(".") && field !== "");
