import {
  type AttributeDefinition,
  CreateTableCommand,
  DynamoDBClient,
  type DynamoDBClientConfig,
  ResourceInUseException,
  UpdateTimeToLiveCommand,
  waitUntilTableExists,
} from "@aws-sdk/client-dynamodb";
import { plainJson } from "./dynamo-json.ts";

/**
 * The client that the table needs: the SDK repeats nothing by itself, because its retry of a conditional write that went
 * through reports a conflict; a request without an answer ends after 5 seconds. One per process.
 */
export const connect = (config: DynamoDBClientConfig): DynamoDBClient => {
  const client = new DynamoDBClient({
    requestHandler: { connectionTimeout: 1000, requestTimeout: 5000, throwOnRequestTimeout: true },
    cacheMiddleware: true,
    ...config,
    maxAttempts: 1,
  });
  // Copies every request and answer for a logger that nobody has set.
  client.middlewareStack.remove("loggerMiddleware");
  plainJson(client);
  return client;
};

/** Makes the table, for tests and local runs; one that is there already is left as it is. In the cloud infra/ makes it. */
export const createTable = async (
  client: DynamoDBClient,
  name: string,
  options: { stream?: boolean } = {},
): Promise<void> => {
  try {
    await client.send(
      new CreateTableCommand({
        TableName: name,
        BillingMode: "PAY_PER_REQUEST",
        AttributeDefinitions: [text("pk"), text("sk"), text("dueShard"), time("dueAt"), text("listIn"), text("listBy")],
        KeySchema: keys("pk", "sk"),
        GlobalSecondaryIndexes: [
          { IndexName: "due", KeySchema: keys("dueShard", "dueAt"), Projection: { ProjectionType: "KEYS_ONLY" } },
          { IndexName: "list", KeySchema: keys("listIn", "listBy"), Projection: { ProjectionType: "ALL" } },
        ],
        ...(options.stream && {
          StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_AND_OLD_IMAGES" },
        }),
      }),
    );
  } catch (error) {
    if (error instanceof ResourceInUseException) return;
    throw error;
  }
  await waitUntilTableExists({ client, maxWaitTime: 60, minDelay: 1, maxDelay: 2 }, { TableName: name });
  await client.send(
    new UpdateTimeToLiveCommand({
      TableName: name,
      TimeToLiveSpecification: { AttributeName: "ttl", Enabled: true },
    }),
  );
};

const text = (AttributeName: string): AttributeDefinition => ({ AttributeName, AttributeType: "S" });
const time = (AttributeName: string): AttributeDefinition => ({ AttributeName, AttributeType: "N" });

const keys = (hash: string, range: string) => [
  { AttributeName: hash, KeyType: "HASH" as const },
  { AttributeName: range, KeyType: "RANGE" as const },
];
