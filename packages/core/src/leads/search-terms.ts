import { companyKey } from "./company.ts";
import type { Lead } from "./lead.ts";

/**
 * What a lead is found by: beginnings of these texts. At most seven: the name and each word of it, its reading, the address,
 * the telephone number's digits.
 */
export const termsOf = ({ email, name, attributes, erased }: Lead): string[] => {
  if (erased !== undefined || email === "") return [];
  const { reading, phone } = attributes;
  const found = [
    folded(email),
    ...wordsOf(name),
    ...wordsOf(typeof reading === "string" ? reading : undefined),
    typeof phone === "string" || typeof phone === "number" ? digitsOf(String(phone)) : "",
  ];
  return [...new Set(found.filter((term) => term !== ""))].slice(0, MOST_TERMS);
};
const MOST_TERMS = 7;

/** Every end of a company's key, so that 物流 finds 港物流: at most six, and no single letter but the whole. */
export const companyTermsOf = (key: string): string[] => {
  const letters = [...folded(key)];
  // A word of Latin letters is found by its beginning; characters have no spaces between words.
  const starts = letters.flatMap((letter, index) =>
    index === 0 || (!latin.test(letter) && index < letters.length - 1) ? [index] : [],
  );
  return starts.slice(0, MOST_COMPANY_TERMS).map((index) => letters.slice(index).join(""));
};
const MOST_COMPANY_TERMS = 6;
const latin = /[a-z0-9&.-]/;

/** One text for ワタナベ, わたなべ, ﾜﾀﾅﾍﾞ, and for half and full width: NFKC, lower case, katakana as hiragana, no spaces. */
export const folded = (text: string): string =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[\s・]/g, "")
    .replaceAll(/[ァ-ヶ]/g, (letter) => String.fromCodePoint((letter.codePointAt(0) ?? 0) - KANA_APART))
    .slice(0, 80);
const KANA_APART = 0x60;

/** What somebody typed, as it is looked up: a number also by its digits, a company without its legal form. */
export const askedFor = (typed: string): { person: string; company: string } => {
  const text = folded(typed);
  const digits = digitsOf(typed);
  return {
    person: /^[\d()+-]+$/.test(text) && digits !== "" ? digits : text,
    company: folded(companyKey(typed) ?? typed),
  };
};

const digitsOf = (text: string): string => text.normalize("NFKC").replaceAll(/\D/g, "");

const wordsOf = (text: string | undefined): string[] => {
  if (text === undefined) return [];
  const [, ...later] = text
    .normalize("NFKC")
    .trim()
    .split(/[\s・]+/);
  return [folded(text), ...later.slice(0, 1).map(folded)];
};
