import { isObject, type Json, own, textAt } from "./json.ts";
import { attributeFrom, type NamedField } from "./mapping.ts";

/**
 * Answers that stand as a list of names and values: `[{ name: "email", value: "…" }]`, as HubSpot, WordPress forms and many
 * others send them. Found wherever in the payload they are, at most five levels down.
 */
export const pairFields = (body: Json): NamedField[] => {
  const fields: NamedField[] = [];
  const walk = (json: Json, depth: number): void => {
    if (depth > MOST_LEVELS || fields.length >= MOST_FIELDS) return;
    if (isObject(json)) for (const inner of Object.values(json)) walk(inner, depth + 1);
    if (!Array.isArray(json)) return;
    const pairs = json.map(pairOf);
    if (pairs.length > 0 && pairs.every((pair) => pair !== undefined))
      fields.push(...pairs.flatMap((pair) => (pair === null ? [] : [pair])));
    else for (const inner of json) walk(inner, depth + 1);
  };
  walk(body, 0);
  return fields.slice(0, MOST_FIELDS);
};

const MOST_LEVELS = 5;
const MOST_FIELDS = 300;

/** Undefined: no pair. Null: a question without an answer. */
const pairOf = (json: Json): NamedField | null | undefined => {
  const names = nameKeys.flatMap((key) => textAt(json, key) ?? []);
  const valueKey = valueKeys.find((key) => own(json, key) !== undefined);
  if (names.length === 0 || valueKey === undefined) return undefined;
  const value = attributeFrom(own(json, valueKey));
  const [label = ""] = names;
  return value === undefined ? null : { names: [...new Set(names)], label, value };
};
const nameKeys = ["label", "question", "title", "name", "key", "field", "id"];
const valueKeys = ["value", "answer", "values", "answers", "text"];
