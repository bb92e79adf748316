import { ids } from "@rekindle/functions/live/ids";
import { pointLinksTo } from "@rekindle/functions/live/links";
import { onLeadQueue } from "@rekindle/functions/on-lead-queue";
import { onMailEvent } from "@rekindle/functions/on-mail-event";
import { onSweep } from "@rekindle/functions/on-sweep";
import { onTableStream } from "@rekindle/functions/on-table-stream";
import { onTick } from "@rekindle/functions/on-tick";
import type { DynamoDBRecord, SQSRecord } from "aws-lambda";
import { expect, test } from "vitest";
import { memoryEngine } from "../support/memory-engine.ts";

const record = (messageId: string, body: string): SQSRecord => ({
  messageId,
  body,
  receiptHandle: messageId,
  attributes: {
    ApproximateReceiveCount: "1",
    SentTimestamp: "0",
    SenderId: "test",
    ApproximateFirstReceiveTimestamp: "0",
  },
  messageAttributes: {},
  md5OfBody: "",
  eventSource: "aws:sqs",
  eventSourceARN: "arn:aws:sqs:ap-northeast-1:000000000000:leads",
  awsRegion: "ap-northeast-1",
});
const optIn = { basis: "optIn" };

test("of a batch only the message that cannot be handled comes again", async () => {
  const engine = memoryEngine();
  const { id } = (await engine.post("/v1/leads", { email: "a@example.com", consent: optIn })).json;
  const at = engine.world.clock.now();
  const good = { kind: "cause", lead: id, cause: { type: "optedOut", via: "test", at } };
  const answer = await onLeadQueue(engine.engine)({
    Records: [record("m1", "no json"), record("m2", JSON.stringify(good)), record("m3", '{"kind":"dance"}')],
  });
  expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: "m1" }, { itemIdentifier: "m3" }] });
  expect((await engine.get(`/v1/leads/${id}`)).json.gate.optedOut).toBe(true);
});

test("an event that is none of our mails' is taken off the queue and logged, never retried for ever", async () => {
  const engine = memoryEngine();
  const answer = await onMailEvent(engine.engine)({ Records: [record("m1", "nonsense"), record("m2", "{}")] });
  expect(answer).toEqual({ batchItemFailures: [] });
  expect(engine.logged.map(({ event }) => event)).toEqual(["mailEvent.unreadable", "mailEvent.unreadable"]);
});

test("a stream batch counts once, however often it is delivered, and what has no image is passed over", async () => {
  const engine = memoryEngine();
  const { id } = (await engine.post("/v1/leads", { email: "a@example.com", consent: optIn })).json;
  const item = await engine.world.table.get({ pk: id, sk: "lead" });
  const change: DynamoDBRecord = {
    eventID: "1",
    eventName: "INSERT",
    dynamodb: {
      Keys: { pk: { S: id }, sk: { S: "lead" } },
      SequenceNumber: "100000000000000000000001",
      NewImage: { body: { S: item?.body ?? "" } },
    },
  };
  const removal: DynamoDBRecord = {
    eventName: "REMOVE",
    dynamodb: { Keys: { pk: { S: id }, sk: { S: "view" } }, SequenceNumber: "2" },
  };
  const stream = onTableStream(engine.engine);
  for (let n = 0; n < 3; n++)
    expect(await stream({ Records: [change, removal, {}], shardId: "shard-1" })).toEqual({ batchItemFailures: [] });
  expect((await engine.get("/v1/days")).json.items).toEqual([{ date: "2026-11-24", captured: 1 }]);
  expect((await engine.get("/v1/leads?stage=marketing")).json.items).toEqual([expect.objectContaining({ id })]);
});

test("the tick queues what became due, and the sweep only while the queue is short", async () => {
  const engine = memoryEngine();
  await engine.put("/v1/workflows/w", {
    name: "w",
    steps: [
      { kind: "wait", for: "P1D" },
      { kind: "exit", reason: "over" },
    ],
  });
  await engine.post("/v1/workflows/w/publish");
  const { id } = (await engine.post("/v1/leads", { email: "a@example.com", consent: optIn })).json;
  await engine.post(`/v1/leads/${id}/enrolments`, { workflow: "w" });
  await engine.settle();
  engine.pass(86_400_000);
  await onSweep(engine.engine, async () => 1_000)();
  expect(engine.queue.waiting()).toBe(0);
  await onSweep(engine.engine, async () => 999)();
  expect(engine.queue.waiting()).toBe(1);
  await onTick(engine.engine)();
  expect(engine.queue.waiting()).toBe(2);
  await engine.settle();
  expect((await engine.get(`/v1/leads/${id}`)).json.enrolments).toEqual([]);
});

test("ids of one process are in the order in which they were made, within a millisecond too, and when the clock stands back", () => {
  let now = 1_700_000_000_000;
  const { next } = ids({ now: () => now });
  const made = Array.from({ length: 200 }, (_, n) => {
    if (n === 100) now -= 5;
    if (n === 150) now += 10;
    return next("lead");
  });
  expect(made.toSorted()).toEqual(made);
  expect(new Set(made).size).toBe(made.length);
  for (const id of made) expect(id).toMatch(/^lead_[0-9A-HJKMNP-TV-Z]{26}$/);
});

test("links in mails lead to where the product is deployed, unless the workspace has an address of its own", async () => {
  const { engine, get, put } = memoryEngine();
  await pointLinksTo(engine, undefined);
  expect((await get("/v1/settings")).json.baseUrl).toBe("http://localhost:4000");
  await pointLinksTo(engine, "https://d1.cloudfront.example");
  expect((await get("/v1/settings")).json.baseUrl).toBe("https://d1.cloudfront.example");
  await put("/v1/settings", { baseUrl: "https://mail.akari.example" });
  await pointLinksTo(engine, "https://d2.cloudfront.example");
  expect((await get("/v1/settings")).json.baseUrl).toBe("https://mail.akari.example");
});
