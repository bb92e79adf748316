import type { ChipName, Phrase } from "./phrases.ts";

/** Words of a note that say something: `phrase` = note.slice(from, to). `negated`: they say no, and `value` is false. */
export type Reading = {
  phrase: string;
  from: number;
  to: number;
  chip: ChipName;
  value: string | boolean;
  negated: boolean;
};

/**
 * Reads a call note by the phrase list, clause by clause. 「予算はまだ取れていない」 says that there is none, and
 * 「取れていないわけではない」 that there is. Questions and conditions (取れたら, if they had) say nothing.
 */
export const readNote = (note: string, phrases: readonly Phrase[]): Reading[] => {
  const text = plain(note);
  const found: Reading[] = [];
  for (const phrase of phrases) {
    for (const match of text.matchAll(patternOf(phrase.text))) {
      const from = match.index;
      const to = from + match[0].length;
      const claim = claimOf(text, from, to, isLatin(phrase.text));
      if (claim === "none") continue;
      const turned = claim === "no";
      const value = turned ? (typeof phrase.value === "boolean" ? !phrase.value : false) : phrase.value;
      found.push({ phrase: note.slice(from, to), from, to, chip: phrase.chip, value, negated: value === false });
    }
  }
  return withoutOverlaps(found);
};

/** The chips that a note comes to: what is said last holds. A negated time is no time. */
export const chipsIn = (readings: Reading[]): Partial<Record<ChipName, string | boolean>> => {
  const chips: Partial<Record<ChipName, string | boolean>> = {};
  for (const { chip, value } of readings) if (chip !== "timing" || value !== false) chips[chip] = value;
  return chips;
};

/** Same length, so that places agree: full and half width, case, and the ways to write 3か月 are the same. */
const plain = (note: string): string =>
  [...note]
    .map((character) => {
      const narrow = character.normalize("NFKC").toLowerCase();
      return narrow.length === character.length ? narrow : character;
    })
    .join("")
    .replaceAll(/(?<=\d)[ヶヵカケ箇](?=月)/g, "か");

const isLatin = (text: string): boolean => /^[\x20-\x7e…]+$/.test(text);

/** Patterns are few and made of a workspace's own list; emptied at its bound. */
const patterns = new Map<string, RegExp>();
const patternOf = (phrase: string): RegExp => {
  const known = patterns.get(phrase);
  if (known !== undefined) return known;
  if (patterns.size > 5000) patterns.clear();
  const parts = plain(phrase)
    .split("…")
    .map((part) =>
      part
        .trim()
        .replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
        .replaceAll(/\s+/g, String.raw`\s+`),
    );
  const source = isLatin(phrase)
    ? `\\b${parts.join(String.raw`(?:\s+[^\s.,;!?]+){0,3}?\s+`)}\\b`
    : parts.join(between).replace(/ない$/, "(?:ない|なく|なかった|無い|ありません|ございません)");
  const made = new RegExp(source, "g");
  patterns.set(phrase, made);
  return made;
};

/** A comma may stand after the topic (予算は、…); a new thought may not begin. */
const between = String.raw`(?:[はがもを]、)?(?:(?!ので|から|けど|たら|れば|問題|が、)[^、。,.!?\n]){0,8}?`;

/** Does the phrase hold, is it turned round, or is nothing claimed? */
type Claim = "yes" | "no" | "none";
const claimOf = (text: string, from: number, to: number, latin: boolean): Claim => {
  const before =
    text
      .slice(0, from)
      .split(/[.,;!?。、!?\n]/)
      .at(-1) ?? "";
  const [after = ""] = /^[^.,;!?。、\n]*[?]?/.exec(text.slice(to)) ?? [];
  return latin ? inEnglish(before, text.slice(from, to), after) : inJapanese(text.slice(from, to), after);
};

const inJapanese = (said: string, after: string): Claim => {
  if (asks.test(after) || unsure.test(said + after) || supposes.test(after)) return "none";
  const [near = ""] = after.slice(0, 12).split(/ので|から|けど|けれど|のに|問題/);
  const no = denies.exec(near);
  return no === null || deniesTwice.test(after.slice(no.index)) ? "yes" : "no";
};
const asks = /\?$|(?:です|ます|ません|でしょう|ある|ない)か(?:$|と|聞|確認)/;
const unsure = /かどうか|か(?:は)?(?:分から|わから|不明|未定)/;
const supposes = /^[てでっきいしりれ]{0,3}(?:たら|れば|ければ|なら|るなら|次第)/;
const denies = /ない|なかった|なさそう|なく|ません|無い|無し|なし|ずに|未定|難し|厳し/;
const deniesTwice = /^(?:ない|なく|無い)(?:わけでは|こと(?:は|も)|は|も)(?:ない|ありません)/;

const never =
  /\b(?:no|not|never|without|none|hardly|cannot|can't|isn't|aren't|wasn't|doesn't|don't|didn't|hasn't|haven't|hadn't|won't|lacks?|lost)\b/;
const inEnglish = (before: string, said: string, after: string): Claim => {
  if (/\?$/.test(after) || /\b(?:if|whether|unless|would have|asked about)\b[^,;.]*$/.test(before)) return "none";
  const near = before.split(/\b(?:but|and|so|because)\b/).at(-1) ?? "";
  const inside = said.replace(/^no\b/, "");
  const follows = /^\s+(?:is|are|was|has|have|had)?\s*(?:not|n't|never|no longer)\b/.test(after);
  return never.test(near.slice(-40)) || never.test(inside) || follows ? "no" : "yes";
};

/** Of readings that overlap the longer one is meant; in the order of the note. */
const withoutOverlaps = (found: Reading[]): Reading[] => {
  const kept: Reading[] = [];
  for (const one of found.toSorted((a, b) => b.to - b.from - (a.to - a.from) || a.from - b.from))
    if (!kept.some((other) => one.from < other.to && other.from < one.to)) kept.push(one);
  return kept.sort((a, b) => a.from - b.from);
};
