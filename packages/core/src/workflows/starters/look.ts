export type Look = {
  head: string;
  /** Paragraphs. */
  lines: string[];
  button: { label: string; href: string };
  /** Quiet links below the button. */
  more?: { label: string; href: string }[];
  signature: string;
};

/** One look for starters and samples: a quiet head, the text, one button, a signature. The law's footer is added to every mail. */
export const look = ({ head, lines, button, more = [], signature }: Look): string => `<mjml>
  <mj-head>
    <mj-attributes>
      <mj-all font-family="'Hiragino Sans','Yu Gothic UI','Noto Sans JP',sans-serif" />
      <mj-text font-size="15px" line-height="1.8" color="#211F1C" padding="8px 24px" />
    </mj-attributes>
  </mj-head>
  <mj-body background-color="#F6F5F2" width="600px">
    <mj-section padding="20px 0 8px">
      <mj-column>
        <mj-text font-size="14px" color="#55514A">${head}</mj-text>
      </mj-column>
    </mj-section>
    <mj-section background-color="#FFFFFF" border-top="3px solid #27518F" padding="20px 0">
      <mj-column>
${lines.map((line) => `        <mj-text>${line}</mj-text>`).join("\n")}
        <mj-button href="${button.href}" background-color="#27518F" border-radius="6px" font-size="15px" padding="16px 24px" align="left">${button.label}</mj-button>
${more.map(({ label, href }) => `        <mj-text padding="2px 24px"><a href="${href}" style="color:#27518F;">${label}</a></mj-text>\n`).join("")}        <mj-text font-size="13px" color="#55514A" padding="20px 24px 8px">${signature}</mj-text>
      </mj-column>
    </mj-section>
  </mj-body>
</mjml>`;
