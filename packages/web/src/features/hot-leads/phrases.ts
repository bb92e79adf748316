import type { Phrase } from "../../api/calls.ts";

type Part = { text: string; at: number; kind?: "said" | "negated" };

/** The note cut at its phrases, in order, never overlapping. Those of an older wording, which are not there any more, fall away. */
export const cut = (note: string, phrases: Pick<Phrase, "phrase" | "from" | "to" | "negated">[]): Part[] => {
  const parts: Part[] = [];
  let end = 0;
  for (const { phrase, from, to, negated } of phrases.toSorted((a, b) => a.from - b.from)) {
    if (from < end || note.slice(from, to) !== phrase) continue;
    if (from > end) parts.push({ text: note.slice(end, from), at: end });
    parts.push({ text: phrase, at: from, kind: negated ? "negated" : "said" });
    end = to;
  }
  if (end < note.length) parts.push({ text: note.slice(end), at: end });
  return parts;
};
