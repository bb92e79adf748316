import * as z from "zod";
import type { Resource } from "../offline/sst.ts";
import { all, json } from "./read.ts";

/** The kinds of resources that rules are about, with what the rules read of them. */
const Statement = z.object({
  Effect: z.string(),
  Action: z.array(z.string()),
  Resource: z.array(z.string()),
  Principal: z.record(z.string(), z.array(z.string())).optional(),
  Condition: z.array(z.record(z.string(), z.record(z.string(), z.array(z.string())))).optional(),
});
export type Statement = z.infer<typeof Statement>;
const Policy = json(z.object({ Statement: z.array(Statement) }));

export const queues = (resources: Resource[]) =>
  all(
    resources,
    "aws:sqs/queue:Queue",
    z.object({
      name: z.string(),
      visibilityTimeoutSeconds: z.number(),
      messageRetentionSeconds: z.number().optional(),
      sqsManagedSseEnabled: z.boolean().optional(),
      redrivePolicy: json(z.object({ deadLetterTargetArn: z.string(), maxReceiveCount: z.number() })).optional(),
    }),
  ).map((queue) => ({ ...queue, id: queue.name, endsWith: `:${queue.name}` }));

export const functions = (resources: Resource[]) =>
  all(
    resources,
    "aws:lambda/function:Function",
    z.object({
      name: z.string(),
      architectures: z.array(z.string()),
      runtime: z.string(),
      memorySize: z.number(),
      timeout: z.number(),
      role: z.string(),
      environment: z.object({ variables: z.record(z.string(), z.string()) }),
      loggingConfig: z.object({ logGroup: z.string() }),
    }),
  ).map((one) => ({ ...one, is: one.is.replace(/Function$/, "") }));

export const sources = (resources: Resource[]) =>
  all(
    resources,
    "aws:lambda/eventSourceMapping:EventSourceMapping",
    z.object({
      eventSourceArn: z.string(),
      functionName: z.string(),
      batchSize: z.number(),
      maximumBatchingWindowInSeconds: z.number().default(0),
      functionResponseTypes: z.array(z.string()).default([]),
      bisectBatchOnFunctionError: z.boolean().default(false),
      maximumRetryAttempts: z.number().optional(),
      tumblingWindowInSeconds: z.number().optional(),
      destinationConfig: z.object({ onFailure: z.object({ destinationArn: z.string() }) }).optional(),
    }),
  );

export const schedules = (resources: Resource[]) =>
  all(
    resources,
    "aws:scheduler/schedule:Schedule",
    z.object({
      scheduleExpression: z.string(),
      scheduleExpressionTimezone: z.string(),
      state: z.string(),
      target: z.object({
        arn: z.string(),
        retryPolicy: z.object({ maximumRetryAttempts: z.number() }),
        deadLetterConfig: z.object({ arn: z.string() }).optional(),
      }),
    }),
  );

export const roles = (resources: Resource[]) =>
  all(
    resources,
    "aws:iam/role:Role",
    z.object({
      name: z.string(),
      assumeRolePolicy: z.union([
        z.string().transform((text): unknown => JSON.parse(text)),
        z.record(z.string(), z.unknown()),
      ]),
      managedPolicyArns: z.array(z.string()).default([]),
      inlinePolicies: z.array(z.object({ policy: Policy })).default([]),
    }),
  ).map((role) => ({ ...role, statements: role.inlinePolicies.flatMap(({ policy }) => policy.Statement) }));

/** Policies on topics, queues and buckets. */
export const resourcePolicies = (resources: Resource[]) =>
  ["aws:sns/topicPolicy:TopicPolicy", "aws:sqs/queuePolicy:QueuePolicy"].flatMap((type) =>
    all(resources, type, z.object({ policy: Policy })).map(({ is, policy }) => ({ is, statements: policy.Statement })),
  );

export const alarms = (resources: Resource[]) =>
  all(
    resources,
    "aws:cloudwatch/metricAlarm:MetricAlarm",
    z.object({
      namespace: z.string(),
      metricName: z.string(),
      dimensions: z.record(z.string(), z.string()).default({}),
      threshold: z.number(),
      comparisonOperator: z.string(),
      treatMissingData: z.string(),
      alarmActions: z.array(z.string()),
    }),
  );

/** The file and export that SST was told to bundle, by function. */
export const handlers = (resources: Resource[]): Map<string, string> =>
  new Map(
    resources
      .filter(({ type }) => type === "sst:aws:Function")
      .map(({ name, outputs }) => [
        name,
        z.object({ _metadata: z.object({ handler: z.string() }) }).parse(outputs)._metadata.handler,
      ]),
  );
