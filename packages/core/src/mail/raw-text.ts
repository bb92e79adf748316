import type { Template } from "./template.ts";

/** The text part of a version as somebody could have written it: with its Liquid, its addresses, and without our footer. */
export const rawText = ({ text, slots, links }: Template): string => {
  const sources = new Map(slots.map(({ slot, source }) => [slot, source]));
  return text
    .replace(/\{\{(t\d+)\}\}/g, (_, slot: string) => sources.get(slot) ?? "")
    .replace(/\{% link \d+ %\}(.*?)\{% endlink %\}/gs, "$1")
    .replace(/\{\{c\}\}(\d+)/g, (_, n) => links[Number(n) - 1] ?? "")
    .replace("{{footer}}", "")
    .trim();
};
