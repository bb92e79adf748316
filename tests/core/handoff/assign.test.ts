import { assign, managerOf, merged, type Roster, withAssigned } from "@rekindle/core/handoff/assign";
import type { Entry } from "@rekindle/core/leads/entry";
import type { Rep } from "@rekindle/core/workspace/settings";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

const today = "2026-11-24";
const rep = (id: string, capacityPerDay = 10, manager = false): Rep => ({ id, name: id, capacityPerDay, manager });
const opened = (owner: string): Entry => ({
  rev: 1,
  at: 0,
  cause: { type: "look" },
  facts: [{ type: "handoff.opened", handoff: "h", line: "insideSales", owner, score: 70, reasons: [] }],
});
const give = (reps: Rep[], times: number): Roster => {
  let roster: Roster = {};
  for (let n = 0; n < times; n++) {
    const owner = assign(reps, roster, today);
    if (owner !== undefined) roster = withAssigned(roster, [opened(owner)]);
  }
  return roster;
};

describe("the next owner", () => {
  test("is whoever has used the least of the day, so nobody is ever a whole hand-off ahead of their share", () => {
    const team = fc
      .uniqueArray(fc.constantFrom("a", "b", "c", "d", "e"), { minLength: 1 })
      .chain((ids) => fc.tuple(...ids.map((id) => fc.integer({ min: 1, max: 20 }).map((n) => rep(id, n)))));
    fc.assert(
      fc.property(team, fc.integer({ min: 0, max: 120 }), (reps, times) => {
        const roster = give(reps, times);
        expect(Object.values(roster).reduce((sum, n) => sum + n, 0)).toBe(times);
        const fullest = Math.max(...reps.map(({ id, capacityPerDay: n }) => ((roster[id] ?? 0) - 1) / n));
        for (const { id, capacityPerDay } of reps)
          expect((roster[id] ?? 0) / capacityPerDay).toBeGreaterThanOrEqual(fullest);
      }),
    );
  });

  test("is nobody whose capacity is none, while another has some, and never a manager, while there is a rep", () => {
    expect(give([rep("away", 0), rep("boss", 10, true), rep("a", 2)], 9)).toEqual({ a: 9 });
    expect(assign([rep("boss", 10, true)], {}, today)).toBe("boss");
    expect(assign([], {}, today)).toBeUndefined();
  });

  test("is another than who let it go by, if there is one", () => {
    expect(assign([rep("a"), rep("b")], { b: 9 }, today, ["a"])).toBe("b");
    expect(assign([rep("a"), rep("boss", 10, true)], {}, today, ["a"])).toBe("boss");
    expect(assign([rep("a")], {}, today, ["a"])).toBeUndefined();
  });

  test("is nobody who is away that day, while somebody is there; on the day after they are back", () => {
    const away = { ...rep("a"), away: [{ from: "2026-11-23", to: today }] };
    expect(assign([away, rep("b")], { b: 9 }, today)).toBe("b");
    expect(assign([away, rep("b")], { b: 9 }, "2026-11-25")).toBe("a");
    expect(assign([away], {}, today)).toBe("a");
    expect(assign([away, rep("boss", 10, true)], {}, today)).toBe("boss");
  });

  test("takes the order of the settings where two have the same left", () => {
    expect([assign([rep("b"), rep("a")], {}, today), assign([rep("a"), rep("b")], {}, today)]).toEqual(["b", "a"]);
  });
});

test("what a worker knows of the day and what the counters say are the higher of both", () => {
  expect(merged({ a: 3, b: 1 }, { a: 2, b: 4, c: 1 })).toEqual({ a: 3, b: 4, c: 1 });
});

test("the manager is the first one who is", () => {
  expect(managerOf([rep("a"), rep("boss", 5, true), rep("chief", 5, true)])).toBe("boss");
  expect(managerOf([rep("a")])).toBeUndefined();
});
