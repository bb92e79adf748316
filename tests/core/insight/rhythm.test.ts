import { rhythmOf } from "@rekindle/core/insight/rhythm";
import { defaults } from "@rekindle/core/workspace/settings";
import { describe, expect, test } from "vitest";

const jst = (at: string): number => Date.parse(`${at}:00+09:00`);
const day = (date: string, received = 1) => ({ day: date, received });
/** Two a day on every business day of two weeks, Mon 2 to Fri 13 Nov 2026 (3 Nov is a holiday). */
const fortnight = ["02", "04", "05", "06", "09", "10", "11", "12", "13"].map((date) => day(`2026-11-${date}`, 2));
const last = jst("2026-11-13T17:00");

describe("a source is quiet", () => {
  test("only when more is missing than chance explains, and weekends and holidays are no silence", () => {
    const at = (now: string) => rhythmOf(fortnight, last, jst(now), defaults);
    expect(at("2026-11-13T18:00").usualPerDay).toBe(2);
    expect(at("2026-11-15T12:00").quiet).toBeUndefined();
    expect(at("2026-11-17T18:00").quiet).toBeUndefined();
    // Wednesday noon: two days and a half, five missing.
    expect(at("2026-11-18T13:30").quiet).toEqual({ since: last, businessDays: 2, expected: 5 });
    // A weekend and a holiday later only business days have been added.
    expect(at("2026-11-24T09:00").quiet).toMatchObject({ businessDays: 5, expected: 10 });
  });

  test("its own silence does not become the usual", () => {
    const later = rhythmOf(fortnight, last, jst("2027-01-20T12:00"), defaults);
    expect(later.usualPerDay).toBe(2);
    expect(later.quiet?.since).toBe(last);
  });

  test("and few deliveries are no rhythm: nobody is alarmed", () => {
    expect(rhythmOf([], undefined, last, defaults)).toEqual({});
    const few = [day("2026-10-01"), day("2026-10-20"), day("2026-11-13")];
    expect(rhythmOf(few, last, jst("2027-01-20T12:00"), defaults)).toEqual({});
    expect(rhythmOf([day("2026-11-13", 400)], last, jst("2026-12-20T12:00"), defaults)).toEqual({});
  });

  test("a rare one is given the time it needs", () => {
    const weekly = ["08-04", "08-11", "08-18", "08-25", "09-01", "09-08", "09-15", "09-29"].map((date) =>
      day(`2026-${date}`),
    );
    const since = jst("2026-09-29T10:00");
    expect(rhythmOf(weekly, since, jst("2026-10-20T10:00"), defaults).quiet).toBeUndefined();
    expect(rhythmOf(weekly, since, jst("2026-11-24T10:00"), defaults).quiet).toBeDefined();
  });

  test("hours that never open count days as they come", () => {
    const never = { ...defaults, businessHours: { ...defaults.businessHours, from: "09:00", to: "09:00" } };
    expect(rhythmOf(fortnight, last, jst("2026-11-20T09:00"), never).quiet).toBeDefined();
  });
});
