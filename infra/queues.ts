/** Messages stay here for 14 days, the most that SQS allows: time to mend and to redrive. */
const deadLetters = (name: string) =>
  new sst.aws.Queue(name, {
    transform: { queue: { messageRetentionSeconds: 1_209_600, sqsManagedSseEnabled: true } },
  });

/** Nobody consumes these; an alarm stands on each. */
export const deadLeads = deadLetters("LeadDlq");
export const deadMailEvents = deadLetters("MailEventDlq");
/** Scheduler calls that failed, and places in the table's stream that could not be worked off. */
export const deadTicks = deadLetters("ClockDlq");
export const deadChanges = deadLetters("StreamDlq");

/** Redelivery after a crash or throttling is no failure, so a message is tried often before it counts as dead. */
const RETRIES = 8;

/** Work on leads: what is due, causes, jobs. Visible again after six times the life of its function. */
export const leadQueue = new sst.aws.Queue("LeadQueue", {
  visibilityTimeout: "6 minutes",
  dlq: { queue: deadLeads.arn, retry: RETRIES },
  transform: { queue: { messageRetentionSeconds: 1_209_600, sqsManagedSseEnabled: true } },
});

/** What SES says became of each mail. */
export const mailEventQueue = new sst.aws.Queue("MailEventQueue", {
  visibilityTimeout: "6 minutes",
  dlq: { queue: deadMailEvents.arn, retry: RETRIES },
  transform: { queue: { messageRetentionSeconds: 1_209_600, sqsManagedSseEnabled: true } },
});
