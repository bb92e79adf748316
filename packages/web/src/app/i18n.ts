import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import type { Language } from "../api/workspace.ts";
import ja from "../locales/ja.json" with { type: "json" };

/**
 * Japanese of the pages that everybody opens is bundled; English is fetched when it is chosen, and the words of the other pages
 * with the page: `locales/<book>.<language>.json`.
 */
export const i18n = i18next.createInstance();
const setting = "rekindle.language";

/** What was chosen on this device; undefined: nothing yet. */
export const chosenLanguage = (): Language | undefined => {
  const kept = localStorage.getItem(setting);
  return kept === "en" || kept === "ja" ? kept : undefined;
};

/** `speak`, and stays so on this device. */
export const chooseLanguage = (language: Language): Promise<void> => {
  localStorage.setItem(setting, language);
  return speak(language);
};

export const speak = async (language: Language): Promise<void> => {
  if (language === "en" && !i18n.hasResourceBundle("en", "translation")) {
    const { default: en } = await import("../locales/en.json", { with: { type: "json" } });
    i18n.addResourceBundle("en", "translation", en);
  }
  await Promise.all([...opened].map((book) => read(book, language)));
  await i18n.changeLanguage(language);
  document.documentElement.lang = language;
};

/** The words of a page that not everybody opens; they stay as long as the document. */
export const learn = async (book: string): Promise<void> => {
  opened.add(book);
  await read(book, i18n.language === "en" ? "en" : "ja");
};
const opened = new Set<string>();
const known = new Set<string>();
const books = import.meta.glob<Record<string, unknown>>("../locales/*.*.json", { import: "default" });
const read = async (book: string, language: Language): Promise<void> => {
  const path = `../locales/${book}.${language}.json`;
  if (known.has(path)) return;
  const load = books[path];
  if (load === undefined) throw new Error(`There is no ${path}`);
  i18n.addResourceBundle(language, "translation", await load(), true, true);
  known.add(path);
};

export const ready = async (): Promise<void> => {
  await i18n.use(initReactI18next).init({
    lng: "ja",
    fallbackLng: "ja",
    interpolation: { escapeValue: false },
    resources: { ja: { translation: ja } },
  });
  await speak(chosenLanguage() ?? "ja");
};
