import type { Score } from "@rekindle/core/leads/lead";
import * as Points from "@rekindle/core/scoring/score";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { after, givenAt, newcomer, viewAt } from "../../support/pure.ts";

const day = 86_400_000;
const start = Date.UTC(2026, 10, 24);
const none: Score = { fit: 0, fitRules: [], families: {}, signals: [], caps: {} };
type Given = Parameters<typeof Points.given>[1];
const signal = (points: number, at: number, family = "web", halfLifeDays: number | "never" = 30): Given => ({
  type: "score.changed",
  signal: `s${at}`,
  family,
  points,
  total: 0,
  givenAt: start + at * day,
  ...(halfLifeDays === "never" ? {} : { halfLifeDays }),
});
const signals = fc.array(
  fc.record({
    points: fc.integer({ min: -40, max: 40 }),
    at: fc.integer({ min: 0, max: 4000 }).map((tenths) => tenths / 10),
    family: fc.constantFrom("web", "mail", "standing"),
  }),
  { maxLength: 40, size: "max" },
);
const halfLives: Record<string, number | undefined> = { web: 60, mail: 30, standing: undefined };
const scoreOf = (list: { points: number; at: number; family: string }[]): Score =>
  list.reduce(
    (score, { points, at, family }) => Points.given(score, signal(points, at, family, halfLives[family] ?? "never")),
    none,
  );

describe("points fade", () => {
  test.each([
    [0, 40],
    [30, 20],
    [60, 10],
    [90, 5],
    [15, 40 / Math.SQRT2],
  ])("after %i days of a half-life of thirty, 40 are %d", (days, left) => {
    expect(Points.totalAt(Points.given(none, signal(40, 0)), start + days * day)).toBeCloseTo(left, 10);
  });

  test("never, where a family has no half-life", () => {
    const score = Points.given(none, signal(-100, 0, "standing", "never"));
    expect(Points.totalAt(score, start + 3650 * day)).toBe(-100);
  });

  test("exactly as if each signal faded by itself, in whatever order they came", () => {
    fc.assert(
      fc.property(
        signals.chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))),
        ([list, shuffled]) => {
          const now = start + 400 * day;
          const alone = list.reduce(
            (sum, { points, at, family }) => sum + Points.left(points, start + at * day, now, halfLives[family]),
            0,
          );
          expect(Points.totalAt(scoreOf(list), now)).toBeCloseTo(alone, 6);
          expect(Points.totalAt(scoreOf(shuffled), now)).toBeCloseTo(alone, 6);
        },
      ),
    );
  });
});

describe("the explanation", () => {
  test("sums to the total, however many signals there were", () => {
    fc.assert(
      fc.property(signals, fc.integer({ min: -20, max: 40 }), (list, fit) => {
        const now = start + 401 * day;
        const score = { ...scoreOf(list), fit };
        const sum = Points.explain({ score }, now).reduce((all, { left }) => all + left, fit);
        expect(sum).toBeCloseTo(Points.totalAt(score, now), 4);
      }),
    );
  });

  test("names the newest signals, the strongest first, and keeps what the older ones left", () => {
    const list = Array.from({ length: 30 }, (_, at) => ({ points: at + 1, at, family: "web" }));
    const explained = Points.explain({ score: scoreOf(list) }, start + 30 * day);
    expect(explained.filter(({ id }) => id === "earlier")).toHaveLength(1);
    expect(explained.filter(({ id }) => id !== "earlier")).toHaveLength(16);
    expect(explained.map(({ left }) => left)).toEqual(explained.map(({ left }) => left).sort((a, b) => b - a));
  });

  test("holds for a lead of the engine, fit included", () => {
    const lead = after(
      newcomer(start),
      Array.from({ length: 40 }, (_, n) => viewAt(start + n * day, n % 2 === 0 ? "/pricing" : "/about", `v${n}`)),
      givenAt(start + 40 * day),
    );
    const now = start + 55 * day;
    const sum = Points.explain(lead, now).reduce((all, { left }) => all + left, lead.score.fit);
    expect(sum).toBeCloseTo(Points.totalAt(lead.score, now), 4);
  });
});

describe("the day on which a score cools below a line", () => {
  test("is right to the minute: above it a minute before, below it at that moment", () => {
    fc.assert(
      fc.property(signals, fc.integer({ min: 1, max: 100 }), (list, line) => {
        const score = scoreOf(list.map((one) => ({ ...one, points: Math.abs(one.points) })));
        const now = start + 400 * day;
        const at = Points.coolsAt(score, line, now);
        if (at === undefined) return;
        expect(Points.totalAt(score, at)).toBeLessThan(line);
        expect(Points.totalAt(score, at - 120_000)).toBeGreaterThanOrEqual(line);
      }),
    );
  });

  test("of 80 points with a half-life of thirty days and a line of 40 is the thirtieth", () => {
    const at = Points.coolsAt(Points.given(none, signal(80, 0)), 40, start) ?? 0;
    expect(Math.abs(at - (start + 30 * day))).toBeLessThan(120_000);
  });

  test("is none when it is below already, or when what never fades holds it up", () => {
    expect(Points.coolsAt(Points.given(none, signal(10, 0)), 40, start)).toBeUndefined();
    expect(Points.coolsAt({ ...none, fit: 50 }, 40, start)).toBeUndefined();
  });
});
