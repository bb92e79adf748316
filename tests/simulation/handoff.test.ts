import { handle } from "@rekindle/core/engine/handle";
import { accept } from "@rekindle/core/engine/payloads";
import { changeSettings } from "@rekindle/core/engine/publish";
import { work } from "@rekindle/core/engine/work";
import type { Cause } from "@rekindle/core/leads/cause";
import { describe, expect, test } from "vitest";
import { act, deal, hireReps, submit, viewPage } from "../support/acts.ts";
import { brochureForm } from "../support/brochure-story.ts";
import { labOn, prepared } from "../support/hard-times.ts";
import { lab as freshLab, type Lab } from "../support/lab.ts";

const mei = "mei@harbor.example";
const tokyo = (time: string) => Date.parse(`${time}:00+09:00`);
const handoffs = async (lab: Lab, email = mei) =>
  (await lab.facts(email)).filter(({ type }) => type.startsWith("handoff."));

/** Sato and Ueda share the work, Ito is their manager; mail goes to who asks for the brochure. */
const team = prepared(async (lab) => {
  await hireReps(lab, [{ id: "sato" }, { id: "ueda" }, { id: "ito", manager: true }]);
  await lab.template("nurture");
  await lab.workflow(
    "nurture",
    `
name: Nurture
triggers: [{ kind: form, source: newsletter }]
steps:
  - { id: rest, kind: wait, for: P5D }
  - { id: letter, kind: email, template: nurture }
`,
  );
});
/** Over the line of inside sales: 40 for the brochure, 10 for each of four looks at the prices. */
const warmUp = async (lab: Lab, email = mei) => {
  await submit(lab, email, "brochure");
  for (let n = 0; n < 4; n++) {
    await lab.travel("PT1M");
    await viewPage(lab, email, "/pricing");
  }
};

describe("crossing the line", () => {
  test("opens one hand-off, whatever else happens, with its reasons, an owner and a deadline; nurture is silent", async () => {
    const lab = await labOn(team);
    await submit(lab, mei, "newsletter");
    await warmUp(lab);
    await viewPage(lab, mei, "/case/1");
    await lab.travel("PT1H");
    const { handoff, stage, enrolments, owner } = await lab.lead(mei);
    expect(handoff).toMatchObject({ state: "open", line: "insideSales", owner: "sato", level: 0 });
    expect(handoff?.dueAt).toBe(tokyo("2026-11-24T14:15"));
    expect(handoff?.reasons.map(({ signal }) => signal)).toEqual([
      "form-brochure",
      "page-pricing",
      "page-pricing",
      "page-pricing",
      "form-newsletter",
    ]);
    expect({ stage, enrolments, owner }).toEqual({ stage: "insideSales", enrolments: [], owner: "sato" });
    expect((await handoffs(lab)).map(({ type }) => type)).toEqual(["handoff.opened"]);
    await lab.travel("P20D");
    expect(lab.outbox()).toEqual([]);
  });

  test("to sales raises the one that is open", async () => {
    const lab = await labOn(team);
    await warmUp(lab);
    const { handoff } = await lab.lead(mei);
    for (let n = 0; n < 4; n++) await viewPage(lab, mei, "/pricing");
    expect((await handoffs(lab)).map(({ type }) => type)).toEqual(["handoff.opened", "handoff.raised"]);
    expect((await lab.lead(mei)).handoff).toMatchObject({ id: handoff?.id, line: "sales", state: "open" });
  });

  test("is not undone when the score cools, and does not happen twice", async () => {
    const lab = await labOn(team);
    await warmUp(lab);
    await act(lab, mei, { type: "accepted", by: "sato" });
    await lab.travel("P120D");
    for (let n = 0; n < 6; n++) await viewPage(lab, mei, "/pricing");
    expect((await handoffs(lab)).filter(({ type }) => type === "handoff.opened")).toHaveLength(1);
  });

  test("hands nobody over whose deal is open, who complained, or who is a customer", async () => {
    const lab = await labOn(team);
    await submit(lab, mei, "newsletter");
    await deal(lab, { id: "deal_1", leadEmail: mei, stage: "提案" });
    await warmUp(lab);
    await deal(lab, { id: "deal_1", stage: "won" });
    await viewPage(lab, mei, "/pricing");
    await submit(lab, "c@harbor.example", "newsletter");
    await act(lab, "c@harbor.example", {
      type: "mailEvent",
      id: "complaint",
      mail: "e1-letter-1",
      event: { kind: "complained" },
      occurredAt: lab.clock.now(),
    });
    await warmUp(lab, "c@harbor.example");
    expect([...(await handoffs(lab)), ...(await handoffs(lab, "c@harbor.example"))]).toEqual([]);
  });
});

describe("a demo form", () => {
  test.each(["demo", "quote"])("(%s) hands over at once, whatever the score", async (source) => {
    const lab = await labOn(team);
    await submit(lab, mei, source);
    expect((await lab.lead(mei)).handoff).toMatchObject({ state: "open", line: "insideSales", note: "form-demo" });
  });

  test("opens no second hand-off while one is open", async () => {
    const lab = await labOn(team);
    await warmUp(lab);
    await submit(lab, mei, "demo");
    await submit(lab, mei, "demo");
    expect((await handoffs(lab)).filter(({ type }) => type === "handoff.opened")).toHaveLength(1);
  });
});

describe("owners take turns by what is left of their day", () => {
  const owners = async (lab: Lab, emails: string[]) =>
    Promise.all(emails.map(async (email) => (await lab.lead(email)).handoff?.owner));
  const count = (list: (string | undefined)[]) => {
    const counts: Record<string, number> = {};
    for (const one of list) counts[one ?? "nobody"] = (counts[one ?? "nobody"] ?? 0) + 1;
    return counts;
  };
  const emails = Array.from({ length: 12 }, (_, n) => `p${n}@harbor.example`);
  const uneven = prepared((lab) =>
    hireReps(lab, [
      { id: "sato", capacityPerDay: 6 },
      { id: "ueda", capacityPerDay: 3 },
      { id: "away", capacityPerDay: 0 },
    ]),
  );

  test("one after the other", async () => {
    const lab = await labOn(uneven);
    for (const email of emails.slice(0, 9)) await submit(lab, email, "demo");
    expect(count(await owners(lab, emails.slice(0, 9)))).toEqual({ sato: 6, ueda: 3 });
  });

  test("in one batch of payloads", async () => {
    const lab = await labOn(uneven);
    const messages: { id: string; body: string }[] = [];
    for (const email of emails) {
      const { id } = await accept(lab.engine, { ...brochureForm(email), source: "demo" });
      messages.push({ id, body: JSON.stringify({ kind: "payload", source: "demo", payload: id }) });
    }
    expect(await handle(lab.engine, messages)).toEqual([]);
    expect(count(await owners(lab, emails))).toEqual({ sato: 8, ueda: 4 });
  });

  test("in one batch of leads, and the next day anew", async () => {
    const lab = await labOn(uneven);
    for (const email of emails) await submit(lab, email, "newsletter");
    const called = async (which: string[]) => {
      const jobs = await Promise.all(
        which.map(async (email) => {
          const at = lab.clock.now();
          const cause: Cause = { type: "captured", id: `demo ${email}`, at, capture: demo(email) };
          return { lead: (await lab.lead(email)).id, causes: [cause] };
        }),
      );
      await work(lab.engine, jobs);
      await lab.loop.drain();
      return count(await owners(lab, which));
    };
    expect(await called(emails.slice(0, 6))).toEqual({ sato: 4, ueda: 2 });
    await lab.travel("P1D");
    expect(await called(emails.slice(6))).toEqual({ sato: 4, ueda: 2 });
  });
  const demo = (email: string) => ({ via: "form" as const, email, attributes: {}, tags: [], source: "demo" });
});

describe("the SLA counts business hours", () => {
  test.each([
    ["in the morning", "2026-11-24T10:12", "2026-11-24T14:12"],
    ["over the night", "2026-11-24T17:00", "2026-11-25T12:00"],
    ["over a weekend", "2026-11-27T16:00", "2026-11-30T11:00"],
    ["from a Sunday", "2026-11-29T15:00", "2026-11-30T13:00"],
    ["over New Year and a weekend", "2026-12-31T17:00", "2027-01-04T12:00"],
    ["over the holidays of May", "2027-04-28T17:00", "2027-04-30T12:00"],
  ])("%s", async (_, from, due) => {
    const lab = await freshLab({ startAt: tokyo(from) });
    await hireReps(lab, [{ id: "sato" }]);
    await submit(lab, mei, "demo");
    expect((await lab.lead(mei)).handoff?.dueAt).toBe(tokyo(due));
  });

  test("of the workspace's own holidays and hours", async () => {
    const lab = await freshLab();
    await changeSettings(lab.engine, (settings) => ({
      ...settings,
      slaHours: 2,
      businessHours: { days: ["tue", "thu"], from: "10:00", to: "11:00", holidays: ["2026-11-26"] },
    }));
    await submit(lab, mei, "demo");
    // 48 minutes are left of Tuesday's hour, Thursday is closed, Tuesday gives an hour, Thursday the rest.
    expect((await lab.lead(mei)).handoff?.dueAt).toBe(tokyo("2026-12-03T10:12"));
  });
});

describe("a hand-off that nobody answers", () => {
  test("reminds, goes to the next person, then to the manager, and stays there", async () => {
    const lab = await labOn(team);
    await submit(lab, mei, "demo");
    const level = async () => {
      const { handoff } = await lab.lead(mei);
      return [handoff?.level, handoff?.owner];
    };
    await lab.travel("PT3H59M");
    expect(await level()).toEqual([0, "sato"]);
    await lab.travel("PT1M");
    expect(await level()).toEqual([1, "sato"]);
    await lab.travel("PT30M");
    expect(await level()).toEqual([2, "ueda"]);
    await lab.travel("PT30M");
    expect(await level()).toEqual([3, "ito"]);
    await lab.travel("P10D");
    expect(await level()).toEqual([3, "ito"]);
    expect((await handoffs(lab)).map(({ type }) => type)).toEqual([
      "handoff.opened",
      "handoff.escalated",
      "handoff.escalated",
      "handoff.escalated",
    ]);
    expect((await lab.lead(mei)).handoff?.state).toBe("open");
  });

  test("moves on at the pace of the settings, and never to somebody who is away", async () => {
    const lab = await freshLab();
    await hireReps(lab, [
      { id: "sato" },
      { id: "ueda", away: [{ from: "2026-11-24", to: "2026-11-24" }] },
      { id: "kato" },
    ]);
    await changeSettings(lab.engine, (settings) => ({ ...settings, slaHours: 1, escalationHours: 2 }));
    await submit(lab, mei, "demo");
    await lab.travel("PT1H");
    expect((await lab.lead(mei)).handoff).toMatchObject({ level: 1, owner: "sato" });
    await lab.travel("PT1H59M");
    expect((await lab.lead(mei)).handoff).toMatchObject({ level: 1 });
    await lab.travel("PT1M");
    expect((await lab.lead(mei)).handoff).toMatchObject({ level: 2, owner: "kato" });
  });

  test("waits over the night between two steps", async () => {
    const lab = await freshLab({ startAt: tokyo("2026-11-27T13:40") });
    await hireReps(lab, [{ id: "sato" }, { id: "ueda" }]);
    await submit(lab, mei, "demo");
    await lab.travel("PT4H10M");
    expect((await lab.lead(mei)).handoff).toMatchObject({ level: 1, dueAt: tokyo("2026-11-30T09:10") });
  });

  test("is quiet once it is accepted, and dialling accepts", async () => {
    for (const cause of [
      { type: "accepted" as const, by: "sato" },
      { type: "called" as const, by: "sato", outcome: "noAnswer", chips: {} },
    ]) {
      const lab = await labOn(team);
      await submit(lab, mei, "demo");
      await act(lab, mei, cause);
      await act(lab, mei, cause);
      await lab.travel("P30D");
      expect((await handoffs(lab)).map(({ type }) => type)).toEqual(["handoff.opened", "handoff.accepted"]);
      expect((await lab.lead(mei)).handoff?.dueAt).toBeUndefined();
    }
  });

  test("with nobody but one rep stays with that one", async () => {
    const lab = await freshLab();
    await hireReps(lab, [{ id: "sato" }]);
    await submit(lab, mei, "demo");
    await lab.travel("P3D");
    expect((await lab.lead(mei)).handoff).toMatchObject({ level: 3, owner: "sato", state: "open" });
  });
});

test("a deal that opens closes the hand-off, and what becomes of the deal is not a second one", async () => {
  const lab = await labOn(team);
  await warmUp(lab);
  await deal(lab, { id: "deal_1", leadEmail: mei, stage: "提案" });
  expect((await lab.lead(mei)).handoff).toMatchObject({ state: "deal" });
  await deal(lab, { id: "deal_1", stage: "won" });
  await viewPage(lab, mei, "/pricing");
  expect((await handoffs(lab)).map(({ type }) => type)).toEqual(["handoff.opened", "handoff.closed"]);
});
