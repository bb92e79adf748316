import { expect, test } from "vitest";
import type { Definition, Step } from "../../packages/web/src/api/definition.ts";
import * as Edit from "../../packages/web/src/features/builder/document/edit.ts";
import * as History from "../../packages/web/src/features/builder/document/history.ts";
import { kinds, newStep } from "../../packages/web/src/features/builder/document/new-step.ts";
import { addArm, removeArm, removePath } from "../../packages/web/src/features/builder/document/paths.ts";
import { placeOf, placesOf, root, stepAt, withIds } from "../../packages/web/src/features/builder/document/places.ts";
import { problemsOf, wordsOfFault } from "../../packages/web/src/features/builder/faults.ts";
import { figuresOf } from "../../packages/web/src/features/builder/figures.ts";
import { layoutOf } from "../../packages/web/src/features/builder/layout.ts";
import { neighbour } from "../../packages/web/src/features/builder/navigate.ts";
import { isDefinition } from "../../packages/web/src/features/builder/shape.ts";
import { fromText, lineAt, toText } from "../../packages/web/src/features/builder/yaml-text.ts";
import { readValue, toCondition, toGroup } from "../../packages/web/src/ui/condition/conditions.ts";
import { report, workflow } from "./story/workflows.ts";

const read = isDefinition(workflow.draft);
if (!read.ok) throw new Error("the story's workflow is none");
const price: Definition = withIds(read.definition);
const ids = (definition: Definition) => placesOf(definition).map(({ id }) => id);
const wait = (id: string): Step => ({ id, kind: "wait", for: "P1D" });
const list = (definition: Definition, parent: string | undefined, key: string) =>
  placesOf(definition)
    .filter(({ spot }) => spot.parent === parent && spot.key === key)
    .map(({ id }) => id);

test("a step goes exactly where it is put: in the middle, into a path, into an arm that had no steps", () => {
  expect(list(Edit.insert(price, { ...root, index: 1 }, wait("x")), undefined, "steps").slice(0, 3)).toEqual([
    "hello",
    "x",
    "wait-1",
  ]);
  expect(list(Edit.insert(price, { parent: "reacted", key: "else", index: 0 }, wait("x")), "reacted", "else")).toEqual([
    "x",
    "mail-2-cold",
  ]);
  expect(list(Edit.insert(price, { parent: "test", key: "arms.2", index: 0 }, wait("x")), "test", "arms.2")).toEqual([
    "x",
  ]);
});

test("an edit changes one place only, and what was before is untouched", () => {
  const before = JSON.stringify(price);
  const next = Edit.change(price, "mail-2", (step) => (step.kind === "email" ? { ...step, template: "other" } : step));
  expect(placeOf(next, "mail-2")?.step).toMatchObject({ template: "other" });
  expect(ids(next)).toEqual(ids(price));
  expect(JSON.stringify(price)).toBe(before);
});

test("a step that is removed takes along what is inside it", () => {
  expect(ids(Edit.remove(price, "reacted"))).toEqual(
    ids(price).filter((id) => !["reacted", "score-1", "mail-2", "mail-2-cold"].includes(id)),
  );
});

test("moving keeps the number of steps, whatever is moved wherever", () => {
  const all = placesOf(price);
  for (const { id } of all)
    for (const { spot } of all) {
      const next = Edit.moveTo(price, id, spot);
      expect(ids(next).toSorted()).toEqual(ids(price).toSorted());
    }
});

test("a step cannot be moved into itself", () => {
  expect(Edit.moveTo(price, "reacted", { parent: "reacted", key: "else", index: 0 })).toBe(price);
});

test("one up and one down come back to the same, and out of a path it goes beside the step of the path", () => {
  expect(Edit.shift(Edit.shift(price, "wait-1", 1), "wait-1", -1)).toEqual(price);
  const out = Edit.shift(price, "score-1", -1);
  expect(list(out, undefined, "steps").slice(1, 4)).toEqual(["wait-1", "score-1", "reacted"]);
  expect(Edit.shift(price, "hello", -1)).toBe(price);
});

test("a copy has ids of its own all the way down, and the same content otherwise", () => {
  const step = placeOf(price, "reacted")?.step;
  if (step === undefined) throw new Error("no such step");
  const copied = Edit.copyOf(price, step);
  const next = Edit.insert(price, { ...root, index: 0 }, copied);
  expect(new Set(ids(next)).size).toBe(ids(price).length + 4);
  expect(JSON.stringify(copied).replace(/"id":"[^"]*"/g, "")).toBe(JSON.stringify(step).replace(/"id":"[^"]*"/g, ""));
});

test("every kind of step can be added anywhere and is drawn", () => {
  for (const kind of kinds)
    for (const { spot } of placesOf(price)) {
      const step = newStep(price, kind, spot);
      const next = Edit.insert(price, spot, step);
      expect(ids(next)).toContain(step.id);
      expect(isDefinition(next)).toMatchObject({ ok: true });
      expect(layoutOf(next).boxes.map(({ id }) => id)).toContain(step.id);
    }
});

test("a new branch asks about the mail that stands before it", () => {
  expect(newStep(price, "branch", { ...root, index: 2 })).toMatchObject({
    paths: [{ when: { event: "mail.clicked", template: "price-1" } }],
  });
});

test("undo and redo walk one stack; letters typed into one field are one step of it", () => {
  let history = History.begin(price);
  history = History.commit(history, Edit.remove(price, "hello"));
  for (const text of ["a", "ab", "abc"])
    history = History.commit(history, { ...history.present, name: text }, "start name");
  expect(history.present.name).toBe("abc");
  history = History.undo(history);
  expect(history.present.name).toEqual(price.name);
  history = History.undo(history);
  expect(history.present).toEqual(price);
  expect(History.undo(history)).toEqual(history);
  history = History.redo(History.redo(history));
  expect(history.present.name).toBe("abc");
  expect(History.redo(history)).toEqual(history);
});

test("a change after an undo ends what could be redone; a change that changes nothing is none", () => {
  const first = History.commit(History.begin(price), Edit.remove(price, "hello"));
  const back = History.undo(first);
  expect(History.commit(back, { ...price })).toBe(back);
  expect(History.commit(back, Edit.remove(price, "test")).future).toEqual([]);
});

test("an arm more or less leaves the shares at a hundred; a path and two arms stay", () => {
  const split = placeOf(price, "test")?.step;
  const branch = placeOf(price, "reacted")?.step;
  if (split?.kind !== "split" || branch?.kind !== "branch") throw new Error("no such steps");
  const sum = ({ arms }: typeof split) => arms.reduce((total, { weight }) => total + weight, 0);
  expect(sum(addArm(split))).toBe(100);
  expect(sum(removeArm(split, 0))).toBe(100);
  expect(removeArm(removeArm(split, 0), 0).arms).toHaveLength(2);
  expect(removePath(branch, 0)).toBe(branch);
});

test.each([
  { field: "fit", gte: 10 },
  { event: "mail.clicked", template: "a", atLeast: 2, within: "P7D" },
  { not: { event: "form.submitted", source: "demo" } },
  {
    all: [
      { field: "stage", eq: "marketing" },
      {
        any: [
          { field: "fit", gte: 1 },
          { field: "tags", contains: "x" },
        ],
      },
    ],
  },
  { not: { all: [{ field: "fit", gte: 1 }, { event: "page.viewed" }] } },
  { field: "attributes.plan", exists: false },
  { field: "stage", in: ["marketing", "sales"] },
])("a condition reads the same after it was shown as rows: %o", (condition) => {
  expect(toCondition(toGroup(condition))).toEqual(condition);
});

test("a range on one field becomes two rows that ask the same", () => {
  expect(toCondition(toGroup({ field: "score", gte: 10, lte: 20 }))).toEqual({
    all: [
      { field: "score", gte: 10 },
      { field: "score", lte: 20 },
    ],
  });
});

test("full-width figures and Japanese commas are read as they were meant", () => {
  expect(readValue("gte", "１２")).toBe(12);
  expect(readValue("in", "経理部、財務部")).toEqual(["経理部", "財務部"]);
});

test("the text and the diagram are one document: what is written comes back the same", () => {
  expect(fromText(toText(price))).toEqual({ definition: price });
});

test("broken text says its line, and a text that is no workflow says where it stops being one", () => {
  expect(fromText("name: a\nsteps: [")).toMatchObject({ line: expect.any(Number), message: expect.any(String) });
  expect(fromText("name: a\nsteps:\n  - kind: email\n    template: x\n  - kind: nothing\n")).toMatchObject({ line: 5 });
  for (const wrong of ["", "[]", "name: a", "name: a\nsteps: 3", "name: a\nsteps: [{ kind: branch }]", "a: *x"])
    expect(fromText(wrong), wrong).toHaveProperty("message");
  expect(lineAt(toText(price), "steps.3.max")).toBe(
    toText(price)
      .split("\n")
      .findIndex((line) => line.includes("max:")) + 1,
  );
});

test("steps without ids get those that the server would give them", () => {
  const bare: Definition = {
    name: "w",
    steps: [
      { kind: "email", template: "a" },
      { kind: "waitUntil", when: { event: "x" }, max: "P1D", then: [{ kind: "handOff" }] },
    ],
  };
  expect(ids(withIds(bare))).toEqual(["email-1", "wait-until-2", "hand-off-3"]);
});

test("a problem stands at its step and its field, and a mail that only waits to be published is none", () => {
  const faults = [
    { path: "steps.3.max", message: '"max" is missing' },
    { path: "steps.2.paths.0.steps.1.template", message: 'There is no template "price-2-warm".' },
    { path: "triggers", message: "Nobody comes in: there is no trigger" },
  ];
  const words = { templates: [{ id: "price-2-warm", name: "b", subject: "s" }] };
  const vocabulary = {
    fields: [],
    events: [],
    tags: [],
    lists: [],
    sources: [],
    workflows: [],
    signals: [],
    families: [],
    channels: [],
    reps: [],
    looked: 0,
    all: true,
  };
  const problems = problemsOf(price, faults, { ...vocabulary, ...words });
  expect(problems.map(({ step, field }) => [step, field])).toEqual([
    ["await-form", "max"],
    [undefined, "triggers"],
  ]);
  expect(problems.map((problem) => wordsOfFault(problem).key)).toEqual(["max", "noTrigger"]);
  expect(problemsOf(price, faults, { ...vocabulary, templates: [] })[1]).toMatchObject({ step: "mail-2" });
  expect(stepAt(placesOf(price), "steps.4.arms.1.steps.0.template")).toBe("mail-case");
});

test("nothing overlaps in the diagram, every step is drawn once, and lines lead from box to box", () => {
  const { boxes, lines, left, right, height } = layoutOf(price);
  expect(boxes.filter(({ kind }) => kind === "step").map(({ id }) => id)).toEqual(ids(price));
  for (const [n, a] of boxes.entries()) {
    expect(a.x).toBeGreaterThanOrEqual(left);
    expect(a.x + a.width).toBeLessThanOrEqual(right);
    expect(a.y + a.height).toBeLessThanOrEqual(height);
    for (const b of boxes.slice(n + 1))
      expect(
        a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height,
        `${a.id} over ${b.id}`,
      ).toBe(false);
  }
  const known = new Set(boxes.map(({ id }) => id));
  for (const { source, target } of lines) expect([known.has(source), known.has(target)]).toEqual([true, true]);
  expect(new Set(lines.map(({ id }) => id)).size).toBe(lines.length);
});

test("a step can be added on a line at every place that there is, once", () => {
  const pluses = layoutOf(price).lines.flatMap((line) =>
    line.pluses.map(({ spot }) => `${spot.parent}/${spot.key}/${spot.index}`),
  );
  expect(new Set(pluses).size).toBe(pluses.length);
  for (const { spot } of placesOf(price)) expect(pluses).toContain(`${spot.parent}/${spot.key}/${spot.index}`);
  expect(pluses).toContain("test/arms.2/0");
  expect(pluses).toContain("reacted/else/1");
});

test("arrow keys reach every step from the start", () => {
  const layout = layoutOf(price);
  const reached = new Set<string>();
  const todo = ["start"];
  for (let at = todo.pop(); at !== undefined; at = todo.pop()) {
    if (reached.has(at)) continue;
    reached.add(at);
    for (const way of ["up", "down", "left", "right"] as const) {
      const next = neighbour(layout, at, way);
      if (next !== undefined) todo.push(next);
    }
  }
  expect([...reached].toSorted()).toEqual(["start", ...ids(price)].toSorted());
});

test("the figures say how many took each way, also the one without steps", () => {
  const figures = figuresOf(report.versions[1], price);
  expect(figures?.ways.get("reacted paths.0")).toBe(74);
  expect(figures?.ways.get("reacted else")).toBe(275);
  expect(figures?.ways.get("test arms.2")).toBe(23);
});
