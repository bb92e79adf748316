import { accountAccess, consume, mailAccess, queueAccess, tableAccess } from "./access.ts";
import { configurationSet, configurationSetArn } from "./configuration-set.ts";
import { lambda } from "./lambda.ts";
import { mailEventQueue } from "./queues.ts";
import { account, dns, production, sender } from "./stage.ts";

const isDomain = !sender.includes("@");

/** SES → topic → queue. SES speaks to no queue directly. */
const mailEvents = new sst.aws.SnsTopic("MailEvents");

const mayPublish = new aws.sns.TopicPolicy("MailEventsPolicy", {
  arn: mailEvents.arn,
  policy: aws.iam.getPolicyDocumentOutput({
    statements: [
      {
        principals: [{ type: "Service", identifiers: ["ses.amazonaws.com"] }],
        actions: ["sns:Publish"],
        resources: [mailEvents.arn],
        conditions: [
          { test: "StringEquals", variable: "AWS:SourceAccount", values: [account] },
          { test: "StringEquals", variable: "AWS:SourceArn", values: [configurationSetArn] },
        ],
      },
    ],
  }).json,
});

new sst.aws.Email("Email", {
  sender,
  events: [
    {
      name: "Events",
      types: ["send", "delivery", "delivery-delay", "bounce", "complaint", "reject", "rendering-failure"],
      // Of the policy, not of the topic: SES checks that it may publish when the destination is made.
      topic: mayPublish.arn,
    },
  ],
  ...(isDomain
    ? {
        dns,
        dmarc: "v=DMARC1; p=quarantine; adkim=r; aspf=r",
        mailFrom: { domain: `bounce.${sender}`, rejectOnMxFailure: false },
      }
    : {}),
  transform: {
    configurationSet: {
      configurationSetName: configurationSet,
      deliveryOptions: { tlsPolicy: "REQUIRE" },
      suppressionOptions: { suppressedReasons: ["BOUNCE", "COMPLAINT"] },
      reputationOptions: { reputationMetricsEnabled: true },
      sendingOptions: { sendingEnabled: true },
    },
  },
});

// Belongs to the account, not to a stage.
if (production)
  new aws.sesv2.AccountSuppressionAttributes("Suppression", { suppressedReasons: ["BOUNCE", "COMPLAINT"] });

// Not by SST's subscribeQueue: its policy lets any topic of any account write to the queue.
const mayDeliver = new aws.sqs.QueuePolicy("MailEventQueuePolicy", {
  queueUrl: mailEventQueue.url,
  policy: aws.iam.getPolicyDocumentOutput({
    statements: [
      {
        principals: [{ type: "Service", identifiers: ["sns.amazonaws.com"] }],
        actions: ["sqs:SendMessage"],
        resources: [mailEventQueue.arn],
        conditions: [{ test: "ArnEquals", variable: "aws:SourceArn", values: [mailEvents.arn] }],
      },
    ],
  }).json,
});

new aws.sns.TopicSubscription(
  "MailEventsToQueue",
  { topic: mailEvents.arn, protocol: "sqs", endpoint: mailEventQueue.arn, rawMessageDelivery: true },
  { dependsOn: [mayDeliver] },
);

/** Settles mails. What a settled mail leads to, the next mail among it, is carried out here as well. */
export const onMailEvent = lambda("OnMailEvent", {
  source: "on-mail-event",
  memory: "1024 MB",
  timeout: "1 minute",
  access: [
    consume(mailEventQueue),
    tableAccess("get", "getMany", "query", "put", "commit", "transact"),
    queueAccess,
    mailAccess,
    accountAccess,
  ],
});

mailEventQueue.subscribe(onMailEvent.arn, {
  batch: { size: 100, window: "2 seconds", partialResponses: true },
  transform: { eventSourceMapping: { scalingConfig: { maximumConcurrency: 8 } } },
});
