import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { SendBulkEmailCommand, SendEmailCommand, type SendEmailCommandInput } from "@aws-sdk/client-sesv2";
import { sesMailer } from "@rekindle/functions/live/ses-mailer";
import type { Fate } from "@rekindle/local/ses/fate";
import { open } from "@rekindle/local/ses/open";
import { afterEach, describe, expect, test } from "vitest";
import { mail, mailing, run, type SesRun, start } from "./ses-run.ts";

const runs: SesRun[] = [];
const begin = async (...args: Parameters<typeof run>): Promise<SesRun> => {
  const made = await run(...args);
  runs.push(made);
  return made;
};
afterEach(async () => {
  for (const each of runs.splice(0)) await each.close();
});

const later = start + 60_000;
const kinds = ({ ses }: SesRun) => ses.dueEvents(later, 10).map(({ at, event }) => [event.eventType, at - start]);

describe("what becomes of a mail is told in events, each when it is due", () => {
  test.each([
    [
      "success@simulator.amazonses.com",
      [
        ["Send", 0],
        ["Delivery", 1_000],
      ],
    ],
    [
      "bounce@simulator.amazonses.com",
      [
        ["Send", 0],
        ["Bounce", 1_000],
      ],
    ],
    [
      "bounce+lead1@simulator.amazonses.com",
      [
        ["Send", 0],
        ["Bounce", 1_000],
      ],
    ],
    [
      "suppressionlist@simulator.amazonses.com",
      [
        ["Send", 0],
        ["Bounce", 1_000],
      ],
    ],
    [
      "complaint@simulator.amazonses.com",
      [
        ["Send", 0],
        ["Delivery", 1_000],
        ["Complaint", 2_000],
      ],
    ],
    [
      "ooto@simulator.amazonses.com",
      [
        ["Send", 0],
        ["Delivery", 1_000],
      ],
    ],
    [
      "somebody@example.jp",
      [
        ["Send", 0],
        ["Delivery", 1_000],
      ],
    ],
  ])("to %s", async (to, expected) => {
    const made = await begin();
    await sesMailer(made.client).send(mailing([mail(1, { to })]));
    expect(kinds(made)).toEqual(expected);
  });

  test.each<[Fate, string[]]>([
    ["deliver", ["Send", "Delivery"]],
    ["bounce", ["Send", "Bounce"]],
    ["softBounce", ["Send", "Bounce"]],
    ["complain", ["Send", "Delivery", "Complaint"]],
    ["reject", ["Reject"]],
  ])("%s, where the local run says so", async (fate, expected) => {
    const made = await begin({ fate: () => fate });
    await sesMailer(made.client).send(mailing([mail(1)]));
    expect(kinds(made).map(([kind]) => kind)).toEqual(expected);
    expect(made.ses.outbox()).toHaveLength(fate === "reject" ? 0 : 1);
  });

  test("an event comes when it is due, and until it is removed", async () => {
    const { ses, client } = await begin();
    expect(ses.nextEventAt()).toBeUndefined();
    await sesMailer(client).send(mailing([mail(1)]));
    expect(ses.nextEventAt()).toBe(start);
    const first = ses.dueEvents(start, 10);
    expect(first.map(({ event }) => event.eventType)).toEqual(["Send"]);
    ses.removeEvents(first.map(({ id }) => id));
    expect(ses.dueEvents(start, 10)).toEqual([]);
    expect(ses.nextEventAt()).toBe(start + 1_000);
  });
});

/** Names of the fields, as in the samples of SES's documentation. */
const mailFields = [
  "timestamp",
  "source",
  "sourceArn",
  "sendingAccountId",
  "messageId",
  "destination",
  "headersTruncated",
];
describe("an event has the shape of SES's", () => {
  const details: [string, string, string, string[]][] = [
    ["success", "Send", "send", []],
    [
      "success",
      "Delivery",
      "delivery",
      ["timestamp", "processingTimeMillis", "recipients", "smtpResponse", "reportingMTA"],
    ],
    [
      "bounce",
      "Bounce",
      "bounce",
      ["bounceType", "bounceSubType", "bouncedRecipients", "timestamp", "feedbackId", "reportingMTA"],
    ],
    [
      "complaint",
      "Complaint",
      "complaint",
      ["complainedRecipients", "timestamp", "feedbackId", "userAgent", "complaintFeedbackType", "arrivalDate"],
    ],
  ];
  test.each(details)("of %s: %s", async (box, type, detail, fields) => {
    const { ses, client } = await begin();
    await sesMailer(client, "rekindle").send(mailing([mail(1, { to: `${box}@simulator.amazonses.com` })]));
    const event = ses.dueEvents(later, 10).find((each) => each.event.eventType === type)?.event;
    expect(Object.keys(event ?? {}).sort()).toEqual(["eventType", "mail", detail].sort());
    expect(Object.keys(Object(event?.[detail])).sort()).toEqual([...fields].sort());
    expect(Object.keys(event?.mail ?? {}).sort()).toEqual([...mailFields, "headers", "commonHeaders", "tags"].sort());
    expect(event?.mail["tags"]).toMatchObject({
      "ses:configuration-set": ["rekindle"],
      "ses:from-domain": ["keihi.example"],
      lead: ["lead_1"],
      mail: ["e1-hello-1"],
    });
    expect(event?.mail["destination"]).toEqual([`${box}@simulator.amazonses.com`]);
  });

  test("a slot without a value is accepted, and told as a rendering failure", async () => {
    const { ses, client } = await begin();
    const entry = (n: number, slots: object) => ({
      Destination: { ToAddresses: [`person${n}@example.jp`] },
      ReplacementTags: [{ Name: "mail", Value: `e1-hello-${n}` }],
      ReplacementEmailContent: { ReplacementTemplate: { ReplacementTemplateData: JSON.stringify(slots) } },
    });
    const { BulkEmailEntryResults: results } = await client.send(
      new SendBulkEmailCommand({
        FromEmailAddress: "hanako@keihi.example",
        DefaultContent: { Template: { TemplateContent: { Subject: "{{s0}}", Text: "a" }, TemplateData: "{}" } },
        BulkEmailEntries: [entry(1, { s0: "a" }), entry(2, {})],
      }),
    );
    expect(results?.map(({ Status }) => Status)).toEqual(["SUCCESS", "SUCCESS"]);
    const failure = ses.dueEvents(later, 10).find(({ event }) => event.eventType === "Rendering Failure")?.event;
    expect(Object.keys(Object(failure?.["failure"]))).toEqual(["errorMessage", "templateName"]);
    expect(Object.keys(failure?.mail ?? {}).sort()).toEqual([...mailFields, "tags"].sort());
    expect(failure?.mail["tags"]).toMatchObject({ mail: ["e1-hello-2"] });
    expect(ses.outbox().map(({ to }) => to)).toEqual(["person1@example.jp"]);
  });
});

describe("SES's refusals are refusals here", () => {
  const good: SendEmailCommandInput = {
    FromEmailAddress: "Hanako <hanako@keihi.example>",
    Destination: { ToAddresses: ["a@example.jp"] },
    Content: { Simple: { Subject: { Data: "a" }, Body: { Text: { Data: "a {{not}} a slot" } } } },
  };
  const content = (more: object): SendEmailCommandInput["Content"] => ({
    Simple: { Subject: { Data: "a" }, Body: { Text: { Data: "a" } }, ...more },
  });
  const many = Array.from({ length: 51 }, (_, n) => `p${n}@example.jp`);
  const refused: [string, Partial<SendEmailCommandInput>, RegExp][] = [
    ["a sender's name in raw Japanese", { FromEmailAddress: "花子 <hanako@keihi.example>" }, /control or whitespace/],
    ["a sender without a domain", { FromEmailAddress: "hanako" }, /@domain/],
    ["nobody to send to", { Destination: {} }, /destination/],
    ["51 people", { Destination: { ToAddresses: many } }, /50/],
    ["a tag with a dot", { EmailTags: [{ Name: "mail", Value: "a.b" }] }, /tag value/],
    ["a tag in Japanese", { EmailTags: [{ Name: "件名", Value: "a" }] }, /tag name/],
    [
      "the same tag twice",
      {
        EmailTags: [
          { Name: "a", Value: "1" },
          { Name: "a", Value: "2" },
        ],
      },
      /Duplicate/,
    ],
    ["no subject", { Content: content({ Subject: { Data: "" } }) }, /Subject/],
    ["a subject of two lines", { Content: content({ Subject: { Data: "a\nb" } }) }, /line breaks/],
    ["no body", { Content: content({ Body: {} }) }, /html or text/],
    ["a second From", { Content: content({ Headers: [{ Name: "From", Value: "a" }] }) }, /From/],
    ["a header in Japanese", { Content: content({ Headers: [{ Name: "X-A", Value: "値" }] }) }, /header value/],
    ["no content", { Content: {} }, /Content/],
  ];
  test.each(refused)("%s", async (_, more, message) => {
    const { client, ses } = await begin();
    const error = await client.send(new SendEmailCommand({ ...good, ...more })).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: "BadRequestException", message: expect.stringMatching(message) });
    expect(ses.outbox()).toEqual([]);
  });

  test("what is right goes, with what only looks like a slot", async () => {
    const { client, ses } = await begin();
    await client.send(new SendEmailCommand(good));
    expect(ses.outbox()[0]?.text).toBe("a {{not}} a slot");
  });

  const bulk = (count: number, html: string) =>
    new SendBulkEmailCommand({
      FromEmailAddress: "hanako@keihi.example",
      DefaultContent: { Template: { TemplateContent: { Subject: "a", Html: html }, TemplateData: "{}" } },
      BulkEmailEntries: many.slice(0, count).map((to) => ({ Destination: { ToAddresses: [to] } })),
    });
  test.each([
    ["51 mails in one request", bulk(51, "a"), /50/],
    ["none", bulk(0, "a"), /destination/],
    ["a template that does more than fill slots", bulk(1, "{{#if a}}b{{/if}}"), /substitutions/],
  ])("%s", async (_, command, message) => {
    const { client } = await begin();
    const error = await client.send(command).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: "BadRequestException", message: expect.stringMatching(message) });
  });

  test("a request that is no JSON", async () => {
    const { ses } = await begin();
    const response = await ses.app.request("/v2/email/outbound-emails", { method: "POST", body: "{" });
    expect(response.status).toBe(400);
    expect(response.headers.get("x-amzn-errortype")).toBe("SerializationException");
  });

  test("fields that nobody knows yet are let through", async () => {
    const { ses } = await begin();
    const body = JSON.stringify({ ...good, TenantName: "a", Later: { a: 1 } });
    expect((await ses.app.request("/v2/email/outbound-emails", { method: "POST", body })).status).toBe(200);
  });
});

test("mails and events outlive the process, together", async () => {
  const folder = mkdtempSync(join(tmpdir(), "ses-"));
  const file = join(folder, "ses.db");
  const db = new DatabaseSync(file);
  const before = await begin({}, db);
  await sesMailer(before.client).send(mailing([mail(1), mail(2)]));
  const seen = { outbox: before.ses.outbox(), events: before.ses.dueEvents(later, 10) };
  db.close();
  const again = new DatabaseSync(file);
  const after = open(again, before.clock);
  expect({ outbox: after.outbox(), events: after.dueEvents(later, 10) }).toEqual(seen);
  again.close();
  rmSync(folder, { recursive: true });
});

test("the outbox can be asked for one person's mails, newest last", async () => {
  const { ses, client } = await begin();
  await sesMailer(client).send(mailing([mail(1), mail(2)]));
  await sesMailer(client).send(mailing([mail(1, { mail: "e1-more-1" })]));
  expect(ses.outbox({ to: "Person1@example.jp" }).map(({ to }) => to)).toEqual([
    "person1@example.jp",
    "person1@example.jp",
  ]);
  expect(ses.outbox()).toHaveLength(3);
});
