import type { Instant } from "../world/world.ts";
import type { AttributeValue, ConsentBasis, DealFacts, Lead } from "./lead.ts";
import type { Occurrence } from "./occurrence.ts";

/** Whom a condition is asked about. Scores are functions: most conditions never need them. */
export type Subject = {
  lead: Lead;
  now: Instant;
  zone: string;
  total(): number;
  family(name: string): number;
  /** What is being handled just now: `event.<property>` reads it. */
  occurrence?: Occurrence;
  deal?: DealFacts;
  /** Event conditions count only what happened from here on. */
  since?: Instant;
};

/** `undefined` = missing. An empty text and an empty list are missing, too: that is how CSV columns say it. */
export const fieldOf = (field: string, subject: Subject): AttributeValue | undefined => {
  const value = read(field, subject);
  return value === "" || (Array.isArray(value) && value.length === 0) ? undefined : value;
};

const read = (field: string, subject: Subject): AttributeValue | undefined => {
  const { lead } = subject;
  switch (field) {
    case "email":
      return lead.email;
    case "name":
      return lead.name;
    case "company":
      return lead.company?.name;
    case "stage":
      return lead.stage;
    case "owner":
      return lead.owner;
    case "tags":
      return lead.tags;
    case "lists":
      return lead.lists;
    case "score":
      return subject.total();
    case "fit":
      return lead.score.fit;
    case "consent":
      return bestBasis(lead);
    case "createdAt":
      return lead.createdAt;
    case "engagedAt":
      return lead.engagedAt;
    default:
      return readMember(field, subject);
  }
};

const readMember = (field: string, { lead, family, deal, occurrence }: Subject): AttributeValue | undefined => {
  const [group, name] = memberOf(field);
  switch (group) {
    case "attributes":
      return own(lead.attributes, name);
    case "families":
      return family(name);
    case "deal":
      return deal === undefined ? undefined : own({ ...deal }, dealAliases[name] ?? name);
    case "event":
      return occurrence === undefined ? undefined : ofOccurrence(occurrence, name);
    default:
      return undefined;
  }
};

const ofOccurrence = (occurrence: Occurrence, name: string): AttributeValue | undefined => {
  const property = own(occurrence.properties, name);
  if (property !== undefined) return property;
  switch (name) {
    case "type":
      return occurrence.type;
    case "name":
      return occurrence.name;
    case "template":
      return occurrence.template;
    case "source":
      return occurrence.source;
    default:
      return undefined;
  }
};

const own = (record: Record<string, AttributeValue>, name: string): AttributeValue | undefined =>
  Object.hasOwn(record, name) ? record[name] : undefined;

const bestBasis = ({ consents }: Lead): ConsentBasis =>
  bases.find((basis) => consents.some((consent) => consent.basis === basis)) ?? "none";

/** Strongest first. */
export const bases: readonly ConsentBasis[] = [
  "optIn",
  "businessCard",
  "businessRelationship",
  "publishedAddress",
  "none",
];

/** What deals are asked about in the API is also understood in conditions. */
const dealAliases: Record<string, string> = { lostReason: "reason" };
export const dealFields = ["id", "name", "reason", "lostReason", "competitor", "amount", "closedAt"];

export type FieldKind = "text" | "number" | "list" | "any";
export const plainFields: Record<string, FieldKind> = {
  email: "text",
  name: "text",
  company: "text",
  stage: "text",
  owner: "text",
  tags: "list",
  lists: "list",
  score: "number",
  fit: "number",
  consent: "text",
  createdAt: "number",
  engagedAt: "number",
};
const groups: Record<string, FieldKind> = { attributes: "any", families: "number", deal: "any", event: "any" };

/** `undefined` = there is no such field. */
export const kindOf = (field: string): FieldKind | undefined => {
  const [group, name] = memberOf(field);
  if (name !== "") return Object.hasOwn(groups, group) ? groups[group] : undefined;
  return Object.hasOwn(plainFields, field) ? plainFields[field] : undefined;
};

/** `attributes.a.b` → `["attributes", "a.b"]`: only the first dot divides. */
export const memberOf = (field: string): [string, string] => {
  const dot = field.indexOf(".");
  return dot < 0 ? [field, ""] : [field.slice(0, dot), field.slice(dot + 1)];
};
