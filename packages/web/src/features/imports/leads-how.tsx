import { Radio, Stack, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { bases, type Choices, type LeadSurvey } from "../../api/imports.ts";
import { useFormat } from "../../ui/use-format.ts";
import css from "./leads-how.module.css";
import { Panel } from "./panel.tsx";

/** The list's name, the ground for mail, and the first people as they will be. */
export const LeadsHow = ({
  survey: { samples, companies },
  file,
  choices,
  choose,
}: {
  survey: LeadSurvey;
  file: string;
  choices: Choices;
  choose: (more: Choices) => void;
}) => {
  const { t } = useTranslation();
  const format = useFormat();
  const [name, setName] = useState(choices.list ?? "");
  const say = useDebouncedCallback(
    (list: string) => choose({ list: list.trim() === "" ? undefined : list.trim() }),
    400,
  );
  return (
    <Panel title={t("import.how")} foot={t("import.companies", { count: companies, n: format.count(companies) })}>
      <div className={css["how"]}>
        <TextInput
          label={t("import.listName")}
          description={t("import.listText")}
          placeholder={file.replace(/\.[a-z]{2,4}$/i, "")}
          maxLength={100}
          value={name}
          onChange={({ currentTarget }) => {
            setName(currentTarget.value);
            say(currentTarget.value);
          }}
        />
        <Radio.Group
          label={t("import.consent")}
          description={t("import.consentText")}
          value={choices.consent ?? null}
          onChange={(value) => choose({ consent: bases.find((one) => one === value) })}
        >
          <Stack gap={6} mt={8}>
            {bases.map((basis) => (
              <Radio.Card key={basis} value={basis} className={css["basis"] ?? ""} radius="md">
                <Radio.Indicator />
                <span>
                  <b>{t(`basis.${basis}`)}</b>
                  <small>{t(`basisText.${basis}`)}</small>
                </span>
              </Radio.Card>
            ))}
          </Stack>
        </Radio.Group>
        <section>
          <h3>{t("import.firstPeople")}</h3>
          <ul className={css["people"]}>
            {samples.map(({ email, name: who, company, optedOut }) => (
              <li key={email}>
                <b>{who ?? email}</b>
                <span>
                  {[company?.name, who === undefined ? undefined : email].filter(Boolean).join(t("words.list"))}
                </span>
                {optedOut && <em>{t("refusal.optedOut")}</em>}
              </li>
            ))}
          </ul>
        </section>
      </div>
    </Panel>
  );
};
