import type { Log } from "@rekindle/core/world/world";
import { count } from "./metrics.ts";

/** One JSON line per event, for CloudWatch; what is a figure as well is counted. */
export const log: Log = (event, fields) => {
  count(event, fields);
  process.stdout.write(`${JSON.stringify({ at: new Date().toISOString(), event, ...redacted(fields) })}\n`);
};

type Fields = Parameters<Log>[1];

/** We log ids only, but others' errors quote what they stumbled over: addresses, keys and tokens are struck out. */
export const redacted = (fields: Fields): Fields =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, typeof value === "string" ? struckOut(value) : value]),
  );

const struckOut = (text: string): string =>
  secrets.reduce((rest, { pattern, instead }) => rest.replace(pattern, instead), text);

const secrets: { pattern: RegExp; instead: string }[] = [
  { pattern: /\b(Bearer|Basic)\s+\S+/gi, instead: "$1 (key)" },
  { pattern: /\b(rk|whsec)_[A-Za-z0-9+/=_-]+/g, instead: "(key)" },
  { pattern: /\/(t\/c|t\/o|u)\/[^\s"'<>)]+/g, instead: "/$1/(token)" },
  { pattern: /\b\d+\.[\w-]{16,}\.[\w-]{22}(\.\d+)?/g, instead: "(token)" },
  { pattern: /[^\s<>()[\]"',;:/\\@＠]+(?:[@＠]|%40)[^\s<>()[\]"',;:/\\@＠]+/g, instead: "(address)" },
];
