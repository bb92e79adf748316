import {
  CreateTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  UpdateTimeToLiveCommand,
} from "@aws-sdk/client-dynamodb";
import { createTable } from "@rekindle/functions/live/dynamo-setup";
import { mockClient } from "aws-sdk-client-mock";
import { expect, inject, it } from "vitest";
import * as z from "zod";
import { bench } from "./offline/bench.ts";
import { evaluate } from "./offline/sst.ts";
import { secrets } from "./offline/values.ts";
import { functions } from "./rules/kinds.ts";
import { one } from "./rules/read.ts";

const table = one(
  inject("ci").resources,
  "aws:dynamodb/table:Table",
  "TableTable",
  z.object({
    billingMode: z.string(),
    hashKey: z.string(),
    rangeKey: z.string(),
    attributes: z.array(z.object({ name: z.string(), type: z.string() })),
    globalSecondaryIndexes: z.array(
      z.object({ name: z.string(), hashKey: z.string(), rangeKey: z.string(), projectionType: z.string() }),
    ),
    streamEnabled: z.boolean(),
    streamViewType: z.string(),
    ttl: z.object({ attributeName: z.string(), enabled: z.boolean() }),
    pointInTimeRecovery: z.object({ enabled: z.boolean() }),
  }),
);

it("the deployed table is the one that all other tests run on", async () => {
  const dynamo = mockClient(DynamoDBClient);
  dynamo.on(DescribeTableCommand).resolves({ Table: { TableStatus: "ACTIVE" } });
  await createTable(new DynamoDBClient({ region: "local" }), "t", { stream: true });
  const [created] = dynamo.commandCalls(CreateTableCommand).map(({ args }) => args[0].input);
  const [forgets] = dynamo.commandCalls(UpdateTimeToLiveCommand).map(({ args }) => args[0].input);
  const keys = (hash: string, range: string) => [
    { AttributeName: hash, KeyType: "HASH" },
    { AttributeName: range, KeyType: "RANGE" },
  ];
  expect({
    BillingMode: table.billingMode,
    KeySchema: keys(table.hashKey, table.rangeKey),
    AttributeDefinitions: table.attributes.map(({ name, type }) => ({ AttributeName: name, AttributeType: type })),
    GlobalSecondaryIndexes: table.globalSecondaryIndexes.map(({ name, hashKey, rangeKey, projectionType }) => ({
      IndexName: name,
      KeySchema: keys(hashKey, rangeKey),
      Projection: { ProjectionType: projectionType },
    })),
    StreamSpecification: { StreamEnabled: table.streamEnabled, StreamViewType: table.streamViewType },
  }).toEqual({
    BillingMode: created?.BillingMode,
    KeySchema: created?.KeySchema,
    AttributeDefinitions: created?.AttributeDefinitions,
    GlobalSecondaryIndexes: created?.GlobalSecondaryIndexes,
    StreamSpecification: created?.StreamSpecification,
  });
  expect(table.ttl).toEqual({
    attributeName: forgets?.TimeToLiveSpecification?.AttributeName,
    enabled: forgets?.TimeToLiveSpecification?.Enabled,
  });
});

it("every attribute that is declared is part of a key", () => {
  const used = [table, ...table.globalSecondaryIndexes].flatMap(({ hashKey, rangeKey }) => [hashKey, rangeKey]);
  expect(table.attributes.map(({ name }) => name).sort()).toEqual(used.sort());
});

it("the table can be taken back to any second of the last 35 days", () =>
  expect(table.pointInTimeRecovery.enabled).toBe(true));

it("a restored table takes the place of the lost one, for every function", async () => {
  const { code, output, resources } = await evaluate(bench, "ci", secrets, { REKINDLE_RESTORED_TABLE: "restored" });
  expect(code, output).toBe(0);
  expect(one(resources, "aws:dynamodb/table:Table", "TableTable", z.object({ name: z.string() }))).toEqual({
    name: "restored",
  });
  expect(new Set(functions(resources).map(({ environment }) => environment.variables["REKINDLE_TABLE"]))).toEqual(
    new Set(["restored"]),
  );
});
