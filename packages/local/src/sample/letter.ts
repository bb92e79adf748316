import type { TemplateDraft } from "@rekindle/core/mail/template";

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

/** One look for all mails of the sample company: a quiet head, the text, one button, a signature. */
export const letter = ({ name, subject, preheader, greeting, text, button, more }: Letter): TemplateDraft => ({
  name,
  subject,
  preheader,
  mjml: `<mjml>
  <mj-head>
    <mj-attributes>
      <mj-all font-family="'Hiragino Sans','Yu Gothic UI','Noto Sans JP',sans-serif" />
      <mj-text font-size="15px" line-height="1.8" color="#211F1C" padding="8px 24px" />
    </mj-attributes>
  </mj-head>
  <mj-body background-color="#F6F5F2" width="600px">
    <mj-section padding="20px 0 8px">
      <mj-column>
        <mj-text font-size="14px" color="#55514A">アカリ経費</mj-text>
      </mj-column>
    </mj-section>
    <mj-section background-color="#FFFFFF" border-top="3px solid #27518F" padding="20px 0">
      <mj-column>
${[...(greeting ? [salutation] : []), ...text].map((line) => `        <mj-text>${line}</mj-text>`).join("\n")}
        <mj-button href="${button.href}" background-color="#27518F" border-radius="6px" font-size="15px" padding="16px 24px" align="left">${button.label}</mj-button>
${more.map(({ label, href }) => `        <mj-text padding="2px 24px"><a href="${href}" style="color:#27518F;">${label}</a></mj-text>`).join("\n")}
        <mj-text font-size="13px" color="#55514A" padding="20px 24px 8px">アカリ経費株式会社 マーケティング部<br />佐藤 美咲</mj-text>
      </mj-column>
    </mj-section>
  </mj-body>
</mjml>`,
});

const salutation =
  "{% if lead.company %}{{ lead.company }}<br />{% endif %}{% if lead.attributes.department %}{{ lead.attributes.department }} {% endif %}{% if lead.name %}{{ lead.name }} 様{% else %}ご担当者様{% endif %}";
