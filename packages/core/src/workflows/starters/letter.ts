import { look } from "./look.ts";

/** One mail in one language, without its look. `path` is put behind the site's address. */
export type Letter = {
  name: string;
  subject: string;
  preheader: string;
  text: string[];
  button: { label: string; path: string };
};

/** One look for the mails of all starters: the sender's name, the text, one button. The law's footer is added to every mail. */
export const letter = (
  { name, subject, preheader, text, button }: Letter,
  { site, language }: { site: string; language: "ja" | "en" },
) => ({
  name,
  subject,
  preheader,
  mjml: look({
    head: "{{ sender.name }}",
    lines: [greeting[language], ...text],
    button: { label: button.label, href: `${site.replace(/\/+$/, "")}${button.path}` },
    signature: "{{ sender.name }}",
  }),
});

/** Reads well for somebody of whom only the address is known, too. */
const greeting = {
  ja: "{% if lead.company %}{{ lead.company }}<br />{% endif %}{% if lead.name %}{{ lead.name }} 様{% else %}ご担当者様{% endif %}",
  en: "{% if lead.name %}Dear {{ lead.name }},{% else %}Hello,{% endif %}",
};
