import type { CallPreview } from "../../api/calls.ts";

export type Phrase = Pick<CallPreview["signals"][number], "phrase" | "negated">;
type Part = { text: string; at: number; kind?: "said" | "negated" };

/** The note cut at its phrases, each found once, in order, never overlapping. */
export const cut = (note: string, phrases: Phrase[]): Part[] => {
  const found = phrases
    .flatMap(({ phrase, negated }) => {
      const at = phrase === undefined || phrase === "" ? -1 : note.indexOf(phrase);
      return at < 0 || phrase === undefined ? [] : [{ at, text: phrase, kind: negated ? "negated" : "said" } as const];
    })
    .toSorted((a, b) => a.at - b.at);
  const parts: Part[] = [];
  let end = 0;
  for (const part of found) {
    if (part.at < end) continue;
    if (part.at > end) parts.push({ text: note.slice(end, part.at), at: end });
    parts.push(part);
    end = part.at + part.text.length;
  }
  if (end < note.length) parts.push({ text: note.slice(end), at: end });
  return parts;
};
