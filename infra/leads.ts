import { accountAccess, consume, indexAccess, mailAccess, queueAccess, tableAccess } from "./access.ts";
import { lambda } from "./lambda.ts";
import { leadQueue } from "./queues.ts";

/** Decides, commits, sends. Its life and the 30 seconds in which it may send lie well below the 15 minutes of grace. */
export const onLeadQueue = lambda("OnLeadQueue", {
  source: "on-lead-queue",
  memory: "1024 MB",
  timeout: "1 minute",
  access: [
    consume(leadQueue),
    tableAccess("get", "getMany", "query", "put", "remove", "commit", "transact"),
    indexAccess("list"),
    queueAccess,
    mailAccess,
    accountAccess,
  ],
});

leadQueue.subscribe(onLeadQueue.arn, {
  batch: { size: 10, partialResponses: true },
  transform: {
    eventSourceMapping: {
      // Sending speed is SES's: more workers than this only wait for each other.
      scalingConfig: { maximumConcurrency: 16 },
    },
  },
});
