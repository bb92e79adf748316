import fc from "fast-check";
import { expect, test } from "vitest";
import { backwards, ratesFrom, type Used } from "../../packages/web/src/features/today/work-back.ts";

const at = (meeting: number, win: number): Used => ({
  meeting: { rate: meeting, assumed: false },
  win: { rate: win, assumed: false },
});

test("wins are worked back to the meetings and hand-offs that they need, rounded up", () => {
  expect(backwards(12, at(0.2909, 0.375))).toEqual({ wins: 12, meetings: 32, handOffs: 111 });
  expect(backwards(3, at(1, 1))).toEqual({ wins: 3, meetings: 3, handOffs: 3 });
});

test("what is worked back always suffices at those rates, and no hand-off is asked for too many", () => {
  const rate = fc.double({ min: 0.01, max: 1, noNaN: true });
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 500 }), rate, rate, (wins, meeting, win) => {
      const needed = backwards(wins, at(meeting, win));
      expect(needed.meetings * win).toBeGreaterThanOrEqual(wins - 1e-6);
      expect(needed.handOffs * meeting).toBeGreaterThanOrEqual(needed.meetings - 1e-6);
      expect((needed.handOffs - 1) * meeting).toBeLessThan(needed.meetings);
    }),
  );
});

test("what too little is known of is assumed, and said to be", () => {
  expect(ratesFrom(undefined).win).toEqual({ rate: 0.3, assumed: true });
  expect(ratesFrom({ meeting: { of: 90, n: 300, rate: 0.3 }, win: { of: 1, n: 3 } })).toEqual({
    meeting: { rate: 0.3, assumed: false },
    win: { rate: 0.3, assumed: true },
  });
});
