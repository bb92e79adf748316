import { DeleteMessageBatchCommand, type Message, ReceiveMessageCommand, type SQSClient } from "@aws-sdk/client-sqs";
import * as Sqlite from "@rekindle/core/world/sqlite";
import * as SqliteQueue from "@rekindle/core/world/sqlite-queue";
import type { Queue } from "@rekindle/core/world/world";
import * as SqsQueue from "@rekindle/functions/live/sqs-queue";
import { type FauxqsServer, startFauxqs } from "fauxqs";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";

/** A queue and a way to take all that can be received from it, sorted. */
type Made = { queue: Queue; drain(): Promise<string[]>; delayed(): number };

let server: FauxqsServer;
let client: SQSClient;
let made = 0;
beforeAll(async () => {
  server = await startFauxqs({ port: 0, logger: false });
  client = SqsQueue.connect({
    endpoint: server.address,
    region: "us-east-1",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  });
});
afterAll(async () => {
  client.destroy();
  await server.stop();
});

const makers: Record<string, () => Made> = {
  SQLite: () => {
    const queue = SqliteQueue.open(
      Sqlite.open(":memory:"),
      { now: () => 0 },
      { name: "q", visibilityMs: 30_000, maxReceives: 5 },
    );
    return {
      queue,
      drain: async () => {
        const messages = queue.receive(1000);
        queue.acknowledge(messages.map(({ receipt }) => receipt));
        return messages.map(({ body }) => body).toSorted();
      },
      delayed: () => (queue.nextVisibleAt() === undefined ? 0 : 1),
    };
  },
  SQS: () => {
    const name = `queue-${made++}`;
    const { queueUrl } = server.createQueue(name);
    return {
      queue: SqsQueue.open(client, queueUrl),
      drain: async () => {
        const all: Message[] = [];
        for (;;) {
          const { Messages = [] } = await client.send(
            new ReceiveMessageCommand({ QueueUrl: queueUrl, MaxNumberOfMessages: 10 }),
          );
          if (Messages.length === 0) return all.map(({ Body = "" }) => Body).toSorted();
          all.push(...Messages);
          const Entries = Messages.map(({ ReceiptHandle }, i) => ({ Id: `${i}`, ReceiptHandle }));
          await client.send(new DeleteMessageBatchCommand({ QueueUrl: queueUrl, Entries }));
        }
      },
      delayed: () => server.inspectQueue(name)?.messages.delayed.length ?? 0,
    };
  },
};

describe.each(Object.keys(makers))("a queue: %s", (name) => {
  let it: Made;
  beforeEach(() => {
    const make = makers[name];
    if (make === undefined) throw new Error(name);
    it = make();
  });

  test("every message that was sent arrives whole, however many there are", async () => {
    // fauxqs refuses characters beyond U+FFFF, which SQS takes.
    const bodies = Array.from({ length: 57 }, (_, i) => JSON.stringify({ lead: `lead_${i}`, 名: "髙橋 & <b>" }));
    await it.queue.send(bodies.map((body) => ({ body })));
    expect(await it.drain()).toEqual(bodies.toSorted());
    expect(await it.drain()).toEqual([]);
  });

  test("JSON with characters that SQS would refuse means the same on arrival", async () => {
    const said = { name: "\uFFFE\uFFFF\u0000\u0007\uD800 ok" };
    await it.queue.send([{ body: JSON.stringify(said) }]);
    expect((await it.drain()).map((body) => JSON.parse(body))).toEqual([said]);
  });

  test("long messages are stored, however little room they leave for one another", async () => {
    const bodies = ["a", "b", "c", "d"].map((letter) => letter.repeat(190_000));
    await it.queue.send([{ body: "short" }, ...bodies.map((body) => ({ body }))]);
    expect(await it.drain()).toEqual([...bodies, "short"].toSorted());
  });

  test("a message that is too long is refused", async () => {
    await expect(it.queue.send([{ body: "あ".repeat(70_000) }])).rejects.toThrow("200000 bytes");
  });

  test("a delayed message does not arrive early", async () => {
    await it.queue.send([{ body: "later", delayMs: 60_000 }]);
    expect(await it.drain()).toEqual([]);
    expect(it.delayed()).toBe(1);
  });

  test("a delay beyond 15 minutes is refused", async () => {
    await expect(it.queue.send([{ body: "much later", delayMs: 900_001 }])).rejects.toThrow();
    expect(await it.drain()).toEqual([]);
  });

  test("sending nothing is no error", async () => {
    await it.queue.send([]);
    expect(await it.drain()).toEqual([]);
  });
});
