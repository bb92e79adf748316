import {
  type BatchResultErrorEntry,
  SendMessageBatchCommand,
  SQSClient,
  type SQSClientConfig,
} from "@aws-sdk/client-sqs";
import type { Queue, QueueMessage } from "@rekindle/core/world/world";
import { inFlight, isTransient, type Patience, patience as patient, untilDone } from "./retry.ts";

/** The client that the queue needs: repeats are the queue's own, and a request without an answer ends after 5 seconds. */
export const connect = (config: SQSClientConfig): SQSClient =>
  new SQSClient({
    requestHandler: { connectionTimeout: 1000, requestTimeout: 5000, throwOnRequestTimeout: true },
    cacheMiddleware: true,
    ...config,
    maxAttempts: 1,
  });

/**
 * The sending side of an SQS queue. A message whose answer was lost is sent again: everything that is queued may arrive
 * twice anyway, and must not get lost.
 */
export const open = (client: SQSClient, url: string, options: Partial<Patience> = {}): Queue => {
  const patience = { ...patient, ...options };
  return {
    send: async (messages) =>
      inFlight(4, batches(messages), (batch) =>
        untilDone(patience, batch, isTransient, async (left) => {
          const { Successful = [], Failed = [] } = await client.send(
            new SendMessageBatchCommand({ QueueUrl: url, Entries: left.map(entryOf) }),
          );
          const refused = Failed.find(({ SenderFault }) => SenderFault);
          if (refused) throw new Error(`SQS refused a message: ${explain(refused)}`);
          // Whatever SQS does not confirm by name counts as not stored.
          const stored = new Set(Successful.map(({ Id }) => Id));
          return left.filter((_, index) => !stored.has(`${index}`));
        }),
      ),
  };
};

const maxMessages = 10;
/** SQS takes 256 kB a request; the rest is for what it counts besides the bodies. */
const maxBytes = 250_000;

/** At most ten messages and 250 kB each; a message of the permitted size always fits. */
const batches = (messages: QueueMessage[]): QueueMessage[][] => {
  const all: QueueMessage[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const message of messages) {
    if ((message.delayMs ?? 0) > 900_000) throw new RangeError("A message waits 15 minutes at most");
    const size = Buffer.byteLength(message.body);
    if (size > 200_000) throw new RangeError("The body of a message is longer than 200000 bytes");
    const batch = all.at(-1);
    bytes += size;
    if (batch === undefined || batch.length === maxMessages || bytes > maxBytes) {
      all.push([message]);
      bytes = size;
    } else batch.push(message);
  }
  return all;
};

const entryOf = ({ body, delayMs = 0 }: QueueMessage, index: number) => ({
  Id: `${index}`,
  MessageBody: body.replace(/[\uFFFE\uFFFF]/g, escapeCharacter),
  // Whole seconds, never early.
  ...(delayMs > 0 && { DelaySeconds: Math.ceil(delayMs / 1000) }),
});

/** Two characters that JSON may hold as they are and SQS refuses. Bodies are JSON, where the escape means the same. */
const escapeCharacter = (character: string): string => `\\u${character.charCodeAt(0).toString(16)}`;

const explain = ({ Code, Message }: BatchResultErrorEntry): string => `${Code}${Message ? `: ${Message}` : ""}`;
