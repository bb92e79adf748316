import { normalise } from "./address.ts";
import { isObject, type Json, own, textAt } from "./json.ts";
import type { AttributeValue } from "./lead.ts";
import { compact, targetOf } from "./lead-headers.ts";
import { asText, flattened } from "./mapping.ts";
import { contentOf } from "./payload-content.ts";
import type { SourceKind } from "./source.ts";

/** A value of a sample, under what a mapping calls it (`where`) and what people saw. */
export type SampleField = { where: string; label: string; value: AttributeValue };
export type Suggestion = {
  /** Target → where. */
  mapping: Record<string, string>;
  /** The field that says yes to mail. */
  consent?: string;
};

/** Everything in a sample that a mapping can name, as its kind names it. */
export const fieldsIn = (kind: SourceKind, body: Json): SampleField[] => {
  const { content } = contentOf(kind, body);
  const fields = new Map<string, SampleField>();
  for (const { names, label, value } of content.named) {
    const where = [...names, label].find((name) => name !== "" && name.length <= 300);
    if (where !== undefined && !fields.has(where)) fields.set(where, { where, label, value });
  }
  // Where a kind has names of its own, paths would say the same once more.
  if (fields.size === 0 || kind === "json" || kind === "standardWebhooks" || kind === "segment")
    for (const [where, value] of Object.entries(flattened(content.roots[0] ?? null)))
      if (!fields.has(where) && where.length <= 300 && !isOfPair(where))
        fields.set(where, { where, label: labelOf(where), value });
  return [...fields.values()].slice(0, MOST_FIELDS);
};

/** Which field is what, by its label in Japanese or English, and where no label says it, by what it holds. */
export const suggestMapping = (fields: readonly SampleField[]): Suggestion => {
  const mapping: Record<string, string> = {};
  const taken = new Set<string>();
  const take = (target: string, where: string) => {
    if (mapping[target] !== undefined || taken.has(where)) return;
    mapping[target] = where;
    taken.add(where);
  };
  const consent = fields.find(({ label, value }) => asksForConsent.test(label) && isAnswer(value))?.where;
  if (consent !== undefined) taken.add(consent);
  for (const { where, label, value } of fields) {
    const target = targetOf(label) ?? targetOf(labelOf(where));
    if (target === undefined || !isMappable(target)) continue;
    if (target !== "email" || isAddress(value)) take(target, where);
  }
  for (const { where, value } of fields) if (isAddress(value)) take("email", where);
  for (const { where, label } of fields) if (isMessage.test(compact(label))) take("attributes.message", where);
  if (mapping["name"] !== undefined) {
    delete mapping["familyName"];
    delete mapping["givenName"];
  }
  return { mapping, ...(consent === undefined ? {} : { consent }) };
};

/** Whose payload this is; `json` where nobody's shape is known. */
export const kindOf = (body: Json): SourceKind => {
  if (own(body, "form_response") !== undefined) return "typeform";
  if (textAt(body, "eventType") === "FORM_RESPONSE") return "tally";
  if (own(body, "rawRequest") !== undefined) return "jotform";
  if (own(body, "namedValues") !== undefined) return "googleForms";
  if (textAt(body, "triggerType") === "form_submission") return "webflow";
  if (textAt(body, "event")?.startsWith("invitee.") === true) return "calendly";
  if (textAt(body, "entry")?.startsWith("{") === true) return "movableType";
  if (textAt(body, "form_id") !== undefined && own(body, "1") !== undefined) return "gravityForms";
  if (textAt(body, "type") !== undefined && isObject(own(body, "data")) && textAt(body, "timestamp") !== undefined)
    return "standardWebhooks";
  return "json";
};

const MOST_FIELDS = 200;
const asksForConsent =
  /同意|承諾|許諾|配信.{0,4}希望|メルマガ|メールマガジン|個人情報|プライバシー|consent|opt.?in|agree|subscribe|newsletter|privacy|gdpr/i;
const isMessage =
  /^(?:ご|お)?(?:用件|要件|問い?合わ?せ(?:内容)?|相談内容|質問内容|質問|要望|内容|備考|メッセージ)$|message|inquiry|enquiry|comments?$/;
const isMappable = (target: string): boolean =>
  target.startsWith("attributes.") || ["email", "name", "familyName", "givenName", "company", "tags"].includes(target);

/** `properties.email.value` → `email`. */
const labelOf = (path: string): string =>
  path
    .split(".")
    .filter((part) => !/^(?:\d+|value|values|answer)$/.test(part))
    .at(-1) ?? path;

/** A part of a pair: the pair itself is there under its name. */
const isOfPair = (path: string): boolean =>
  /(?:^|\.)\d+\.(?:label|question|title|name|key|field|id|value|answer|text)$/.test(path);

const isAddress = (value: AttributeValue): boolean =>
  typeof value === "string" && value.includes("@") && normalise(value).status !== "refused";

/** Something one ticks or chooses; not a text that mentions it. */
const isAnswer = (value: AttributeValue): boolean => typeof value === "boolean" || asText(value).length <= 60;
