import type { Phrase } from "./phrases.ts";

/** A phrase found in a note: `from` and `to` are its place. Negated ones say no, and give no points. */
export type Found = {
  phrase: string;
  from: number;
  to: number;
  chip: Phrase["chip"];
  value: string | boolean;
  negated: boolean;
};

/**
 * Reads a call note by the phrase list, sentence by sentence. A negation in the same clause turns a phrase round:
 * 「予算はまだ取れていない」 says that there is no budget.
 */
export const readNote = (note: string, phrases: Phrase[]): Found[] => {
  const text =
    note.normalize("NFKC").length === note.length ? note.normalize("NFKC").toLowerCase() : note.toLowerCase();
  const sorted = [...phrases].sort((a, b) => b.text.length - a.text.length);
  const found: Found[] = [];
  for (const { text: phrase, chip, value } of sorted) {
    const needle = phrase.toLowerCase();
    for (let from = text.indexOf(needle); from !== -1; from = text.indexOf(needle, from + needle.length)) {
      const to = from + needle.length;
      if (isInsideWord(text, from, to, needle) || found.some((known) => from < known.to && known.from < to)) continue;
      found.push({ phrase: note.slice(from, to), from, to, chip, value, negated: isNegated(text, from, to) });
    }
  }
  return found.sort((a, b) => a.from - b.from);
};

/** The chips that a note's phrases come to. A later phrase of the same chip wins; a negated timing says nothing. */
export const chipsIn = (found: Found[]): Record<string, string | boolean> => {
  const chips: Record<string, string | boolean> = {};
  for (const { chip, value, negated } of found)
    if (typeof value === "boolean") chips[chip] = negated ? !value : value;
    else if (!negated) chips[chip] = value;
  return chips;
};

/** Latin phrases match whole words only: `need` is not in `indeed`. */
const isInsideWord = (text: string, from: number, to: number, needle: string): boolean =>
  /^[a-z]/.test(needle) && (/[a-z]/.test(text.charAt(from - 1)) || /[a-z]/.test(text.charAt(to)));

const ends = /[。.!?！？\n、,,;；]/;
const japaneseNo = /(ない|なかった|ません|ず(?!に)|無い|なし|ゼロ|厳し|難し|未定|見送)/;
const englishNo = /\b(no|not|never|without|isn't|aren't|doesn't|don't|didn't|hasn't|haven't|cannot|can't|lacks?)\b/;

/** Japanese negates after the phrase, English before it; both within the clause. */
const isNegated = (text: string, from: number, to: number): boolean => {
  const after = text.slice(to).split(ends)[0] ?? "";
  const before = text.slice(0, from).split(ends).at(-1) ?? "";
  return japaneseNo.test(after.slice(0, 16)) || englishNo.test(before.slice(-40));
};
