import { Autocomplete, NativeSelect, NumberInput, Select, TagsInput, Textarea, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Words } from "../../../api/workspace.ts";
import css from "./inspector.module.css";

/** Fields that all kinds of steps are made of. `error` stands where it belongs; the note below says more. */
type Field<T> = { label: string; value: T; change: (value: T) => void; error?: boolean; hint?: string };
const fault = (error: boolean | undefined) => (error === true ? { error: true } : {});
const hinted = (hint: string | undefined) => (hint === undefined ? {} : { description: hint });

export const TextField = ({
  label,
  value,
  change,
  error,
  hint,
  placeholder,
}: Field<string> & { placeholder?: string }) => (
  <TextInput
    label={label}
    value={value}
    {...fault(error)}
    {...hinted(hint)}
    {...(placeholder === undefined ? {} : { placeholder })}
    onChange={({ currentTarget }) => change(currentTarget.value)}
  />
);

export const LongField = ({ label, value, change, error, hint }: Field<string>) => (
  <Textarea
    label={label}
    value={value}
    autosize
    minRows={2}
    maxRows={8}
    {...fault(error)}
    {...hinted(hint)}
    onChange={({ currentTarget }) => change(currentTarget.value)}
  />
);

export const NumberField = ({
  label,
  value,
  change,
  error,
  min,
  max,
  suffix,
}: Field<number | undefined> & { min?: number; max?: number; suffix?: string }) => (
  <NumberInput
    label={label}
    value={value ?? ""}
    {...fault(error)}
    {...(min === undefined ? {} : { min })}
    {...(max === undefined ? {} : { max })}
    {...(suffix === undefined ? {} : { suffix })}
    onChange={(next) => change(typeof next === "number" ? next : undefined)}
  />
);

export type Choice = { value: string; label: string };
export const ChoiceField = ({ label, value, change, error, hint, choices }: Field<string> & { choices: Choice[] }) => (
  <NativeSelect
    label={label}
    value={value}
    data={choices}
    {...fault(error)}
    {...hinted(hint)}
    onChange={({ currentTarget }) => change(currentTarget.value)}
  />
);

/** Many choices: the list is narrowed by typing. What is chosen but no longer there stays, and says so by its id. */
export const SearchField = ({
  label,
  value,
  change,
  error,
  choices,
  nothing,
}: Field<string> & { choices: Choice[]; nothing: string }) => (
  <Select
    label={label}
    searchable
    value={value === "" ? null : value}
    data={value === "" || choices.some((one) => one.value === value) ? choices : [{ value, label: value }, ...choices]}
    placeholder={nothing}
    nothingFoundMessage={nothing}
    {...fault(error)}
    onChange={(next) => change(next ?? "")}
  />
);

/** Free text with what is known already. */
export const SuggestField = ({ label, value, change, error, known }: Field<string> & { known: string[] }) => (
  <Autocomplete label={label} value={value} data={[...new Set(known)]} {...fault(error)} onChange={change} />
);

export const TagsField = ({ label, value, change, known }: Field<string[]> & { known: string[] }) => (
  <TagsInput label={label} value={value} data={[...new Set(known)]} onChange={change} />
);

const units = { M: "minutes", H: "hours", D: "days", W: "weeks", MO: "months" } as const;
type Unit = keyof typeof units;

/** `P14D` as a number and a unit. What is written in another way is shown as it is. */
export const DurationField = ({
  label,
  value,
  change,
  error,
  required = false,
}: Field<string> & { required?: boolean }) => {
  const { t } = useTranslation();
  const read = readDuration(value);
  if (read === undefined) return <TextField label={label} value={value} change={change} error={error ?? false} />;
  const write = (count: number | undefined, unit: Unit) =>
    change(count === undefined ? "" : writeDuration(count, unit));
  return (
    <div className={css["pair"]}>
      <NumberInput
        label={label}
        required={required}
        min={1}
        max={3660}
        allowDecimal={false}
        allowNegative={false}
        value={read.count ?? ""}
        placeholder={t("builder.eg")}
        {...fault(error)}
        onChange={(next) => write(typeof next === "number" ? next : undefined, read.unit)}
      />
      <NativeSelect
        aria-label={t("builder.unit")}
        value={read.unit}
        data={Object.entries(units).map(([unit, name]) => ({ value: unit, label: t(`units.${name}`) }))}
        onChange={({ currentTarget }) => {
          const unit = unitOf(currentTarget.value);
          if (read.count !== undefined && unit !== undefined) write(read.count, unit);
        }}
      />
    </div>
  );
};

const unitOf = (text: string): Unit | undefined =>
  text === "M" || text === "H" || text === "D" || text === "W" || text === "MO" ? text : undefined;

export const readDuration = (value: string): { count?: number; unit: Unit } | undefined => {
  if (value === "") return { unit: "D" };
  const [, calendar, date, clock, time] = /^P(?:(\d+)([DWM])|T(\d+)([HM]))$/.exec(value) ?? [];
  if (calendar !== undefined) return { count: Number(calendar), unit: date === "M" ? "MO" : date === "W" ? "W" : "D" };
  return clock === undefined ? undefined : { count: Number(clock), unit: time === "H" ? "H" : "M" };
};
export const writeDuration = (count: number, unit: Unit): string =>
  unit === "H" || unit === "M" ? `PT${count}${unit}` : `P${count}${unit === "MO" ? "M" : unit}`;

/** The text in one language, changed without losing the other. */
export const withWords = (words: Words | undefined, language: "ja" | "en", text: string): Words =>
  words === undefined || typeof words === "string"
    ? { [language === "ja" ? "en" : "ja"]: typeof words === "string" ? words : text, [language]: text }
    : { ...words, [language]: text };
