import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  QueryCommand,
  type QueryCommandInput,
  ScanCommand,
  type WriteRequest,
} from "@aws-sdk/client-dynamodb";
import type { Item, Key, Page, WholeTable } from "@rekindle/core/world/world";
import { conditional } from "./dynamo-commit.ts";
import {
  type Attributes,
  attributesOf,
  cursorOf,
  dueKeyOf,
  itemOf,
  keyAttributes,
  rangeCondition,
  startOf,
} from "./dynamo-expressions.ts";
import { type Capacity, meter as meterOf } from "./dynamo-meter.ts";
import { chunks, inFlight, isTransient, type Patience, patience as patient, untilDone } from "./retry.ts";

export type Options = Partial<Patience> & {
  /** Told the units of every request. Asking costs a little, so it is for tests and benchmarks. */
  onCapacity?(capacity: Capacity): void;
};

/** The table on DynamoDB. The client must not retry by itself: `connect` in dynamo-setup.ts makes one. */
export const open = (client: DynamoDBClient, name: string, options: Options = {}): WholeTable => {
  const patience = { ...patient, ...options };
  const meter = meterOf(options.onCapacity);

  const get = async (key: Key, read?: "consistent"): Promise<Item | undefined> => {
    let item: Item | undefined;
    await untilDone(patience, [key], isTransient, async () => {
      const { Item: found, ConsumedCapacity } = await client.send(
        new GetItemCommand({ TableName: name, Key: keyAttributes(key), ...consistency(read), ...meter.ask }),
      );
      meter.read("get", ConsumedCapacity);
      item = found && itemOf(found);
      return [];
    });
    return item;
  };

  const getMany = async (keys: Key[], read?: "consistent"): Promise<(Item | undefined)[]> => {
    const found = new Map<string, Item>();
    await inFlight(4, chunks(keys.map(keyAttributes), 100), (part) =>
      untilDone(patience, part, isTransient, async (left) => {
        const { Responses, UnprocessedKeys, ConsumedCapacity } = await client.send(
          new BatchGetItemCommand({ RequestItems: { [name]: { Keys: left, ...consistency(read) } }, ...meter.ask }),
        );
        meter.read("getMany", ConsumedCapacity);
        for (const attributes of Responses?.[name] ?? []) {
          const item = itemOf(attributes);
          found.set(idOf(item), item);
        }
        return UnprocessedKeys?.[name]?.Keys ?? [];
      }),
    );
    return keys.map((key) => found.get(idOf(key)));
  };

  const write = (operation: string, requests: WriteRequest[]) =>
    inFlight(4, chunks(requests, 25), (part) =>
      untilDone(patience, part, isTransient, async (left) => {
        const { UnprocessedItems, ConsumedCapacity } = await client.send(
          new BatchWriteItemCommand({ RequestItems: { [name]: left }, ...meter.ask }),
        );
        meter.wrote(operation, ConsumedCapacity);
        return UnprocessedItems?.[name] ?? [];
      }),
    );

  /** Reads until `limit` is reached or nothing is left: a page of DynamoDB also ends at 1 MB. Every request has a limit. */
  const read = async (operation: string, question: Partial<QueryCommandInput>, limit: number, after?: string) => {
    const items: Attributes[] = [];
    let start = after === undefined ? undefined : startOf(after);
    do {
      await untilDone(patience, [question], isTransient, async () => {
        const { Items, LastEvaluatedKey, ConsumedCapacity } = await client.send(
          new QueryCommand({
            ...question,
            TableName: name,
            Limit: Math.min(1000, limit - items.length),
            ...(start && { ExclusiveStartKey: start }),
            ...meter.ask,
          }),
        );
        meter.read(operation, ConsumedCapacity);
        items.push(...(Items ?? []));
        start = LastEvaluatedKey;
        return [];
      });
    } while (start !== undefined && items.length < limit);
    return { items, ...(start && { next: cursorOf(start) }) };
  };

  return {
    get,
    getMany,
    query: async ({ pk, from, to, descending = false, limit, after, read: consistent }) => {
      const condition = rangeCondition("pk", "sk", { part: pk, from, to });
      if (condition === undefined) return { items: [] };
      const question = { ...condition, ScanIndexForward: !descending, ...consistency(consistent) };
      const page = await read("query", question, limit, after);
      return { ...page, items: page.items.map(itemOf) };
    },
    listed: async ({ in: part, from, to, descending = false, limit, after }) => {
      const condition = rangeCondition("listIn", "listBy", { part, from, to });
      if (condition === undefined) return { items: [] };
      const question = { ...condition, IndexName: "list", ScanIndexForward: !descending };
      const page = await read("listed", question, limit, after);
      return { ...page, items: page.items.map(itemOf) };
    },
    due: async ({ shard, from = 0, until, limit, after }) => {
      if (from > until) return { keys: [] };
      const question = {
        IndexName: "due",
        KeyConditionExpression: "dueShard = :shard AND dueAt BETWEEN :from AND :until",
        ExpressionAttributeValues: { ":shard": { S: shard }, ":from": { N: `${from}` }, ":until": { N: `${until}` } },
      };
      const { items, ...next } = await read("due", question, limit, after);
      return { keys: items.map(dueKeyOf), ...next };
    },
    scan: async ({ limit, after }) => {
      let page: Page = { items: [] };
      await untilDone(patience, [limit], isTransient, async () => {
        const { Items, LastEvaluatedKey, ConsumedCapacity } = await client.send(
          new ScanCommand({
            TableName: name,
            Limit: limit,
            ConsistentRead: true,
            ...(after === undefined ? {} : { ExclusiveStartKey: startOf(after) }),
            ...meter.ask,
          }),
        );
        meter.read("scan", ConsumedCapacity);
        page = {
          items: (Items ?? []).map(itemOf),
          ...(LastEvaluatedKey === undefined ? {} : { next: cursorOf(LastEvaluatedKey) }),
        };
        return [];
      });
      return page;
    },
    put: (items) =>
      write(
        "put",
        items.map((item) => ({ PutRequest: { Item: attributesOf(item) } })),
      ),
    remove: (keys) =>
      write(
        "remove",
        keys.map((key) => ({ DeleteRequest: { Key: keyAttributes(key) } })),
      ),
    ...conditional(client, name, meter, patience),
  };
};

const consistency = (read?: "consistent") => (read === undefined ? {} : { ConsistentRead: true });

const idOf = ({ pk, sk }: Key): string => JSON.stringify([pk, sk]);
