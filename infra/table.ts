import { production } from "./stage.ts";

/** The table that took the place of a lost one: docs/runbook.md, Restoring the table. */
const restored = process.env["REKINDLE_RESTORED_TABLE"];

/** The one table. Keys and indexes as packages/functions/src/live/dynamo-setup.ts makes them for tests; a check compares. */
export const table = new sst.aws.Dynamo("Table", {
  fields: { pk: "string", sk: "string", dueShard: "string", dueAt: "number", listIn: "string", listBy: "string" },
  primaryIndex: { hashKey: "pk", rangeKey: "sk" },
  globalIndexes: {
    due: { hashKey: "dueShard", rangeKey: "dueAt", projection: "keys-only" },
    list: { hashKey: "listIn", rangeKey: "listBy", projection: "all" },
  },
  ttl: "ttl",
  stream: "new-and-old-images",
  deletionProtection: production,
  transform: {
    table: (args, opts) => {
      if (restored === undefined) return;
      args.name = restored;
      opts.import = restored;
    },
  },
});
