import { agreedTo, type HostedForm, ownNames, type Wording } from "@rekindle/core/leads/hosted-form";
import { escapeHtml } from "@rekindle/core/mail/escape";
import type { Answers } from "./answers.ts";
import { fieldHtml } from "./field.ts";
import { style } from "./style.ts";
import { inLanguage, type Language, words } from "./words.ts";

export type Shown = {
  form: HostedForm;
  wording: Wording | undefined;
  company: string;
  language: Language;
  embedded: boolean;
  /** Where it is sent to. */
  action: string;
  stamp: string;
  visitor: string;
};

/** The form as a page of HTML that needs no script. `answers`: what was sent and could not be taken. */
export const formPage = (shown: Shown, answers?: Answers): string => {
  const { form, language, action, company } = shown;
  const say = words[language];
  const fields = form.fields.map((field) =>
    fieldHtml(field, answers?.values[field.name] ?? "", answers?.wrong[field.name], language),
  );
  const intro = form.intro === undefined ? "" : `<p class="intro">${escapeHtml(inLanguage(form.intro, language))}</p>`;
  const button = escapeHtml(inLanguage(form.button, language) || say.send);
  return page(shown, inLanguage(form.title, language), [
    intro,
    answers === undefined ? "" : note(shown, answers),
    `<form method="post" action="${escapeHtml(action)}"${answers === undefined ? "" : " novalidate"}>`,
    ...fields,
    consent(shown, answers),
    hidden(shown),
    `<button type="submit">${button}</button></form>`,
    `<p class="foot">${escapeHtml(say.by(company))}${form.consent === undefined ? privacy(shown, " ・ ") : ""}</p>`,
  ]);
};

export const thanksPage = (shown: Shown): string => {
  const { form, language, action } = shown;
  const say = words[language];
  const text = escapeHtml(inLanguage(form.thanks, language) || say.thanks);
  return page(shown, say.thanksTitle, [
    `<p class="thanks" role="status">${text}</p>`,
    `<p class="foot"><a href="${escapeHtml(action)}">${say.another}</a></p>`,
  ]);
};

export const gonePage = (language: Language): string =>
  document(language, words[language].goneTitle, false, `<p>${words[language].gone}</p>`);

const note = ({ form, language }: Shown, { wrong, again }: Answers): string => {
  const say = words[language];
  if (again) return `<div class="note" role="alert">${say.again}</div>`;
  const lines = [...form.fields.map(({ name }) => name), ownNames.consent].flatMap((name) => {
    const text = wrong[name];
    return text === undefined ? [] : [`<li><a href="#f-${name}">${escapeHtml(text)}</a></li>`];
  });
  return `<div class="note" role="alert">${say.mend}<ul>${lines.join("")}</ul></div>`;
};

const consent = (shown: Shown, answers: Answers | undefined): string => {
  const { form, wording, language } = shown;
  if (form.consent === undefined || wording === undefined) return "";
  const id = `f-${ownNames.consent}`;
  const wrong = answers?.wrong[ownNames.consent];
  const ticked = (answers?.values[ownNames.consent] ?? "") === "" ? "" : " checked";
  const must = form.consent.required ? " required" : "";
  return `<div class="consent"><label class="tick"><input type="checkbox" id="${id}" name="${ownNames.consent}" value="${agreedTo(wording.version, language)}"${ticked}${must}><span>${escapeHtml(inLanguage(wording.text, language))}</span></label>${wrong === undefined ? "" : `<p class="wrong">${escapeHtml(wrong)}</p>`}${privacy(shown)}</div>`;
};

const privacy = ({ form, language }: Shown, before = ""): string =>
  form.privacyUrl === undefined
    ? ""
    : `${before}<a href="${escapeHtml(form.privacyUrl)}" target="_blank" rel="noopener noreferrer">${words[language].privacy}</a>`;

/** The trap is out of sight and out of the order of tabs: only a robot fills it in. */
const hidden = ({ stamp, visitor, language }: Shown): string =>
  [
    `<div class="trap" aria-hidden="true"><label>${words[language].trap}<input type="text" name="${ownNames.trap}" tabindex="-1" autocomplete="off"></label></div>`,
    `<input type="hidden" name="${ownNames.stamp}" value="${escapeHtml(stamp)}">`,
    visitor === "" ? "" : `<input type="hidden" name="${ownNames.visitor}" value="${escapeHtml(visitor)}">`,
  ].join("");

const page = ({ language, embedded }: Shown, title: string, parts: string[]): string =>
  document(language, title, embedded, parts.join(""));

/** In a frame it tells the page around it how high it is; the only script there is, named by its hash in the policy. */
export const heightScript =
  'parent.postMessage({rekindle:location.pathname.split("/")[2],height:document.documentElement.offsetHeight},"*")';

const document = (language: Language, title: string, embedded: boolean, content: string): string => `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body${embedded ? ' class="embed"' : ""}><main><h1>${escapeHtml(title)}</h1>${content}</main>${embedded ? `<script>${heightScript}</script>` : ""}</body>
</html>
`;
