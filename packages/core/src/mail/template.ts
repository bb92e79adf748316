import * as z from "zod";

const Source = z.string().max(200_000);

/**
 * What a marketer writes: MJML or Markdown, one of the two. `text`: a text part of their own; absent: derived from the html.
 * A draft is kept whatever is wrong with it, so nothing here is required to be more than there.
 */
export const TemplateDraft = z
  .object({
    subject: z.string().max(500),
    mjml: Source.optional(),
    markdown: Source.optional(),
    text: Source.optional(),
    preheader: z.string().max(300).optional(),
    name: z.string().max(200).optional(),
  })
  .refine(({ mjml, markdown }) => (mjml === undefined) !== (markdown === undefined), {
    message: "A mail is written as MJML or as Markdown: give one of the two",
    path: ["mjml"],
  });
export type TemplateDraft = z.infer<typeof TemplateDraft>;

/** The body as it was written, and the field that it stands in. */
export const sourceOf = ({ mjml, markdown }: TemplateDraft): { path: "mjml" | "markdown"; source: string } =>
  markdown === undefined ? { path: "mjml", source: mjml ?? "" } : { path: "markdown", source: markdown };

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
  /** What each link says, in their order: its text, or what stands for its picture. Absent in versions of before. */
  labels?: string[];
  /** Variables used, such as `lead.company`. */
  variables: string[];
  /** Bytes of the html. Gmail clips at 102 kB. */
  bytes: number;
};

/** `line` is the line of the part that `path` names; the message says it too. */
export type Problem = { path: Place; line?: number; message: string };
export type Place = "subject" | "preheader" | "mjml" | "markdown" | "text";

/** Depends on the lead: contains Liquid. */
export const isDynamic = (address: string): boolean => /\{\{|\{%/.test(address);

export const lineAt = (source: string, index: number): number => source.slice(0, index).split("\n").length;

export const problemAt = (path: Problem["path"], line: number, message: string): Problem =>
  path === "subject" || path === "preheader" ? { path, message } : { path, line, message: `Line ${line}: ${message}` };
