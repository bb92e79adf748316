import { ActionIcon, Checkbox, Select, Textarea, TextInput } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconTrash } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { type FormField, fieldTypes } from "../../api/sources.ts";
import type { Language } from "../../api/workspace.ts";
import { useSay } from "../../ui/words.ts";
import css from "./form-editor.module.css";
import { targetName, usualTargets } from "./target-names.ts";
import { mustHave } from "./texts.ts";

/** One question: its words, how it is answered, where the answer goes. */
export const FormFieldRow = ({
  field,
  language,
  place: { isFirst, isLast },
  change,
  move,
  remove,
}: {
  field: FormField;
  language: Language;
  place: { isFirst: boolean; isLast: boolean };
  change: (field: FormField) => void;
  move: (by: number) => void;
  remove: () => void;
}) => {
  const { t } = useTranslation();
  const say = useSay();
  const name = say(field.label, field.name);
  const isAddress = field.target === "email";
  const targets = [...new Set([...usualTargets, ...(field.target === undefined ? [] : [field.target])])].filter(
    (target) => target !== "email" && target !== "tags",
  );
  const setTarget = (target: string | null) => {
    const { target: _, ...rest } = field;
    change(target === null ? rest : { ...rest, target });
  };
  const setType = (value: string | null) => {
    const type = fieldTypes.find((one) => one === value);
    if (type === undefined) return;
    const { options, ...rest } = field;
    change({ ...rest, type, ...(type === "select" ? { options: options ?? [{ ja: "はい", en: "Yes" }] } : {}) });
  };
  return (
    <li className={css["field"]}>
      <div className={css["line"]}>
        <TextInput
          className={css["label"] ?? ""}
          label={t("formEdit.label")}
          value={field.label[language] ?? ""}
          placeholder={name}
          maxLength={200}
          onChange={({ currentTarget }) =>
            change({ ...field, label: mustHave(field.label, language, currentTarget.value) })
          }
        />
        <Select
          label={t("formEdit.type")}
          data={fieldTypes.map((value) => ({ value, label: t(`fieldType.${value}`) }))}
          value={field.type}
          allowDeselect={false}
          disabled={isAddress}
          onChange={setType}
        />
        <Select
          label={t("formEdit.target")}
          data={
            isAddress
              ? [{ value: "email", label: targetName("email", t) }]
              : targets.map((value) => ({ value, label: targetName(value, t) }))
          }
          value={field.target ?? null}
          placeholder={t("formEdit.noTarget")}
          clearable={!isAddress}
          clearButtonProps={{ "aria-label": t("formEdit.noTarget") }}
          disabled={isAddress}
          onChange={setTarget}
        />
      </div>
      {field.type === "select" && <Options field={field} language={language} change={change} />}
      <div className={css["line"]}>
        <Checkbox
          label={t("formEdit.required")}
          checked={isAddress || field.required === true}
          disabled={isAddress}
          onChange={({ currentTarget }) => change({ ...field, required: currentTarget.checked })}
        />
        <span className={css["acts"]}>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={34}
            disabled={isFirst}
            aria-label={t("formEdit.up", { name })}
            onClick={() => move(-1)}
          >
            <IconArrowUp size={16} />
          </ActionIcon>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={34}
            disabled={isLast}
            aria-label={t("formEdit.down", { name })}
            onClick={() => move(1)}
          >
            <IconArrowDown size={16} />
          </ActionIcon>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={34}
            disabled={isAddress}
            aria-label={t("formEdit.remove", { name })}
            onClick={remove}
          >
            <IconTrash size={16} />
          </ActionIcon>
        </span>
      </div>
    </li>
  );
};

/** A choice a line; the lines of both languages belong together by their order. */
const Options = ({
  field,
  language,
  change,
}: {
  field: FormField;
  language: Language;
  change: (field: FormField) => void;
}) => {
  const { t } = useTranslation();
  const options = field.options ?? [];
  return (
    <Textarea
      label={t("formEdit.options")}
      description={t("formEdit.optionsHint")}
      value={options.map((option) => option[language] ?? option.ja ?? option.en ?? "").join("\n")}
      autosize
      minRows={3}
      onChange={({ currentTarget }) =>
        change({
          ...field,
          options: currentTarget.value
            .split("\n")
            .slice(0, 60)
            .map((line, i) => mustHave(options[i] ?? {}, language, line)),
        })
      }
    />
  );
};
