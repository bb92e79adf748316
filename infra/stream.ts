import { type Access, tableAccess } from "./access.ts";
import { lambda } from "./lambda.ts";
import { deadChanges } from "./queues.ts";
import { table } from "./table.ts";

const readStream: Access = {
  actions: ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:ListStreams"],
  resources: [table.nodes.table.streamArn],
};
const reportFailure: Access = { actions: ["sqs:SendMessage"], resources: [deadChanges.arn] };

/** Keeps counters and listings: nothing that could not be counted again from the timelines. */
export const onTableStream = lambda("OnTableStream", {
  source: "on-table-stream",
  memory: "1024 MB",
  timeout: "1 minute",
  access: [readStream, reportFailure, tableAccess("get", "getMany", "put", "remove", "commit", "transact")],
});

table.subscribe("Changes", onTableStream.arn, {
  transform: {
    eventSourceMapping: {
      batchSize: 200,
      maximumBatchingWindowInSeconds: 5,
      // With a window the event names its shard, and each counter keeps its place per shard.
      tumblingWindowInSeconds: 60,
      functionResponseTypes: ["ReportBatchItemFailures"],
      bisectBatchOnFunctionError: true,
      maximumRetryAttempts: 10,
      maximumRecordAgeInSeconds: 82_800,
      destinationConfig: { onFailure: { destinationArn: deadChanges.arn } },
    },
  },
});
