import { onHttp } from "./api.ts";
import { onSweep, onTick } from "./clock.ts";
import { onLeadQueue } from "./leads.ts";
import { onMailEvent } from "./mail.ts";
import { deadChanges, deadLeads, deadMailEvents, deadTicks, leadQueue, mailEventQueue } from "./queues.ts";
import { region } from "./stage.ts";
import { onTableStream } from "./stream.ts";
import { table } from "./table.ts";

type Metric = { namespace: string; name: string; dimensions?: Record<string, $util.Input<string>>; statistic: string };
type Chart = { title: string; metrics: Metric[] };

const queues = (name: string, statistic: string, all: sst.aws.Queue[]): Metric[] =>
  all.map(({ nodes }) => ({ namespace: "AWS/SQS", name, dimensions: { QueueName: nodes.queue.name }, statistic }));
const lambdas = (name: string, statistic: string): Metric[] =>
  [onTick, onSweep, onLeadQueue, onMailEvent, onTableStream, onHttp].map(({ nodes }) => ({
    namespace: "AWS/Lambda",
    name,
    dimensions: { FunctionName: nodes.function.name },
    statistic,
  }));
const ses = (...names: string[]): Metric[] =>
  names.map((name) => ({ namespace: "AWS/SES", name, statistic: name.includes("Rate") ? "Average" : "Sum" }));
const ofTable = (...names: string[]): Metric[] =>
  names.map((name) => ({ namespace: "AWS/DynamoDB", name, dimensions: { TableName: table.name }, statistic: "Sum" }));

/** From what people notice to why: mail, queues, functions, table. */
const charts: Chart[] = [
  { title: "Mail", metrics: ses("Send", "Delivery", "Bounce", "Complaint", "Reject", "RenderingFailure") },
  { title: "Reputation", metrics: ses("Reputation.BounceRate", "Reputation.ComplaintRate") },
  {
    title: "Oldest message, s",
    metrics: queues("ApproximateAgeOfOldestMessage", "Maximum", [leadQueue, mailEventQueue]),
  },
  {
    title: "Dead letters",
    metrics: queues("ApproximateNumberOfMessagesVisible", "Maximum", [
      deadLeads,
      deadMailEvents,
      deadTicks,
      deadChanges,
    ]),
  },
  { title: "Errors", metrics: lambdas("Errors", "Sum") },
  { title: "Duration p99, ms", metrics: lambdas("Duration", "p99") },
  { title: "Workers at once", metrics: lambdas("ConcurrentExecutions", "Maximum") },
  { title: "Table units", metrics: ofTable("ConsumedWriteCapacityUnits", "ConsumedReadCapacityUnits") },
];

new aws.cloudwatch.Dashboard("Dashboard", {
  dashboardName: `rekindle-${$app.stage}`,
  dashboardBody: $jsonStringify({
    widgets: charts.map(({ title, metrics }, index) => ({
      type: "metric",
      x: (index % 2) * 12,
      y: Math.floor(index / 2) * 6,
      width: 12,
      height: 6,
      properties: {
        title,
        region,
        period: 300,
        view: "timeSeries",
        metrics: metrics.map(({ namespace, name, dimensions = {}, statistic }) => [
          namespace,
          name,
          ...Object.entries(dimensions).flat(),
          { stat: statistic },
        ]),
      },
    })),
  }),
});
