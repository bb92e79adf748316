import { readDate } from "@rekindle/core/leads/written-date";
import { describe, expect, test } from "vitest";

describe("a written date", () => {
  test.each([
    "2026-09-06",
    "2026/9/6",
    "2026.9.6",
    "２０２６／９／６",
    "2026年9月6日",
    "2026年9月6日(日)",
    "20260906",
    "令和8年9月6日",
    "R8.9.6",
    "Sep 6, 2026",
    "September 6 2026",
    "6 Sep 2026",
    "6-Sep-2026",
    "46271",
    "2026-09-06 00:00:00",
    "2026/9/6 0:00",
    "2026-09-05T15:00:00Z",
    "2026-09-06T00:00:00+09:00",
    "2026-09-05 15:00:00.000Z",
  ])("%s is midnight of 6 September in Tokyo", (written) =>
    expect(readDate(written, "Asia/Tokyo")).toEqual({ at: Date.UTC(2026, 8, 5, 15), day: "2026-09-06" }),
  );

  test("a day that only one reading allows is taken", () => {
    expect(readDate("13/9/2026", "UTC")?.day).toBe("2026-09-13");
    expect(readDate("9/13/2026", "UTC")?.day).toBe("2026-09-13");
  });

  test.each(["", "soon", "2026-02-30", "2026-13-01", "9/6/2026", "2026-09-06 25:00", "12", "999999999"])(
    "%j is no date",
    (written) => expect(readDate(written, "Asia/Tokyo")).toBeUndefined(),
  );

  test("a day without midnight begins when its zone lets it", () =>
    expect(readDate("2026-09-06", "America/Santiago")?.at).toBe(Date.UTC(2026, 8, 6, 4)));
});
