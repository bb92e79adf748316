import { once } from "node:events";
import { createServer } from "node:http";
import {
  BatchExecuteStatementCommand,
  DynamoDBClient,
  TransactionCanceledException,
  TransactWriteItemsCommand,
} from "@aws-sdk/client-dynamodb";
import { connect } from "@rekindle/functions/live/dynamo-setup";
import * as DynamoTable from "@rekindle/functions/live/dynamo-table";
import { mockClient } from "aws-sdk-client-mock";
import { beforeEach, describe, expect, test } from "vitest";
import { item } from "./tables.ts";
import { config, hangUp, patient, serverError, throttled, timeout } from "./trouble.ts";

const { waits, patience } = patient();
beforeEach(() => {
  waits.length = 0;
});

describe("conditional writes when DynamoDB has trouble", () => {
  const client = connect(config);
  const aws = mockClient(client);
  const table = DynamoTable.open(client, "leads", patience);
  beforeEach(() => {
    aws.reset();
  });
  const write = { put: item("a", "b", { rev: 2 }), expect: 1 };
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
    const careless = DynamoTable.open(new DynamoDBClient(config), "leads", patience);
    await expect(careless.commit([write])).rejects.toThrow("maxAttempts: 1");
    await expect(careless.transact([write])).rejects.toThrow("maxAttempts: 1");
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
    ["met a server error", serverError],
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
      $metadata: {},
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

  test("a serverError connection is seen by us, not healed by the SDK: one request on the wire for each write", async () => {
    let requests = 0;
    const server = createServer((request) => {
      requests += 1;
      request.socket.destroy();
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("No port");
    const real = connect({ ...config, endpoint: `http://127.0.0.1:${address.port}` });
    const direct = DynamoTable.open(real, "leads", patience);
    await expect(direct.commit([write])).rejects.toThrow();
    await expect(direct.transact([write])).rejects.toThrow();
    expect(requests).toBe(2);
    await expect(direct.get(write.put)).rejects.toThrow();
    expect(requests).toBe(6);
    real.destroy();
    server.close();
    await once(server, "close");
  });
});
