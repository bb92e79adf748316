import { spawnSync } from "node:child_process";
import { randomInt } from "node:crypto";
import { fileURLToPath } from "node:url";

/** `npm run fuzz [-- TIMES [SEED]]`: the fuzz tests with so many times their usual cases, by chance or by a seed of before. */
const [times = "25", seed = String(randomInt(2 ** 31))] = process.argv.slice(2);
console.log(`Seed ${seed}: npm run fuzz -- ${times} ${seed} does the same again.`);
const { status } = spawnSync("npx", ["--no", "--", "vitest", "run", "fuzz-", "--testTimeout", "1800000"], {
  cwd: fileURLToPath(new URL("..", import.meta.url)),
  stdio: "inherit",
  env: { ...process.env, FUZZ_TIMES: times, FUZZ_SEED: seed },
});
console.log(`Seed ${seed}`);
process.exitCode = status ?? 1;
