import { parseArgs } from "node:util";
import { measureAll } from "./all.ts";
import { clicks } from "./clicks.ts";
import { due } from "./due.ts";
import { importing } from "./import.ts";
import { intake } from "./intake.ts";
import { overload } from "./overload.ts";
import { score } from "./score.ts";
import { sendPath } from "./send-path.ts";
import { simulating } from "./simulate.ts";
import type { TableKind } from "./world.ts";

/** What can be measured, with how many leads (or rows) where nobody says. Without `--only`: the way of two mails. */
const benches: Record<string, { leads: number; run(leads: number, kind: TableKind): Promise<object> }> = {
  send: { leads: 5_000, run: sendPath },
  intake: { leads: 5_000, run: intake },
  clicks: { leads: 3_000, run: clicks },
  score: { leads: 5_000, run: score },
  due: { leads: 1_000_000, run: due },
  import: { leads: 100_000, run: importing },
  overload: { leads: 100_000, run: overload },
  simulate: { leads: 1_000, run: simulating },
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
