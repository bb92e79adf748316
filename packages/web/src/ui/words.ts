import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { type Language, scoringQuery, type Words } from "../api/workspace.ts";

/** The text in the reader's language, else in the other one. */
export const say = (words: Words | undefined, language: Language): string => {
  if (words === undefined) return "";
  if (typeof words === "string") return words;
  return words[language] ?? words.ja ?? words.en ?? "";
};

/** A text of the API whose type is not known. */
export const wordsOf = (value: unknown): Words | undefined => {
  if (typeof value === "string") return value;
  if (typeof value !== "object" || value === null) return undefined;
  const texts = Object.entries(value).flatMap(([name, text]) =>
    typeof text === "string" ? [[name, text] as const] : [],
  );
  return Object.fromEntries(texts);
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

/** The name of a signal: as it came along, else as the scoring model has it, else its id. */
export const useSignalName = () => {
  const say = useSay();
  const term = useTerm();
  const model = useQuery(scoringQuery).data;
  return (id: string, label?: Words): string =>
    say(label) ||
    say([...(model?.signals ?? []), ...(model?.fit ?? [])].find((rule) => rule.id === id)?.label) ||
    term("signal", id);
};
