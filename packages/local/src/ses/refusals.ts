import type { Accepted, Content } from "./requests.ts";

/** `type` as SES names it in `x-amzn-ErrorType`. */
export class Refusal extends Error {
  type: "BadRequestException" | "TooManyRequestsException" | "LimitExceededException" | "SerializationException";
  constructor(type: Refusal["type"], message: string) {
    super(message);
    this.type = type;
  }
}

/** What is wrong with one mail, in the words of SES, or undefined. */
export const wrongMail = (mail: Accepted): string | undefined => {
  const people = [...mail.to, ...mail.cc, ...mail.bcc];
  if (people.length === 0) return "At least one destination is required.";
  if (people.length > 50) return "Recipient count exceeds 50.";
  for (const address of people) {
    const wrong = wrongAddress(address);
    if (wrong !== undefined) return wrong;
  }
  return wrongTags(mail.tags) ?? wrongHeaders(mail.headers);
};

export const wrongSender = ({ from, replyTo }: Pick<Accepted, "from" | "replyTo">): string | undefined =>
  [from, ...replyTo].map(wrongAddress).find((wrong) => wrong !== undefined);

/** Inline templates know simple substitution only. */
export const wrongContent = ({ subject, html, text }: Content, isTemplate: boolean): string | undefined => {
  if (subject === "") return "Subject is required.";
  if (/[\r\n]/.test(subject)) return "Subject must not contain line breaks.";
  if (html === "" && text === "") return "At least one of html or text is required.";
  const bytes = Buffer.byteLength(subject) + Buffer.byteLength(html) + Buffer.byteLength(text);
  if (bytes > 40_000_000) return "Message length is more than 41943040 bytes long.";
  if (!isTemplate) return undefined;
  const complex = [subject, html, text].some((part) => /\{\{(?!\s*[\w.]+\s*\}\})/.test(part));
  return complex ? "Template content supports simple substitutions only." : undefined;
};

/** Names of the slots that a content wants. */
export const slotsOf = ({ subject, html, text }: Content): string[] => [
  ...new Set([...`${subject}\n${html}\n${text}`.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map(([, name]) => name ?? "")),
];

const wrongAddress = (mailbox: string): string | undefined => {
  // SES does not know SMTPUTF8: names come as encoded-words, domains as Punycode.
  if (!/^[\x20-\x7e]+$/.test(mailbox)) return `Local address contains control or whitespace: ${mailbox}`;
  const address = /<([^<>]*)>\s*$/.exec(mailbox)?.[1] ?? mailbox.trim();
  if (!/^[^\s@]+@/.test(address)) return `Missing final '@domain': ${address}`;
  return /^[^\s@,;<>"]+@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?$/.test(address)
    ? undefined
    : `Illegal address: ${address}`;
};

const wrongTags = (tags: Accepted["tags"]): string | undefined => {
  if (tags.length > 50) return "Too many message tags.";
  const seen = new Set<string>();
  for (const { name, value } of tags) {
    for (const [what, text] of [
      ["name", name],
      ["value", value],
    ])
      if (text === undefined || !/^[A-Za-z0-9_-]{1,256}$/.test(text))
        return `Invalid tag ${what} <${text}>: only alphanumeric ASCII characters, '_', and '-' are allowed.`;
    if (seen.has(name)) return `Duplicate tag name <${name}>.`;
    seen.add(name);
  }
  return undefined;
};

const ours = /^(from|to|cc|bcc|subject|date|message-id|reply-to|sender|return-path|mime-version|content-.*)$/i;

const wrongHeaders = (headers: Accepted["headers"]): string | undefined => {
  if (headers.length > 15) return "Too many headers.";
  for (const { name, value } of headers) {
    if (!/^[\x21-\x39\x3b-\x7e]{1,126}$/.test(name)) return `Invalid header name <${name}>.`;
    if (ours.test(name)) return `Header <${name}> is not allowed.`;
    if (!/^[\x20-\x7e]{1,995}$/.test(value) || name.length + value.length > 996)
      return `Invalid header value for <${name}>.`;
  }
  return undefined;
};
