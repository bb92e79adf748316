import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import {
  BatchExecuteStatementCommand,
  BatchGetItemCommand,
  BatchWriteItemCommand,
  DynamoDBClient,
  QueryCommand,
  TransactionCanceledException,
  TransactWriteItemsCommand,
} from "@aws-sdk/client-dynamodb";
import { connect } from "@rekindle/functions/live/dynamo-setup";
import { expect, onTestFinished, test } from "vitest";

/** A server that keeps what it is asked and answers what it was given. */
const listener = async (status: number, answer: unknown) => {
  const asked: { target: string; type: string; body: string }[] = [];
  const server = createServer(async (request, response) => {
    const { "x-amz-target": target, "content-type": type } = request.headers;
    asked.push({ target: String(target), type: String(type), body: await text(request) });
    response.writeHead(status, { "content-type": "application/x-amz-json-1.0", "x-amzn-requestid": "r" });
    response.end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const config = {
    endpoint: `http://127.0.0.1:${port}`,
    region: "us-east-1",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  };
  const [ours, theirs] = [connect(config), new DynamoDBClient({ ...config, maxAttempts: 1 })];
  onTestFinished(() => {
    ours.destroy();
    theirs.destroy();
    server.close();
  });
  return { asked, ours, theirs };
};

const item = { pk: { S: "lead_1" }, sk: { S: "lead" }, rev: { N: "3" }, body: { S: '{"name":"渡辺 \u0001\u2028😀"}' } };

const get = () =>
  new BatchGetItemCommand({ RequestItems: { t: { Keys: [{ pk: { S: "a" } }], ConsistentRead: true } } });

const questions: Record<string, (client: DynamoDBClient) => Promise<unknown>> = {
  BatchExecuteStatement: (client) =>
    client.send(
      new BatchExecuteStatementCommand({
        Statements: [{ Statement: 'UPDATE "t" SET "rev"=?', Parameters: [{ N: "1" }, { S: "「あ」" }] }],
        ReturnConsumedCapacity: "TOTAL",
      }),
    ),
  BatchWriteItem: (client) =>
    client.send(new BatchWriteItemCommand({ RequestItems: { t: [{ PutRequest: { Item: item } }] } })),
  BatchGetItem: (client) => client.send(get()),
  Query: (client) =>
    client.send(
      new QueryCommand({
        TableName: "t",
        KeyConditionExpression: "pk = :p",
        ExpressionAttributeValues: { ":p": { S: "a" } },
        ExclusiveStartKey: undefined,
        Limit: 5,
      }),
    ),
};

test.each(Object.entries(questions))("%s is asked as the SDK would ask it", async (_, ask) => {
  const { asked, ours, theirs } = await listener(200, {});
  await ask(ours);
  await ask(theirs);
  const [one, other] = asked.map((request) => ({ ...request, body: JSON.parse(request.body) }));
  expect(one).toEqual(other);
});

test("items are read as the SDK would read them, and by us without its schema", async () => {
  const answer = {
    Responses: { t: [item] },
    UnprocessedKeys: {},
    ConsumedCapacity: [{ TableName: "t", CapacityUnits: 0.5 }],
  };
  const { ours, theirs } = await listener(200, answer);
  const one = await ours.send(get());
  const other = await theirs.send(get());
  expect({ ...one, $metadata: 0 }).toEqual({ ...other, $metadata: 0 });
  expect(ours.config.protocol).toMatchObject({
    serializer: expect.not.objectContaining({ settings: expect.anything() }),
  });
});

test("a refusal is the SDK's error, with its reasons", async () => {
  const { ours } = await listener(400, {
    __type: "com.amazonaws.dynamodb.v20120810#TransactionCanceledException",
    Message: "cancelled",
    CancellationReasons: [{ Code: "ConditionalCheckFailed" }, { Code: "None" }],
  });
  const error: unknown = await ours
    .send(new TransactWriteItemsCommand({ TransactItems: [] }))
    .catch((thrown) => thrown);
  expect(error).toBeInstanceOf(TransactionCanceledException);
  expect(error).toMatchObject({ $fault: "client", CancellationReasons: [{ Code: "ConditionalCheckFailed" }, {}] });
});
