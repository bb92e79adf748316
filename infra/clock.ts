import { indexAccess, queueAccess, queueLengthAccess, tableAccess } from "./access.ts";
import { lambda } from "./lambda.ts";
import { deadTicks } from "./queues.ts";

/** What became due goes to the queue. */
export const onTick = lambda("OnTick", {
  source: "on-tick",
  memory: "512 MB",
  timeout: "50 seconds",
  access: [tableAccess("get", "put"), indexAccess("due"), queueAccess],
});

/** What is overdue goes to the queue again, while the queue is short. */
export const onSweep = lambda("OnSweep", {
  source: "on-sweep",
  memory: "512 MB",
  timeout: "4 minutes",
  access: [indexAccess("due"), queueAccess, queueLengthAccess],
});

// A call that is repeated is harmless; one that fails for good is seen by its dead letter, and the next minute repairs it.
new sst.aws.CronV2("Tick", {
  schedule: "rate(1 minute)",
  timezone: "UTC",
  function: onTick,
  retries: 2,
  dlq: deadTicks.arn,
});

new sst.aws.CronV2("Sweep", {
  schedule: "rate(5 minutes)",
  timezone: "UTC",
  function: onSweep,
  retries: 2,
  dlq: deadTicks.arn,
});
