import { decodeIn, type Encoding, encodingOf, encodings } from "@rekindle/core/leads/encoding";
import { type Json, unsafe } from "@rekindle/core/leads/json";

export type BodyField = { name: Uint8Array; value: Uint8Array };

/**
 * The fields of a form as text: in the declared charset (content type or `_charset_`) if its bytes agree, else in the one that
 * they look like. Shift_JIS forms often declare nothing. A name that comes twice, or ends in `[]`, becomes a list.
 */
export const decodeFields = (fields: BodyField[], charset: string | undefined): Json | undefined => {
  const declared = encodingNamed(charset) ?? encodingNamed(charsetField(fields));
  const guessed = encodingOf(fields.flatMap(({ name, value }) => [name, value]));
  const decoded = (declared === undefined ? undefined : decodeAll(fields, declared)) ?? decodeAll(fields, guessed);
  if (decoded === undefined) return undefined;
  const lists = new Map<string, string[]>();
  const repeated = new Set<string>();
  for (const [written, value] of decoded) {
    const name = written.replace(/\[\]$/, "");
    if (unsafe.has(name) || name === "_charset_" || name === "") continue;
    const before = lists.get(name);
    if (before !== undefined || name !== written) repeated.add(name);
    lists.set(name, [...(before ?? []), value]);
  }
  return Object.fromEntries(
    [...lists].map(([name, values]) => [name, repeated.has(name) ? values : (values[0] ?? "")]),
  );
};

const decodeAll = (fields: BodyField[], encoding: Encoding): [string, string][] | undefined => {
  const decode = decodeIn(encoding);
  const texts: [string, string][] = [];
  for (const field of fields) {
    const name = decode(field.name);
    const value = decode(field.value);
    if (name === undefined || value === undefined) return undefined;
    texts.push([name, value]);
  }
  return texts;
};

const charsetField = (fields: BodyField[]): string | undefined => {
  const found = fields.find(({ name }) => ascii(name) === "_charset_");
  return found === undefined ? undefined : ascii(found.value);
};
const ascii = (bytes: Uint8Array): string => Buffer.from(bytes.subarray(0, 40)).toString("latin1");

const encodingNamed = (charset: string | undefined): Encoding | undefined => {
  const label = charset
    ?.trim()
    .toLowerCase()
    .replace(/^(?:x-sjis|sjis|cp932|windows-31j|ms932)$/, "shift_jis");
  return encodings.find((encoding) => encoding === label || encoding.replace(/[-_]/, "") === label);
};
