import * as z from "zod";

/** What a marketer writes. */
export const TemplateDraft = z.object({
  subject: z.string().min(1).max(500),
  mjml: z.string().min(1).max(200_000),
  preheader: z.string().max(300).optional(),
  name: z.string().optional(),
});
export type TemplateDraft = z.infer<typeof TemplateDraft>;

/**
 * A published version: static parts with `{{slot}}` where something depends on the lead (`docs/decisions/0005`).
 * Per mail only the Liquid of `slots` is rendered; what is shared is made once, at publish.
 */
export type Template = {
  id: string;
  version: number;
  name?: string;
  subject: string;
  html: string;
  text: string;
  /** Slot → Liquid source and where it stands: html values are escaped, text values (subject, text part) are not. */
  slots: { slot: string; source: string; escape: "html" | "none" }[];
  /** Link number (from 1) → its address, Liquid allowed. Tracked addresses stand as `{{c}}<number>` in html and text. */
  links: string[];
  /** Variables used, such as `lead.company`. */
  variables: string[];
  /** Bytes of the html. Gmail clips at 102 kB. */
  bytes: number;
};
