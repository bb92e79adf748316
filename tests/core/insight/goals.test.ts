import { conversionOf, monthOf, progressOf } from "@rekindle/core/insight/goals";
import { defaults } from "@rekindle/core/workspace/settings";
import { expect, test } from "vitest";

const tuesday = Date.UTC(2026, 10, 24, 1, 12);

test("24 November is business day 15 of 19: weekends and both holidays are no days (mock-up 01)", () => {
  expect(monthOf(tuesday, defaults)).toEqual({
    month: "2026-11",
    from: "2026-11-01",
    to: "2026-11-30",
    passed: 15,
    of: 19,
  });
});

test("the pace is the target's even way through the business days (mock-up 01)", () => {
  const month = { passed: 15, of: 19 };
  expect(progressOf(110, 94, month)).toMatchObject({ ahead: 7 });
  expect(progressOf(32, 21, month)).toMatchObject({ ahead: -4 });
  expect(progressOf(12, 9, month)).toMatchObject({ ahead: -0 });
});

test("a month without any business day expects everything at once", () => {
  expect(progressOf(10, 4, { passed: 0, of: 0 })).toMatchObject({ expected: 10, ahead: -6 });
});

test("ten are too few to go by", () => {
  expect(conversionOf(3, 9).rate).toBeNull();
  expect(conversionOf(3, 10).rate).toBe(0.3);
  expect(conversionOf(30, 20).rate).toBe(1);
});
