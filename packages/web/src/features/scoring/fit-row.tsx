import { Autocomplete, NativeSelect, NumberInput, TagsInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { FitRule } from "../../api/scoring.ts";
import { vocabularyQuery } from "../../api/vocabulary.ts";
import { useFormat } from "../../ui/use-format.ts";
import { same } from "./changes.ts";
import { NumberPart } from "./numbers.tsx";
import { Part } from "./part.tsx";
import css from "./part.module.css";
import { Row, type RowFacts } from "./row.tsx";
import { Sentence, slots } from "./sentence.tsx";
import { type FitShape, fitShapeOf, fitWhenOf } from "./shape.ts";
import { useRuleWords } from "./use-rule-words.ts";
import { FreeField, NameField } from "./what-field.tsx";

/** "Department is one of …: +15 points." What somebody is does not fade. */
export const FitRow = ({
  rule,
  was,
  set,
  ...facts
}: RowFacts & { rule: FitRule; was: FitRule | undefined; set: (rule: FitRule) => void }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useRuleWords();
  const name = words.name(rule);
  return (
    <Row {...facts} name={name} about={words.what(rule)} acts={[]}>
      <Sentence
        text={t("scoring.fitRule", slots("what", "points"))}
        parts={{
          what: (
            <Part
              label={t("scoring.editWhat", { name })}
              was={
                was === undefined || same(was.when, rule.when) || words.name(was) === name ? undefined : words.name(was)
              }
              width={340}
              field={() => (
                <div className={css["fields"]}>
                  <NameField rule={rule} set={set} />
                  <FitField shape={fitShapeOf(rule)} write={(shape) => set({ ...rule, when: fitWhenOf(shape) })} />
                </div>
              )}
            >
              {name}
            </Part>
          ),
          points: (
            <Part
              label={t("scoring.editPoints", { name })}
              was={was === undefined || was.points === rule.points ? undefined : format.signed(was.points)}
              field={() => (
                <NumberPart
                  label={t("scoring.pointsLabel")}
                  value={rule.points}
                  min={-1000}
                  max={1000}
                  change={(points) => points !== undefined && set({ ...rule, points })}
                />
              )}
            >
              {words.points(rule.points)}
            </Part>
          ),
        }}
      />
    </Row>
  );
};

export const FitField = ({ shape, write }: { shape: FitShape; write: (shape: FitShape) => void }) => {
  const { t } = useTranslation();
  const words = useRuleWords();
  const fields = useQuery(vocabularyQuery).data?.fields ?? [];
  if (shape.kind === "free") return <FreeField when={shape.when} write={(when) => write({ kind: "free", when })} />;
  const values = shape.kind === "from" ? [] : shape.values;
  const known = fields.filter(({ field }) => /^(attributes\.|email$|company$|tags$|lists$)/.test(field));
  return (
    <>
      <Autocomplete
        label={t("scoring.fieldLabel")}
        value={shape.field}
        data={[...new Set([shape.field, ...known.map(({ field }) => field)])]}
        renderOption={({ option }) => words.field(option.value)}
        description={words.field(shape.field)}
        onChange={(field) => field !== "" && write({ ...shape, field })}
      />
      <NativeSelect
        label={t("scoring.howLabel")}
        value={shape.kind}
        data={(["in", "contains", "from"] as const).map((kind) => ({ value: kind, label: t(`scoring.how.${kind}`) }))}
        onChange={({ currentTarget }) =>
          write(
            currentTarget.value === "from"
              ? { kind: "from", field: shape.field, least: 1 }
              : { kind: currentTarget.value === "in" ? "in" : "contains", field: shape.field, values },
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
