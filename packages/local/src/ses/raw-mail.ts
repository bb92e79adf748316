import { encodeWords } from "@rekindle/core/mail/encoded-words";
import type { Accepted, Content } from "./requests.ts";

export type Message = { messageId: string; at: number; mail: Accepted; content: Content };

/** An RFC 5322 message, the same whenever it is made again. */
export const rawMail = ({ messageId, at, mail, content }: Message): string => {
  const boundary = `=_${messageId}`;
  const headers = [
    ...mailHeaders({ messageId, at, mail, content }),
    { name: "Content-Type", value: `multipart/alternative;\r\n boundary="${boundary}"` },
  ];
  const parts = [
    { type: "text/plain", body: content.text },
    { type: "text/html", body: content.html },
  ].filter(({ body }) => body !== "");
  return [
    ...headers.map(({ name, value }) => `${name}: ${value}`),
    "",
    ...parts.flatMap(({ type, body }) => [
      `--${boundary}`,
      `Content-Type: ${type}; charset=UTF-8`,
      "Content-Transfer-Encoding: base64",
      "",
      base64(body),
    ]),
    `--${boundary}--`,
    "",
  ].join("\r\n");
};

/** As they stand in the message: encoded-words where they are not ASCII. */
export const mailHeaders = ({ messageId, at, mail, content }: Message): { name: string; value: string }[] => [
  { name: "From", value: mail.from },
  ...(mail.replyTo.length > 0 ? [{ name: "Reply-To", value: mail.replyTo.join(", ") }] : []),
  { name: "To", value: mail.to.join(", ") },
  ...(mail.cc.length > 0 ? [{ name: "Cc", value: mail.cc.join(", ") }] : []),
  { name: "Subject", value: encodeWords(content.subject).replaceAll("?= =?", "?=\r\n =?") },
  { name: "Date", value: new Date(at).toUTCString().replace("GMT", "+0000") },
  { name: "Message-ID", value: `<${messageId}@ap-northeast-1.amazonses.com>` },
  { name: "MIME-Version", value: "1.0" },
  ...mail.headers,
];

/** Puts the slots in. All are there: it was looked before. */
export const filled = (content: Content, slots: Record<string, string> | undefined): Content => {
  if (slots === undefined) return content;
  const put = (text: string): string => text.replace(/\{\{\s*(\w+)\s*\}\}/g, (_, slot: string) => slots[slot] ?? "");
  return { subject: put(content.subject), html: put(content.html), text: put(content.text) };
};

/** The text of a header with its encoded-words read: for people, not for machines. */
export const readable = (header: string): string =>
  header
    .replace(/(\?=)\s+(?==\?)/g, "$1")
    .replace(/=\?utf-8\?b\?([A-Za-z0-9+/=]*)\?=/gi, (_, word: string) => Buffer.from(word, "base64").toString("utf8"));

const base64 = (text: string): string =>
  Buffer.from(text, "utf8")
    .toString("base64")
    .replace(/.{76}(?=.)/g, "$&\r\n");
