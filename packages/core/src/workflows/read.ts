import { LineCounter, parseDocument, stringify } from "yaml";
import { Definition } from "./definition.ts";
import { explain, issuesOf } from "./explain.ts";
import type { Problem } from "./graph.ts";

export type Reading =
  | { status: "ok"; definition: Definition }
  /** No JSON or YAML at all. */
  | { status: "unparseable"; message: string }
  | { status: "invalid"; problems: Problem[] };

/** Reads a workflow as people write it. `text` comes from outside: its size, depth, aliases and tags are limited. */
export const read = (text: string, type: "json" | "yaml"): Reading => {
  const most = type === "json" ? maxLength : maxYamlLength;
  if (text.length > most) return { status: "unparseable", message: `Longer than ${most / 1000},000 characters` };
  const data = type === "json" ? readJson(text.replace(/^\uFEFF/, "")) : readYaml(text);
  if ("message" in data) return { status: "unparseable", message: data.message };
  if (isDeeper(data.value, maxDepth))
    return { status: "unparseable", message: `Nested more than ${maxDepth} levels deep` };
  return readValue(data.value);
};

/** The same for what is parsed already. Must not be nested without bound. */
export const readValue = (value: unknown): Reading => {
  const result = Definition.safeParse(value);
  if (result.success) return { status: "ok", definition: result.data };
  const problems = explain(Definition, value);
  return { status: "invalid", problems: problems.length > 0 ? problems : issuesOf(result.error) };
};

/** As it is written by people: empty parts and defaults left out, the order kept. */
export const toYaml = (definition: Definition): string => {
  const { triggers, entry, exits, priority, ...rest } = definition;
  const { name, hypothesis, window, cap, steps } = rest;
  return stringify(
    {
      name,
      hypothesis,
      ...(triggers.length > 0 ? { triggers } : {}),
      ...(entry.when === undefined && entry.reentry === "never" ? {} : { entry }),
      ...(exits.length > 0 ? { exits } : {}),
      window,
      ...(priority === 50 ? {} : { priority }),
      cap,
      steps,
    },
    // Readers of YAML 1.1 take a bare 10:00 for a number.
    { compat: "yaml-1.1", lineWidth: 120, aliasDuplicateObjects: false, keepUndefined: false },
  );
};

const maxLength = 256_000;
/** The parser's time grows with the square of the mistakes: 100,000 of them take seconds. */
const maxYamlLength = 100_000;
const maxDepth = 64;

type Data = { value: unknown } | { message: string };

const readJson = (text: string): Data => {
  try {
    const value: unknown = JSON.parse(text);
    return { value };
  } catch (error) {
    if (error instanceof SyntaxError) return { message: error.message };
    throw error;
  }
};

const readYaml = (text: string): Data => {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    // By ourselves, for the one that is shown: tens of thousands of them take seconds.
    prettyErrors: false,
    lineCounter: lines,
    version: "1.2",
    schema: "core",
    strict: true,
    uniqueKeys: true,
    merge: false,
    resolveKnownTags: false,
    // "silent" would also swallow the error of a second document.
    logLevel: "error",
  });
  // An unknown tag is only a warning to the parser. Here it is refused: nothing in a workflow has a tag.
  const [wrong] = [...document.errors, ...document.warnings];
  if (wrong !== undefined) {
    const { line, col } = lines.linePos(wrong.pos[0]);
    return { message: `${wrong.message} at line ${line}, column ${col}` };
  }
  try {
    const value: unknown = document.toJS({ maxAliasCount: 100 });
    return { value };
  } catch (error) {
    // Thrown for aliases that grow without bound or point nowhere.
    if (error instanceof ReferenceError) return { message: error.message };
    throw error;
  }
};

const isDeeper = (value: unknown, levels: number): boolean => {
  if (typeof value !== "object" || value === null) return false;
  if (levels === 0) return true;
  return Object.values(value).some((inside) => isDeeper(inside, levels - 1));
};
