import type { TemplateDraft } from "@rekindle/core/mail/template";
import { look } from "@rekindle/core/workflows/starters/look";

export type Letter = {
  name: string;
  subject: string;
  preheader: string;
  /** Begins with the person's company and name. */
  greeting: boolean;
  text: string[];
  button: { label: string; href: string };
  more: { label: string; href: string }[];
};

/** A mail of the sample company. */
export const letter = ({ name, subject, preheader, greeting, text, button, more }: Letter): TemplateDraft => ({
  name,
  subject,
  preheader,
  mjml: look({
    head: "アカリ経費",
    lines: [...(greeting ? [salutation] : []), ...text],
    button,
    more,
    signature: "アカリ経費株式会社 マーケティング部<br />佐藤 美咲",
  }),
});

const salutation =
  "{% if lead.company %}{{ lead.company }}<br />{% endif %}{% if lead.attributes.department %}{{ lead.attributes.department }} {% endif %}{% if lead.name %}{{ lead.name }} 様{% else %}ご担当者様{% endif %}";
