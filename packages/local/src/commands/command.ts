import { parseArgs } from "node:util";
import { nearest } from "@rekindle/core/workspace/nearest";
import { Refused } from "../data-folder.ts";
import type { Terminal, Words } from "./terminal.ts";

export type Command = {
  name: string;
  /** What stands after the name: `FILE`, `[FOLDER]`. */
  args: string;
  says: Words;
  flags: Record<string, Flag>;
  examples: string[];
  /** The exit code, if it is not 0. */
  run(given: Given, terminal: Terminal): Promise<number | undefined>;
};
/** `value`: what is to be given, such as `N`; absent: a switch. */
export type Flag = { value?: string; says: Words };
export type Given = { args: string[]; flag(name: string): string | undefined; has(name: string): boolean };

/** Reads flags of a command; what it does not know is refused with what was probably meant. */
export const parse = (argv: string[], { name: command, flags }: Pick<Command, "name" | "flags">): Given => {
  const options = Object.fromEntries(
    Object.entries({ ...flags, help: {} }).map(([name, flag]) => [
      name,
      { type: "value" in flag ? ("string" as const) : ("boolean" as const) },
    ]),
  );
  const { tokens, positionals } = parseArgs({
    args: argv,
    options: { ...options, help: { type: "boolean", short: "h" } },
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const found = new Map<string, string | undefined>();
  for (const token of tokens) {
    if (token.kind !== "option") continue;
    const option = options[token.name];
    if (option === undefined)
      throw new Refused({
        ja: `${token.rawName} は ${command} のフラグではありません。${meant(token.name, Object.keys(options), "--").ja}くわしくは: rekindle ${command} --help`,
        en: `${token.rawName} is no flag of ${command}.${meant(token.name, Object.keys(options), "--").en} See: rekindle ${command} --help`,
      });
    const missing = option.type === "string" && (token.value === undefined || token.value === "");
    if (missing)
      throw new Refused({
        ja: `${token.rawName} には値が要ります: ${token.rawName} ${flags[token.name]?.value ?? ""}`,
        en: `${token.rawName} needs a value: ${token.rawName} ${flags[token.name]?.value ?? ""}`,
      });
    if (option.type === "boolean" && token.value !== undefined)
      throw new Refused({ ja: `${token.rawName} に値は付けられません。`, en: `${token.rawName} takes no value.` });
    found.set(token.name, token.value);
  }
  return { args: positionals, flag: (name) => found.get(name), has: (name) => found.has(name) };
};

/** ` Did you mean --port?`, or nothing. */
export const meant = (word: string, known: string[], before = ""): Words => {
  const found = nearest(word, known);
  return found === undefined
    ? { ja: "", en: "" }
    : { ja: `${before}${found} のことですか。`, en: ` Did you mean ${before}${found}?` };
};

/** A flag's number, within its bounds. */
export const numberOf = (given: Given, name: string, fallback: number, [least, most]: [number, number]): number => {
  const text = given.flag(name);
  const value = text === undefined ? fallback : Number(text);
  if (!(value >= least && value <= most))
    throw new Refused({
      ja: `--${name} は ${least} から ${most} までの数です。${text} は使えません。`,
      en: `--${name} is a number from ${least} to ${most}, not ${text}.`,
    });
  return value;
};
