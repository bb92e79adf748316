import { readFileSync } from "node:fs";
import { compile } from "@rekindle/core/workflows/compile";
import type { Problem } from "@rekindle/core/workflows/graph";
import { read, toYaml } from "@rekindle/core/workflows/read";
import { withIds } from "@rekindle/core/workflows/steps";
import { describe, expect, it } from "vitest";

const example = readFileSync(new URL("./lost-on-price.yaml", import.meta.url), "utf8");

const definitionOf = (text: string) => {
  const reading = read(text, "yaml");
  if (reading.status !== "ok") throw new Error(JSON.stringify(reading));
  return reading.definition;
};
const problemsOf = (text: string): Problem[] => {
  const reading = read(text, "yaml");
  return reading.status === "invalid" ? reading.problems : [];
};
const withSteps = (steps: string) => `name: x\nsteps:\n${steps.replaceAll(/^/gm, "  ")}`;

describe("the workflow of the contract", () => {
  it("is accepted as it stands, without a problem or a warning", () => {
    const { graph, problems, warnings } = compile("lost-on-price", 1, definitionOf(example));
    expect({ problems, warnings }).toEqual({ problems: [], warnings: [] });
    expect(graph?.start).toBe("hello");
  });

  it("comes back from YAML as it went in", () => {
    const definition = withIds(definitionOf(example));
    expect(definitionOf(toYaml(definition))).toEqual(definition);
    expect(toYaml(definition)).toContain('from: "09:00"');
  });

  it("means the same in JSON", () => {
    const definition = definitionOf(example);
    expect(read(`\uFEFF${JSON.stringify(definition)}`, "json")).toEqual({ status: "ok", definition });
  });
});

describe("what does not fit is named, with the place and what was probably meant", () => {
  it.each([
    ["- { kind: emial, template: a }", "steps.0.kind", 'Did you mean "email"?'],
    ["- { kind: teleport }", "steps.0.kind", "The kinds are email, wait, waitUntil, branch"],
    ["- { template: a }", "steps.0.kind", '"kind" is missing: one of email'],
    ["- email", "steps.0", "key: value"],
    ["- { kind: email, template: a, onrefused: skip }", "steps.0.onrefused", 'Did you mean "onRefused"?'],
    ["- { kind: email }", "steps.0.template", '"template" is missing'],
    ["- { kind: email, template: 価格 }", "steps.0.template", "Letters, digits"],
    ["- { kind: wait, for: 3 days }", "steps.0.for", "P3D"],
    ["- { kind: wait }", "steps.0", "Say one of: for, until, businessDays"],
    ["- { kind: wait, for: P1D, businessDays: 2 }", "steps.0", "Say one of: for, until, businessDays"],
    ["- { kind: wait, until: { weekday: tuesday, at: '10:00' } }", "steps.0.until.weekday", '"tue"'],
    ["- { kind: waitUntil, when: { event: a } }", "steps.0.max", '"max" is missing'],
    ["- { kind: waitUntil, max: P1D, when: { field: fit, gtee: 3 } }", "steps.0.when.gtee", 'Did you mean "gte"?'],
    ["- { kind: waitUntil, max: P1D, when: { field: fit } }", "steps.0.when", "Say what the field must be"],
    ["- { kind: waitUntil, max: P1D, when: { evnt: a } }", "steps.0.when", 'Did you mean "event"?'],
    [
      "- { kind: waitUntil, max: P1D, when: { all: [{ not: { event: a, atLeast: 0 } }] } }",
      "steps.0.when.all.0.not.atLeast",
      ">=1",
    ],
    [
      "- { kind: branch, paths: [{ when: { event: a }, steps: [{ kind: wiat }] }] }",
      "steps.0.paths.0.steps.0.kind",
      'Did you mean "wait"?',
    ],
    ["- { kind: split, arms: [{ name: a, weight: -1 }, { name: b, weight: 1 }] }", "steps.0.arms.0.weight", ">0"],
    ["- { kind: split, arms: [{ name: a, weight: 1 }] }", "steps.0.arms", ">=2"],
  ])("%s", (steps, path, message) => {
    const problems = problemsOf(withSteps(steps));
    expect(problems.map((problem) => problem.path)).toEqual([path]);
    expect(problems[0]?.message).toContain(message);
  });

  it("all at once, not the first alone", () => {
    const problems = problemsOf(
      "nme: x\ntriggers: [{ kind: form }, { kind: dealLost, reasons: [prize] }]\nentry: { reentry: daily }",
    );
    expect(problems.map(({ path }) => path)).toEqual([
      "nme",
      "name",
      "triggers.0.source",
      "triggers.1.reasons.0",
      "entry.reentry",
      "steps",
    ]);
    expect(problems.find(({ path }) => path === "entry.reentry")?.message).toBe(
      "Expected never or always or { after }",
    );
  });
});

describe("hostile text is refused without harm", () => {
  const bomb = `a: &a [${"x,".repeat(50)}x]\nb: &b [${"*a,".repeat(50)}*a]\nc: [${"*b,".repeat(50)}*b]`;
  it.each([
    ["no YAML", "steps: [", "yaml"],
    ["a key twice", "name: x\nname: y", "yaml"],
    ["aliases that multiply", bomb, "yaml"],
    ["an alias to nowhere", "name: *x", "yaml"],
    ["a tag", "name: !!js/function x", "yaml"],
    ["a tag of YAML 1.1", "name: !!binary aGk=", "yaml"],
    ["two documents", "name: x\n---\nname: y", "yaml"],
    ["endless nesting", "[".repeat(50_000), "yaml"],
    ["deep nesting", `${"[".repeat(100)}${"]".repeat(100)}`, "yaml"],
    ["endless nesting in JSON", `${"[".repeat(100_000)}${"]".repeat(100_000)}`, "json"],
    ["too much", `name: ${"x".repeat(300_000)}`, "yaml"],
    ["no JSON", "name: x", "json"],
    ["nothing as JSON", "", "json"],
  ] as const)("%s", (_, text, type) => {
    const reading = read(text, type);
    expect(reading.status).toBe("unparseable");
  });

  it.each(["", "- 1", "hello", "null"])("text without a workflow is invalid: %j", (text) => {
    expect(read(text, "yaml")).toMatchObject({ status: "invalid", problems: [{ path: "" }] });
  });

  it("keys of JavaScript's own objects are keys like others", () => {
    expect(problemsOf("name: x\n__proto__: { steps: [] }\nconstructor: 1").map(({ path }) => path)).toEqual([
      "__proto__",
      "constructor",
      "steps",
    ]);
  });
});
