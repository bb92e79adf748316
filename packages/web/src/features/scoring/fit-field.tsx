import { NativeSelect, NumberInput, Select, TagsInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { FitRule } from "../../api/scoring.ts";
import { vocabularyQuery } from "../../api/vocabulary.ts";
import css from "./part.module.css";
import { type FitShape, fitShapeOf, fitWhenOf } from "./shape.ts";
import { useRuleWords } from "./use-rule-words.ts";
import { FreeField, NameField } from "./what-field.tsx";

/** Name and condition of a rule for who people are. */
export const FitFields = ({ rule, set }: { rule: FitRule; set: (rule: FitRule) => void }) => (
  <div className={css["fields"]}>
    <NameField rule={rule} set={set} />
    <FitField shape={fitShapeOf(rule)} write={(shape) => set({ ...rule, when: fitWhenOf(shape) })} />
  </div>
);

export const FitField = ({ shape, write }: { shape: FitShape; write: (shape: FitShape) => void }) => {
  const { t } = useTranslation();
  const words = useRuleWords();
  const fields = useQuery(vocabularyQuery).data?.fields ?? [];
  if (shape.kind === "free") return <FreeField when={shape.when} write={(when) => write({ kind: "free", when })} />;
  const values = shape.kind === "from" ? [] : shape.values;
  const known = fields.filter(({ field }) => /^(attributes\.|email$|company$|tags$|lists$)/.test(field));
  return (
    <>
      <Select
        label={t("scoring.fieldLabel")}
        searchable
        allowDeselect={false}
        value={shape.field}
        data={[...new Set([shape.field, ...known.map(({ field }) => field)])].map((field) => ({
          value: field,
          label: words.field(field),
        }))}
        nothingFoundMessage={t("scoring.nobody")}
        onChange={(field) => field !== null && write({ ...shape, field })}
      />
      <NativeSelect
        label={t("scoring.howLabel")}
        value={shape.kind}
        data={(["in", "contains", "from", "free"] as const).map((kind) => ({
          value: kind,
          label: t(`scoring.how.${kind}`),
        }))}
        onChange={({ currentTarget: { value } }) =>
          write(
            value === "from"
              ? { kind: "from", field: shape.field, least: 1 }
              : value === "free"
                ? { kind: "free", when: { all: [fitWhenOf(shape)] } }
                : { kind: value === "in" ? "in" : "contains", field: shape.field, values },
          )
        }
      />
      {shape.kind === "from" ? (
        <NumberInput
          label={t("scoring.valuesLabel")}
          value={shape.least}
          onChange={(least) => typeof least === "number" && write({ ...shape, least })}
        />
      ) : (
        <TagsInput
          label={t("scoring.valuesLabel")}
          value={shape.values}
          data={[...new Set([...(fields.find(({ field }) => field === shape.field)?.values ?? []), ...shape.values])]}
          onChange={(next) => next.length > 0 && write({ ...shape, values: next })}
        />
      )}
    </>
  );
};
