import type { TestProject } from "vitest/node";
import { bench, prepare } from "./bench.ts";
import { type Evaluation, evaluate } from "./sst.ts";
import { company, secrets } from "./values.ts";

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
  project.provide("production", await evaluate(bench, "production", secrets, company));
};
