import { compile } from "@rekindle/core/workflows/compile";
import { Definition, type Step } from "@rekindle/core/workflows/definition";
import type { Graph } from "@rekindle/core/workflows/graph";
import { nextsOf, reachable } from "@rekindle/core/workflows/reach";
import { idsOf, insideOf, placesOf, withIds } from "@rekindle/core/workflows/steps";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

const manual = { kind: "manual" } as const;
const define = (steps: unknown[], rest: object = {}): Definition =>
  Definition.parse({ name: "x", triggers: [manual], steps, ...rest });
const findings = (definition: Definition) => compile("flow", 1, definition);
const graphOf = (definition: Definition): Graph => {
  const { graph, problems } = findings(definition);
  if (graph === undefined) throw new Error(JSON.stringify(problems));
  return graph;
};
const email = (template: string, id?: string) => ({ kind: "email", template, ...(id === undefined ? {} : { id }) });
const clicked = (template: string) => ({ event: "mail.clicked", template });

describe("the graph", () => {
  it("branches, splits and waits-until rejoin after their step", () => {
    const graph = graphOf(
      define([
        email("a", "first"),
        { id: "b", kind: "branch", paths: [{ when: clicked("a"), steps: [email("c", "c")] }] },
        { id: "w", kind: "waitUntil", when: { field: "fit", gte: 1 }, max: "P1D", timeout: [email("d", "d")] },
        {
          id: "s",
          kind: "split",
          arms: [
            { name: "on", weight: 90, steps: [email("e", "e")] },
            { name: "off", weight: 10, holdout: true },
          ],
        },
        { id: "g", kind: "goal", when: { field: "score", gte: 50 } },
        { id: "end", kind: "exit", reason: "done" },
      ]),
    );
    expect(graph.start).toBe("first");
    expect(graph.goals).toEqual(["g"]);
    expect(graph.nodes).toMatchObject({
      first: { kind: "email", template: "a", order: 0, next: "b" },
      b: { order: 1, paths: [{ next: "c" }], else: "w" },
      c: { order: 2, next: "w" },
      w: { order: 3, max: "P1D", met: "s", timeout: "d" },
      d: { order: 4, next: "s" },
      s: {
        order: 5,
        arms: [
          { next: "e", holdout: false },
          { next: "g", holdout: true },
        ],
      },
      e: { order: 6, next: "g" },
      g: { order: 7, next: "end" },
    });
    expect(graph.nodes["end"]).toEqual({ id: "end", order: 8, kind: "exit", reason: "done", next: undefined });
  });

  it("a branch inside a branch leads out to what follows the outer one", () => {
    const inner = { id: "inner", kind: "branch", paths: [{ when: { field: "fit", gte: 9 }, steps: [] }] };
    const graph = graphOf(
      define([
        { id: "outer", kind: "branch", paths: [{ when: { field: "fit", gte: 5 }, steps: [inner] }] },
        email("z", "z"),
      ]),
    );
    expect(graph.nodes["inner"]).toMatchObject({ paths: [{ next: "z" }], else: "z" });
    expect(graph.nodes["outer"]).toMatchObject({ paths: [{ next: "inner" }], else: "z" });
  });
});

describe("ids", () => {
  const steps = [email("a"), { kind: "wait", for: "P1D" }, { kind: "handOff", id: "wait-2" }];

  it("given ones are kept, others are made from kind and position, and never twice", () => {
    expect(placesOf(define(steps)).map(({ id }) => id)).toEqual(["email-1", "wait-2-2", "wait-2"]);
  });

  it("once written down they stay, whatever is put before them", () => {
    const kept = withIds(define(steps));
    const edited = { ...kept, steps: [...define([email("new")]).steps, ...kept.steps] };
    expect(placesOf(edited).map(({ id }) => id)).toEqual(["email-1-2", "email-1", "wait-2-2", "wait-2"]);
    expect(withIds(kept)).toEqual(kept);
  });

  it("are written down in every path of every step", () => {
    fc.assert(
      fc.property(definitions, (definition) => {
        const kept = withIds(definition);
        expect(placesOf(kept).every(({ step, id }) => step.id === id)).toBe(true);
        expect([...idsOf(kept)]).toEqual([...idsOf(definition)]);
      }),
    );
  });

  it("a step whose id is taken is named", () => {
    const { graph, problems } = findings(
      define([
        email("a", "x"),
        {
          kind: "split",
          arms: [
            { name: "a", weight: 1, steps: [email("b", "x")] },
            { name: "b", weight: 1 },
          ],
        },
      ]),
    );
    expect(graph).toBeUndefined();
    expect(problems).toEqual([
      { path: "steps.1.arms.0.steps.0.id", step: "x", message: 'The step at steps.0 has the id "x" already' },
    ]);
  });
});

describe("problems name the step and the field", () => {
  const exit = { kind: "exit", reason: "done" };
  it.each<[string, unknown[], string, string]>([
    ["a step after an exit", [exit, email("a")], "steps.1", "email-2"],
    [
      "a step after a branch all of whose paths exit",
      [{ kind: "branch", paths: [{ when: { field: "fit", gte: 1 }, steps: [exit] }], else: [exit] }, email("a")],
      "steps.1",
      "email-4",
    ],
    ["a hand-off after an exit", [exit, { kind: "handOff" }], "steps.1", "hand-off-2"],
    ["a wait of no time", [{ kind: "wait", for: "PT0S" }], "steps.0.for", "wait-1"],
    ["a wait of a century", [{ kind: "wait", for: "P100Y" }], "steps.0.for", "wait-1"],
    [
      "a wait for what is no date",
      [{ kind: "wait", until: { field: "families.mail" } }],
      "steps.0.until.field",
      "wait-1",
    ],
    [
      "a wait-until of no time",
      [{ kind: "waitUntil", when: { field: "fit", gte: 1 }, max: "P0D" }],
      "steps.0.max",
      "wait-until-1",
    ],
    [
      "a condition on an unknown field",
      [{ id: "b", kind: "branch", paths: [{ when: { any: [{ field: "scor", gte: 1 }] }, steps: [] }] }],
      "steps.0.paths.0.when.any.0.field",
      "b",
    ],
    [
      "a path that an earlier one hides",
      [
        {
          kind: "branch",
          paths: [
            { when: { field: "fit", gte: 1 }, steps: [] },
            { when: { field: "fit", gte: 1 }, steps: [] },
          ],
        },
      ],
      "steps.0.paths.1.when",
      "branch-1",
    ],
    [
      "two arms of one name",
      [
        {
          kind: "split",
          arms: [
            { name: "a", weight: 50 },
            { name: "a", weight: 50 },
          ],
        },
      ],
      "steps.0.arms.1.name",
      "split-1",
    ],
    [
      "arms that are all held out",
      [
        {
          kind: "split",
          arms: [
            { name: "a", weight: 50, holdout: true },
            { name: "b", weight: 50, holdout: true },
          ],
        },
      ],
      "steps.0.arms",
      "split-1",
    ],
    ["an update of nothing", [{ kind: "update", set: { tags: { add: [] } } }], "steps.0.set", "update-1"],
    ["a workflow that enrols itself", [{ kind: "enrol", workflow: "flow" }], "steps.0.workflow", "enrol-1"],
    ["a workflow that leaves itself", [{ kind: "leave", workflow: "flow" }], "steps.0.workflow", "leave-1"],
    ["a webhook to no web address", [{ kind: "webhook", url: "file:///etc/passwd" }], "steps.0.url", "webhook-1"],
  ])("%s", (_, steps, path, step) => {
    const { graph, problems } = findings(define(steps));
    expect(graph).toBeUndefined();
    expect(problems.map((problem) => [problem.path, problem.step])).toEqual([[path, step]]);
  });

  it.each<[string, object, string]>([
    ["a window that never opens", { window: { days: ["mon"], from: "09:00", to: "09:00" } }, "window.to"],
    ["a trigger of a source without a name", { triggers: [{ kind: "form", source: " " }] }, "triggers.0.source"],
    ["dormancy of no time", { triggers: [{ kind: "dormant", for: "P0D" }] }, "triggers.0.for"],
    ["a date trigger on a score", { triggers: [{ kind: "date", field: "families.mail" }] }, "triggers.0.field"],
    [
      "a trigger condition that can never hold",
      { triggers: [{ kind: "condition", when: { field: "tags", gt: 1 } }] },
      "triggers.0.when.gt",
    ],
    ["an entry condition on an unknown field", { entry: { when: { field: "sise", eq: 1 } } }, "entry.when.field"],
    [
      "an exit condition on an unknown stage",
      { exits: [{ when: { field: "stage", eq: "cold" }, reason: "x" }] },
      "exits.0.when.eq",
    ],
    ["re-entry after no time", { entry: { reentry: { after: "PT0S" } } }, "entry.reentry.after"],
  ])("%s", (_, rest, path) => {
    const { graph, problems } = findings(define([email("a")], rest));
    expect(graph).toBeUndefined();
    expect(problems.map((problem) => problem.path)).toEqual([path]);
  });
});

describe("warnings do not stop it", () => {
  it.each<[string, unknown[], object, string]>([
    ["no way in", [email("a")], { triggers: [] }, "triggers"],
    [
      "a question about a mail that was not sent before",
      [email("a"), { kind: "branch", paths: [{ when: clicked("b"), steps: [email("b")] }] }],
      {},
      "steps.1.paths.0.when",
    ],
    [
      "a question about a mail of a sibling path",
      [
        {
          kind: "branch",
          paths: [{ when: { field: "fit", gte: 1 }, steps: [email("b")] }],
          else: [{ kind: "waitUntil", when: clicked("b"), max: "P1D" }],
        },
      ],
      {},
      "steps.0.else.0.when",
    ],
    [
      "weights that do not sum to 100",
      [
        {
          kind: "split",
          arms: [
            { name: "a", weight: 45 },
            { name: "b", weight: 45 },
          ],
        },
      ],
      {},
      "steps.0.arms",
    ],
    ["a step after a hand-off", [{ kind: "handOff" }, email("a")], {}, "steps.1"],
    ["a goal that nobody stands before", [{ kind: "goal", when: { field: "fit", gte: 1 } }, email("a")], {}, "steps.0"],
    [
      "a goal inside a path",
      [
        {
          kind: "branch",
          paths: [{ when: { field: "fit", gte: 1 }, steps: [{ kind: "goal", when: { field: "fit", gte: 2 } }] }],
        },
      ],
      {},
      "steps.0.paths.0.steps.0",
    ],
    ["a signal without points", [{ kind: "score", signal: "s", family: "f", points: 0 }], {}, "steps.0.points"],
  ])("%s", (_, steps, rest, path) => {
    const { graph, problems, warnings } = findings(define(steps, rest));
    expect(problems).toEqual([]);
    expect(graph).toBeDefined();
    expect(warnings.map((warning) => warning.path)).toEqual([path]);
  });

  it("a goal makes the steps behind an exit reachable again", () => {
    const { problems } = findings(
      define([email("a"), { kind: "exit", reason: "x" }, { kind: "goal", when: { field: "fit", gte: 1 } }, email("b")]),
    );
    expect(problems).toEqual([]);
  });
});

const when = fc.record({ field: fc.constant("fit"), gte: fc.integer({ min: 0, max: 1000 }) });
const { steps: someSteps } = fc.letrec<{ step: Step; steps: Step[] }>((tie) => ({
  steps: fc.array(tie("step"), { minLength: 0, maxLength: 4, depthIdentifier: "steps" }),
  step: fc.oneof(
    { maxDepth: 3, depthIdentifier: "steps" },
    fc.record({ kind: fc.constant("email" as const), template: fc.constantFrom("a", "b") }),
    fc.record({ kind: fc.constant("wait" as const), for: fc.constant("P1D") }),
    fc.record({ kind: fc.constant("exit" as const), reason: fc.constant("done") }),
    fc.record({ kind: fc.constant("handOff" as const) }),
    fc.record({ kind: fc.constant("goal" as const), when }),
    fc.record({
      kind: fc.constant("waitUntil" as const),
      when,
      max: fc.constant("P1D"),
      // biome-ignore lint/suspicious/noThenProperty: the word of the workflow language
      then: tie("steps"),
      timeout: tie("steps"),
    }),
    fc.record({
      kind: fc.constant("branch" as const),
      paths: fc.array(fc.record({ when, steps: tie("steps") }), { minLength: 1, maxLength: 3 }),
      else: tie("steps"),
    }),
    fc.record({
      kind: fc.constant("split" as const),
      arms: fc.tuple(tie("steps"), tie("steps")).map(([a, b]) => [
        { name: "a", weight: 50, steps: a },
        { name: "b", weight: 50, steps: b },
      ]),
    }),
  ),
}));
const definitions = someSteps.filter((steps) => steps.length > 0).map((steps) => define(steps));

/** Walks the tree as a reader would, without a graph: does anybody come out at the end? Notes the steps nobody comes to. */
const follow = (steps: Step[], path: string, comesIn: boolean, dead: string[]): boolean => {
  let alive = comesIn;
  for (const [index, step] of steps.entries()) {
    alive ||= step.kind === "goal";
    if (!alive) dead.push(`${path}.${index}`);
    const inside = insideOf(step).map((list) => follow(list.steps, `${path}.${index}.${list.key}`, alive, dead));
    alive = step.kind === "exit" ? false : inside.length > 0 ? inside.includes(true) : alive;
  }
  return alive;
};

describe("any tree of steps", () => {
  it("has every step either reachable or reported, in the order of the document", () => {
    fc.assert(
      fc.property(definitions, (definition) => {
        const { graph, problems } = findings(definition);
        const places = placesOf(definition);
        expect(places.map(({ order }) => order)).toEqual(places.map((_, index) => index));
        const dead: string[] = [];
        follow(definition.steps, "steps", true, dead);
        const paths = new Set(places.map(({ path }) => path));
        expect(problems.map(({ path }) => path).filter((path) => paths.has(path))).toEqual(dead);
        if (dead.length > 0) expect(graph).toBeUndefined();
        if (graph === undefined) return;
        expect(Object.keys(graph.nodes).sort()).toEqual(places.map(({ id }) => id).sort());
        expect([...reachable(graph)].sort()).toEqual(Object.keys(graph.nodes).sort());
      }),
      { numRuns: 300 },
    );
  });

  it("ends on every path: whatever is next stands later in the document", () => {
    fc.assert(
      fc.property(definitions, (definition) => {
        const { graph } = findings(definition);
        for (const node of Object.values(graph?.nodes ?? {}))
          for (const next of nextsOf(node)) expect(graph?.nodes[next]?.order).toBeGreaterThan(node.order);
      }),
      { numRuns: 300 },
    );
  });
});
