import { queryOptions } from "@tanstack/react-query";
import { api, type Page, withParams } from "../api.ts";
import type { Lead } from "./leads.ts";
import type { Words } from "./workspace.ts";

/** As it is written: MJML or Markdown, one of the two. `text`: a text part of their own. */
export type MailDraft = {
  subject: string;
  mjml?: string;
  markdown?: string;
  text?: string;
  preheader?: string;
  name?: string;
};
export type MailUse = { workflow: string; name: Words; state: "running" | "paused" | "draft" };
export type MailSummary = {
  id: string;
  name: string;
  subject: string;
  kind: "mjml" | "markdown";
  version?: number;
  changed: boolean;
  updatedAt: string;
  uses: MailUse[];
};
export type MailRow = MailSummary & { sent: number; clickers: number };
export type Mail = MailSummary & { draft: MailDraft; tag: string };
/** `path`: subject, preheader, mjml, markdown or text. */
export type MailProblem = { path: string; line?: number; message: string };

const at = (id: string, rest = "") => `/v1/templates/${encodeURIComponent(id)}${rest}`;

export const mailsQuery = queryOptions({
  queryKey: ["mails"],
  queryFn: async ({ signal }) => {
    const items: MailRow[] = [];
    let cursor: string | undefined;
    do {
      const page = await api.get<Page<MailRow>>(withParams("/v1/templates", { cursor, limit: 200 }), signal);
      items.push(...page.items);
      cursor = page.next;
    } while (cursor !== undefined);
    return items;
  },
  refetchInterval: 15_000,
});
export const mailQuery = (id: string) =>
  queryOptions({ queryKey: ["mail", id], queryFn: ({ signal }) => api.get<Mail>(at(id), signal) });

export type SavedMail = { id: string; draft: MailDraft; problems: MailProblem[]; tag: string };
/** `seen` = tag of the draft that was changed: over another one it is refused (409, `edited`). */
export const saveMail = (id: string, draft: MailDraft, seen: string | undefined, keepalive = false) =>
  api.put<SavedMail>(at(id), draft, seen === undefined ? {} : { "if-match": seen }, keepalive);
export const publishMail = (id: string) => api.post<{ version: number }>(at(id, "/publish"));
export const deleteMail = (id: string) => api.remove<unknown>(at(id));

export type Check = {
  id: "law" | "optOut" | "altTexts" | "variables" | "links" | "size" | "subject" | "spam" | "text";
  state: "ok" | "warn" | "stop";
  places: { path: string; line?: number; why: string; what?: string }[];
  n?: number;
  most?: number;
};
export type MailLook = {
  subject: string;
  html: string;
  text: string;
  bytes: number;
  variables: string[];
  links: { url: string; label: string }[];
  checks: Check[];
  written: { mjml: string; text: string };
};
/** The draft as it stands on the page, as a lead would get it; without one, as somebody made up. */
export const lookQuery = (id: string, draft: MailDraft, leadId: string | undefined) =>
  queryOptions({
    queryKey: ["mail", id, "look", draft, leadId],
    queryFn: () => api.post<MailLook>(at(id, "/preview"), { draft, ...(leadId === undefined ? {} : { leadId }) }),
    staleTime: 60_000,
    gcTime: 60_000,
    retry: false,
  });

/** Who would get the mail without a variable's value; `leads`: the first of them. */
export type Lacking = { variable: string; people: number; leads: string[] };
export const lackingQuery = (id: string, variables: readonly string[]) =>
  queryOptions({
    queryKey: ["mail", id, "lacking", ...variables],
    queryFn: ({ signal }) => api.get<{ lacking: Lacking[]; looked: number; all: boolean }>(at(id, "/checks"), signal),
    staleTime: 60_000,
  });

export const sendTest = (id: string, to: string, draft: MailDraft, leadId: string | undefined) =>
  api.post<{ to: string; subject: string }>(at(id, "/test"), {
    to,
    draft,
    ...(leadId === undefined ? {} : { leadId }),
  });

export type MailVersion = {
  version: number;
  publishedAt?: string;
  sent: number;
  clickers: number;
  clicks: number;
  machineClicks: number;
  links: { url: string; label: string; clicks: number }[];
};
export const mailVersionsQuery = (id: string) =>
  queryOptions({
    queryKey: ["mail", id, "versions"],
    queryFn: ({ signal }) => api.get<Page<MailVersion>>(at(id, "/versions"), signal),
    refetchInterval: 15_000,
  });
export const versionOfMail = (id: string, version: number) =>
  api.get<{ version: number; draft: MailDraft }>(at(id, `/versions/${version}`));

/** Leads to look at a mail as: by what was typed, else the warmest. */
export const readersQuery = (q: string | undefined) =>
  queryOptions({
    queryKey: ["leads", "readers", q],
    queryFn: async ({ signal }) => (await api.get<Page<Lead>>(withParams("/v1/leads", { q, limit: 50 }), signal)).items,
    staleTime: 30_000,
  });
export const readerQuery = (id: string) =>
  queryOptions({
    queryKey: ["lead", id, "reader"],
    queryFn: ({ signal }) => api.get<Lead>(`/v1/leads/${encodeURIComponent(id)}`, signal),
    staleTime: 30_000,
  });
