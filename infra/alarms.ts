import { onHttp } from "./api.ts";
import { onSweep, onTick } from "./clock.ts";
import { onLeadQueue } from "./leads.ts";
import { onMailEvent } from "./mail.ts";
import { deadChanges, deadLeads, deadMailEvents, deadTicks, leadQueue, mailEventQueue } from "./queues.ts";
import { account, alarmAddress, mailsPerDay } from "./stage.ts";
import { onTableStream } from "./stream.ts";
import { table } from "./table.ts";

/** Whoever must know. Further addresses, or a chat, subscribe to this topic. */
export const alarms = new sst.aws.SnsTopic("Alarms");

new aws.sns.TopicPolicy("AlarmsPolicy", {
  arn: alarms.arn,
  policy: aws.iam.getPolicyDocumentOutput({
    statements: [
      {
        principals: [{ type: "Service", identifiers: ["cloudwatch.amazonaws.com", "budgets.amazonaws.com"] }],
        actions: ["sns:Publish"],
        resources: [alarms.arn],
        conditions: [{ test: "StringEquals", variable: "aws:SourceAccount", values: [account] }],
      },
    ],
  }).json,
});

if (alarmAddress !== undefined)
  new aws.sns.TopicSubscription("AlarmsByMail", { topic: alarms.arn, protocol: "email", endpoint: alarmAddress });

/** A row each in docs/runbook.md, by this name: what it means and what to do. */
const alarm = (
  name: string,
  args: Pick<aws.cloudwatch.MetricAlarmArgs, "namespace" | "metricName" | "dimensions" | "statistic" | "threshold"> &
    Partial<aws.cloudwatch.MetricAlarmArgs>,
) =>
  new aws.cloudwatch.MetricAlarm(name, {
    period: 60,
    evaluationPeriods: 1,
    comparisonOperator: "GreaterThanThreshold",
    treatMissingData: "notBreaching",
    alarmActions: [alarms.arn],
    okActions: [alarms.arn],
    ...args,
  });

const dead = { LeadDlq: deadLeads, MailEventDlq: deadMailEvents, ClockDlq: deadTicks, StreamDlq: deadChanges };
for (const [name, queue] of Object.entries(dead))
  alarm(`${name}NotEmpty`, {
    namespace: "AWS/SQS",
    metricName: "ApproximateNumberOfMessagesVisible",
    dimensions: { QueueName: queue.nodes.queue.name },
    statistic: "Maximum",
    threshold: 0,
  });

// Ten minutes: recovery of mails begins at fifteen, and must find a queue that moves.
for (const [name, queue] of Object.entries({ LeadQueue: leadQueue, MailEventQueue: mailEventQueue }))
  alarm(`${name}Old`, {
    namespace: "AWS/SQS",
    metricName: "ApproximateAgeOfOldestMessage",
    dimensions: { QueueName: queue.nodes.queue.name },
    statistic: "Maximum",
    evaluationPeriods: 2,
    threshold: 600,
  });

const lambdas = {
  OnTick: onTick,
  OnSweep: onSweep,
  OnLeadQueue: onLeadQueue,
  OnMailEvent: onMailEvent,
  OnTableStream: onTableStream,
  OnHttp: onHttp,
};
for (const [name, { nodes }] of Object.entries(lambdas)) {
  const of = {
    namespace: "AWS/Lambda",
    dimensions: { FunctionName: nodes.function.name },
    statistic: "Sum",
    period: 300,
  };
  alarm(`${name}Errors`, { ...of, metricName: "Errors", threshold: 2 });
  alarm(`${name}Throttled`, { ...of, metricName: "Throttles", threshold: 10, evaluationPeriods: 3 });
}

alarm("TickStopped", {
  namespace: "AWS/Lambda",
  metricName: "Invocations",
  dimensions: { FunctionName: onTick.nodes.function.name },
  statistic: "Sum",
  period: 300,
  comparisonOperator: "LessThanThreshold",
  threshold: 3,
  treatMissingData: "breaching",
});

alarm("StreamLate", {
  namespace: "AWS/Lambda",
  metricName: "IteratorAge",
  dimensions: { FunctionName: onTableStream.nodes.function.name },
  statistic: "Maximum",
  period: 300,
  threshold: 1_800_000,
});

alarm("ApiFails", {
  namespace: "AWS/Lambda",
  metricName: "Url5xxCount",
  dimensions: { FunctionName: onHttp.nodes.function.name },
  statistic: "Sum",
  period: 300,
  threshold: 5,
});

for (const metricName of ["ReadThrottleEvents", "WriteThrottleEvents"])
  alarm(`Table${metricName}`, {
    namespace: "AWS/DynamoDB",
    metricName,
    dimensions: { TableName: table.name },
    statistic: "Sum",
    period: 300,
    evaluationPeriods: 3,
    threshold: 100,
  });

// SES puts an account under review at 5 % of bounces or 0.1 % of complaints, and may pause it at 10 % and 0.5 %.
const reputation = { namespace: "AWS/SES", dimensions: {}, statistic: "Average", period: 3600 };
alarm("BounceRate", { ...reputation, metricName: "Reputation.BounceRate", threshold: 0.03 });
alarm("ComplaintRate", { ...reputation, metricName: "Reputation.ComplaintRate", threshold: 0.0008 });

alarm("SendQuota", {
  namespace: "AWS/SES",
  metricName: "Send",
  dimensions: {},
  statistic: "Sum",
  period: 86_400,
  threshold: Math.floor(mailsPerDay * 0.8),
});
