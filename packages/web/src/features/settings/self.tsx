import { NativeSelect, Switch, useMantineColorScheme } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { allSettingsQuery } from "../../api/settings.ts";
import { meQuery } from "../../api/workspace.ts";
import { Card } from "../../ui/card.tsx";
import { setSingleKeys, singleKeys } from "../../ui/key-match.ts";
import { useSpeak } from "../../ui/speak.ts";
import { useLanguage } from "../../ui/words.ts";
import css from "./settings.module.css";

const schemes = ["auto", "light", "dark"] as const;

/** What is one's own: the language, the look, the keys. Saved at once. */
export const Self = () => {
  const { t } = useTranslation();
  const language = useLanguage();
  const speak = useSpeak();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const { data: me } = useQuery(meQuery);
  const rep = useQuery(allSettingsQuery).data?.reps.find(({ id }) => id === me?.rep);
  const [single, setSingle] = useState(singleKeys());
  return (
    <Card title={t("section.self")}>
      <p className={css["text"]}>{t("settings.selfText")}</p>
      <dl className={css["facts"]}>
        <div>
          <dt>{t("settings.name")}</dt>
          <dd>{me?.name}</dd>
        </div>
        <div>
          <dt>{t("settings.role")}</dt>
          <dd>{me?.role !== undefined && t(`who.${me.role}`)}</dd>
        </div>
        <div>
          <dt>{t("settings.rep")}</dt>
          <dd>{rep?.name ?? t("settings.noRep")}</dd>
        </div>
      </dl>
      <div className={css["fields"]}>
        <div className={css["two"]}>
          <NativeSelect
            label={t("settings.ownLanguage")}
            description={t("settings.ownLanguageWhy")}
            value={language}
            data={[
              { value: "ja", label: "日本語" },
              { value: "en", label: "English" },
            ]}
            onChange={({ currentTarget }) => speak(currentTarget.value === "en" ? "en" : "ja")}
          />
          <NativeSelect
            label={t("settings.look")}
            description={t("settings.lookWhy")}
            value={colorScheme}
            data={schemes.map((value) => ({ value, label: t(`look.${value}`) }))}
            onChange={({ currentTarget }) =>
              setColorScheme(schemes.find((one) => one === currentTarget.value) ?? "auto")
            }
          />
        </div>
        <Switch
          label={t("keys.single")}
          description={t("keys.singleWhy")}
          checked={single}
          onChange={({ currentTarget }) => {
            setSingle(currentTarget.checked);
            setSingleKeys(currentTarget.checked);
          }}
        />
      </div>
    </Card>
  );
};
