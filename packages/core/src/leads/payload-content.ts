import { isObject, type Json, listAt, own, readJson, textAt } from "./json.ts";
import type { AttributeValue } from "./lead.ts";
import { attributeFrom, type Content, flattened, type NamedField } from "./mapping.ts";
import { pairFields } from "./pair-fields.ts";
import type { SourceKind } from "./source.ts";
import { tallyFields, typeformFields } from "./survey-fields.ts";

/**
 * What a payload of each kind says, in the same words: its fields, the provider's id of this delivery, the form, the time it
 * names. `ignored` = a delivery of another sort (a cancelled booking, a partial answer). Samples: tests/core/intake.
 */
export const contentOf = (kind: SourceKind, body: Json): PayloadContent => {
  switch (kind) {
    case "typeform": {
      const response = own(body, "form_response");
      return {
        ...unlessType(textAt(body, "event_type"), "form_response"),
        content: {
          named: typeformFields(response),
          roots: [response ?? null, body],
          rest: without(response, "definition", "answers", "hidden"),
        },
        ...found("id", textAt(body, "event_id")),
        ...found("formName", textAt(response, "definition", "title")),
        ...found("at", textAt(response, "submitted_at")),
      };
    }
    case "tally": {
      const data = own(body, "data");
      return {
        ...unlessType(textAt(body, "eventType"), "FORM_RESPONSE"),
        content: { named: tallyFields(data), roots: [data ?? null, body], rest: without(data, "fields") },
        ...found("id", textAt(body, "eventId")),
        ...found("formName", textAt(data, "formName")),
        ...found("at", textAt(data, "createdAt")),
      };
    }
    case "jotform": {
      const raw = readJson(textAt(body, "rawRequest") ?? "{}");
      const answers = raw.status === "ok" ? raw.value : null;
      const named = [...namedIn(answers, /^q\d+_/), ...namedIn(body).filter(({ label }) => label !== "rawRequest")];
      return {
        ...(raw.status === "ok" ? {} : { problem: `rawRequest: ${raw.reason}` }),
        content: { named, roots: [answers, body, { rawRequest: answers }], rest: answers },
        ...found("id", textAt(body, "submissionID")),
        ...found("formName", textAt(body, "formTitle")),
      };
    }
    case "googleForms": {
      const answers = own(body, "namedValues") ?? null;
      const named = namedIn(answers).map(({ value, ...field }) => ({
        ...field,
        value: Array.isArray(value) && value.length === 1 ? (value[0] ?? "") : value,
      }));
      return {
        content: { named, roots: [body], rest: body },
        ...found("id", textAt(body, "responseId") ?? textAt(body, "id")),
        ...found("formName", textAt(body, "formTitle")),
        ...found("at", textAt(body, "timestamp")),
      };
    }
    case "webflow": {
      const payload = own(body, "payload");
      const data = own(payload, "data") ?? null;
      return {
        ...unlessType(textAt(body, "triggerType"), "form_submission"),
        content: { named: namedIn(data), roots: [data, payload ?? null, body], rest: body },
        ...found("id", textAt(payload, "id")),
        ...found("formName", textAt(payload, "name")),
        ...found("at", textAt(payload, "submittedAt")),
      };
    }
    case "calendly": {
      const payload = own(body, "payload");
      const asked = listAt(payload, "questions_and_answers").flatMap((item): NamedField[] => {
        const question = textAt(item, "question");
        const value = attributeFrom(own(item, "answer"));
        return question === undefined || value === undefined ? [] : [{ names: [question], label: question, value }];
      });
      return {
        ...unlessType(textAt(body, "event"), "invitee.created"),
        content: { named: [...namedIn(payload ?? null), ...asked], roots: [payload ?? null, body], rest: body },
        ...found("id", textAt(payload, "uri")),
        ...found("formName", textAt(payload, "scheduled_event", "name")),
        ...found("at", textAt(body, "created_at")),
      };
    }
    case "movableType": {
      const entry = readJson(textAt(body, "entry") ?? "null");
      const value = entry.status === "ok" ? entry.value : null;
      const named = listAt(value, "columns").flatMap((column): NamedField[] => {
        const label = textAt(column, "label") ?? textAt(column, "id");
        const answer = attributeFrom(own(column, "value"));
        return label === undefined || answer === undefined
          ? []
          : [{ names: [label, textAt(column, "id") ?? label], label, value: answer }];
      });
      const number = textAt(value, "sequence_number");
      const at = textAt(value, "created_at");
      return {
        ...(isObject(value) ? {} : { problem: "entry: the field entry must hold the form's JSON" }),
        content: { named, roots: [value, body], rest: without(value, "columns") },
        ...found("id", number === undefined ? undefined : `${number}/${at ?? ""}`),
        ...found("at", at),
      };
    }
    case "gravityForms":
      return {
        content: { named: namedIn(body), roots: [body], rest: body },
        ...found("id", textAt(body, "id") && `${textAt(body, "form_id") ?? ""}/${textAt(body, "id")}`),
        ...found("formName", textAt(body, "form_title")),
      };
    case "segment": {
      const traits = own(body, "traits") ?? null;
      return {
        content: { named: named(flattened(traits)), roots: [body, traits], rest: body },
        ...found("id", textAt(body, "messageId")),
        ...found("at", textAt(body, "timestamp")),
      };
    }
    case "standardWebhooks": {
      const data = own(body, "data") ?? null;
      return {
        content: { named: [...namedIn(data), ...namedIn(body)], roots: [body, data], rest: body },
        ...found("at", textAt(body, "timestamp")),
      };
    }
    case "json":
      return { content: { named: [...namedIn(body), ...pairFields(body)], roots: [body], rest: body } };
    case "form":
      return { content: { named: namedIn(body), roots: [body], rest: body } };
    default:
      return kind satisfies never;
  }
};

export type PayloadContent = {
  content: Content;
  id?: string;
  formName?: string;
  /** ISO 8601, as the provider wrote it. */
  at?: string;
  ignored?: string;
  problem?: string;
};

const found = <Key extends string>(key: Key, value: string | undefined): { [K in Key]?: string } => {
  const part: { [K in Key]?: string } = {};
  if (value !== undefined) part[key] = value;
  return part;
};

const unlessType = (type: string | undefined, expected: string): { ignored?: string } =>
  type === undefined || type === expected
    ? {}
    : { ignored: `A delivery of type ${type} brings no lead: ${expected} does` };

const named = (fields: Record<string, AttributeValue>): NamedField[] =>
  Object.entries(fields).map(([name, value]) => ({ names: [name], label: name, value }));

/** The fields of one object; `prefix` is what a provider puts before a name. */
const namedIn = (json: Json, prefix?: RegExp): NamedField[] =>
  Object.entries(isObject(json) ? json : {}).flatMap(([name, inner]): NamedField[] => {
    const value = attributeFrom(inner);
    const plain = prefix === undefined ? name : name.replace(prefix, "");
    return value === undefined ? [] : [{ names: [name, plain], label: plain, value }];
  });

/** What is kept besides the named fields: without the parts that those were read from. */
const without = (json: Json | undefined, ...keys: string[]): Json =>
  isObject(json) ? Object.fromEntries(Object.entries(json).filter(([key]) => !keys.includes(key))) : null;
