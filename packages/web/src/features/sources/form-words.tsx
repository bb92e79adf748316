import { Checkbox, Switch, Textarea, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Form, Source, Text } from "../../api/sources.ts";
import type { Language } from "../../api/workspace.ts";
import { Card } from "../../ui/card.tsx";
import { useFormat, useNow } from "../../ui/use-format.ts";
import css from "./form-editor.module.css";
import { starterForm } from "./starter-form.ts";
import { mustHave, withWords } from "./texts.ts";

/** What the page says besides its questions: title, consent, thanks; and who may show it in a frame. */
export const FormWords = ({
  form,
  language,
  wordings,
  change,
}: {
  form: Form;
  language: Language;
  wordings: NonNullable<Source["wordings"]>;
  change: (form: Form) => void;
}) => {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const { consent } = form;
  const newest = wordings.at(-1);
  const set = (name: "intro" | "button" | "thanks", words: string) => {
    const { [name]: before, ...rest } = form;
    const text = withWords(before, language, words);
    change(text === undefined ? rest : { ...rest, [name]: text });
  };
  const setConsent = (next: { text: Text; required?: boolean } | undefined) => {
    const { consent: _, ...rest } = form;
    change(next === undefined ? rest : { ...rest, consent: next });
  };
  const setPrivacy = (url: string) => {
    const { privacyUrl: _, ...rest } = form;
    change(url.trim() === "" ? rest : { ...rest, privacyUrl: url.trim() });
  };
  return (
    <>
      <Card title={t("formEdit.consent")}>
        <div className={css["stack"]}>
          <Switch
            label={t("formEdit.asks")}
            description={t("formEdit.asksHint")}
            checked={consent !== undefined}
            onChange={({ currentTarget }) => setConsent(currentTarget.checked ? starterForm("").consent : undefined)}
          />
          {consent !== undefined && (
            <>
              <Textarea
                label={t("formEdit.consentText")}
                description={
                  newest === undefined
                    ? t("formEdit.consentHint")
                    : t("formEdit.consentVersion", { version: newest.version, at: format.moment(newest.since, now) })
                }
                value={consent.text[language] ?? ""}
                autosize
                minRows={2}
                maxLength={1000}
                onChange={({ currentTarget }) =>
                  setConsent({ ...consent, text: mustHave(consent.text, language, currentTarget.value) })
                }
              />
              <Checkbox
                label={t("formEdit.consentMust")}
                description={t("formEdit.consentMustHint")}
                checked={consent.required === true}
                onChange={({ currentTarget }) => setConsent({ ...consent, required: currentTarget.checked })}
              />
            </>
          )}
          <TextInput
            label={t("formEdit.privacy")}
            placeholder="https://www.example.jp/privacy"
            value={form.privacyUrl ?? ""}
            onChange={({ currentTarget }) => setPrivacy(currentTarget.value)}
          />
        </div>
      </Card>
      <Card title={t("formEdit.words")}>
        <div className={css["stack"]}>
          <TextInput
            label={t("formEdit.title")}
            value={form.title[language] ?? ""}
            maxLength={200}
            onChange={({ currentTarget }) =>
              change({ ...form, title: mustHave(form.title, language, currentTarget.value) })
            }
          />
          <Textarea
            label={t("formEdit.intro")}
            value={form.intro?.[language] ?? ""}
            autosize
            minRows={2}
            maxLength={2000}
            onChange={({ currentTarget }) => set("intro", currentTarget.value)}
          />
          <TextInput
            label={t("formEdit.button")}
            placeholder={language === "ja" ? "送信する" : "Send"}
            value={form.button?.[language] ?? ""}
            maxLength={60}
            onChange={({ currentTarget }) => set("button", currentTarget.value)}
          />
          <Textarea
            label={t("formEdit.thanks")}
            description={t("formEdit.thanksHint")}
            value={form.thanks?.[language] ?? ""}
            autosize
            minRows={2}
            maxLength={1000}
            onChange={({ currentTarget }) => set("thanks", currentTarget.value)}
          />
          <Textarea
            label={t("formEdit.sites")}
            description={t("formEdit.sitesHint")}
            placeholder="https://www.example.jp"
            value={(form.sites ?? []).join("\n")}
            autosize
            minRows={2}
            onChange={({ currentTarget }) =>
              change({ ...form, sites: currentTarget.value === "" ? [] : currentTarget.value.split("\n") })
            }
          />
        </div>
      </Card>
    </>
  );
};
