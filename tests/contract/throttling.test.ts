import {
  BatchExecuteStatementCommand,
  BatchGetItemCommand,
  BatchWriteItemCommand,
  GetItemCommand,
  InternalServerError,
  ProvisionedThroughputExceededException,
  QueryCommand,
  ThrottlingException,
  TransactionCanceledException,
  TransactWriteItemsCommand,
} from "@aws-sdk/client-dynamodb";
import { SendMessageBatchCommand } from "@aws-sdk/client-sqs";
import { connect } from "@rekindle/functions/live/dynamo-setup";
import * as DynamoTable from "@rekindle/functions/live/dynamo-table";
import * as SqsQueue from "@rekindle/functions/live/sqs-queue";
import { mockClient } from "aws-sdk-client-mock";
import { beforeEach, describe, expect, test } from "vitest";
import { item } from "./tables.ts";

const $metadata = {};
const throttled = new ThrottlingException({ message: "Rate exceeded", $metadata });
const overProvisioned = new ProvisionedThroughputExceededException({ message: "Too much", $metadata });
const broken = new InternalServerError({ message: "Oops", $metadata });
const timeout = Object.assign(new Error("No answer in 5000 ms"), { name: "TimeoutError", code: "ETIMEDOUT" });
const hangUp = Object.assign(new Error("socket hang up"), { code: "ECONNRESET" });

const waits: number[] = [];
const patience = {
  attempts: 4,
  wait: async (ms: number) => {
    waits.push(ms);
  },
};
beforeEach(() => {
  waits.length = 0;
});
const config = { region: "us-east-1", credentials: { accessKeyId: "a", secretAccessKey: "b" } };

describe("the table when DynamoDB has trouble", () => {
  const client = connect(config);
  const aws = mockClient(client);
  const table = DynamoTable.open(client, "leads", patience);
  beforeEach(() => {
    aws.reset();
  });
  const stored = item("a", "b");
  const attributes = { pk: { S: "a" }, sk: { S: "b" }, rev: { N: "1" }, body: { S: stored.body } };
  const put = item("a", "b", { rev: 2 });
  const write = { put, expect: 1 };
  const refusal = (
    Code:
      | "ConditionalCheckFailed"
      | "DuplicateItem"
      | "ThrottlingError"
      | "ValidationError"
      | "InternalServerError"
      | "TransactionConflict"
      | "ProvisionedThroughputExceeded",
  ) => ({ Error: { Code, Message: Code } });

  test("the SDK repeats nothing by itself, and a client that would is refused", async () => {
    expect(await client.config.maxAttempts()).toBe(1);
    const eager = mockClient(connect(config))
      .on(BatchExecuteStatementCommand)
      .resolves({ Responses: [{}] });
    const { DynamoDBClient } = await import("@aws-sdk/client-dynamodb");
    const careless = DynamoTable.open(new DynamoDBClient(config), "leads", patience);
    await expect(careless.commit([write])).rejects.toThrow("maxAttempts: 1");
    await expect(careless.transact([write])).rejects.toThrow("maxAttempts: 1");
    expect(eager.calls()).toHaveLength(0);
  });

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
      .rejectsOnce(broken)
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

  test("of a commit only what was throttled is repeated; outcomes keep the order of the writes", async () => {
    aws
      .on(BatchExecuteStatementCommand)
      .resolvesOnce({
        Responses: [
          {},
          refusal("ThrottlingError"),
          refusal("ConditionalCheckFailed"),
          refusal("ProvisionedThroughputExceeded"),
          refusal("TransactionConflict"),
        ],
      })
      .rejectsOnce(throttled)
      .resolvesOnce({ Responses: [refusal("ConditionalCheckFailed"), {}] });
    const writes = Array.from({ length: 5 }, (_, i) => ({ put: item("a", `${i}`, { rev: 2 }), expect: 1 }));
    expect(await table.commit(writes)).toEqual(["stored", "conflict", "conflict", "stored", "conflict"]);
    const sent = aws
      .commandCalls(BatchExecuteStatementCommand)
      .map(({ args }) => args[0].input.Statements?.map(({ Parameters }) => Parameters?.at(-2)?.S));
    expect(sent).toEqual([
      ["0", "1", "2", "3", "4"],
      ["1", "3"],
      ["1", "3"],
    ]);
  });

  test.each([
    ["timed out", timeout],
    ["lost its connection", hangUp],
    ["met a server error", broken],
  ])("a commit or transaction that %s rejects and is never sent twice", async (_, error) => {
    aws.on(BatchExecuteStatementCommand).rejects(error);
    aws.on(TransactWriteItemsCommand).rejects(error);
    await expect(table.commit([write])).rejects.toBe(error);
    await expect(table.transact([write])).rejects.toBe(error);
    expect(aws.calls()).toHaveLength(2);
    expect(waits).toEqual([]);
  });

  test("a statement whose outcome is unknown rejects the commit and is never sent twice", async () => {
    aws.on(BatchExecuteStatementCommand).resolves({ Responses: [{}, refusal("InternalServerError")] });
    await expect(table.commit([write, { put: item("a", "c"), expect: 0 }])).rejects.toThrow("InternalServerError");
    expect(aws.calls()).toHaveLength(1);
  });

  test("when one batch of a commit fails, the others have ended before it rejects, and no further one begins", async () => {
    let running = 0;
    let begun = 0;
    aws.on(BatchExecuteStatementCommand).callsFake(async (input: { Statements: unknown[] }) => {
      const first = begun++ === 0;
      running += 1;
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
      if (first) throw timeout;
      return { Responses: input.Statements.map(() => ({})) };
    });
    const writes = Array.from({ length: 300 }, (_, i) => ({ put: item("a", `${i}`), expect: 0 }));
    await expect(table.commit(writes)).rejects.toBe(timeout);
    expect([running, begun]).toEqual([0, 4]);
  });

  test("a commit that stays throttled rejects: nothing was written", async () => {
    aws.on(BatchExecuteStatementCommand).resolves({ Responses: [refusal("ThrottlingError")] });
    await expect(table.commit([write])).rejects.toThrow("left 1 of 1 undone");
    expect(aws.calls()).toHaveLength(4);
  });

  test("a statement is spelt the other way only until one spelling has worked", async () => {
    const fresh = DynamoTable.open(client, "leads", patience);
    aws
      .on(BatchExecuteStatementCommand)
      .resolvesOnce({ Responses: [refusal("ValidationError")] })
      .resolvesOnce({ Responses: [refusal("ConditionalCheckFailed")] })
      .resolvesOnce({ Responses: [refusal("ValidationError")] });
    expect(await fresh.commit([write])).toEqual(["conflict"]);
    await expect(fresh.commit([write])).rejects.toThrow("ValidationError");
    const texts = aws
      .commandCalls(BatchExecuteStatementCommand)
      .map(({ args }) => args[0].input.Statements?.[0]?.Statement);
    expect(texts[0]).toBe(
      'UPDATE "leads" SET "rev"=? SET "body"=? REMOVE "dueShard" REMOVE "dueAt" REMOVE "listIn" REMOVE "listBy" REMOVE "ttl" WHERE "pk"=? AND "sk"=? AND "rev"=?',
    );
    expect(texts[1]).toBe(
      'UPDATE "leads" SET "rev"=?, "body"=? REMOVE "dueShard", "dueAt", "listIn", "listBy", "ttl" WHERE "pk"=? AND "sk"=? AND "rev"=?',
    );
    expect(texts).toHaveLength(3);
  });

  test("a write that is wrong in both spellings leaves the documented one in use", async () => {
    const fresh = DynamoTable.open(client, "leads", patience);
    aws.on(BatchExecuteStatementCommand).resolves({ Responses: [refusal("ValidationError")] });
    await expect(fresh.commit([write])).rejects.toThrow("ValidationError");
    await expect(fresh.commit([write])).rejects.toThrow("ValidationError");
    const texts = aws
      .commandCalls(BatchExecuteStatementCommand)
      .map(({ args }) => args[0].input.Statements?.[0]?.Statement?.includes('SET "rev"=? SET'));
    expect(texts).toEqual([true, false, true, false]);
  });

  const cancelled = (...codes: string[]) =>
    new TransactionCanceledException({
      message: "Transaction cancelled",
      CancellationReasons: codes.map((Code) => ({ Code })),
      $metadata,
    });

  test.each([
    ["a failed condition", ["None", "ConditionalCheckFailed"]],
    ["another transaction on the same item", ["TransactionConflict", "None"]],
    ["both, and throttling besides", ["TransactionConflict", "ConditionalCheckFailed", "ThrottlingError"]],
  ])("a transaction cancelled by %s is a conflict", async (_, codes) => {
    aws.on(TransactWriteItemsCommand).rejects(cancelled(...codes));
    expect(await table.transact([write])).toBe("conflict");
    expect(aws.calls()).toHaveLength(1);
  });

  test("a throttled transaction is repeated", async () => {
    aws
      .on(TransactWriteItemsCommand)
      .rejectsOnce(cancelled("None", "ThrottlingError"))
      .rejectsOnce(cancelled("ProvisionedThroughputExceeded"))
      .rejectsOnce(throttled)
      .resolves({});
    expect(await table.transact([write])).toBe("stored");
    expect(waits).toHaveLength(3);
  });

  test("a transaction cancelled for being wrong rejects", async () => {
    aws.on(TransactWriteItemsCommand).rejects(cancelled("ValidationError"));
    await expect(table.transact([write])).rejects.toThrow("Transaction cancelled");
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
    ).toEqual([undefined, "INDEXES"]);
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
    aws.on(SendMessageBatchCommand).resolves({ Successful: successful("0"), Failed: [failed("1", false)] });
    await expect(queue.send(messages(2))).rejects.toThrow("undone");
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
