import type { Settings } from "../workspace/settings.ts";
import { escapeHtml } from "./escape.ts";

type Language = Settings["language"];
type Who = { language: Language; company: string };

const words = {
  ja: {
    title: "メール配信の停止",
    ask: (company: string) => `${company}からのメールの配信を停止しますか?`,
    effect: "停止すると、ご案内のメールは今後届きません。",
    button: "配信を停止する",
    doneTitle: "配信を停止しました",
    done: (company: string) => `${company}からのご案内のメールは、今後お送りしません。`,
    close: "このページは閉じていただいて構いません。",
    invalidTitle: "このリンクは使えません",
    invalid: "リンクが途中で切れているか、正しくありません。",
    retry: "メールの一番下にある「配信停止」をもう一度開くか、メールに記載のお問い合わせ先へご連絡ください。",
  },
  en: {
    title: "Unsubscribe",
    ask: (company: string) => `Stop receiving mails from ${company}?`,
    effect: "You will get no more of these mails.",
    button: "Unsubscribe",
    doneTitle: "You are unsubscribed",
    done: (company: string) => `${company} will send you no more of these mails.`,
    close: "You can close this page.",
    invalidTitle: "This link does not work",
    invalid: "The link is incomplete or not valid.",
    retry: "Open “Unsubscribe” at the end of the mail once more, or write to the contact given there.",
  },
};

/** GET: shows, changes nothing. The form posts to the address it came from (RFC 8058: POST acts). */
export const askPage = ({ language, company }: Who): string => {
  const say = words[language];
  return page(language, say.title, [
    paragraph(say.ask(company)),
    paragraph(say.effect, "quiet"),
    `<form method="post"><button type="submit">${say.button}</button></form>`,
  ]);
};

export const donePage = ({ language, company }: Who): string => {
  const say = words[language];
  return page(language, say.doneTitle, [paragraph(say.done(company)), paragraph(say.close, "quiet")]);
};

/** For a token that is forged or broken. */
export const invalidPage = (language: Language): string => {
  const say = words[language];
  return page(language, say.invalidTitle, [paragraph(say.invalid), paragraph(say.retry, "quiet")]);
};

const paragraph = (text: string, kind?: "quiet"): string =>
  `<p${kind === undefined ? "" : ` class="${kind}"`}>${escapeHtml(text)}</p>`;

/** Colours, type and spaces are the tokens of the product; nothing is loaded from elsewhere. */
const style = `
:root{color-scheme:light dark;--bg:#F6F5F2;--surface:#FFFFFF;--line:#E5E2DC;--ink:#211F1C;--ink2:#55514A;--fill:#27518F;--ai:#27518F}
@media (prefers-color-scheme:dark){:root{--bg:#131519;--surface:#1B1E23;--line:#2F343B;--ink:#ECEAE5;--ink2:#B9B5AD;--fill:#3566AE;--ai:#8FB4EC}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;display:grid;place-items:center;padding:20px;background:var(--bg);color:var(--ink);
font:16px/1.6 "Inter Variable","Hiragino Sans","Noto Sans CJK JP","Yu Gothic UI",sans-serif;overflow-wrap:anywhere}
:lang(ja){word-break:auto-phrase}
main{width:100%;max-width:480px;padding:24px;background:var(--surface);border:1px solid var(--line);border-top:3px solid var(--ai);border-radius:10px}
h1{margin:0 0 16px;font-size:20px;line-height:1.4;font-weight:650}
p{margin:0 0 12px}.quiet{color:var(--ink2);font-size:14px}
form{margin-top:24px}
button{width:100%;min-height:52px;padding:12px 20px;border:0;border-radius:7px;background:var(--fill);color:#FFFFFF;font:inherit;font-weight:650;cursor:pointer}
button:focus-visible{outline:3px solid var(--ai);outline-offset:2px}`;

const page = (language: Language, title: string, parts: string[]): string => `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="referrer" content="no-referrer">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body><main><h1>${escapeHtml(title)}</h1>${parts.join("")}</main></body>
</html>
`;
