import type { Definition } from "../../api/definition.ts";
import { isDefinition } from "./shape.ts";

/** What is not on the server yet, kept on this device: leaving the page, or a server that is away, loses nothing. */
export type Kept = { definition: Definition; tag: string | undefined };

const key = (id: string) => `rekindle.draft.${id}`;

export const keep = (id: string, { definition, tag }: Kept): void =>
  localStorage.setItem(key(id), JSON.stringify({ definition, tag }));
export const forget = (id: string): void => localStorage.removeItem(key(id));

export const kept = (id: string): Kept | undefined => {
  const text = localStorage.getItem(key(id));
  if (text === null) return undefined;
  const { definition, tag }: { definition?: unknown; tag?: unknown } = JSON.parse(text);
  const found = isDefinition(definition);
  return found.ok ? { definition: found.definition, tag: typeof tag === "string" ? tag : undefined } : undefined;
};
