import { NativeSelect, TagsInput, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Condition } from "../../api/definition.ts";
import { chips, type SignalRule } from "../../api/scoring.ts";
import { vocabularyQuery } from "../../api/vocabulary.ts";
import type { Words } from "../../api/workspace.ts";
import { ConditionField } from "../../ui/condition/condition-field.tsx";
import { useLanguage, useSay, useTerm } from "../../ui/words.ts";
import css from "./part.module.css";
import { type Shape, shapeOf, whenOf } from "./shape.ts";
import { useRuleWords } from "./use-rule-words.ts";

const outcomes = ["reached", "noAnswer", "willCall", "wrongNumber", "refused"];
const timings = ["within3m", "within6m", "later"];

/** What a rule asks, how it is called, and which family its points fade with. */
export const WhatField = ({
  rule,
  families,
  set,
}: {
  rule: SignalRule;
  families: string[];
  set: (rule: SignalRule) => void;
}) => {
  const { t } = useTranslation();
  const words = useRuleWords();
  const shape = shapeOf(rule);
  const write = (next: Shape) => {
    const { when: _, ...rest } = rule;
    set({ ...rest, ...whenOf(next) });
  };
  return (
    <div className={css["fields"]}>
      <NameField rule={rule} set={set} />
      <Asked shape={shape} write={write} />
      <NativeSelect
        label={t("scoring.familyLabel")}
        value={rule.family}
        data={families.map((family) => ({ value: family, label: words.family(family) }))}
        onChange={({ currentTarget }) => set({ ...rule, family: currentTarget.value })}
      />
    </div>
  );
};

/** In the reader's language; the other one keeps its text. */
export const NameField = <Rule extends { id: string; label?: Words }>({
  rule,
  set,
}: {
  rule: Rule;
  set: (rule: Rule) => void;
}) => {
  const { t } = useTranslation();
  const language = useLanguage();
  const say = useSay();
  const texts = typeof rule.label === "object" ? rule.label : {};
  return (
    <TextInput
      label={t("scoring.nameLabel")}
      data-autofocus
      value={say(rule.label)}
      maxLength={80}
      onChange={({ currentTarget }) => set({ ...rule, label: { ...texts, [language]: currentTarget.value } })}
    />
  );
};

export const Asked = ({ shape, write }: { shape: Shape; write: (shape: Shape) => void }) => {
  const { t } = useTranslation();
  const term = useTerm();
  const words = useRuleWords();
  const sources = useQuery(vocabularyQuery).data?.sources.map(({ id }) => id) ?? [];
  const some = (values: string[], next: string[]) => (next.length > 0 ? next : values);
  switch (shape.kind) {
    case "any":
      return null;
    case "page":
    case "otherPage":
    case "form":
    case "otherForm": {
      const isForm = shape.kind === "form" || shape.kind === "otherForm";
      return (
        <TagsInput
          label={t(`scoring.asks.${shape.kind}`)}
          value={shape.values}
          data={isForm ? [...new Set([...sources, ...shape.values])] : []}
          onChange={(next) => write({ ...shape, values: some(shape.values, next) })}
        />
      );
    }
    case "chip": {
      const options = shape.chip === "timing" ? timings : ["true", "false"];
      const read = (text: string) => (text === "true" ? true : text === "false" ? false : text);
      return (
        <NativeSelect
          label={t("scoring.asks.chip")}
          value={`${shape.chip} ${shape.value}`}
          data={chips.flatMap((chip) =>
            (chip === "timing" ? timings : ["true", "false"]).map((value) => ({
              value: `${chip} ${value}`,
              label: words.chip(chip, read(value)),
            })),
          )}
          onChange={({ currentTarget }) => {
            const [chip = shape.chip, value = options[0] ?? ""] = currentTarget.value.split(" ");
            write({ kind: "chip", chip, value: read(value) });
          }}
        />
      );
    }
    case "outcome":
      return (
        <NativeSelect
          label={t("scoring.asks.outcome")}
          value={shape.value}
          data={outcomes.map((value) => ({ value, label: term("outcome", value) }))}
          onChange={({ currentTarget }) => write({ kind: "outcome", value: currentTarget.value })}
        />
      );
    case "free":
      return <FreeField when={shape.when} write={(when) => write({ kind: "free", when })} />;
    default:
      return shape satisfies never;
  }
};

/** Any other condition, row by row. */
export const FreeField = ({ when, write }: { when: Condition; write: (when: Condition) => void }) => {
  const { t } = useTranslation();
  return (
    <ConditionField label={t("scoring.asks.free")} value={when} change={(next) => next !== undefined && write(next)} />
  );
};
