import { defaultModel } from "@rekindle/core/scoring/default-model";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { FitRule, Model, SignalRule } from "../../packages/web/src/api/scoring.ts";
import { changesOf, restored, same } from "../../packages/web/src/features/scoring/changes.ts";
import { fitShapeOf, fitWhenOf, shapeOf, whenOf } from "../../packages/web/src/features/scoring/shape.ts";

const signals: SignalRule[] = JSON.parse(JSON.stringify(defaultModel.signals));
const fit: FitRule[] = JSON.parse(JSON.stringify(defaultModel.fit));
const model: Model = { families: {}, signals, fit, lines: { warm: 40, insideSales: 70, sales: 100 } };

test.each(signals)("the condition of $id is understood, and looking at it changes nothing", (rule) => {
  const shape = shapeOf(rule);
  expect(shape.kind).not.toBe("free");
  expect(same(whenOf(shape), rule.when === undefined ? {} : { when: rule.when })).toBe(true);
});

test.each(fit)("the fit rule $id is understood, and looking at it changes nothing", (rule) => {
  const shape = fitShapeOf(rule);
  expect(shape.kind).not.toBe("free");
  expect(same(fitWhenOf(shape), rule.when)).toBe(true);
});

test("what is not understood is kept as it is", () => {
  for (const when of [
    { all: [{ field: "score", gte: 10 }] },
    { field: "event.source", eq: "a", ne: "b" },
    { any: [{ field: "event.path", contains: "/a", exists: true }] },
  ])
    expect(whenOf(shapeOf({ on: "page.viewed", when }))).toEqual({ when });
  for (const when of [
    { field: "a", gte: 1, lte: 2 },
    {
      any: [
        { field: "a", contains: "x" },
        { field: "b", contains: "x" },
      ],
    },
  ])
    expect(fitWhenOf(fitShapeOf({ when }))).toEqual(when);
});

const edited = fc
  .array(fc.tuple(fc.nat(signals.length - 1), fc.constantFrom("drop", "change", "add")), { maxLength: 12 })
  .map((edits) =>
    edits.reduce<SignalRule[]>((rules, [at, how], n) => {
      const id = signals[at]?.id;
      if (how === "drop") return rules.filter((rule) => rule.id !== id);
      if (how === "change") return rules.map((rule) => (rule.id === id ? { ...rule, points: rule.points + 1 } : rule));
      return rules.concat({ id: `new-${n}`, on: "x", points: 1, family: "web" });
    }, signals),
  );

test("each change can be taken back by itself, in any order, until nothing is left and the order is as before", () => {
  fc.assert(
    fc.property(edited, fc.infiniteStream(fc.nat()), (rules, picks) => {
      let now = rules;
      for (let left = changesOf(model, { ...model, signals: now }); left.length > 0; ) {
        const one = left[(picks.next().value ?? 0) % left.length];
        if (one === undefined || !("id" in one)) throw new Error("a rule was changed");
        now = restored(signals, now, one.id);
        const next = changesOf(model, { ...model, signals: now });
        expect(next).toHaveLength(left.length - 1);
        left = next;
      }
      expect(now).toEqual(signals);
    }),
  );
});
