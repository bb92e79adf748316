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
  if (marketing) await learn(language);
  await i18n.changeLanguage(language);
  document.documentElement.lang = language;
  localStorage.setItem(setting, language);
};

/** Words of the builder and the preview, which most people never open; lives as long as the page. */
let marketing = false;
const learned = new Set<Language>();
export const learnMarketing = async (): Promise<void> => {
  marketing = true;
  await learn(i18n.language === "en" ? "en" : "ja");
};
const learn = async (language: Language): Promise<void> => {
  if (learned.has(language)) return;
  const { default: words } =
    language === "ja"
      ? await import("../locales/marketing.ja.json", { with: { type: "json" } })
      : await import("../locales/marketing.en.json", { with: { type: "json" } });
  i18n.addResourceBundle(language, "translation", words, true, true);
  learned.add(language);
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
