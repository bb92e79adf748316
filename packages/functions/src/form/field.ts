import type { FormField } from "@rekindle/core/leads/hosted-form";
import { escapeHtml } from "@rekindle/core/mail/escape";
import { inLanguage, type Language, words } from "./words.ts";

/** One question with its answer so far, and what is wrong with it. */
export const fieldHtml = (field: FormField, value: string, wrong: string | undefined, language: Language): string => {
  const { name, required, type } = field;
  const label = escapeHtml(inLanguage(field.label, language));
  const id = `f-${name}`;
  const say = words[language];
  const problem = wrong === undefined ? "" : `<p class="wrong" id="${id}-wrong">${escapeHtml(wrong)}</p>`;
  const state = `${required ? " required" : ""}${wrong === undefined ? "" : ` aria-invalid="true" aria-describedby="${id}-wrong"`}`;
  const common = `id="${id}" name="${name}"${state}`;
  if (type === "checkbox")
    return `<div class="field"><label class="tick"><input type="checkbox" ${common} value="1"${value === "" ? "" : " checked"}><span>${label}${mark(required, language)}</span></label>${problem}</div>`;
  const control =
    type === "textarea"
      ? `<textarea ${common} maxlength="5000">${escapeHtml(value)}</textarea>`
      : type === "select"
        ? `<select ${common}><option value="">${say.choose}</option>${choices(field, value, language)}</select>`
        : `<input type="${type}" ${common} maxlength="300" value="${escapeHtml(value)}"${autocomplete(field)}>`;
  return `<div class="field"><label for="${id}">${label}${mark(required, language)}</label>${control}${problem}</div>`;
};

const mark = (required: boolean, language: Language): string =>
  `<span class="mark"${required ? " data-must" : ""}>${required ? words[language].required : words[language].optional}</span>`;

const choices = ({ options = [] }: FormField, value: string, language: Language): string =>
  options
    .map((option) => {
      const stored = storedChoice(option);
      return `<option value="${escapeHtml(stored)}"${stored === value ? " selected" : ""}>${escapeHtml(inLanguage(option, language))}</option>`;
    })
    .join("");

/** A choice is stored in one language, whoever made it. */
export const storedChoice = (option: { ja?: string; en?: string }): string => inLanguage(option, "ja");

const autocomplete = ({ target = "" }: FormField): string => {
  const known = completions[target];
  return known === undefined ? "" : ` autocomplete="${known}"`;
};
const completions: Record<string, string> = {
  email: "email",
  name: "name",
  familyName: "family-name",
  givenName: "given-name",
  company: "organization",
  "attributes.phone": "tel",
  "attributes.title": "organization-title",
};
