import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, inject, it } from "vitest";
import { bench } from "./offline/bench.ts";
import { functions } from "./rules/kinds.ts";

const { resources } = inject("production");

// The last evaluation of a stage left its bundles; those of both stages are built from the same files.
it.each(functions(resources).map(({ is, environment }) => ({ is, variables: environment.variables })))(
  "the bundle of $is starts with what it is given, and exports a handler",
  ({ is, variables }) => {
    const bundle = join(bench, ".sst/artifacts", `${is}-src/bundle.mjs`);
    expect(existsSync(bundle), bundle).toBe(true);
    const script = `console.log(typeof (await import(${JSON.stringify(pathToFileURL(bundle).href)})).handler)`;
    const answer = execFileSync(process.execPath, ["--input-type=module", "--eval", script], {
      encoding: "utf8",
      cwd: join(bundle, ".."),
      env: { ...variables, AWS_REGION: "ap-northeast-1", AWS_LAMBDA_FUNCTION_NAME: is },
    });
    expect(answer.trim()).toBe("function");
  },
);
