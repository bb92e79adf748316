import { lineAt, type Place, sourceOf, type TemplateDraft } from "./template.ts";

/** Variables about the lead that leave a hole where they are empty, and where each stands first. */
export type Bare = { variable: string; path: Place; line: number };

export const bareIn = (draft: TemplateDraft): Bare[] => {
  const { path, source } = sourceOf(draft);
  const parts: { path: Place; text: string }[] = [
    { path: "subject", text: draft.subject },
    { path: "preheader", text: draft.preheader ?? "" },
    { path, text: source },
    { path: "text", text: draft.text ?? "" },
  ];
  const whole = parts.map(({ text }) => text).join("\n");
  const found = new Map<string, { path: Place; text: string; index: number }>();
  for (const part of parts)
    for (const { 1: variable = "", 2: filters = "", index } of part.text.matchAll(output))
      if (!filters.includes("default") && !found.has(variable) && found.size < MOST)
        found.set(variable, { ...part, index });
  return [...found].flatMap(([variable, place]) =>
    isAsked(whole, variable) ? [] : [{ variable, path: place.path, line: lineAt(place.text, place.index) }],
  );
};

/** Each is looked for in the whole text. */
const MOST = 200;

/** Every variable about the lead that the mail has, with a fallback or without. */
export const askedOf = (variables: readonly string[]): string[] => [
  ...new Set(variables.flatMap((name) => /^lead\.(?:name|company|attributes\.[\w-]+)/.exec(name)?.[0] ?? [])),
];

export const lacks = (lead: Known, variable: string): boolean => {
  if (variable === "lead.name") return (lead.name ?? "") === "";
  if (variable === "lead.company") return (lead.company?.name ?? "") === "";
  const value = lead.attributes[variable.slice("lead.attributes.".length)];
  return value === undefined || value === "";
};
type Known = { name?: string; company?: { name: string }; attributes: Record<string, unknown> };

const output = /\{\{-?\s*(lead\.(?:name|company|attributes\.[\w-]+))\s*([^}]*)\}\}/g;
const isAsked = (text: string, variable: string): boolean =>
  new RegExp(`\\{%-?\\s*(?:if|elsif|unless|case)[^%]*${variable}\\b`).test(text);
