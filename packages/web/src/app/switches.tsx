import { useComputedColorScheme, useMantineColorScheme } from "@mantine/core";
import { IconMoon, IconSun } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useSpeak } from "../ui/speak.ts";
import { useLanguage } from "../ui/words.ts";

/** Names the other language in that language. */
export const LanguageSwitch = ({ className, short = false }: { className: string; short?: boolean }) => {
  const speak = useSpeak();
  const other = useLanguage() === "ja" ? "en" : "ja";
  const name = other === "en" ? "English" : "日本語";
  const shown = short ? other.toUpperCase() : name;
  return (
    <button
      type="button"
      className={className}
      lang={other}
      aria-label={short ? `${shown} ${name}` : name}
      onClick={() => speak(other)}
    >
      {shown}
    </button>
  );
};

export const ThemeSwitch = ({ className }: { className: string }) => {
  const { t } = useTranslation();
  const { setColorScheme } = useMantineColorScheme();
  const scheme = useComputedColorScheme("light");
  const other = scheme === "dark" ? "light" : "dark";
  return (
    <button
      type="button"
      className={className}
      onClick={() => setColorScheme(other)}
      aria-label={t(`theme.${other}`)}
      title={t(`theme.${other}`)}
    >
      {other === "dark" ? <IconMoon size={18} stroke={1.7} /> : <IconSun size={18} stroke={1.7} />}
    </button>
  );
};
