import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { bench, prepare } from "./bench.ts";
import { type Evaluation, evaluate } from "./sst.ts";
import { company, lines, secrets } from "./values.ts";

declare module "vitest" {
  export interface ProvidedContext {
    ci: Evaluation;
    production: Evaluation;
  }
}

/** Evaluates both stages once, for all tests. */
export const setup = async (project: TestProject): Promise<void> => {
  await prepare();
  project.provide("ci", await evaluate(bench, "ci", secrets));
  // As a company would: sst reads the file by itself.
  writeFileSync(join(bench, ".env.production"), lines(company));
  try {
    project.provide("production", await evaluate(bench, "production", secrets));
  } finally {
    rmSync(join(bench, ".env.production"));
  }
};
