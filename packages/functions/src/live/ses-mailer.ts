import {
  type BulkEmailEntry,
  GetAccountCommand,
  type MessageTag,
  SESv2Client,
  SendBulkEmailCommand,
  SendEmailCommand,
} from "@aws-sdk/client-sesv2";
import { mailbox } from "@rekindle/core/mail/encoded-words";
import { fill, slotNames } from "@rekindle/core/mail/render";
import type { Mail, Mailer, Mailing, MailOutcome } from "@rekindle/core/world/world";
import { entryOutcome, errorOutcome } from "./ses-outcome.ts";
import { requests } from "./ses-requests.ts";

export type SesOptions = {
  region?: string | undefined;
  /** Another address than that of AWS, such as that of the local run. */
  endpoint?: string | undefined;
  credentials?: { accessKeyId: string; secretAccessKey: string } | undefined;
  /** Time until an unanswered call counts as unknown. */
  timeoutMs?: number;
};

/** Never retries by itself: the SDK repeats a send whose connection broke, and SES has no idempotency key. */
export const sesClient = ({ region, endpoint, credentials, timeoutMs = 10_000 }: SesOptions): SESv2Client => {
  const client = new SESv2Client({
    ...(region === undefined ? {} : { region }),
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(credentials === undefined ? {} : { credentials }),
    maxAttempts: 1,
    cacheMiddleware: true,
    requestHandler: { connectionTimeout: 3_000, requestTimeout: timeoutMs, throwOnRequestTimeout: true },
  });
  // Copies every mail for a logger that nobody has set.
  client.middlewareStack.remove("loggerMiddleware");
  return client;
};

/** One mail goes by SendEmail, more by SendBulkEmail with an inline template, 50 a request. */
export const sesMailer = (client: SESv2Client, configurationSet?: string): Mailer => ({
  send: async (mailing) => {
    const wanted = slotNames(mailing.template);
    const outcomes = new Map<Mail, MailOutcome>();
    for (const mails of requests(mailing.mails.filter((mail) => missing(wanted, mail) === undefined))) {
      const [first, ...more] = mails;
      if (first === undefined) continue;
      const sent =
        more.length === 0
          ? [await single(client, configurationSet, mailing, first)]
          : await bulk(client, configurationSet, mailing, mails);
      for (const [n, mail] of mails.entries()) outcomes.set(mail, sent[n] ?? entryOutcome(undefined));
    }
    return mailing.mails.map((mail) => outcomes.get(mail) ?? unfilled(wanted, mail));
  },
  account: async () => {
    const { SendQuota: quota } = await client.send(new GetAccountCommand({}));
    return {
      ratePerSecond: quota?.MaxSendRate ?? 1,
      quotaPerDay: unlimited(quota?.Max24HourSend ?? 0),
      sentLastDay: quota?.SentLast24Hours ?? 0,
    };
  },
});

/** SES would take a mail with a slot that has no value, and fail at it later. */
const missing = (wanted: string[], { slots }: Mail): string | undefined =>
  wanted.find((slot) => !Object.hasOwn(slots, slot));
const unfilled = (wanted: string[], mail: Mail): MailOutcome => ({
  status: "refused",
  reason: `no value for ${missing(wanted, mail)}`,
  retry: false,
});

const single = async (
  client: SESv2Client,
  configurationSet: string | undefined,
  mailing: Mailing,
  mail: Mail,
): Promise<MailOutcome> => {
  const { subject, html, text } = fill(mailing.template, mail.slots);
  const utf8 = (data: string) => ({ Data: data, Charset: "UTF-8" });
  const command = new SendEmailCommand({
    ...envelope(mailing, configurationSet),
    Destination: { ToAddresses: [mail.to] },
    Content: {
      Simple: { Subject: utf8(subject), Body: { Html: utf8(html), Text: utf8(text) }, Headers: headers(mail) },
    },
    EmailTags: tags(mail),
  });
  try {
    const { MessageId } = await client.send(command);
    return entryOutcome({ Status: "SUCCESS", MessageId });
  } catch (error) {
    return errorOutcome(error);
  }
};

const bulk = async (
  client: SESv2Client,
  configurationSet: string | undefined,
  mailing: Mailing,
  mails: Mail[],
): Promise<MailOutcome[]> => {
  const { subject, html, text } = mailing.template;
  const command = new SendBulkEmailCommand({
    ...envelope(mailing, configurationSet),
    DefaultContent: {
      Template: { TemplateContent: { Subject: subject, Html: html, Text: text }, TemplateData: "{}" },
    },
    BulkEmailEntries: mails.map(entry),
  });
  try {
    const { BulkEmailEntryResults: results = [] } = await client.send(command);
    return mails.map((_, n) => entryOutcome(results[n]));
  } catch (error) {
    const outcome = errorOutcome(error);
    return mails.map(() => outcome);
  }
};

const envelope = ({ from, replyTo }: Mailing, configurationSet: string | undefined) => ({
  FromEmailAddress: mailbox(from),
  ...(replyTo === undefined ? {} : { ReplyToAddresses: [replyTo] }),
  ...(configurationSet === undefined ? {} : { ConfigurationSetName: configurationSet }),
});

const entry = (mail: Mail): BulkEmailEntry => ({
  Destination: { ToAddresses: [mail.to] },
  ReplacementTags: tags(mail),
  ReplacementHeaders: headers(mail),
  ReplacementEmailContent: { ReplacementTemplate: { ReplacementTemplateData: JSON.stringify(mail.slots) } },
});

const headers = (mail: Mail) => mail.headers.map(({ name, value }) => ({ Name: name, Value: value }));

/** They come back in every event and say whose mail it was. */
const tags = ({ lead, mail, trace }: Mail): MessageTag[] => [
  { Name: "lead", Value: lead },
  { Name: "mail", Value: mail },
  ...(trace === undefined ? [] : [{ Name: "trace", Value: trace }]),
];

/** SES says -1 for no limit. */
const unlimited = (quota: number): number => (quota === -1 ? Number.MAX_SAFE_INTEGER : quota);
