import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { bench, prepare } from "../tests/infra/offline/bench.ts";

/**
 * `npm run infra:check`: what `sst deploy` would make, without an account and without a network. Types first, then the
 * rules. Takes about two minutes, half a minute and 320 MB more at the first run.
 */
const root = fileURLToPath(new URL("..", import.meta.url));
const run = (title: string, cwd: string, args: string[]): void => {
  console.log(`\n${title}`);
  const began = performance.now();
  const { status } = spawnSync("npx", ["--no", "--", ...args], { cwd, stdio: "inherit" });
  console.log(`${title}: ${status === 0 ? "sound" : "broken"}, ${((performance.now() - began) / 1000).toFixed(0)} s`);
  if (status !== 0) process.exit(status ?? 1);
};

await prepare();
run("Types of sst.config.ts and infra/ against SST's own", bench, ["tsc", "-p", "infra"]);
run("Rules", root, ["vitest", "run", "--config", "tests/infra/vitest.config.ts"]);
