import { parseArgs } from "node:util";
import { type Measured, sendPath } from "./send-path.ts";

/** `npm run bench -- --leads N --table sqlite|dynamodb [--json]`: the two-mail send path (docs/performance.md). */
const { values } = parseArgs({
  options: {
    leads: { type: "string", default: "5000" },
    table: { type: "string", default: "sqlite" },
    json: { type: "boolean", default: false },
  },
});
const kind = values.table === "dynamodb" ? "dynamodb" : "sqlite";
const leads = Math.max(1, Number.parseInt(values.leads, 10));

const table = (measured: Measured): string =>
  Object.entries(measured)
    .map(([name, value]) => `${name.padEnd(22)} ${typeof value === "object" ? JSON.stringify(value) : value}`)
    .join("\n");

const measured = await sendPath(leads, kind);
console.log(values.json ? JSON.stringify(measured) : `${leads} leads × 2 mails on ${kind}\n${table(measured)}`);
