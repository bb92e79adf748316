import * as z from "zod";

/* Requests of SES v2 (REST, JSON) as far as the local run reads them; fields that it does not know are let through. */

const Header = z.object({ Name: z.string(), Value: z.string() });
const Tag = z.object({ Name: z.string(), Value: z.string() });
const Destination = z.object({
  ToAddresses: z.array(z.string()).default([]),
  CcAddresses: z.array(z.string()).default([]),
  BccAddresses: z.array(z.string()).default([]),
});
const Text = z.object({ Data: z.string(), Charset: z.string().optional() });
const InlineTemplate = z.object({
  TemplateContent: z.object({
    Subject: z.string().default(""),
    Html: z.string().default(""),
    Text: z.string().default(""),
  }),
  TemplateData: z.string().default("{}"),
  Headers: z.array(Header).default([]),
});
const Envelope = z.object({
  FromEmailAddress: z.string(),
  ReplyToAddresses: z.array(z.string()).default([]),
  ConfigurationSetName: z.string().optional(),
});

export const SendEmail = Envelope.extend({
  Destination: Destination.prefault({}),
  EmailTags: z.array(Tag).default([]),
  Content: z.object({
    Simple: z
      .object({
        Subject: Text,
        Body: z.object({ Html: Text.optional(), Text: Text.optional() }),
        Headers: z.array(Header).default([]),
      })
      .optional(),
    Template: InlineTemplate.optional(),
  }),
});
export type SendEmail = z.infer<typeof SendEmail>;

export const BulkEntry = z.object({
  Destination: Destination.prefault({}),
  ReplacementTags: z.array(Tag).default([]),
  ReplacementHeaders: z.array(Header).default([]),
  ReplacementEmailContent: z
    .object({
      ReplacementTemplate: z.object({ ReplacementTemplateData: z.string().default("{}") }).prefault({}),
    })
    .prefault({}),
});
export const SendBulkEmail = Envelope.extend({
  DefaultEmailTags: z.array(Tag).default([]),
  DefaultContent: z.object({ Template: InlineTemplate }),
  BulkEmailEntries: z.array(BulkEntry),
});
export type SendBulkEmail = z.infer<typeof SendBulkEmail>;

/** The shared part of mails: subject, html and text with `{{slot}}`; without slots where a mail came alone. */
export type Content = { subject: string; html: string; text: string };
/** One mail to one or more people, as both requests come down to. */
export type Accepted = {
  from: string;
  replyTo: string[];
  to: string[];
  cc: string[];
  bcc: string[];
  configurationSet?: string | undefined;
  tags: { name: string; value: string }[];
  headers: { name: string; value: string }[];
  /** Absent: the content is as it stands, whatever looks like a slot in it. */
  slots?: Record<string, string>;
};
