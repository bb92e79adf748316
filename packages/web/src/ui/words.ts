import { useTranslation } from "react-i18next";
import type { Language, Words } from "../api/workspace.ts";

/** The text in the reader's language, else in the other one. */
export const say = (words: Words | undefined, language: Language): string => {
  if (words === undefined) return "";
  if (typeof words === "string") return words;
  return words[language] ?? words.ja ?? words.en ?? "";
};

export const useLanguage = (): Language => (useTranslation().i18n.language === "en" ? "en" : "ja");
/** `say` in the reader's language. */
export const useSay = () => {
  const language = useLanguage();
  return (words: Words | undefined, otherwise = ""): string => say(words, language) || otherwise;
};

/** The word for a value of the API, or the value itself where the glossary has none (a workspace's own reasons, stages). */
export const useTerm = () => {
  const { t, i18n } = useTranslation();
  return (group: string, value: string): string => (i18n.exists(`${group}.${value}`) ? t(`${group}.${value}`) : value);
};
