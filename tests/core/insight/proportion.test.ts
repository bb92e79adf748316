import { difference, neededForTwice, neededToTell, wilson, Z95, zFor } from "@rekindle/core/insight/proportion";
import fc from "fast-check";
import { expect, test } from "vitest";

test.each([
  // Newcombe, Statistics in Medicine 17 (1998) 857–872, table I, method 3.
  [81, 263, 0.2553, 0.3662],
  [15, 148, 0.0624, 0.1605],
  [0, 20, 0, 0.1611],
  [1, 29, 0.0061, 0.1718],
])("the interval of %i of %i is the published one", (of, n, low, high) => {
  const found = wilson({ of, n });
  expect(found.low).toBeCloseTo(low, 4);
  expect(found.high).toBeCloseTo(high, 4);
});

test.each([
  // Newcombe, Statistics in Medicine 17 (1998) 873–890, table II, method 10.
  [56, 70, 48, 80, 0.0524, 0.3339],
  [9, 10, 3, 10, 0.1705, 0.809],
  [6, 7, 2, 7, 0.0582, 0.8062],
  [5, 56, 0, 29, -0.0381, 0.1926],
  [0, 10, 0, 20, -0.1611, 0.2775],
  [0, 10, 0, 10, -0.2775, 0.2775],
  [10, 10, 0, 20, 0.6791, 1],
  [10, 10, 0, 10, 0.6075, 1],
])("the interval of the difference %i/%i − %i/%i is the published one", (a, m, b, n, low, high) => {
  const found = difference({ of: a, n: m }, { of: b, n });
  expect(found.low).toBeCloseTo(low, 4);
  expect(found.high).toBeCloseTo(high, 4);
});

const share = fc
  .integer({ min: 1, max: 5_000 })
  .chain((n) => fc.record({ n: fc.constant(n), of: fc.integer({ min: 0, max: n }) }));

test("the interval's ends are where the score test turns: a second way to find them agrees", () => {
  // |p − q| ≤ z √(q (1 − q) / n) holds exactly inside; the ends are found by halving.
  const accepts = ({ of, n }: { of: number; n: number }, q: number) =>
    Math.abs(of / n - q) <= Z95 * Math.sqrt((q * (1 - q)) / n);
  const edge = (seen: { of: number; n: number }, outside: number) => {
    let [inside, out] = [seen.of / seen.n, outside];
    for (let i = 0; i < 60; i++) {
      const middle = (inside + out) / 2;
      if (accepts(seen, middle)) inside = middle;
      else out = middle;
    }
    return inside;
  };
  fc.assert(
    fc.property(share, (seen) => {
      const { low, high } = wilson(seen);
      expect(low).toBeCloseTo(edge(seen, 0), 9);
      expect(high).toBeCloseTo(edge(seen, 1), 9);
    }),
  );
});

test("the interval lies between 0 and 1, holds the share, and narrows with more people", () => {
  fc.assert(
    fc.property(share, ({ of, n }) => {
      const found = wilson({ of, n });
      expect(found.low).toBeGreaterThanOrEqual(0);
      expect(found.high).toBeLessThanOrEqual(1);
      expect(found.low).toBeLessThanOrEqual(of / n + 1e-12);
      expect(found.high).toBeGreaterThanOrEqual(of / n - 1e-12);
      const more = wilson({ of: of * 4, n: n * 4 });
      expect(more.high - more.low).toBeLessThan(found.high - found.low);
    }),
  );
});

test("a difference turned round is the same with the other sign, and equal groups never differ clearly", () => {
  fc.assert(
    fc.property(share, share, (a, b) => {
      const one = difference(a, b);
      const other = difference(b, a);
      expect(one.low).toBeCloseTo(-other.high, 12);
      expect(one.high).toBeCloseTo(-other.low, 12);
      const same = difference(a, a);
      expect(same.low).toBeLessThanOrEqual(0);
      expect(same.high).toBeGreaterThanOrEqual(0);
    }),
  );
});

test("with as many people as are said to be needed it can be told, and with one less it cannot", () => {
  fc.assert(
    fc.property(share, fc.double({ min: 0.01, max: 0.99, noNaN: true }), (seen, target) => {
      const needed = neededToTell(seen, target);
      if (needed === undefined || needed === seen.n) return;
      const p = seen.of / seen.n;
      const tells = (n: number) => {
        const { low, high } = wilson({ of: p * n, n });
        return p >= target ? low >= target : high < target;
      };
      expect(needed).toBeGreaterThan(seen.n);
      expect(tells(needed)).toBe(true);
      expect(tells(needed - 1)).toBe(false);
    }),
  );
});

test("nobody seen tells nothing, and a share on the target is never told from it", () => {
  expect(wilson({ of: 0, n: 0 })).toEqual({ low: 0, high: 1 });
  expect(neededToTell({ of: 0, n: 0 }, 0.2)).toBeUndefined();
  expect(neededToTell({ of: 1, n: 5 }, 0.2)).toBeUndefined();
});

test("the more is compared, the wider: z as in the tables", () => {
  expect(zFor(1)).toBeCloseTo(1.959964, 6);
  expect(zFor(2)).toBeCloseTo(2.241403, 6);
  expect(zFor(3)).toBeCloseTo(2.39398, 5);
  expect(zFor(10)).toBeCloseTo(2.807034, 6);
});

test("twice as much is seen with the sample size of the textbooks", () => {
  // 10% against 20%, 5% two-sided, power 80%, unpooled (Fleiss): 197 a group.
  expect(neededForTwice(0.1)).toBe(197);
  expect(neededForTwice(0)).toBeUndefined();
});
