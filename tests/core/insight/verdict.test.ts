import { type Cohort, comparedArms, learnedFrom } from "@rekindle/core/insight/cohort";
import { compare, judge } from "@rekindle/core/insight/verdict";
import fc from "fast-check";
import { expect, test } from "vitest";

const day = 86_400_000;
const now = 100 * day;
const time = 30 * day;
const came = (daysAgo: number, n: Record<string, number>): Cohort => ({ overAt: now - daysAgo * day + time, n });
const hope = { share: 0.15, reaction: "mail.clicked" };

test("52 of 248 against 15% has held: even the lower bound is above (mock-up 09)", () => {
  const found = judge({ of: 52, n: 248 }, 0.15);
  expect(found.verdict).toBe("held");
  expect(found.interval.low).toBeCloseTo(0.164, 3);
  expect(found.needed).toBeNull();
});

test("what chance leaves open is too early, and says how many people are needed", () => {
  const found = judge({ of: 10, n: 50 }, 0.15);
  expect(found.verdict).toBe("early");
  expect(found.needed).toBeGreaterThan(50);
  expect(judge({ of: 0, n: 0 }, 0.15)).toMatchObject({ verdict: "early", share: null, needed: null });
});

test("a hypothesis without an expected share is no bet: nothing is judged", () => {
  expect(judge({ of: 52, n: 248 }, undefined)).toMatchObject({ verdict: null, needed: null });
});

test("only people whose time is over count, on both sides of the share", () => {
  const days = [
    came(40, { "|tried|whom": 100, "|inTime|whom|reacted": 30, "|tried|others": 20, "|inTime|others|reacted": 1 }),
    came(10, { "|tried|whom": 500, "|inTime|whom|reacted": 2 }),
  ];
  const found = learnedFrom(days, now, hope, time);
  expect(found.whom).toMatchObject({ of: 30, n: 100, verdict: "held" });
  expect(found.others).toMatchObject({ of: 1, n: 20 });
  expect(found.waiting).toBe(500);
});

test("too early: those inside are counted on first, then as many a day as came lately", () => {
  const start = [came(40, { "|tried|whom": 50, "|inTime|whom|reacted": 10 })];
  const { whom } = learnedFrom(start, now, hope, time);
  const missing = (whom.needed ?? 0) - 50;
  expect(missing).toBeGreaterThan(60);
  const inside = learnedFrom([...start, came(20, { "|tried|whom": missing })], now, hope, time);
  expect(inside.tellsAt).toBe(now + 10 * day);
  const coming = learnedFrom([...start, came(14, { "|tried|whom": 28 })], now, hope, time);
  expect(coming.tellsAt).toBe(now + (missing - 28) * day + time);
  expect(learnedFrom(start, now, hope, time).tellsAt).toBeNull();
});

test("an arm wins only where the interval of the difference leaves zero out", () => {
  const arms = [
    { name: "A", holdout: false, of: 5, n: 98 },
    { name: "B", holdout: false, of: 4, n: 97 },
    { name: "none", holdout: true, of: 1, n: 23 },
  ];
  expect(compare(arms).comparisons).toMatchObject([
    { arm: "A", against: "none", clear: null },
    { arm: "B", against: "none", clear: null },
  ]);
  const clear = compare([
    { name: "A", holdout: false, of: 60, n: 200 },
    { name: "none", holdout: true, of: 10, n: 200 },
  ]);
  expect(clear.comparisons).toMatchObject([{ arm: "A", clear: "better" }]);
});

test("comparing more arms never makes a winner of one that alone is none", () => {
  const arm = fc
    .integer({ min: 1, max: 400 })
    .chain((n) => fc.record({ n: fc.constant(n), of: fc.integer({ min: 0, max: n }) }));
  fc.assert(
    fc.property(arm, fc.array(arm, { minLength: 1, maxLength: 5 }), (base, others) => {
      const named = others.map((other, i) => ({ name: `a${i}`, holdout: false, ...other }));
      const hold = { name: "hold", holdout: true, ...base };
      for (const [i, found] of compare([hold, ...named]).comparisons.entries()) {
        const alone = compare([hold, ...named.slice(i, i + 1)]).comparisons[0];
        expect(found.high - found.low).toBeGreaterThanOrEqual((alone?.high ?? 0) - (alone?.low ?? 0) - 1e-12);
        if (found.clear !== null) expect(alone?.clear).toBe(found.clear);
      }
    }),
  );
});

test("arms are those who were split, by the day they came in; a hold-out can be handed over, too", () => {
  const split = {
    step: "test",
    arms: [
      { name: "A", holdout: false },
      { name: "rest", holdout: true },
    ],
  };
  const days = [
    came(40, { "|tried|arm|test|A": 90, "|tried|arm|test|A|handedOff": 9, "|tried|arm|test|rest": 10 }),
    came(40, { "|tried|arm|test|rest|handedOff": 1 }),
    came(3, { "|tried|arm|test|A": 7 }),
  ];
  expect(comparedArms(days, now, split)).toMatchObject({
    step: "test",
    waiting: 7,
    arms: [
      { name: "A", of: 9, n: 90 },
      { name: "rest", of: 1, n: 10 },
    ],
  });
});
