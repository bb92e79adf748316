import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import type { Language } from "../api/workspace.ts";
import ja from "../locales/ja.json" with { type: "json" };

/** Japanese is bundled; English is fetched when it is chosen. */
export const i18n = i18next.createInstance();
const setting = "rekindle.language";

export const speak = async (language: Language): Promise<void> => {
  if (language === "en" && !i18n.hasResourceBundle("en", "translation")) {
    const { default: en } = await import("../locales/en.json", { with: { type: "json" } });
    i18n.addResourceBundle("en", "translation", en);
  }
  await i18n.changeLanguage(language);
  document.documentElement.lang = language;
  localStorage.setItem(setting, language);
};

export const ready = async (): Promise<void> => {
  await i18n.use(initReactI18next).init({
    lng: "ja",
    fallbackLng: "ja",
    interpolation: { escapeValue: false },
    resources: { ja: { translation: ja } },
  });
  await speak(localStorage.getItem(setting) === "en" ? "en" : "ja");
};
