import {
  BatchExecuteStatementCommand,
  BatchGetItemCommand,
  BatchWriteItemCommand,
  GetItemCommand,
  QueryCommand,
} from "@aws-sdk/client-dynamodb";
import { SendMessageBatchCommand } from "@aws-sdk/client-sqs";
import { connect } from "@rekindle/functions/live/dynamo-setup";
import * as DynamoTable from "@rekindle/functions/live/dynamo-table";
import * as SqsQueue from "@rekindle/functions/live/sqs-queue";
import { mockClient } from "aws-sdk-client-mock";
import { beforeEach, describe, expect, test } from "vitest";
import { item } from "./tables.ts";
import { config, hangUp, overProvisioned, patient, serverError, throttled, timeout } from "./trouble.ts";

const { waits, patience } = patient();
beforeEach(() => {
  waits.length = 0;
});

describe("reads and puts when DynamoDB has trouble", () => {
  const client = connect(config);
  const aws = mockClient(client);
  const table = DynamoTable.open(client, "leads", patience);
  beforeEach(() => {
    aws.reset();
  });
  const stored = item("a", "b");
  const attributes = { pk: { S: "a" }, sk: { S: "b" }, rev: { N: "1" }, body: { S: stored.body } };
  const write = { put: item("a", "b", { rev: 2 }), expect: 1 };

  test("a consistent read is asked for as such, any other is not", async () => {
    aws.on(GetItemCommand).resolves({ Item: attributes });
    aws.on(BatchGetItemCommand).resolves({ Responses: { leads: [attributes] } });
    await table.get(stored, "consistent");
    await table.get(stored);
    await table.getMany([stored], "consistent");
    await table.getMany([stored]);
    expect(aws.commandCalls(GetItemCommand).map(({ args }) => args[0].input.ConsistentRead)).toEqual([true, undefined]);
    expect(
      aws.commandCalls(BatchGetItemCommand).map(({ args }) => args[0].input.RequestItems?.["leads"]?.ConsistentRead),
    ).toEqual([true, undefined]);
  });

  test("every query has a limit of at most 1000 and goes on where a page broke off", async () => {
    const page = (from: number, count: number) =>
      Array.from({ length: count }, (_, i) => ({ ...attributes, sk: { S: `${from + i}` } }));
    const at = (sk: string) => ({ pk: { S: "a" }, sk: { S: sk } });
    aws
      .on(QueryCommand)
      .resolvesOnce({ Items: page(0, 1000), LastEvaluatedKey: at("999") })
      .resolvesOnce({ Items: page(1000, 10), LastEvaluatedKey: at("1009") })
      .rejectsOnce(throttled)
      .resolvesOnce({ Items: page(1010, 490), LastEvaluatedKey: at("1499") });
    const { items, next } = await table.query({ pk: "a", limit: 1500 });
    expect(items.map(({ sk }) => sk)).toEqual(Array.from({ length: 1500 }, (_, i) => `${i}`));
    expect(next).toBeDefined();
    const inputs = aws.commandCalls(QueryCommand).map(({ args }) => args[0].input);
    expect(inputs.map(({ Limit }) => Limit)).toEqual([1000, 500, 490, 490]);
    expect(inputs.map(({ ExclusiveStartKey }) => ExclusiveStartKey)).toEqual([
      undefined,
      at("999"),
      at("1009"),
      at("1009"),
    ]);
  });

  test("a read is repeated after throttling, a lost answer and a server error, with growing waits", async () => {
    aws
      .on(GetItemCommand)
      .rejectsOnce(throttled)
      .rejectsOnce(timeout)
      .rejectsOnce(serverError)
      .resolves({ Item: attributes });
    expect(await table.get(stored)).toEqual(stored);
    expect(waits).toHaveLength(3);
    for (const [i, ms] of waits.entries()) expect(ms / (25 * 2 ** i)).toBeGreaterThanOrEqual(1);
    for (const [i, ms] of waits.entries()) expect(ms / (25 * 2 ** i)).toBeLessThanOrEqual(2);
  });

  test("a read that stays without an answer rejects after the last attempt", async () => {
    aws.on(GetItemCommand).rejects(hangUp);
    await expect(table.get(stored)).rejects.toThrow("socket hang up");
    expect(aws.commandCalls(GetItemCommand)).toHaveLength(4);
  });

  test("a wrong request is not repeated", async () => {
    aws.on(GetItemCommand).rejects(Object.assign(new Error("No such table"), { name: "ResourceNotFoundException" }));
    await expect(table.get(stored)).rejects.toThrow("No such table");
    expect(aws.commandCalls(GetItemCommand)).toHaveLength(1);
  });

  test("keys that were not processed are asked for again, and only they", async () => {
    const keys = Array.from({ length: 3 }, (_, i) => ({ pk: "a", sk: `${i}` }));
    const found = keys.map(({ sk }) => ({ ...attributes, sk: { S: sk } }));
    const left = [{ pk: { S: "a" }, sk: { S: "0" } }];
    aws
      .on(BatchGetItemCommand)
      .resolvesOnce({ Responses: { leads: found.slice(1) }, UnprocessedKeys: { leads: { Keys: left } } })
      .rejectsOnce(overProvisioned)
      .resolvesOnce({ Responses: { leads: found.slice(0, 1) } });
    expect((await table.getMany(keys, "consistent")).map((one) => one?.sk)).toEqual(["0", "1", "2"]);
    const asked = aws.commandCalls(BatchGetItemCommand).map(({ args }) => args[0].input.RequestItems?.["leads"]);
    expect(asked.map((request) => request?.Keys?.length)).toEqual([3, 1, 1]);
    expect(asked.map((request) => request?.ConsistentRead)).toEqual([true, true, true]);
  });

  test("items that were not processed are put again until none is left", async () => {
    const left = [{ PutRequest: { Item: attributes } }];
    aws
      .on(BatchWriteItemCommand)
      .resolvesOnce({ UnprocessedItems: { leads: left } })
      .rejectsOnce(timeout)
      .resolvesOnce({});
    await table.put([stored, item("a", "c")]);
    expect(
      aws.commandCalls(BatchWriteItemCommand).map(({ args }) => args[0].input.RequestItems?.["leads"]?.length),
    ).toEqual([2, 1, 1]);
  });

  test("a put that is never wholly taken rejects", async () => {
    aws.on(BatchWriteItemCommand).resolves({ UnprocessedItems: { leads: [{ PutRequest: { Item: attributes } }] } });
    await expect(table.put([stored])).rejects.toThrow("left 1 of 1 undone");
    expect(aws.commandCalls(BatchWriteItemCommand)).toHaveLength(4);
  });

  test("units are asked for only when somebody counts them", async () => {
    aws.on(BatchExecuteStatementCommand).resolves({
      Responses: [{}],
      ConsumedCapacity: [{ TableName: "leads", CapacityUnits: 3 }],
    });
    aws.on(GetItemCommand).resolves({ ConsumedCapacity: { CapacityUnits: 0.5 } });
    await table.commit([write]);
    const seen: unknown[] = [];
    const counted = DynamoTable.open(client, "leads", { ...patience, onCapacity: (units) => seen.push(units) });
    await counted.commit([write]);
    await counted.get(stored);
    expect(
      aws.commandCalls(BatchExecuteStatementCommand).map(({ args }) => args[0].input.ReturnConsumedCapacity),
    ).toEqual([undefined, "TOTAL"]);
    expect(seen).toEqual([
      { operation: "commit", read: 0, write: 3 },
      { operation: "get", read: 0.5, write: 0 },
    ]);
  });
});

describe("the queue when SQS has trouble", () => {
  const client = SqsQueue.connect(config);
  const aws = mockClient(client);
  const queue = SqsQueue.open(client, "https://sqs/leads", patience);
  beforeEach(() => {
    aws.reset();
  });
  const messages = (n: number) => Array.from({ length: n }, (_, i) => ({ body: `m${i}` }));
  const successful = (...ids: string[]) => ids.map((Id) => ({ Id, MessageId: `id-${Id}`, MD5OfMessageBody: "" }));
  const failed = (Id: string, SenderFault: boolean) => ({ Id, SenderFault, Code: "InternalError" });
  const sent = () =>
    aws
      .commandCalls(SendMessageBatchCommand)
      .map(({ args }) => args[0].input.Entries?.map(({ MessageBody }) => MessageBody));

  test("of a batch only what failed is sent again", async () => {
    aws
      .on(SendMessageBatchCommand)
      .resolvesOnce({ Successful: successful("0", "2"), Failed: [failed("1", false), failed("3", false)] })
      .rejectsOnce(Object.assign(new Error("Slow down"), { name: "RequestThrottled" }))
      .resolvesOnce({ Successful: successful("0"), Failed: [failed("1", false)] })
      .resolvesOnce({ Successful: successful("0"), Failed: [] });
    await queue.send(messages(4));
    expect(sent()).toEqual([["m0", "m1", "m2", "m3"], ["m1", "m3"], ["m1", "m3"], ["m3"]]);
    expect(waits).toHaveLength(3);
  });

  test("a message whose answer was lost is sent again: better twice than never", async () => {
    aws
      .on(SendMessageBatchCommand)
      .rejectsOnce(timeout)
      .rejectsOnce(hangUp)
      .resolves({ Successful: successful("0"), Failed: [] });
    await queue.send(messages(1));
    expect(sent()).toEqual([["m0"], ["m0"], ["m0"]]);
  });

  test("it rejects when any message was not stored in the end", async () => {
    aws
      .on(SendMessageBatchCommand)
      .resolvesOnce({ Successful: successful("0"), Failed: [failed("1", false)] })
      .resolves({ Successful: [], Failed: [failed("0", false)] });
    await expect(queue.send(messages(2))).rejects.toThrow("left 1 of 2 undone");
    expect(sent()).toEqual([["m0", "m1"], ["m1"], ["m1"], ["m1"]]);
  });

  test("a message that SQS will never take rejects at once", async () => {
    aws.on(SendMessageBatchCommand).resolves({ Successful: successful("0"), Failed: [failed("1", true)] });
    await expect(queue.send(messages(2))).rejects.toThrow("InternalError");
    expect(sent()).toHaveLength(1);
  });

  test("no request holds more than ten messages or 256 kB", async () => {
    aws.on(SendMessageBatchCommand).callsFake((input: { Entries: { Id: string }[] }) => ({
      Successful: successful(...input.Entries.map(({ Id }) => Id)),
      Failed: [],
    }));
    await queue.send([...messages(21), ...Array.from({ length: 5 }, () => ({ body: "あ".repeat(30_000) }))]);
    const requests = sent().map((bodies) => bodies?.map((body) => Buffer.byteLength(body ?? "")) ?? []);
    expect(requests.flat()).toHaveLength(26);
    for (const sizes of requests) {
      expect(sizes.length).toBeLessThanOrEqual(10);
      expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(262_144);
    }
  });

  test("a delay is rounded up to whole seconds", async () => {
    aws.on(SendMessageBatchCommand).resolves({ Successful: successful("0", "1"), Failed: [] });
    await queue.send([{ body: "now" }, { body: "later", delayMs: 1001 }]);
    const [call] = aws.commandCalls(SendMessageBatchCommand);
    expect(call?.args[0].input.Entries?.map(({ DelaySeconds }) => DelaySeconds)).toEqual([undefined, 2]);
  });
});
