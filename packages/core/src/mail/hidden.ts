import { TypeGuards } from "liquidjs";
import { tokens } from "./variables.ts";

/** Liquid that is out of the way of MJML and html-to-text: each piece stands as a word of its own. */
export type Hidden = {
  /** A word that stands for the Liquid. */
  hide(liquid: string): string;
  /** Replaces each piece of Liquid in a source by its word. */
  hideIn(source: string): string;
  restore(text: string): string;
  /** The pieces hidden so far that do not occur in the text, and where they stood. */
  missingIn(text: string): { liquid: string; index: number }[];
};

export const hidden = (...sources: string[]): Hidden => {
  let mark = "lqd";
  while (sources.some((source) => source.includes(mark))) mark += "q";
  const word = new RegExp(`${mark}(\\d+)${mark}`, "g");
  const pieces: { liquid: string; index: number }[] = [];
  const hide = (liquid: string, index = 0): string => `${mark}${pieces.push({ liquid, index }) - 1}${mark}`;
  return {
    hide,
    hideIn: (source) =>
      tokens(source)
        .map((token) => (TypeGuards.isHTMLToken(token) ? token.getText() : hide(token.getText(), token.begin)))
        .join(""),
    restore: (text) => text.replace(word, (_, n) => pieces[Number(n)]?.liquid ?? ""),
    missingIn: (text) => {
      const seen = new Set([...text.matchAll(word)].map(([, n]) => Number(n)));
      return pieces.filter((_, n) => !seen.has(n));
    },
  };
};
