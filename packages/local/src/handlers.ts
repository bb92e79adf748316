import type { Engine } from "@rekindle/core/engine/engine";
import { sweep } from "@rekindle/core/engine/tick";
import type { Change } from "@rekindle/core/world/sqlite-changes";
import type { Item } from "@rekindle/core/world/world";
import { onLeadQueue } from "@rekindle/functions/on-lead-queue";
import { onMailEvent } from "@rekindle/functions/on-mail-event";
import { onTableStream } from "@rekindle/functions/on-table-stream";
import { onTick } from "@rekindle/functions/on-tick";
import type { DynamoDBRecord, SQSRecord } from "aws-lambda";

/** The handlers that Lambda runs, fed with the event shapes of AWS. Answers are ids of what should come again. */
export type Handlers = {
  leadQueue(messages: Message[]): Promise<string[]>;
  mailEvents(messages: Message[]): Promise<string[]>;
  tableStream(changes: Change[]): Promise<void>;
  tick(): Promise<void>;
  sweep(): Promise<void>;
};
type Message = { id: string; body: string; receives?: number; sentAt?: number; receipt?: string };

export const handlersOf = (engine: Engine): Handlers => {
  const queue = onLeadQueue(engine);
  const events = onMailEvent(engine);
  const stream = onTableStream(engine);
  return {
    leadQueue: async (messages) =>
      failedOf(await queue({ Records: messages.map((message) => recordOf(message, "leads")) })),
    mailEvents: async (messages) =>
      failedOf(await events({ Records: messages.map((message) => recordOf(message, "mail-events")) })),
    tableStream: async (changes) => {
      await stream({ Records: changes.map(streamRecord), shardId: "local" });
    },
    tick: onTick(engine),
    // The local queue is empty whenever the schedule runs: nothing is stalled that a sweep could fill.
    sweep: async () => {
      await sweep(engine);
    },
  };
};

const failedOf = ({ batchItemFailures }: { batchItemFailures: { itemIdentifier: string }[] }): string[] =>
  batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);

const recordOf = ({ id, body, receives = 1, sentAt = 0, receipt = id }: Message, queue: string): SQSRecord => ({
  messageId: id,
  receiptHandle: receipt,
  body,
  attributes: {
    ApproximateReceiveCount: String(receives),
    SentTimestamp: String(sentAt),
    SenderId: "local",
    ApproximateFirstReceiveTimestamp: String(sentAt),
  },
  messageAttributes: {},
  md5OfBody: "",
  eventSource: "aws:sqs",
  eventSourceARN: `arn:aws:sqs:local:000000000000:${queue}`,
  awsRegion: "local",
});

const streamRecord = ({ seq, key, before, after }: Change): DynamoDBRecord => ({
  eventID: String(seq),
  eventName: before === undefined ? "INSERT" : after === undefined ? "REMOVE" : "MODIFY",
  eventSource: "aws:dynamodb",
  eventVersion: "1.1",
  awsRegion: "local",
  dynamodb: {
    Keys: { pk: { S: key.pk }, sk: { S: key.sk } },
    SequenceNumber: String(seq),
    StreamViewType: "NEW_AND_OLD_IMAGES",
    ...(before === undefined ? {} : { OldImage: imageOf(before) }),
    ...(after === undefined ? {} : { NewImage: imageOf(after) }),
  },
});

const imageOf = ({ pk, sk, rev, body }: Item) => ({
  pk: { S: pk },
  sk: { S: sk },
  rev: { N: String(rev) },
  body: { S: body },
});
