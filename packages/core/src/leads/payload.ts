import type { Instant } from "../world/world.ts";
import { normalise } from "./address.ts";
import { companyOf } from "./company.ts";
import { evidenceOf, ownNames } from "./hosted-form.ts";
import type { Json } from "./json.ts";
import type { AttributeValue, ConsentBasis } from "./lead.ts";
import { type LeadTarget, targetOf } from "./lead-headers.ts";
import { tagsIn } from "./list-columns.ts";
import { asText, type Content, flattened, lookUp, short } from "./mapping.ts";
import { contentOf } from "./payload-content.ts";
import type { StoredSource } from "./source.ts";
import { fullName, oneLine, tidied } from "./tidy.ts";
import { readDate } from "./written-date.ts";

/**
 * One delivery to `POST /hooks/{source}` as what it says about a person. `key` = the provider's id of the delivery; without
 * one the caller takes a hash of the raw body. Header names in lower case.
 */
export const toSubmission = (
  source: StoredSource,
  body: Json,
  headers: Record<string, string | undefined> = {},
): Intake => {
  const read = contentOf(source.kind, body);
  if (read.ignored !== undefined) return { status: "ignored", reason: read.ignored };
  if (read.problem !== undefined) return refused("body", read.problem, "unreadable");
  const { content } = read;
  const trap = source.honeypot === undefined ? undefined : lookUp(content, source.honeypot)?.value;
  if (trap !== undefined && asText(trap).trim() !== "") return { status: "ignored", reason: "honeypot" };
  const targets = targetsIn(source, content);
  const text = (target: LeadTarget): string => asText(targets.get(target)?.value ?? "");
  const email = normalise(text("email"));
  if (email.status === "refused")
    return refused(
      "mapping.email",
      missing(source, content, text("email"), email.reason),
      whyNot(source, text("email")),
    );
  const name = text("name") === "" ? fullName(text("familyName"), text("givenName")) : oneLine(text("name"));
  const company = companyOf(text("company"));
  const signed = source.kind === "standardWebhooks" ? headers["webhook-id"] : undefined;
  const key = signed ?? read.id ?? headers["idempotency-key"] ?? headers["webhook-id"];
  const at = read.at === undefined ? undefined : readDate(read.at, "UTC")?.at;
  return {
    status: "ok",
    ...(key === undefined ? {} : { key }),
    submission: {
      email: email.address,
      ...(name === "" ? {} : { name }),
      ...(company === undefined ? {} : { company }),
      attributes: attributesIn(targets),
      tags: tagsIn(text("tags")),
      consent: consentIn(source, content),
      fields: fieldsOf(content),
      ...(read.formName === undefined ? {} : { formName: oneLine(read.formName) }),
      ...(at === undefined ? {} : { occurredAt: at }),
      ...visitorIn(source, content),
    },
  };
};

export type Intake =
  | { status: "ok"; key?: string; submission: Submission }
  /** Well-formed, but no lead: answered as accepted. */
  | { status: "ignored"; reason: string }
  | { status: "refused"; why: Why; problems: { path: string; message: string }[] };
/** The body is no such payload; no field is the address; the field that should be it is not there or empty; it is no address. */
export type Why = "unreadable" | "unmapped" | "missing" | "address";

export type Submission = {
  email: string;
  name?: string;
  company?: { key: string; name: string };
  attributes: Record<string, AttributeValue>;
  tags: string[];
  /** `basis` is `none` where the consent field holds no yes. */
  consent: { basis: ConsentBasis; given: boolean; evidence?: string };
  /** Everything that came, under the names people saw. */
  fields: Record<string, AttributeValue>;
  formName?: string;
  /** When the provider says it happened. */
  occurredAt?: Instant;
  /** Who was on the site, by the name that its snippet gave them. */
  visitor?: string;
};

const visitorIn = ({ visits }: StoredSource, content: Content): { visitor?: string } => {
  const found = visits === undefined ? undefined : lookUp(content, ownNames.visitor)?.value;
  return typeof found === "string" && /^[\w-]{8,100}$/.test(found) ? { visitor: found } : {};
};

type Targets = Map<LeadTarget, { label: string; value: AttributeValue }>;

/** By the mapping; without one, fields are recognised by their names, as the columns of a list are. */
const targetsIn = (source: StoredSource, content: Content): Targets => {
  const targets: Targets = new Map();
  for (const [target, where] of Object.entries(source.mapping)) {
    const found = [where].flat().flatMap((one) => lookUp(content, one) ?? []);
    const [first, ...rest] = found;
    if (first === undefined) continue;
    const value = rest.length === 0 ? first.value : found.map((one) => asText(one.value)).join(" ");
    if (isTarget(target)) targets.set(target, { label: first.label, value });
  }
  if (Object.keys(source.mapping).length > 0) return targets;
  for (const { names, label, value } of content.named) {
    const target = [label, ...names].flatMap((name) => targetOf(name) ?? [])[0];
    if (target !== undefined && !targets.has(target)) targets.set(target, { label, value });
  }
  return targets;
};

const isTarget = (name: string): name is LeadTarget =>
  name.startsWith("attributes.") || ["email", "name", "familyName", "givenName", "company", "tags"].includes(name);

const attributesIn = (targets: Targets): Record<string, AttributeValue> => {
  const attributes: [string, AttributeValue][] = [];
  for (const [target, { value }] of targets) {
    if (!target.startsWith("attributes.")) continue;
    const name = target.slice("attributes.".length);
    const stored = typeof value === "string" ? tidied(name, value) : name === "phone" ? String(value) : short(value);
    if (stored !== "") attributes.push([name, stored]);
  }
  return Object.fromEntries(attributes);
};

const consentIn = ({ consent, wordings }: StoredSource, content: Content): Submission["consent"] => {
  const shown = consent.text;
  if (consent.field === undefined)
    return {
      basis: consent.basis,
      given: consent.basis !== "none",
      ...(shown === undefined ? {} : { evidence: shown }),
    };
  const found = lookUp(content, consent.field);
  const given = found !== undefined && isYes(found.value);
  const value = found === undefined ? "-" : asText(found.value);
  const evidence = evidenceOf(wordings ?? [], value) ?? `${shown ?? found?.label ?? consent.field}: ${value}`;
  return { basis: given ? consent.basis : "none", given, evidence: evidence.slice(0, 1000) };
};

const isYes = (value: AttributeValue): boolean => {
  if (typeof value === "boolean") return value;
  if (Array.isArray(value)) return value.some((one) => isYes(one));
  return !/^(?:|0|false|no|n|off|-|いいえ|(?:.*)(?:同意|希望|承諾)(?:しない|しません)|不同意|不要|disagree|i do not agree.*)$/i.test(
    String(value).normalize("NFKC").trim(),
  );
};

const fieldsOf = (content: Content): Record<string, AttributeValue> => {
  const fields = flattened(content.rest);
  const named = content.named.map(({ label, value }): [string, AttributeValue] => [label, short(value)]);
  return { ...fields, ...Object.fromEntries(named.filter(([label]) => label !== "__proto__")) };
};

const missing = (source: StoredSource, content: Content, written: string, reason: string): string => {
  if (written !== "") return reason;
  const where = source.mapping["email"];
  const names = content.named
    .map(({ label }) => label)
    .slice(0, 20)
    .join(", ");
  return where === undefined
    ? `The source maps no e-mail address and no field looks like one. The fields are: ${names}`
    : `mapping.email says "${[where].flat().join('", "')}", which is missing or empty. The fields are: ${names}`;
};

const whyNot = ({ mapping }: StoredSource, written: string): Why => {
  if (written !== "") return "address";
  return mapping["email"] === undefined ? "unmapped" : "missing";
};
const refused = (path: string, message: string, why: Why): Intake => ({
  status: "refused",
  why,
  problems: [{ path, message }],
});
