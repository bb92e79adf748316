import { Button, SegmentedControl } from "@mantine/core";
import { IconAlertTriangle, IconExternalLink } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Form, Source } from "../../api/sources.ts";
import { Problem } from "../../api.ts";
import { Card } from "../../ui/card.tsx";
import { Keycap } from "../../ui/keycap.tsx";
import { useKeys } from "../../ui/keys.tsx";
import { useLanguage } from "../../ui/words.ts";
import css from "./form-editor.module.css";
import { FormFields } from "./form-fields.tsx";
import { FormPreview } from "./form-preview.tsx";
import { FormWords } from "./form-words.tsx";
import { starterForm } from "./starter-form.ts";
import { tidied } from "./texts.ts";
import { useChange } from "./use-change.ts";

/** The form as it is edited, and beside it the page as its visitors will see it. */
export const FormEditor = ({ source }: { source: Source }) => {
  const { t } = useTranslation();
  const change = useChange(source.id);
  const own = useLanguage();
  const [language, setLanguage] = useState(own);
  const before = source.form ?? starterForm(source.name ?? "");
  const [form, setForm] = useState<Form>(before);
  const isSame = JSON.stringify(form) === JSON.stringify(before);
  const problems = change.error instanceof Problem ? change.error.problems : [];
  const save = () => {
    if (isSame) return;
    // What is published is told with everything that was left out.
    change.mutate({ form: tidied(form) }, { onSuccess: (changed) => setForm(changed.form ?? form) });
  };
  useKeys([{ code: "Ctrl+KeyS", cap: "Ctrl S", label: t("sources.save"), bar: true, inText: true, run: save }]);
  return (
    <>
      <div className={css["columns"]}>
        <div className={css["editor"]}>
          <div className={css["bar"]}>
            <SegmentedControl
              value={language}
              aria-label={t("formEdit.language")}
              onChange={(next) => setLanguage(next === "en" ? "en" : "ja")}
              data={[
                { value: "ja", label: "日本語" },
                { value: "en", label: "English" },
              ]}
            />
            <span>{t("formEdit.languageHint")}</span>
          </div>
          <Card title={t("formEdit.fields")} flush>
            <FormFields form={form} language={language} change={setForm} />
          </Card>
          <FormWords form={form} language={language} wordings={source.wordings ?? []} change={setForm} />
        </div>
        <Card
          title={t("formEdit.preview")}
          flush
          aside={
            <a href={source.formPath} target="_blank" rel="noopener">
              {t("embed.open")} <IconExternalLink size={13} aria-hidden="true" />
            </a>
          }
        >
          <FormPreview source={source} form={form} language={language} />
        </Card>
      </div>
      <div className={css["foot"]}>
        {problems.length > 0 && (
          <p role="alert">
            <IconAlertTriangle size={16} aria-hidden="true" />
            {t("formEdit.problem", { what: problems.map(({ path, message }) => `${path}: ${message}`).join(" / ") })}
          </p>
        )}
        <span>{t(isSame ? "formEdit.saved" : "formEdit.unsaved")}</span>
        {!isSame && (
          <Button variant="default" onClick={() => setForm(before)}>
            {t("mapping.back")}
          </Button>
        )}
        <Button disabled={isSame} loading={change.isPending} onClick={save}>
          {t("formEdit.publish")} <Keycap>Ctrl S</Keycap>
        </Button>
      </div>
    </>
  );
};
