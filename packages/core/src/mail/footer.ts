import type { Settings } from "../workspace/settings.ts";
import { escapeHtml } from "./escape.ts";

/*
 * What 特定電子メール法 wants in every mail: who sends it, the postal address, that one can refuse and where, and a contact.
 * `{{u}}` is the address of the unsubscribe page.
 */
const words = {
  ja: {
    sent: (company: string) => `このメールは${company}からお送りしています。`,
    address: "住所",
    contact: "お問い合わせ",
    stop: "配信停止",
    why: "今後メールをご希望でない場合は、いつでも停止できます。",
  },
  en: {
    sent: (company: string) => `This mail was sent by ${company}.`,
    address: "Address",
    contact: "Contact",
    stop: "Unsubscribe",
    why: "You can stop these mails at any time.",
  },
};

export const footerHtml = ({ footer, language }: Pick<Settings, "footer" | "language">): string => {
  const say = words[language];
  const lines = [
    escapeHtml(say.sent(footer.company)),
    `${say.address}: ${escapeHtml(footer.postalAddress)}`,
    `${say.contact}: ${contactHtml(footer.contact)}`,
    `${say.why} <a href="{{u}}" style="color:#27518F;">${say.stop}</a>`,
  ];
  const style = "max-width:600px;margin:0 auto;padding:24px;color:#55514A;font:12px/1.6 sans-serif;text-align:left;";
  return `<div lang="${language}" style="${style}">${lines.join("<br>")}</div>`;
};

export const footerText = ({ footer, language }: Pick<Settings, "footer" | "language">): string => {
  const say = words[language];
  return [
    "--",
    say.sent(footer.company),
    `${say.address}: ${footer.postalAddress}`,
    `${say.contact}: ${footer.contact}`,
    `${say.why}`,
    `${say.stop}: {{u}}`,
  ].join("\n");
};

const contactHtml = (contact: string): string => {
  const shown = escapeHtml(contact);
  if (/^[^\s@]+@[^\s@]+$/.test(contact)) return `<a href="mailto:${shown}" style="color:#27518F;">${shown}</a>`;
  return /^https?:\/\/\S+$/.test(contact) ? `<a href="${shown}" style="color:#27518F;">${shown}</a>` : shown;
};
