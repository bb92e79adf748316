import { changeSettings } from "@rekindle/core/engine/publish";
import { describe, expect, test } from "vitest";
import { hanako, inTokyo, inWorkspace, join, mails, publishSteps } from "../../support/in-steps.ts";

/** When the mail behind the wait goes, for somebody who comes at `from`. */
const until = async (wait: string, columns: Record<string, string> = {}, from = Date.UTC(2026, 10, 24, 1, 12)) => {
  const lab = await inWorkspace({ startAt: from });
  await publishSteps(lab, `- { kind: wait, ${wait} }\n- { kind: email, template: a }`);
  await join(lab, hanako, columns);
  await lab.travel("P120D");
  const [mail] = lab.outbox(hanako);
  return mail === undefined ? undefined : inTokyo(mail.at);
};

// It is Tuesday, 24 November 2026, 10:12 in Tokyo.
test.each([
  ["for: P3D", "2026-11-27 10:12"],
  ["for: PT90M", "2026-11-24 11:42"],
  ["for: P1M", "2026-12-24 10:12"],
  [`until: { weekday: tue, at: "10:00" }`, "2026-12-01 10:00"],
  [`until: { weekday: tue, at: "10:30" }`, "2026-11-24 10:30"],
  [`until: { at: "09:00" }`, "2026-11-25 09:00"],
])("a wait { %s } ends at %s", async (wait, end) => {
  expect(await until(wait)).toBe(end);
});

describe("business days", () => {
  test("leave out weekends and Japanese holidays", async () => {
    expect(await until("businessDays: 5")).toBe("2026-12-01 10:12");
    // Thursday, 31 December: 1 January is a holiday, and so is Monday, 11 January.
    const newYear = Date.UTC(2026, 11, 31, 1);
    expect(await until("businessDays: 1", {}, newYear)).toBe("2027-01-04 10:00");
    expect(await until("businessDays: 6", {}, newYear)).toBe("2027-01-12 10:00");
  });

  test("leave out the company's own holidays", async () => {
    const lab = await inWorkspace();
    await changeSettings(lab.engine, (settings) => ({
      ...settings,
      businessHours: { ...settings.businessHours, holidays: ["jp", "2026-11-25", "2026-11-26"] },
    }));
    await publishSteps(lab, "- { kind: wait, businessDays: 1 }\n- { kind: email, template: a }");
    await join(lab);
    await lab.travel("P10D");
    expect(lab.outbox(hanako).map(({ at }) => inTokyo(at))).toEqual(["2026-11-27 10:12"]);
  });
});

describe("a date of the lead's own", () => {
  test("with an offset and a time of day", async () => {
    const wait = `until: { field: attributes.renewal, offset: -P7D, at: "10:00" }`;
    expect(await until(wait, { renewal: "2027-01-31" })).toBe("2027-01-24 10:00");
    expect(await until(`until: { field: renewal }`, { renewal: "2027年1月31日" })).toBe("2027-01-31 00:00");
  });

  test("that is past or missing is not awaited", async () => {
    const wait = "until: { field: attributes.renewal, offset: -P7D }";
    expect(await until(wait, { renewal: "2026-11-26" })).toBe("2026-11-24 10:12");
    expect(await until(wait)).toBe("2026-11-24 10:12");
  });
});

test("waits follow each other, and the clock is exact to the minute over months", async () => {
  const lab = await inWorkspace();
  await publishSteps(lab, "- { kind: wait, for: P30D }\n- { kind: wait, for: P60D }\n- { kind: email, template: a }");
  await join(lab);
  await lab.travel("P89DT23H59M");
  expect(mails(lab)).toEqual([]);
  await lab.travel("PT1M");
  expect(mails(lab)).toEqual(["a"]);
});
