import { parseArgs } from "node:util";
import { playAll, playOne, prepareCampaign, type Results } from "./campaign.ts";
import { kit as kitOf } from "./kit.ts";
import { kinds } from "./plan.ts";
import { playPlanted } from "./planted.ts";
import { broken } from "./verdict.ts";

/**
 * `npm run faults -- [--json] [--seed N] [--runs N] [--run N] [--table sqlite|dynamodb] [--small] [--planted]`
 * (docs/faults.md). Ends with 1 if a promise was broken, or a planted bug was not caught.
 */
const { values } = parseArgs({
  options: {
    json: { type: "boolean", default: false },
    seed: { type: "string" },
    runs: { type: "string" },
    run: { type: "string" },
    table: { type: "string", default: "sqlite" },
    small: { type: "boolean", default: false },
    planted: { type: "boolean", default: false },
    "until-broken": { type: "boolean", default: false },
  },
});
const { json, small } = values;
const kind = values.table === "dynamodb" ? "dynamodb" : "sqlite";
const seed = values.seed === undefined ? Math.floor(Math.random() * 1_000_000) : Number.parseInt(values.seed, 10);
/** With room for the last run: nine minutes at most, one if small. */
const deadline = Date.now() + (small ? 54_000 : 8.4 * 60_000);
const say = (text: string): void => {
  if (!json) console.log(text);
};

/** Every site × every fault and as many storms; over HTTP to a table process as many as fit. */
const measure = async (): Promise<boolean> => {
  const kit = await kitOf(kind);
  try {
    const campaign = await prepareCampaign(kit, seed);
    if (values.run !== undefined) {
      const outcome = await playOne(kit, campaign, Number.parseInt(values.run, 10), { trace: say });
      const lines = broken(outcome.verdict);
      say([...outcome.injections.map((one) => `${one.kind} at ${one.site}`), ...outcome.errors, ...lines].join("\n"));
      return lines.length === 0;
    }
    const runs = values.runs === undefined ? (small ? 160 : campaign.size) : Number.parseInt(values.runs, 10);
    say(`seed ${seed}: ${runs} runs on ${kind}, ${campaign.targets.length} pairs of call site and fault`);
    const results = await playAll(kit, campaign, {
      runs,
      untilMs: deadline,
      stopAtBroken: values["until-broken"],
    });
    console.log(json ? JSON.stringify(results.totals) : tableOf(results));
    for (const line of brokenLines(results)) console.error(line);
    return results.broken.length === 0;
  } finally {
    await kit.close();
  }
};

/** On stderr, so that stdout is the figures alone: how to play the broken runs again, and what broke. */
const brokenLines = ({ broken: wrong }: Results): string[] =>
  wrong
    .slice(0, 20)
    .flatMap(({ run, lines }) => [
      `broken: npm run faults -- --table ${kind} --seed ${seed} --run ${run}`,
      ...lines.slice(0, 8).map((line) => `  ${line}`),
    ]);

const tableOf = ({ totals, covered, errors }: Results): string => {
  const pairs = [...covered.values()].reduce((sum, all) => sum + all.size, 0);
  const lines = Object.entries(totals).map(([name, n]) => `${name.padEnd(14)}${n}`);
  const perKind = kinds.map((name) => `${name} ${[...covered.values()].filter((all) => all.has(name)).length}`);
  return [
    ...lines,
    `${pairs} pairs of site and fault; sites per fault: ${perKind.join(", ")}`,
    ...[...new Set(errors.map((error) => error.replace(/^run \d+: /, "")))].map((error) => `thrown: ${error}`),
  ].join("\n");
};

const fine = values.planted ? await playPlanted({ seed, small, say, json }) : await measure();
process.exitCode = fine ? 0 : 1;
