import { configurationSet } from "./configuration-set.ts";
import { leadQueue } from "./queues.ts";
import { linkSecrets, workspaceSecret } from "./secrets.ts";
import { shards } from "./stage.ts";
import { table } from "./table.ts";

/** What packages/functions/src/live/config.ts reads; a check compares the names. */
export const environment = {
  REKINDLE_TABLE: table.name,
  REKINDLE_LEAD_QUEUE_URL: leadQueue.url,
  REKINDLE_CONFIGURATION_SET: configurationSet,
  REKINDLE_SECRET: workspaceSecret.value,
  REKINDLE_LINK_SECRETS: linkSecrets.value,
  REKINDLE_SHARDS: shards,
};
