import { Button } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Step } from "../../../api/definition.ts";
import { useStage } from "../stage.ts";
import { ChoiceField, SuggestField, TagsField, TextField } from "./fields.tsx";
import css from "./inspector.module.css";
import type { Setter } from "./step-fields.tsx";

/** What it writes into the lead. Stages of sales and customers are entered by people only. */
export const UpdateFields = ({ step, set }: { step: Extract<Step, { kind: "update" }>; set: Setter }) => {
  const { t } = useTranslation();
  const { vocabulary } = useStage();
  const tags = (vocabulary?.tags ?? []).map(({ name }) => name);
  const { stage, attributes = {}, tags: { add = [], remove = [] } = {} } = step.set;
  const known = (vocabulary?.fields ?? []).flatMap(({ field }) =>
    field.startsWith("attributes.") ? [field.slice("attributes.".length)] : [],
  );
  const write = (
    next: { add?: string[]; remove?: string[]; stage?: string; attributes?: typeof attributes },
    mark?: string,
  ) => {
    const { add: added = add, remove: removed = remove, stage: to = stage ?? "", attributes: own = attributes } = next;
    set(
      {
        ...step,
        set: {
          tags: { add: added, ...(removed.length === 0 ? {} : { remove: removed }) },
          ...(to === "" ? {} : { stage: to }),
          ...(Object.keys(own).length === 0 ? {} : { attributes: own }),
        },
      },
      mark,
    );
  };
  const rows = Object.entries(attributes);
  return (
    <>
      <TagsField label={t("inspect.addTags")} value={add} known={tags} change={(next) => write({ add: next })} />
      <TagsField
        label={t("inspect.removeTags")}
        value={remove}
        known={tags}
        change={(next) => write({ remove: next })}
      />
      <ChoiceField
        label={t("field.stage")}
        value={stage ?? ""}
        choices={[
          { value: "", label: t("inspect.stageSame") },
          ...[...new Set(["marketing", "insideSales", ...(stage === undefined ? [] : [stage])])].map((value) => ({
            value,
            label: t(`stage.${value}`),
          })),
        ]}
        change={(next) => write({ stage: next })}
      />
      {rows.map(([name, value], n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the name is what is typed here
        <div key={n} className={css["pair"]}>
          <SuggestField
            label={t("inspect.attribute")}
            value={name}
            known={known}
            change={(next) =>
              write(
                { attributes: Object.fromEntries(rows.map((row, index) => (index === n ? [next, row[1]] : row))) },
                `attribute ${n}`,
              )
            }
          />
          <TextField
            label={t("inspect.value")}
            value={String(value)}
            change={(next) => write({ attributes: { ...attributes, [name]: next } }, `value ${n}`)}
          />
          <Button
            className={css["fit"] ?? ""}
            variant="subtle"
            color="gray"
            px={6}
            aria-label={t("inspect.removeAttribute", { name })}
            onClick={() => write({ attributes: Object.fromEntries(rows.filter((_, index) => index !== n)) })}
          >
            <IconX size={15} />
          </Button>
        </div>
      ))}
      <Button
        variant="default"
        size="xs"
        leftSection={<IconPlus size={14} />}
        disabled={"" in attributes}
        onClick={() => write({ attributes: { ...attributes, "": "" } })}
      >
        {t("inspect.addAttribute")}
      </Button>
    </>
  );
};
