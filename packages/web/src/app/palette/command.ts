import type { Icon } from "@tabler/icons-react";

/** One line of the palette. `words`: what else it is found by; `cap`: the key that does the same. */
export type Command = {
  id: string;
  label: string;
  more?: string | undefined;
  words?: string | undefined;
  cap?: string | undefined;
  icon: Icon;
  run: () => void;
};
export type Group = { id: string; label: string; commands: Command[] };

/** As people type: full and half width, large and small letters, and katakana for hiragana are alike. */
export const plain = (text: string): string =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\u30a1-\u30f6]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60));

/** Every word that was typed stands somewhere in it. */
export const fits = ({ label, more = "", words = "" }: Command, typed: string): boolean => {
  const text = plain(`${label} ${more} ${words}`);
  return plain(typed)
    .split(/\s+/)
    .every((word) => text.includes(word));
};
