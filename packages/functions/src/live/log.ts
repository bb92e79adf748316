import type { Log } from "@rekindle/core/world/world";

/** One JSON line per event, for CloudWatch. */
export const log: Log = (event, fields) => {
  process.stdout.write(`${JSON.stringify({ at: new Date().toISOString(), event, ...fields })}\n`);
};
