import type { Log } from "@rekindle/core/world/world";

/**
 * Figures of this process since they were last told. A line for each invocation instead of one for each mail: CloudWatch
 * charges by the kilobyte.
 */
const counts = new Map<string, number>();
/** From due to attempted, in milliseconds. CloudWatch takes 100 values of a metric in a line. */
let lags: number[] = [];
const MOST = 100;

/** Log events that are figures. Everything else is passed over. */
export const count: Log = (event, fields) => {
  if (event !== "mail.attempted") {
    const name = byEvent[event];
    if (name !== undefined) add(name, 1);
    return;
  }
  add(byStatus[String(fields["status"])] ?? "MailsUnknown", 1);
  const { lagMs } = fields;
  if (fields["status"] === "sent" && typeof lagMs === "number" && lags.length < MOST) lags.push(lagMs);
};

/** What a queue's function did with a batch. */
export const countBatch = (queue: "Leads" | "MailEvents", messages: number, failed: number): void => {
  add(`${queue}Handled`, messages - failed);
  if (failed > 0) add(`${queue}Failed`, failed);
};

const byStatus: Record<string, string> = {
  sent: "MailsSent",
  refused: "MailsRefused",
  failed: "MailsFailed",
  unknown: "MailsUnknown",
};
const byEvent: Record<string, string> = {
  "lead.failed": "LeadsTriedAgain",
  "message.failed": "MessagesFailed",
  "commit.unanswered": "CommitsUnanswered",
};

const add = (name: string, n: number): void => {
  counts.set(name, (counts.get(name) ?? 0) + n);
};

/**
 * One line in CloudWatch's embedded metric format, or none where nothing happened; then it counts anew. The namespace
 * Rekindle, by function: what a log line is to a person, this is to an alarm.
 */
export const tell = (
  write: (line: string) => void,
  nowMs: number,
  name = process.env["AWS_LAMBDA_FUNCTION_NAME"] ?? "local",
): void => {
  if (counts.size === 0) return;
  const metrics = [
    ...[...counts.keys()].map((metric) => ({ Name: metric, Unit: "Count" })),
    ...(lags.length === 0 ? [] : [{ Name: "MailLag", Unit: "Milliseconds" }]),
  ];
  write(
    `${JSON.stringify({
      _aws: {
        Timestamp: nowMs,
        CloudWatchMetrics: [{ Namespace: "Rekindle", Dimensions: [["Function"]], Metrics: metrics }],
      },
      Function: name,
      ...Object.fromEntries(counts),
      ...(lags.length === 0 ? {} : { MailLag: lags }),
    })}\n`,
  );
  counts.clear();
  lags = [];
};

/** Does the work, and tells its figures whatever comes of it. */
export const measured = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } finally {
    tell((line) => process.stdout.write(line), Date.now());
  }
};
