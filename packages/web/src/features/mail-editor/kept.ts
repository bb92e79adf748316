import type { MailDraft } from "../../api/mails.ts";

/** What is not on the server yet, kept on this device: leaving the page, or a server that is away, loses nothing. */
type Kept = { draft: MailDraft; tag: string | undefined };

const key = (id: string) => `rekindle.mail.${id}`;

export const keep = (id: string, kept: Kept): void => localStorage.setItem(key(id), JSON.stringify(kept));
export const forget = (id: string): void => localStorage.removeItem(key(id));

export const kept = (id: string): Kept | undefined => {
  const text = localStorage.getItem(key(id));
  if (text === null) return undefined;
  const { draft, tag }: { draft?: Record<string, unknown>; tag?: unknown } = JSON.parse(text);
  const subject = draft?.["subject"];
  if (draft === undefined || typeof subject !== "string") return undefined;
  const parts = ["mjml", "markdown", "text", "preheader", "name"].flatMap((name) => {
    const value = draft[name];
    return typeof value === "string" ? [[name, value]] : [];
  });
  return { draft: { subject, ...Object.fromEntries(parts) }, tag: typeof tag === "string" ? tag : undefined };
};
