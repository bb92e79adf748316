import { parseArgs } from "node:util";
import { measureAll } from "./all.ts";
import type { TableKind } from "./world.ts";

/**
 * What can be measured, with how many leads (or rows) where nobody says. Without `--only`: the way of two mails. Each loads what
 * it needs alone, as the functions on AWS do: what is loaded is memory, and walked by each large garbage collection.
 */
const benches: Record<string, { leads: number; run(leads: number, kind: TableKind): Promise<object> }> = {
  send: { leads: 5_000, run: async (...given) => (await import("./send-path.ts")).sendPath(...given) },
  intake: { leads: 5_000, run: async (...given) => (await import("./intake.ts")).intake(...given) },
  clicks: { leads: 3_000, run: async (...given) => (await import("./clicks.ts")).clicks(...given) },
  score: { leads: 5_000, run: async (...given) => (await import("./score.ts")).score(...given) },
  due: { leads: 1_000_000, run: async (...given) => (await import("./due.ts")).due(...given) },
  import: { leads: 100_000, run: async (...given) => (await import("./import.ts")).importing(...given) },
  overload: { leads: 100_000, run: async (...given) => (await import("./overload.ts")).overload(...given) },
  simulate: { leads: 1_000, run: async (leads) => (await import("./simulate.ts")).simulating(leads) },
};

const { values } = parseArgs({
  options: {
    leads: { type: "string" },
    table: { type: "string", default: "sqlite" },
    only: { type: "string", default: "send" },
    json: { type: "boolean", default: false },
    all: { type: "boolean", default: false },
    small: { type: "boolean", default: false },
  },
});
if (values.all) {
  measureAll(values.small);
  process.exit();
}
const bench = Object.hasOwn(benches, values.only) ? benches[values.only] : undefined;
const kind = (["sqlite", "dynamodb"] as const).find((one) => one === values.table);
const leads = Number(values.leads ?? bench?.leads);
if (bench === undefined || kind === undefined || !Number.isInteger(leads) || leads < 1) {
  console.error(
    `bench [--only ${Object.keys(benches).join("|")}] [--leads N] [--table sqlite|dynamodb] [--json] or --all [--small]: cannot run ${JSON.stringify(values)}`,
  );
  process.exit(2);
}

const measured = await bench.run(leads, kind);
if (values.json) console.log(JSON.stringify(measured));
else {
  console.log(`${values.only}, ${leads} on ${kind}`);
  for (const [name, value] of Object.entries(measured))
    console.log(`${name.padEnd(22)} ${typeof value === "object" ? JSON.stringify(value) : value}`);
}
