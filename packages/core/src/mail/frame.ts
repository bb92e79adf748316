/** The look of mails that are written as Markdown: a white sheet, 600 px, dark ink, one colour for what can be pressed. */
export const framed = (body: string): { mjml: string; before: number } => ({
  mjml: `${head}\n${body}\n${foot}`,
  before: head.split("\n").length,
});

const head = `<mjml>
  <mj-head>
    <mj-attributes>
      <mj-all font-family="'Hiragino Sans','Yu Gothic UI','Noto Sans JP',sans-serif" />
      <mj-text font-size="15px" line-height="1.8" color="#211F1C" padding="6px 24px" />
      <mj-button font-size="15px" font-weight="700" background-color="#27518F" color="#FFFFFF" border-radius="6px" inner-padding="12px 22px" padding="14px 24px" align="left" />
    </mj-attributes>
  </mj-head>
  <mj-body background-color="#FFFFFF" width="600px">
    <mj-section padding="16px 0">
      <mj-column>`;
const foot = `      </mj-column>
    </mj-section>
  </mj-body>
</mjml>`;
