import { Refused } from "../data-folder.ts";
import type { Terminal } from "./terminal.ts";

type Language = Terminal["language"];

/** Takes `--lang ja` or `--lang=en` out of the arguments, wherever it stands. Without it the environment says the language. */
export const withLanguage = (given: string[]): { argv: string[]; language: Language | undefined } => {
  const at = given.findIndex((word) => word === "--lang" || word.startsWith("--lang="));
  if (at === -1) return { argv: given, language: undefined };
  const joined = given[at]?.startsWith("--lang=") === true;
  const language = joined ? given[at]?.slice("--lang=".length) : given[at + 1];
  if (language !== "ja" && language !== "en")
    throw new Refused({ ja: "--lang は ja か en です。", en: "--lang is ja or en." });
  return { argv: given.toSpliced(at, joined ? 1 : 2), language };
};
