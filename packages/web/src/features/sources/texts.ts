import type { Form, Text } from "../../api/sources.ts";
import type { Language } from "../../api/workspace.ts";

/** A text with one language's words replaced; undefined where none are left. */
export const withWords = (text: Text | undefined, language: Language, words: string): Text | undefined => {
  const { [language]: _, ...others } = text ?? {};
  const next: Text = words === "" ? others : { ...others, [language]: words };
  return Object.keys(next).length === 0 ? undefined : next;
};

/** One that must stay: emptied, it keeps the other language or an empty text for the server to refuse. */
export const mustHave = (text: Text, language: Language, words: string): Text =>
  withWords(text, language, words) ?? { [language]: words };

/** Without the empty lines that writing leaves behind. */
export const tidied = (form: Form): Form => ({
  ...form,
  ...(form.sites === undefined ? {} : { sites: form.sites.map((site) => site.trim()).filter((site) => site !== "") }),
  fields: form.fields.map((field) => ({
    ...field,
    ...(field.options === undefined
      ? {}
      : { options: field.options.filter((option) => Object.values(option).some((words) => words.trim() !== "")) }),
  })),
});
