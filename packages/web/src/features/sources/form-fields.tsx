import { Button, Menu } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Form, FormField } from "../../api/sources.ts";
import type { Language } from "../../api/workspace.ts";
import css from "./form-editor.module.css";
import { FormFieldRow } from "./form-field-row.tsx";
import { offered } from "./form-offers.ts";

/** The questions in their order; common ones are added with words and place already chosen. */
export const FormFields = ({
  form,
  language,
  change,
}: {
  form: Form;
  language: Language;
  change: (form: Form) => void;
}) => {
  const { t } = useTranslation();
  const { fields } = form;
  const set = (next: FormField[]) => change({ ...form, fields: next });
  const move = (from: number, to: number) => {
    const next = [...fields];
    const [moved] = next.splice(from, 1);
    if (moved !== undefined) next.splice(to, 0, moved);
    set(next);
  };
  const add = (field: FormField) => {
    const taken = fields.map(({ name }) => name);
    let name = field.name;
    for (let n = 2; taken.includes(name); n++) name = `${field.name}_${n}`;
    set([...fields, { ...field, name }]);
  };
  const targets = fields.map(({ target }) => target);
  return (
    <>
      <ol className={css["fields"]}>
        {fields.map((field, index) => (
          <FormFieldRow
            key={field.name}
            field={field}
            language={language}
            place={{ isFirst: index === 0, isLast: index === fields.length - 1 }}
            change={(next) => set(fields.map((one, i) => (i === index ? next : one)))}
            move={(by) => move(index, index + by)}
            remove={() => set(fields.filter((_, i) => i !== index))}
          />
        ))}
      </ol>
      <div className={css["add"]}>
        <Menu position="bottom-start">
          <Menu.Target>
            <Button variant="default" leftSection={<IconPlus size={16} />}>
              {t("formEdit.add")}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {offered
              .filter(({ target }) => target === undefined || !targets.includes(target))
              .map((field) => (
                <Menu.Item key={field.name} onClick={() => add(field)}>
                  {field.label[language]}
                </Menu.Item>
              ))}
          </Menu.Dropdown>
        </Menu>
      </div>
    </>
  );
};
