import { compile } from "@rekindle/core/workflows/compile";
import { read } from "@rekindle/core/workflows/read";
import { expect, test } from "vitest";

const problemsWith = (stage: string) => {
  const made = read(`name: x\nsteps: [{ kind: update, set: { stage: ${stage} } }]`, "yaml");
  if (made.status !== "ok") throw new Error(JSON.stringify(made));
  return compile("x", 1, made.definition).problems;
};

test.each(["sales", "customer"])("automation cannot put a lead into the stage %s: people do", (stage) => {
  expect(problemsWith(stage)).toEqual([
    expect.objectContaining({ path: "steps.0.set.stage", message: expect.stringContaining("people only") }),
  ]);
});

test.each(["marketing", "insideSales"])("automation may put a lead into the stage %s", (stage) => {
  expect(problemsWith(stage)).toEqual([]);
});
