import { parseDocument, stringify } from "yaml";
import type { Definition } from "../../api/definition.ts";
import { withIds } from "./document/places.ts";
import { isDefinition } from "./shape.ts";

export type Read = { definition: Definition } | { line: number; message: string };

/** As people write it: empty parts left out. */
export const toText = ({ triggers, exits, entry, priority, ...rest }: Definition): string => {
  const { name, hypothesis, window, cap, steps } = rest;
  return stringify(
    {
      name,
      hypothesis,
      ...(triggers === undefined || triggers.length === 0 ? {} : { triggers }),
      ...(entry === undefined || (entry.when === undefined && entry.reentry === "never") ? {} : { entry }),
      ...(exits === undefined || exits.length === 0 ? {} : { exits }),
      window,
      ...(priority === undefined || priority === 50 ? {} : { priority }),
      cap,
      steps,
    },
    { compat: "yaml-1.1", lineWidth: 100, aliasDuplicateObjects: false, keepUndefined: false },
  );
};

/** What was typed, if it is a workflow at all; what is wrong inside it is the server's to say. Lines count from 1. */
export const fromText = (text: string): Read => {
  const document = parseDocument(text, { schema: "core", strict: true, uniqueKeys: true, merge: false });
  const [wrong] = [...document.errors, ...document.warnings];
  if (wrong !== undefined) return { line: wrong.linePos?.[0].line ?? 1, message: wrong.message.split("\n")[0] ?? "" };
  const value = plain(document);
  if ("message" in value) return { line: 1, message: value.message };
  const found = isDefinition(value.value);
  return found.ok
    ? { definition: withIds(found.definition) }
    : { line: lineOf(document, found.path, text), message: found.path };
};

const plain = (document: ReturnType<typeof parseDocument>): { value: unknown } | { message: string } => {
  try {
    return { value: document.toJS({ maxAliasCount: 100 }) };
  } catch (error) {
    // Thrown for aliases that point nowhere or grow without bound.
    if (error instanceof ReferenceError) return { message: error.message };
    throw error;
  }
};

/** The line on which the value at a path of the document begins. */
export const lineAt = (text: string, path: string): number => lineOf(parseDocument(text), path, text);

const lineOf = (document: ReturnType<typeof parseDocument>, path: string, text: string): number => {
  const keys = path === "" ? [] : path.split(".");
  for (let length = keys.length; length > 0; length -= 1) {
    const node: unknown = document.getIn(
      keys.slice(0, length).map((key) => (/^\d+$/.test(key) ? Number(key) : key)),
      true,
    );
    if (typeof node === "object" && node !== null && "range" in node && Array.isArray(node.range))
      return text.slice(0, Number(node.range[0])).split("\n").length;
  }
  return 1;
};
