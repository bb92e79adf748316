import { describeChange } from "@rekindle/core/workflows/changes";
import { Definition } from "@rekindle/core/workflows/definition";
import { describe, expect, it } from "vitest";

const define = (steps: unknown[], rest: object = {}): Definition =>
  Definition.parse({ name: "x", triggers: [{ kind: "manual" }], steps, ...rest });
const email = (template: string, id?: string) => ({ kind: "email", template, ...(id === undefined ? {} : { id }) });
const clicked = (template: string) => ({ event: "mail.clicked", template });

describe("describeChange", () => {
  const before = define([
    email("a", "a"),
    { id: "w", kind: "wait", for: "P3D" },
    { id: "b", kind: "branch", paths: [{ when: clicked("a"), steps: [email("c", "c")] }] },
    email("z", "z"),
  ]);

  it("says nothing of what is the same", () => {
    expect(describeChange(before, structuredClone(before))).toEqual({
      added: [],
      removed: [],
      changed: [],
      moved: [],
      frame: [],
    });
  });

  it("tells added, removed, changed and moved steps apart, and what changed around them", () => {
    const after = define(
      [
        email("new", "n"),
        { id: "w", kind: "wait", for: "P5D" },
        { id: "b", kind: "branch", paths: [{ when: clicked("a"), steps: [] }] },
        email("c", "c"),
        { id: "z", kind: "handOff" },
      ],
      { priority: 80, window: { days: ["mon"], from: "09:00", to: "10:00" } },
    );
    const changes = describeChange(before, after);
    const ids = (refs: { id: string }[]) => refs.map(({ id }) => id);
    expect({ ...changes, added: ids(changes.added), removed: ids(changes.removed), moved: ids(changes.moved) }).toEqual(
      {
        added: ["n", "z"],
        removed: ["a", "z"],
        changed: [{ id: "w", kind: "wait", path: "steps.1", fields: ["for"] }],
        moved: ["c"],
        frame: ["priority", "window"],
      },
    );
  });
});
