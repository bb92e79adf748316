import { defaultModel } from "@rekindle/core/scoring/default-model";
import { ScoringModel } from "@rekindle/core/scoring/model";
import { totalAt } from "@rekindle/core/scoring/score";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { after, catalogueOf, clickAt, givenAt, newcomer, viewAt } from "../../support/pure.ts";

const hour = 3_600_000;
const day = 24 * hour;
/** Monday, 2 November 2026, midnight in Tokyo. */
const monday = Date.parse("2026-11-02T00:00:00+09:00");
const end = monday + 84 * day;
const left = (points: number, at: number, halfLife: number) => points * 2 ** (-(end - at) / day / halfLife);

const total = (causes: Parameters<typeof after>[1], model: ScoringModel = defaultModel) => {
  const catalogue = catalogueOf(model);
  return totalAt(after(newcomer(monday, catalogue), causes, givenAt(end, catalogue)).score, end);
};
/** Moments and the same ones in another order. */
const anyOrder = (weeks: number) =>
  fc
    .uniqueArray(fc.integer({ min: 0, max: weeks * 7 * 24 - 1 }), { maxLength: 40, size: "max" })
    .chain((moments) => fc.tuple(fc.constant(moments), fc.shuffledSubarray(moments, { minLength: moments.length })));

describe("a cap counts the earliest of its window", () => {
  test("whatever the order in which the same clicks come, over many weeks", () => {
    fc.assert(
      fc.property(anyOrder(12), ([moments, arrived]) => {
        const weeks = new Map<number, number[]>();
        for (const at of [...moments].sort((a, b) => a - b)) {
          const week = Math.floor(at / (7 * 24));
          weeks.set(week, [...(weeks.get(week) ?? []), at]);
        }
        const expected = [...weeks.values()]
          .flatMap((clicks) => clicks.slice(0, 3))
          .reduce((sum, at) => sum + left(3, monday + at * hour, 30), 0);
        const clicks = arrived.map((at) => clickAt(monday + at * hour, `click ${at}`));
        expect(total(clicks)).toBeCloseTo(expected, 4);
      }),
      { numRuns: 150 },
    );
  });

  test("per day as well, and what comes twice counts once", () => {
    fc.assert(
      fc.property(anyOrder(3), ([moments, arrived]) => {
        const days = new Map<number, number[]>();
        for (const at of [...moments].sort((a, b) => a - b)) {
          const number = Math.floor(at / 24);
          days.set(number, [...(days.get(number) ?? []), at]);
        }
        const expected = [...days.values()]
          .flatMap((views) => views.slice(0, 5))
          .reduce((sum, at) => sum + left(1, monday + at * hour, 60), 0);
        const views = [...arrived, ...arrived].map((at) => viewAt(monday + at * hour, "/about", `view ${at}`));
        expect(total(views)).toBeCloseTo(expected, 4);
      }),
      { numRuns: 150 },
    );
  });

  test("when one signal's windows are many, those of another are kept", () => {
    const clicks = [1, 2, 3, 4].map((n) => clickAt(monday + n * hour, `click ${n}`));
    const views = Array.from({ length: 30 }, (_, n) => viewAt(monday + n * day, "/about", `view ${n}`));
    const [first, ...rest] = clicks;
    if (first === undefined) throw new Error("No click");
    expect(total([first, ...views, ...rest])).toBeCloseTo(total([...clicks, ...views]), 6);
  });

  test("also with points that do not divide it, and of those that are taken away", () => {
    const model = (points: number): ScoringModel =>
      ScoringModel.parse({
        families: { mail: {} },
        signals: [{ id: "c", on: "mail.clicked", points, family: "mail", cap: { points: 10, per: "week" } }],
      });
    const clicks = Array.from({ length: 5 }, (_, n) => clickAt(monday + n * hour, `click ${n}`));
    expect(total(clicks, model(4))).toBe(10);
    expect(total(clicks.toReversed(), model(4))).toBe(10);
    expect(total(clicks, model(-4))).toBe(-10);
  });
});

test("a click that machines make gives nothing", () => {
  const cause = clickAt(monday, "scanner");
  if (cause.type !== "clicked") throw new Error("No click");
  expect(total([{ ...cause, evidence: { ...cause.evidence, method: "HEAD" } }])).toBe(0);
});
