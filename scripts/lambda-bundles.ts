import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { type Bundle, bundle, handlers } from "./bundle.ts";

/**
 * What each function may weigh, and how long it may take to start: kB of script before the first call, kB of everything,
 * and the time of its import as a multiple of that of a bundle with nothing but a DynamoDB client. A ratio, measured side by
 * side in fresh processes: seconds would tell of the machine.
 */
const budgets: Record<string, { kB: number; allKB: number; imports: number }> = {
  "on-tick": { kB: 500, allKB: 620, imports: 2 },
  "on-sweep": { kB: 500, allKB: 620, imports: 2 },
  "on-lead-queue": { kB: 850, allKB: 1_000, imports: 3 },
  "on-mail-event": { kB: 820, allKB: 950, imports: 3 },
  "on-table-stream": { kB: 750, allKB: 880, imports: 3 },
  "on-http": { kB: 1_400, allKB: 4_700, imports: 4.5 },
};

/** What only publishing needs, and reading of YAML; the hot functions carry none of it, and nothing of HTTP. */
const heavy = /node_modules\/(mjml|markdown-it|html-to-text|htmlparser2|cheerio|juice|htmlnano|postcss|csv-parse)\b/;
const ofHttp = /node_modules\/(hono|openid-client|iron-session|yaml)\//;
/** Of Hono, clicks and opens need the router alone. */
const extras = /node_modules\/(hono\/dist\/(jsx|client|validator|middleware|adapter)|@hono)\/|node_modules\/yaml\//;

const RUNS = 5;

const functions = new URL("../packages/functions/src/", import.meta.url);
const home = mkdtempSync(join(tmpdir(), "rekindle-bundles-"));
const faults: string[] = [];

const main = async (): Promise<void> => {
  const empty = join(home, "empty-client.ts");
  const client = fileURLToPath(import.meta.resolve("@aws-sdk/client-dynamodb"));
  writeFileSync(
    empty,
    `import { DynamoDBClient } from ${JSON.stringify(client)};\nexport const handler = new DynamoDBClient({});\n`,
  );
  await bundle(empty, join(home, "empty"));
  for (const name of handlers) {
    const made = await bundle(fileURLToPath(new URL(`${name}.ts`, functions)), join(home, name));
    const ratio = importRatio(join(home, name, "bundle.mjs"), join(home, "empty", "bundle.mjs"));
    judge(name, made, ratio);
  }
  for (const part of ["tracking", "unsubscribe"]) {
    const { inputs } = await bundle(fileURLToPath(new URL(`http/${part}.ts`, functions)), join(home, part));
    refuse(`http/${part}`, inputs, extras);
    refuse(`http/${part}`, inputs, heavy);
  }
};

const judge = (name: string, { bytes, allBytes, inputs }: Bundle, ratio: number): void => {
  const budget = budgets[name];
  if (budget === undefined) {
    faults.push(`${name} has no budget: give it one in scripts/lambda-bundles.ts`);
    return;
  }
  const [kB, allKB] = [bytes / 1000, allBytes / 1000];
  console.log(
    `${name}: ${kB.toFixed(0)} kB at once (at most ${budget.kB}), ${allKB.toFixed(0)} kB in all (${budget.allKB}), ` +
      `imported in ${ratio.toFixed(1)} × an empty client (${budget.imports})`,
  );
  if (kB > budget.kB || allKB > budget.allKB) faults.push(`${name} is larger than its budget`);
  if (ratio > budget.imports) faults.push(`${name} takes longer to import than its budget`);
  refuse(name, inputs, heavy);
  if (name !== "on-http") refuse(name, inputs, ofHttp);
};

const refuse = (name: string, inputs: string[], pattern: RegExp): void => {
  const found = inputs.filter((input) => pattern.test(input));
  if (found.length > 0) faults.push(`${name} carries ${found.slice(0, 3).join(", ")}`);
};

/** In pairs, and in CPU time, so that whatever else the machine does slows neither; the median of the pairs. */
const importRatio = (file: string, other: string): number => {
  const ratios = Array.from({ length: RUNS }, () => importMs(file) / importMs(other)).sort((a, b) => a - b);
  return ratios[Math.floor(RUNS / 2)] ?? Number.NaN;
};

const importMs = (file: string): number => {
  const script = `const began = process.cpuUsage(); await import(${JSON.stringify(pathToFileURL(file).href)}); const { user, system } = process.cpuUsage(began); console.log((user + system) / 1000);`;
  const answer = execFileSync(process.execPath, ["--input-type=module", "--eval", script], {
    encoding: "utf8",
    env: environment,
  });
  return Number(answer.trim());
};

/** A function reads these when it starts. */
const environment = {
  AWS_REGION: "ap-northeast-1",
  REKINDLE_TABLE: "table",
  REKINDLE_LEAD_QUEUE_URL: "https://sqs.ap-northeast-1.amazonaws.com/000000000000/leads",
  REKINDLE_SECRET: "a secret of the budget, long enough",
  REKINDLE_URL: "https://rekindle.example",
};

try {
  await main();
} finally {
  rmSync(home, { recursive: true });
}
for (const fault of faults) console.error(fault);
if (faults.length > 0) process.exitCode = 1;
