import { isObject, type Json, own, unsafe } from "./json.ts";
import type { AttributeValue } from "./lead.ts";
import { compact } from "./lead-headers.ts";

/** A payload as its source names it. */
export type Content = {
  /** Fields under every name they go by (ref, id, label), the best first. `label` = what people saw. */
  named: NamedField[];
  /** Parts of the payload that dotted paths begin at, in this order. */
  roots: Json[];
  /** What is kept besides the named fields. */
  rest: Json;
};
export type NamedField = { names: string[]; label: string; value: AttributeValue };

/** What stands at a path or under a name: a name as written first, then a dotted path, then a name in another width or case. */
export const lookUp = (content: Content, where: string): { label: string; value: AttributeValue } | undefined => {
  const exact = content.named.find(({ names }) => names.includes(where));
  if (exact !== undefined) return exact;
  for (const root of content.roots) {
    const value = attributeFrom(at(root, where.split(".")));
    if (value !== undefined) return { label: where, value };
  }
  return content.named.find(({ names }) => names.some((name) => compact(name) === compact(where)));
};

/** A field as text; a list is joined. */
export const asText = (value: AttributeValue): string => (Array.isArray(value) ? value.join(", ") : String(value));

/** What an attribute can hold: lists of texts stay lists, `{ first, last }` is joined, other objects are nothing. */
export const attributeFrom = (json: Json | undefined): AttributeValue | undefined => {
  if (typeof json === "string" || typeof json === "boolean") return json;
  if (typeof json === "number") return json;
  if (Array.isArray(json)) {
    const texts = json.flatMap((item) => (item === null || typeof item === "object" ? [] : [String(item)]));
    return texts.length === json.length && texts.length > 0 ? texts : undefined;
  }
  if (!isObject(json)) return undefined;
  const parts = Object.values(json);
  const isName = ["first", "last"].some((key) => Object.hasOwn(json, key));
  return isName ? parts.filter((part) => typeof part === "string" && part !== "").join(" ") : undefined;
};

/** Every scalar and list of a payload under its dotted path, at most 300 of 2,000 characters. */
export const flattened = (json: Json, most = 300): Record<string, AttributeValue> => {
  const fields: [string, AttributeValue][] = [];
  const walk = (value: Json, path: string): void => {
    if (fields.length >= most || value === null) return;
    if (Array.isArray(value) && value.some((item) => typeof item === "object")) {
      for (const [index, item] of value.entries()) walk(item, join(path, String(index)));
    } else if (isObject(value)) {
      for (const [key, item] of Object.entries(value)) if (!unsafe.has(key)) walk(item, join(path, key));
    } else {
      const scalar = attributeFrom(value);
      if (scalar !== undefined) fields.push([path === "" ? "value" : path, short(scalar)]);
    }
  };
  walk(json, "");
  return Object.fromEntries(fields);
};

export const short = (value: AttributeValue): AttributeValue => {
  if (typeof value === "string") return value.slice(0, 2000);
  return Array.isArray(value) ? value.slice(0, 100).map((item) => item.slice(0, 500)) : value;
};

const join = (path: string, key: string): string => (path === "" ? key : `${path}.${key}`);

/** Keys may hold dots themselves (`1.3` in Gravity Forms): the longest key that is there wins. */
const at = (json: Json | undefined, path: string[]): Json | undefined => {
  if (path.length === 0) return json;
  if (Array.isArray(json)) {
    const [index = "", ...rest] = path;
    return /^\d{1,4}$/.test(index) ? at(json[Number(index)], rest) : undefined;
  }
  for (let taken = path.length; taken > 0; taken -= 1) {
    const found = at(own(json, path.slice(0, taken).join(".")), path.slice(taken));
    if (found !== undefined) return found;
  }
  return undefined;
};
