import { normalise } from "@rekindle/core/leads/address";
import { type FormField, type HostedForm, ownNames } from "@rekindle/core/leads/hosted-form";
import { isObject, type Json } from "@rekindle/core/leads/json";
import { storedChoice } from "./field.ts";
import { inLanguage, type Language, words } from "./words.ts";

/** What somebody filled in, and per field what is wrong. `again`: all is right, but it came faster than people write. */
export type Answers = { values: Record<string, string>; wrong: Record<string, string>; again?: boolean };

export const answersIn = (form: HostedForm, body: Json, language: Language): Answers => {
  const values: Record<string, string> = {};
  const wrong: Record<string, string> = {};
  for (const field of form.fields) {
    const value = valueIn(body, field.name);
    values[field.name] = value;
    const problem = problemOf(field, value.trim(), language);
    if (problem !== undefined) wrong[field.name] = problem;
  }
  values[ownNames.consent] = valueIn(body, ownNames.consent);
  if (form.consent?.required === true && values[ownNames.consent] === "")
    wrong[ownNames.consent] = words[language].agree;
  return { values, wrong };
};

export const valueIn = (body: Json, name: string): string => {
  const value = isObject(body) && Object.hasOwn(body, name) ? body[name] : undefined;
  const one = Array.isArray(value) ? value[0] : value;
  return typeof one === "string" ? one : "";
};

const problemOf = (field: FormField, value: string, language: Language): string | undefined => {
  const say = words[language];
  const label = inLanguage(field.label, language);
  if (value === "") {
    if (!field.required && field.target !== "email") return undefined;
    return field.type === "select" || field.type === "checkbox" ? say.choice(label) : say.missing(label);
  }
  if (value.length > (field.type === "textarea" ? 5000 : 300)) return say.tooLong(label);
  if (field.type === "email" || field.target === "email")
    return normalise(value).status === "refused" ? say.address(label) : undefined;
  if (field.type === "select" && !(field.options ?? []).some((option) => storedChoice(option) === value))
    return say.choice(label);
  return undefined;
};
