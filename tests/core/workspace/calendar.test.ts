import * as Calendar from "@rekindle/core/workspace/calendar";
import { Settings } from "@rekindle/core/workspace/settings";
import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";

const tokyo = "Asia/Tokyo";
const newYork = "America/New_York";
const berlin = "Europe/Berlin";
const zones = [tokyo, newYork, berlin, "Australia/Lord_Howe", "America/Sao_Paulo", "Africa/Casablanca", "UTC"];

const at = (text: string): number => Temporal.Instant.from(text).epochMilliseconds;
const inZone = (instant: number, zone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(instant)
    .toZonedDateTimeISO(zone)
    .toString({ timeZoneName: "never", smallestUnit: "minute" });
const settings = (given: object = {}) => Settings.parse(given);

const instants = fc.integer({ min: at("1995-01-01T00:00Z"), max: at("2045-01-01T00:00Z") });
const anyZone = fc.constantFrom(...zones);

describe("days and weeks", () => {
  it.each([
    ["2026-03-31T15:00:00Z", tokyo, "2026-04-01", "2026-04-01T00:00+09:00", "2026-03-30T00:00+09:00"],
    ["2026-03-31T14:59:59Z", tokyo, "2026-03-31", "2026-03-31T00:00+09:00", "2026-03-30T00:00+09:00"],
    ["2026-03-08T12:00:00Z", newYork, "2026-03-08", "2026-03-08T00:00-05:00", "2026-03-02T00:00-05:00"],
    ["2026-03-29T12:00:00Z", berlin, "2026-03-29", "2026-03-29T00:00+01:00", "2026-03-23T00:00+01:00"],
    ["2026-11-01T23:00:00Z", newYork, "2026-11-01", "2026-11-01T00:00-04:00", "2026-10-26T00:00-04:00"],
  ])("%s in %s is %s", (text, zone, day, start, week) => {
    expect(Calendar.dayOf(at(text), zone)).toBe(day);
    expect(inZone(Calendar.startOfDay(at(text), zone), zone)).toBe(start);
    expect(inZone(Calendar.startOfWeek(at(text), zone), zone)).toBe(week);
  });

  it("agrees with Temporal at every instant of every zone", () => {
    fc.assert(
      fc.property(instants, anyZone, (instant, zone) => {
        const zoned = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
        expect(Calendar.dayOf(instant, zone)).toBe(zoned.toPlainDate().toString());
        expect(Calendar.startOfDay(instant, zone)).toBe(zoned.startOfDay().epochMilliseconds);
        expect(Calendar.startOfNextDay(instant, zone)).toBe(
          zoned.toPlainDate().add({ days: 1 }).toZonedDateTime(zone).epochMilliseconds,
        );
      }),
      { numRuns: 500 },
    );
  });

  it("begins a day without midnight at its first moment", () => {
    const noon = at("2018-11-04T15:00:00Z");
    expect(inZone(Calendar.startOfDay(noon, "America/Sao_Paulo"), "America/Sao_Paulo")).toBe("2018-11-04T01:00-02:00");
  });
});

describe("add", () => {
  it.each([
    ["2026-01-31T01:00:00Z", "P1M", tokyo, "2026-02-28T10:00+09:00"],
    ["2026-04-01T01:00:00Z", "-P7D", tokyo, "2026-03-25T10:00+09:00"],
    ["2026-04-01T01:00:00Z", "P1Y2M1W3DT4H", tokyo, "2027-06-11T14:00+09:00"],
    ["2026-03-07T15:00:00Z", "P1D", newYork, "2026-03-08T10:00-04:00"],
    ["2026-03-07T15:00:00Z", "PT24H", newYork, "2026-03-08T11:00-04:00"],
    ["2026-03-07T07:30:00Z", "P1D", newYork, "2026-03-08T03:30-04:00"],
    ["2026-10-31T05:30:00Z", "P1D", newYork, "2026-11-01T01:30-04:00"],
    ["2026-10-25T10:00:00Z", "-P1D", berlin, "2026-10-24T11:00+02:00"],
  ])("%s and %s in %s is %s", (start, duration, zone, end) => {
    expect(inZone(Calendar.add(at(start), duration, zone), zone)).toBe(end);
  });

  it("agrees with Temporal for any duration", () => {
    const part = (max: number) => fc.integer({ min: 0, max });
    const durations = fc
      .record({ years: part(3), months: part(14), weeks: part(6), days: part(70), hours: part(50), minutes: part(90) })
      .chain((parts) =>
        fc.boolean().map((back) => (back ? Temporal.Duration.from(parts).negated() : Temporal.Duration.from(parts))),
      );
    fc.assert(
      fc.property(instants, durations, anyZone, (instant, duration, zone) => {
        const text = duration.blank ? "P0D" : duration.toString();
        const zoned = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
        expect(Calendar.add(instant, text, zone)).toBe(zoned.add(duration).epochMilliseconds);
      }),
      { numRuns: 500 },
    );
  });

  it("refuses what is no duration", () => {
    expect(() => Calendar.add(0, "3 days", tokyo)).toThrow(RangeError);
  });
});

describe("holidays", () => {
  it.each([
    ["2026-11-23", "jp", true],
    ["2026-09-22", "jp", true],
    ["2026-11-24", "jp", false],
    ["2026-11-23", "none", false],
    ["2026-11-23", ["2026-12-29"], false],
    ["2026-12-29", ["2026-12-29"], true],
    ["2026-11-23", ["jp", "2026-12-29"], true],
  ] as const)("%s with %j: %s", (day, holidays, expected) => {
    expect(Calendar.isHoliday(day, typeof holidays === "string" ? holidays : [...holidays])).toBe(expected);
  });

  it("judges a business day in the workspace's zone, not in UTC", () => {
    expect(Calendar.isBusinessDay(at("2026-11-22T16:00:00Z"), settings())).toBe(false);
    expect(Calendar.isBusinessDay(at("2026-11-23T16:00:00Z"), settings())).toBe(true);
  });
});

describe("business time", () => {
  it.each([
    ["2026-11-20T10:00+09:00", 1, "2026-11-24T10:00+09:00"],
    ["2026-11-21T10:00+09:00", 1, "2026-11-24T10:00+09:00"],
    ["2026-11-20T22:00+09:00", 5, "2026-11-30T22:00+09:00"],
    ["2026-04-28T10:00+09:00", 3, "2026-05-07T10:00+09:00"],
  ])("%s and %i business days is %s", (start, days, end) => {
    expect(inZone(Calendar.addBusinessDays(at(start), days, settings()), tokyo)).toBe(end);
  });

  it.each([
    ["2026-11-20T10:00+09:00", 4, "2026-11-20T14:00+09:00"],
    ["2026-11-20T16:00+09:00", 4, "2026-11-24T11:00+09:00"],
    ["2026-11-21T12:00+09:00", 0.5, "2026-11-24T09:30+09:00"],
    ["2026-11-20T09:00+09:00", 9, "2026-11-20T18:00+09:00"],
    ["2026-11-20T18:00+09:00", 0.25, "2026-11-24T09:15+09:00"],
    ["2026-11-20T07:00+09:00", 1, "2026-11-20T10:00+09:00"],
  ])("%s and %f business hours is %s", (start, hours, end) => {
    expect(inZone(Calendar.addBusinessHours(at(start), hours, settings()), tokyo)).toBe(end);
  });

  it("never ends outside of hours, never early, and always moves on", () => {
    const hours = fc.record({
      days: fc.subarray(["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const, { minLength: 1 }),
      from: fc.constantFrom("00:00", "08:30", "09:00", "22:00"),
      to: fc.constantFrom("06:00", "17:30", "18:00", "23:59"),
      holidays: fc.constantFrom("jp", "none"),
    });
    fc.assert(
      fc.property(
        instants,
        fc.double({ min: 0.25, max: 60, noNaN: true }),
        hours,
        anyZone,
        (instant, amount, businessHours, timeZone) => {
          const workspace = settings({ businessHours, timeZone });
          const end = Calendar.addBusinessHours(instant, amount, workspace);
          expect(end).toBeGreaterThanOrEqual(instant + Math.round(amount * 3_600_000));
          // The last millisecond that was counted lies within hours.
          const window = { ...businessHours, holidays: "skip" as const };
          expect(Calendar.inWindow(end - 1, window, workspace)).toEqual({ open: true });
        },
      ),
      { numRuns: 300 },
    );
  });

  it("counts the clock's hours where business hours never open", () => {
    const never = settings({ businessHours: { days: ["mon"], from: "09:00", to: "09:00" } });
    expect(Calendar.addBusinessHours(at("2026-11-20T10:00Z"), 4, never)).toBe(at("2026-11-20T14:00Z"));
  });
});

describe("nextTime", () => {
  it.each([
    ["2026-11-24T09:59+09:00", { weekday: "tue", at: "10:00" }, tokyo, "2026-11-24T10:00+09:00"],
    ["2026-11-24T10:00+09:00", { weekday: "tue", at: "10:00" }, tokyo, "2026-11-24T10:00+09:00"],
    ["2026-11-24T10:01+09:00", { weekday: "tue", at: "10:00" }, tokyo, "2026-12-01T10:00+09:00"],
    ["2026-11-24T10:01+09:00", { at: "10:00" }, tokyo, "2026-11-25T10:00+09:00"],
    ["2026-03-07T12:00-05:00", { at: "02:30" }, newYork, "2026-03-08T03:30-04:00"],
    ["2026-03-27T12:00+01:00", { weekday: "mon", at: "10:00" }, berlin, "2026-03-30T10:00+02:00"],
  ] as const)("from %s, %j in %s is %s", (start, moment, zone, end) => {
    expect(inZone(Calendar.nextTime(at(start), moment, zone), zone)).toBe(end);
  });

  it("is never in the past and at most a week and a clock change away", () => {
    const moments = fc.record({
      weekday: fc.constantFrom("mon", "tue", "wed", "thu", "fri", "sat", "sun", undefined),
      at: fc.constantFrom("00:00", "02:30", "10:00", "23:59"),
    });
    fc.assert(
      fc.property(instants, moments, anyZone, (instant, moment, zone) => {
        const next = Calendar.nextTime(instant, moment, zone);
        expect(next).toBeGreaterThanOrEqual(instant);
        expect(next - instant).toBeLessThanOrEqual((7 * 24 + 2) * 3_600_000);
      }),
    );
  });
});

describe("windows and quiet hours", () => {
  const week = { days: ["mon", "tue", "wed", "thu", "fri"], from: "09:00", to: "18:00", holidays: "skip" } as const;
  it.each([
    ["2026-11-20T09:00+09:00", week, "open"],
    ["2026-11-20T17:59+09:00", week, "open"],
    ["2026-11-20T08:59+09:00", week, "2026-11-20T09:00+09:00"],
    ["2026-11-20T18:00+09:00", week, "2026-11-24T09:00+09:00"],
    ["2026-11-23T10:00+09:00", week, "2026-11-24T09:00+09:00"],
    ["2026-11-23T10:00+09:00", { ...week, holidays: "send" }, "open"],
    ["2026-11-21T01:00+09:00", { ...week, from: "22:00", to: "02:00" }, "open"],
    ["2026-11-22T01:00+09:00", { ...week, from: "22:00", to: "02:00" }, "2026-11-24T22:00+09:00"],
    ["2026-11-20T09:00+09:00", { ...week, to: "09:00" }, "2026-11-24T09:00+09:00"],
    ["2026-11-20T08:00+09:00", { ...week, to: "09:00" }, "2026-11-20T09:00+09:00"],
  ] as const)("mail at %s through %j: %s", (moment, window, expected) => {
    const answer = Calendar.inWindow(at(moment), { ...window, days: [...window.days] }, settings());
    expect(answer.open ? "open" : inZone(answer.until, tokyo)).toBe(expected);
  });

  it("without a window or quiet hours mail goes at any time", () => {
    expect(Calendar.inWindow(0, undefined, settings())).toEqual({ open: true });
    expect(Calendar.inQuietHours(0, null, tokyo)).toEqual({ open: true });
  });

  it.each([
    ["2026-11-20T20:59+09:00", { from: "21:00", to: "08:00" }, "open"],
    ["2026-11-20T21:00+09:00", { from: "21:00", to: "08:00" }, "2026-11-21T08:00+09:00"],
    ["2026-11-21T07:59+09:00", { from: "21:00", to: "08:00" }, "2026-11-21T08:00+09:00"],
    ["2026-11-21T08:00+09:00", { from: "21:00", to: "08:00" }, "open"],
    ["2026-11-21T12:30+09:00", { from: "12:00", to: "13:00" }, "2026-11-21T13:00+09:00"],
    ["2026-11-21T12:00+09:00", { from: "09:00", to: "09:00" }, "2026-11-22T09:00+09:00"],
    ["2026-11-21T09:00+09:00", { from: "09:00", to: "09:00" }, "2026-11-22T09:00+09:00"],
  ])("mail at %s with quiet hours %j: %s", (moment, quiet, expected) => {
    const answer = Calendar.inQuietHours(at(moment), quiet, tokyo);
    expect(answer.open ? "open" : inZone(answer.until, tokyo)).toBe(expected);
  });

  it("whoever is held back is held back to a later moment, and through the window then", () => {
    const times = fc.constantFrom("00:00", "01:30", "02:30", "09:00", "18:00", "22:00");
    const windows = fc.record({
      days: fc.subarray(["mon", "wed", "sun"] as const, { minLength: 1 }),
      from: times,
      to: times,
      holidays: fc.constantFrom("skip", "send"),
    });
    fc.assert(
      fc.property(instants, windows, anyZone, (instant, window, timeZone) => {
        const workspace = settings({ timeZone });
        const answer = Calendar.inWindow(instant, window, workspace);
        if (answer.open) return;
        expect(answer.until).toBeGreaterThan(instant);
        const then = Calendar.inWindow(answer.until, window, workspace);
        // Hours that a clock change swallows whole are shut on that day.
        const swallowed = window.from === "01:30" || window.from === "02:30";
        if (window.from !== window.to && !swallowed) expect(then.open).toBe(true);
        const quiet = Calendar.inQuietHours(instant, window, timeZone);
        if (!quiet.open) expect(quiet.until).toBeGreaterThan(instant);
      }),
      { numRuns: 500 },
    );
  });
});

describe("momentOf", () => {
  const midnight = at("2026-11-24T00:00+09:00");
  it.each([
    ["2026-11-24", midnight],
    ["2026/11/24", midnight],
    ["2026.11.24", midnight],
    ["20261124", midnight],
    ["2026年11月24日", midnight],
    ["２０２６年１１月２４日", midnight],
    ["2026/1/5", at("2026-01-05T00:00+09:00")],
    [" 2026年1月5日 ", at("2026-01-05T00:00+09:00")],
    ["2026-11-24T10:30", at("2026-11-24T10:30+09:00")],
    ["2026/11/24 9:05", at("2026-11-24T09:05+09:00")],
    ["2026-11-24T10:30:15.250Z", at("2026-11-24T10:30:15.250Z")],
    ["2026-11-24T10:30:00+02:00", at("2026-11-24T08:30:00Z")],
    ["2026-11-24T10:30:00-0500", at("2026-11-24T15:30:00Z")],
    [midnight, midnight],
    ["2026-02-29", undefined],
    ["2026-13-01", undefined],
    ["2026-11-24T25:00", undefined],
    ["next week", undefined],
    ["", undefined],
    [Number.NaN, undefined],
    [8e15, undefined],
    [true, undefined],
    [["2026-11-24"], undefined],
    [undefined, undefined],
  ])("%j", (value, expected) => {
    expect(Calendar.momentOf(value, tokyo)).toBe(expected);
  });
});
