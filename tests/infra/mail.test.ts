import { expect, inject, it } from "vitest";
import * as z from "zod";
import { resourcePolicies } from "./rules/kinds.ts";
import { all, one } from "./rules/read.ts";

const { resources } = inject("production");
const any = z.record(z.string(), z.unknown());

it("mail goes over TLS only, spares the suppressed, and counts for our reputation", () =>
  expect(one(resources, "aws:sesv2/configurationSet:ConfigurationSet", "EmailConfig", any)).toMatchObject({
    configurationSetName: "rekindle",
    deliveryOptions: { tlsPolicy: "REQUIRE" },
    suppressionOptions: { suppressedReasons: ["BOUNCE", "COMPLAINT"] },
    reputationOptions: { reputationMetricsEnabled: true },
  }));

it("stages in one account do not share a configuration set", () =>
  expect(one(inject("ci").resources, "aws:sesv2/configurationSet:ConfigurationSet", "EmailConfig", any)).toMatchObject({
    configurationSetName: "rekindle-ci",
  }));

it("the account suppresses what bounced and who complained", () =>
  expect(
    one(resources, "aws:sesv2/accountSuppressionAttributes:AccountSuppressionAttributes", "Suppression", any),
  ).toMatchObject({ suppressedReasons: ["BOUNCE", "COMPLAINT"] }));

it("every kind of event that the engine waits for comes, and unwrapped", () => {
  const { eventDestination } = one(
    resources,
    "aws:sesv2/configurationSetEventDestination:ConfigurationSetEventDestination",
    "EmailEventEvents",
    z.object({ eventDestination: any }),
  );
  expect(eventDestination).toMatchObject({
    enabled: true,
    matchingEventTypes: ["SEND", "DELIVERY", "DELIVERY_DELAY", "BOUNCE", "COMPLAINT", "REJECT", "RENDERING_FAILURE"],
    snsDestination: { topicArn: expect.stringContaining("MailEventsTopic") },
  });
  expect(one(resources, "aws:sns/topicSubscription:TopicSubscription", "MailEventsToQueue", any)).toMatchObject({
    protocol: "sqs",
    endpoint: expect.stringContaining("MailEventQueueQueue"),
    rawMessageDelivery: true,
  });
});

it("only our configuration set may publish events, and only our topic may queue them", () => {
  const conditions = new Map(
    resourcePolicies(resources).map(({ is, statements }) => [is, JSON.stringify(statements[0]?.Condition)]),
  );
  expect(conditions.get("MailEventsPolicy")).toContain(":configuration-set/rekindle");
  expect(conditions.get("MailEventQueuePolicy")).toContain("MailEventsTopic");
});

it("the event destination is made after SES may publish", () => {
  const order = resources.map(({ name }) => name);
  expect(order.indexOf("MailEventsPolicy")).toBeGreaterThan(-1);
  expect(order.indexOf("EmailEventEvents")).toBeGreaterThan(order.indexOf("MailEventsPolicy"));
});

it("the sender's domain gets DKIM, DMARC, and a MAIL FROM of its own with SPF", () => {
  const records = all(
    resources,
    "aws:route53/record:Record",
    z.object({ name: z.string(), type: z.string(), records: z.array(z.string()).default([]) }),
  ).map(({ name, type, records: [value = ""] }) => `${type} ${name} ${value}`);
  expect(records).toEqual(
    expect.arrayContaining([
      "CNAME t1._domainkey.mail.example.co.jp t1.dkim.amazonses.com",
      "CNAME t2._domainkey.mail.example.co.jp t2.dkim.amazonses.com",
      "CNAME t3._domainkey.mail.example.co.jp t3.dkim.amazonses.com",
      "TXT _dmarc.mail.example.co.jp v=DMARC1; p=quarantine; adkim=r; aspf=r",
      "MX bounce.mail.example.co.jp 10 feedback-smtp.ap-northeast-1.amazonses.com",
      "TXT bounce.mail.example.co.jp v=spf1 include:amazonses.com ~all",
    ]),
  );
});
