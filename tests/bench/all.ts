import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

/** The rows of docs/performance.md: what is measured, with how many leads, and with how many in CI. */
const rows: { only: string; table?: "dynamodb"; leads: number; small: number }[] = [
  { only: "send", leads: 5_000, small: 200 },
  { only: "send", table: "dynamodb", leads: 5_000, small: 200 },
  { only: "intake", leads: 2_000, small: 100 },
  { only: "clicks", leads: 2_000, small: 100 },
  { only: "clicks", table: "dynamodb", leads: 500, small: 50 },
  { only: "score", leads: 5_000, small: 200 },
  { only: "score", table: "dynamodb", leads: 1_000, small: 50 },
  { only: "due", leads: 1_000_000, small: 2_000 },
  { only: "due", table: "dynamodb", leads: 10_000, small: 1_000 },
  { only: "import", leads: 100_000, small: 1_000 },
  { only: "simulate", leads: 1_000, small: 50 },
  { only: "overload", leads: 100_000, small: 500 },
];

/** Each in a process of its own, since memory is measured as its peak. One line of Markdown each: command and figures. */
export const measureAll = (small: boolean): void => {
  const bench = fileURLToPath(new URL("bench.ts", import.meta.url));
  const began = performance.now();
  console.log("| command | figures |\n|---|---|");
  for (const row of rows) {
    const args = [
      `--only=${row.only}`,
      `--leads=${small ? row.small : row.leads}`,
      ...(row.table === undefined ? [] : [`--table=${row.table}`]),
    ];
    const out = execFileSync(process.execPath, [...process.execArgv, bench, ...args, "--json"], { encoding: "utf8" });
    console.log(`| \`${args.join(" ")}\` | ${figures(JSON.parse(out))} |`);
  }
  console.log(`\n${Math.round((performance.now() - began) / 1000)} seconds`);
};

const figures = (value: unknown): string =>
  typeof value === "object" && value !== null
    ? Object.entries(value)
        .map(([name, inner]) => `${name} ${typeof inner === "object" ? `(${figures(inner)})` : String(inner)}`)
        .join(", ")
    : String(value);
