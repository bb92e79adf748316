import { type TopLevelToken, TypeGuards } from "liquidjs";
import type { Part, Template } from "./template.ts";
import { tokens } from "./variables.ts";

const prefix: Record<Part, string> = { html: "v", subject: "s", text: "t" };
const blocks = ["if", "unless", "case", "for", "comment", "link"];

/**
 * Cuts the outermost Liquid of a part into slots, `{{v0}}`, `{{v1}}` …; equal pieces share one, unless the part assigns
 * variables: then a piece may mean something else further down.
 */
export const cut = (source: string, part: Part): { body: string; slots: Template["slots"] } => {
  const pieces = outermost(tokens(source));
  const assigns = /\{%-?\s*assign\b/.test(source);
  const slots: Template["slots"] = [];
  const slotFor = (liquid: string): string => {
    const same = assigns ? undefined : slots.find((each) => each.source === liquid);
    if (same !== undefined) return same.slot;
    const slot = `${prefix[part]}${slots.length}`;
    slots.push({ slot, part, source: liquid });
    return slot;
  };
  const body = pieces.map(([first, last]) => {
    if (TypeGuards.isHTMLToken(first)) return first.getContent();
    const liquid = source.slice(first.begin, last.end);
    return liquid === "{{c}}" ? liquid : `{{${slotFor(liquid)}}}`;
  });
  return { body: body.join(""), slots };
};

/** First and last token of each piece that stands in no other. The source is well-formed: it was checked before. */
const outermost = (all: TopLevelToken[]): [TopLevelToken, TopLevelToken][] => {
  const pieces: [TopLevelToken, TopLevelToken][] = [];
  let first: TopLevelToken | undefined;
  let depth = 0;
  for (const token of all) {
    first ??= token;
    if (TypeGuards.isTagToken(token)) {
      if (blocks.includes(token.name)) depth += 1;
      if (token.name.startsWith("end")) depth -= 1;
    }
    if (depth > 0) continue;
    pieces.push([first, token]);
    first = undefined;
  }
  return pieces;
};
