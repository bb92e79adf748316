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
        <mj-text font-size="14px" color="#55514A">{{ sender.name }}</mj-text>
      </mj-column>
    </mj-section>
    <mj-section background-color="#FFFFFF" border-top="3px solid #27518F" padding="20px 0">
      <mj-column>
${[greeting[language], ...text].map((line) => `        <mj-text>${line}</mj-text>`).join("\n")}
        <mj-button href="${site.replace(/\/+$/, "")}${button.path}" background-color="#27518F" border-radius="6px" font-size="15px" padding="16px 24px" align="left">${button.label}</mj-button>
        <mj-text font-size="13px" color="#55514A" padding="20px 24px 8px">{{ sender.name }}</mj-text>
      </mj-column>
    </mj-section>
  </mj-body>
</mjml>`,
});

/** Reads well for somebody of whom only the address is known, too. */
const greeting = {
  ja: "{% if lead.company %}{{ lead.company }}<br />{% endif %}{% if lead.name %}{{ lead.name }} 様{% else %}ご担当者様{% endif %}",
  en: "{% if lead.name %}Dear {{ lead.name }},{% else %}Hello,{% endif %}",
};
