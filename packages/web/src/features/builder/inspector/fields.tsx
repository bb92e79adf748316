import { Autocomplete, NativeSelect, NumberInput, Select, TagsInput, Textarea, TextInput } from "@mantine/core";
import type { Words } from "../../../api/workspace.ts";

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

/** The text in one language, changed without losing the other. */
export const withWords = (words: Words | undefined, language: "ja" | "en", text: string): Words =>
  words === undefined || typeof words === "string"
    ? { [language === "ja" ? "en" : "ja"]: typeof words === "string" ? words : text, [language]: text }
    : { ...words, [language]: text };
