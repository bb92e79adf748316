import * as z from "zod";

/** What a marketer writes. */
export const TemplateDraft = z.object({
  subject: z.string().min(1).max(500),
  mjml: z.string().min(1).max(200_000),
  preheader: z.string().max(300).optional(),
  name: z.string().optional(),
});
export type TemplateDraft = z.infer<typeof TemplateDraft>;

export type Part = "subject" | "html" | "text";

/**
 * A published version: static parts with `{{slot}}` where something depends on the lead (`docs/decisions/0005`).
 * Per mail only the Liquid of `slots` is rendered; what is shared is made once, at publish.
 *
 * Marks that no slot below explains: `{{c}}<n>` = tracked link number n; `{{footer}}` and `{{pixel}}` stand for what depends
 * on the settings and are put in by `toMailTemplate`.
 */
export type Template = {
  id: string;
  version: number;
  name?: string;
  subject: string;
  html: string;
  text: string;
  /** Liquid in the order of its place; html values are escaped, those of subject and text are not. */
  slots: { slot: string; part: Part; source: string }[];
  /** Address of link 1, 2 …; one with Liquid is known per mail only. */
  links: string[];
  /** Variables used, such as `lead.company`. */
  variables: string[];
  /** Bytes of the html. Gmail clips at 102 kB. */
  bytes: number;
};

/** `line` is the line of the part that `path` names; the message says it too. */
export type Problem = { path: "subject" | "preheader" | "mjml"; line?: number; message: string };

/** Depends on the lead: contains Liquid. */
export const isDynamic = (address: string): boolean => /\{\{|\{%/.test(address);

export const lineAt = (source: string, index: number): number => source.slice(0, index).split("\n").length;

export const problemAt = (path: Problem["path"], line: number, message: string): Problem =>
  path === "mjml" ? { path, line, message: `Line ${line}: ${message}` } : { path, message };
