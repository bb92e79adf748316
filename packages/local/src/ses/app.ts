import type { Clock } from "@rekindle/core/world/world";
import { Hono } from "hono";
import * as z from "zod";
import { accept, type Endpoint } from "./accept.ts";
import { Refusal, wrongContent, wrongMail, wrongSender } from "./refusals.ts";
import { type Accepted, type Content, SendBulkEmail, SendEmail } from "./requests.ts";

/** The three operations of SES v2 that Rekindle calls, with the refusals that matter. */
export const sesApp = (endpoint: Endpoint & { clock: Clock }): Hono => {
  const app = new Hono();
  app.post("/v2/email/outbound-emails", async (c) => c.json(single(endpoint, await read(c.req.text(), SendEmail))));
  app.post("/v2/email/outbound-bulk-emails", async (c) =>
    c.json(bulk(endpoint, await read(c.req.text(), SendBulkEmail))),
  );
  app.get("/v2/email/account", (c) => c.json(account(endpoint)));
  app.onError((error, c) => {
    if (!(error instanceof Refusal)) throw error;
    const status = error.type === "TooManyRequestsException" ? 429 : 400;
    return c.json({ message: error.message }, status, { "x-amzn-ErrorType": error.type });
  });
  return app;
};

const single = (endpoint: Endpoint, request: SendEmail): { MessageId: string } => {
  const { Simple: simple, Template: template } = request.Content;
  const content: Content | undefined =
    simple === undefined
      ? template && contentOf(template)
      : { subject: simple.Subject.Data, html: simple.Body.Html?.Data ?? "", text: simple.Body.Text?.Data ?? "" };
  if (content === undefined) throw bad("Content must have Simple, or Template with TemplateContent.");
  const mail: Accepted = {
    ...envelope(request),
    ...people(request.Destination),
    tags: pairs(request.EmailTags),
    headers: pairs((simple ?? template)?.Headers ?? []),
    ...(simple === undefined && template !== undefined ? { slots: slots(template.TemplateData) } : {}),
  };
  refuseIf(wrongSender(mail) ?? wrongContent(content, mail.slots !== undefined) ?? wrongMail(mail));
  const [result] = accept(endpoint, content, [mail]);
  if (result?.Status === "SUCCESS") return { MessageId: result.MessageId };
  throw bad(result?.Error ?? "");
};

const bulk = (endpoint: Endpoint, request: SendBulkEmail): { BulkEmailEntryResults: object[] } => {
  const template = request.DefaultContent.Template;
  const content = contentOf(template);
  const entries = request.BulkEmailEntries;
  refuseIf(wrongSender({ from: request.FromEmailAddress, replyTo: request.ReplyToAddresses }));
  refuseIf(wrongContent(content, true));
  if (entries.length === 0) throw bad("At least one destination is required.");
  if (entries.length > 50) throw bad("Too many destinations: at most 50.");
  const defaults = slots(template.TemplateData);
  const read = entries.map((entry): Accepted | string => {
    const data = entry.ReplacementEmailContent.ReplacementTemplate.ReplacementTemplateData;
    const own = z.record(z.string(), z.unknown()).safeParse(json(data));
    if (!own.success) return "Invalid replacement template data.";
    const named = new Set(entry.ReplacementHeaders.map(({ Name }) => Name.toLowerCase()));
    const tagged = new Set(entry.ReplacementTags.map(({ Name }) => Name));
    const mail: Accepted = {
      ...envelope(request),
      ...people(entry.Destination),
      tags: pairs([...request.DefaultEmailTags.filter(({ Name }) => !tagged.has(Name)), ...entry.ReplacementTags]),
      headers: pairs([
        ...template.Headers.filter(({ Name }) => !named.has(Name.toLowerCase())),
        ...entry.ReplacementHeaders,
      ]),
      slots: { ...defaults, ...texts(own.data) },
    };
    return wrongMail(mail) ?? mail;
  });
  const good = read.filter((each) => typeof each !== "string");
  const accepted = good.length === 0 ? [] : accept(endpoint, content, good);
  return {
    BulkEmailEntryResults: read.map((each) =>
      typeof each === "string" ? { Status: "INVALID_PARAMETER", Error: each } : (accepted[good.indexOf(each)] ?? {}),
    ),
  };
};

const account = ({ ratePerSecond, quotaPerDay, mails, clock }: Endpoint): object => ({
  DedicatedIpAutoWarmupEnabled: false,
  EnforcementStatus: "HEALTHY",
  ProductionAccessEnabled: true,
  SendingEnabled: true,
  SendQuota: {
    Max24HourSend: quotaPerDay,
    MaxSendRate: ratePerSecond,
    SentLast24Hours: mails.countSince(clock.now() - 86_400_000),
  },
});

const read = async <T>(body: Promise<string>, schema: z.ZodType<T>): Promise<T> => {
  const value = json(await body);
  if (value === undefined) throw new Refusal("SerializationException", "The request is not JSON.");
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw bad(`${issue?.path.join(".")}: ${issue?.message}`);
};

const bad = (message: string): Refusal => new Refusal("BadRequestException", message);
const refuseIf = (wrong: string | undefined): void => {
  if (wrong !== undefined) throw bad(wrong);
};

const envelope = (request: Pick<SendEmail, "FromEmailAddress" | "ReplyToAddresses" | "ConfigurationSetName">) => ({
  from: request.FromEmailAddress,
  replyTo: request.ReplyToAddresses,
  configurationSet: request.ConfigurationSetName,
});
const people = (destination: SendEmail["Destination"]) => ({
  to: destination.ToAddresses,
  cc: destination.CcAddresses,
  bcc: destination.BccAddresses,
});
const contentOf = ({
  TemplateContent: { Subject, Html, Text },
}: SendBulkEmail["DefaultContent"]["Template"]): Content => ({
  subject: Subject,
  html: Html,
  text: Text,
});
const pairs = (list: { Name: string; Value: string }[]) =>
  list.map(({ Name, Value }) => ({ name: Name, value: Value }));

const slots = (data: string): Record<string, string> => {
  const read = z.record(z.string(), z.unknown()).safeParse(json(data));
  if (!read.success) throw bad("Invalid template data.");
  return texts(read.data);
};
const texts = (data: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(Object.entries(data).map(([name, value]) => [name, String(value)]));

/** Undefined: not JSON. */
const json = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
};
