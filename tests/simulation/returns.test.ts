import type { ReturnReason } from "@rekindle/core/leads/lead";
import { totalAt } from "@rekindle/core/scoring/score";
import { add } from "@rekindle/core/workspace/calendar";
import { describe, expect, test } from "vitest";
import { act, deal, hireReps, submit, viewPage } from "../support/acts.ts";
import { labOn, prepared } from "../support/hard-times.ts";
import type { Lab } from "../support/lab.ts";

const mei = "mei@harbor.example";
const types = async (lab: Lab) => (await lab.types(mei)).filter((type) => type.startsWith("handoff."));
const total = async (lab: Lab) => totalAt((await lab.lead(mei)).score, lab.clock.now());

/** A workflow for those who came too early, and one for those without a budget. */
const team = prepared(async (lab) => {
  await hireReps(lab, [{ id: "sato" }, { id: "ueda" }]);
  await lab.template("later");
  await lab.workflow(
    "too-early",
    `
name: Too early
triggers: [{ kind: returned, reasons: [tooEarly], after: P14D }]
entry: { reentry: always }
steps: [{ id: later, kind: email, template: later }]
`,
  );
  await lab.workflow(
    "no-budget",
    `
name: No budget
triggers: [{ kind: returned, reasons: [noBudget] }]
steps: [{ id: later, kind: email, template: later }]
`,
  );
});

/** Far above the line, with much of it yet to fade. */
const handedOver = async (): Promise<Lab> => {
  const lab = await labOn(team);
  await submit(lab, mei, "demo");
  for (let n = 0; n < 60; n++) await viewPage(lab, mei, "/pricing", lab.clock.now() - n * 1000);
  return lab;
};
const giveBack = (lab: Lab, reason: ReturnReason) => act(lab, mei, { type: "returned", reason, by: "sato" });

describe("a returned hand-off costs points and rests", () => {
  const effects: [ReturnReason, number, string][] = [
    ["tooEarly", -15, "P60D"],
    ["noBudget", -20, "P120D"],
    ["competitor", -30, "P180D"],
    ["unreachable", -10, "P14D"],
    ["duplicate", 0, "P30D"],
    ["other", 0, "P30D"],
  ];
  test.each(effects)("%s: %i points; opened again after %s, not a minute before", async (reason, points, rest) => {
    const lab = await handedOver();
    const before = await total(lab);
    await giveBack(lab, reason);
    expect((await total(lab)) - before).toBeCloseTo(points);
    const { handoff, stage } = await lab.lead(mei);
    expect(handoff).toMatchObject({ state: "returned", returned: { reason } });
    expect(stage).toBe("marketing");
    const until = add(lab.clock.now(), rest, "Asia/Tokyo");
    expect(handoff?.returned?.coolUntil).toBe(until);
    for (let n = 0; n < 20; n++) await viewPage(lab, mei, "/pricing");
    await lab.loop.advance(until - 60_000);
    expect(await types(lab)).toEqual(["handoff.opened", "handoff.raised", "handoff.returned"]);
    await lab.travel("PT1M");
    expect((await types(lab)).filter((type) => type === "handoff.opened")).toHaveLength(2);
    expect((await lab.lead(mei)).handoff).toMatchObject({ state: "open", openedAt: until });
  });

  test("wrong person: 20 points for ever, and nobody calls that person again", async () => {
    const lab = await handedOver();
    const before = await total(lab);
    await giveBack(lab, "wrongPerson");
    expect((await total(lab)) - before).toBeCloseTo(-20);
    await lab.travel("P2Y");
    expect((await lab.lead(mei)).score.families["standing"]?.value).toBe(-20);
    for (let n = 0; n < 20; n++) await viewPage(lab, mei, "/pricing");
    expect((await types(lab)).filter((type) => type === "handoff.opened")).toHaveLength(1);
  });
});

test("whose score cooled below the line meanwhile is not handed over again by the end of the rest", async () => {
  const lab = await labOn(team);
  await submit(lab, mei, "demo");
  await giveBack(lab, "unreachable");
  await lab.travel("P30D");
  expect(await types(lab)).toEqual(["handoff.opened", "handoff.returned"]);
  // But is as soon as it crosses again.
  for (let n = 0; n < 6; n++) await viewPage(lab, mei, "/pricing");
  expect((await lab.lead(mei)).handoff).toMatchObject({ state: "open", id: expect.stringMatching(/_2$/) });
});

test("a person who asks for a demo while the hand-off rests is handed over at once", async () => {
  const lab = await labOn(team);
  await submit(lab, mei, "demo");
  await giveBack(lab, "tooEarly");
  await lab.travel("P5D");
  await submit(lab, mei, "quote");
  expect((await lab.lead(mei)).handoff).toMatchObject({ state: "open", id: expect.stringMatching(/_2$/) });
});

test("the reason starts its workflow, at once or after its wait, and no other", async () => {
  const lab = await handedOver();
  await giveBack(lab, "tooEarly");
  expect((await lab.lead(mei)).enrolments).toMatchObject([{ workflow: "too-early", state: "pending" }]);
  await lab.travel("P13D");
  expect(lab.outbox()).toEqual([]);
  await lab.travel("P1D");
  expect(lab.outbox().map(({ subject }) => subject)).toEqual(["laterのご案内"]);
  const other = await handedOver();
  await giveBack(other, "noBudget");
  expect(other.outbox()).toHaveLength(1);
});

test("a return twice, or of what is closed, does nothing", async () => {
  const lab = await handedOver();
  await giveBack(lab, "unreachable");
  const once = await total(lab);
  await giveBack(lab, "unreachable");
  await giveBack(lab, "competitor");
  expect(await total(lab)).toBe(once);
  expect((await types(lab)).filter((type) => type === "handoff.returned")).toHaveLength(1);
  const closed = await handedOver();
  await deal(closed, { leadEmail: mei, stage: "提案" });
  await giveBack(closed, "tooEarly");
  expect((await types(closed)).at(-1)).toBe("handoff.closed");
});

test("an accepted hand-off can be returned, and the deal that opens during the rest keeps it closed", async () => {
  const lab = await handedOver();
  await act(lab, mei, { type: "accepted", by: "sato" });
  await giveBack(lab, "unreachable");
  await deal(lab, { id: "deal_1", leadEmail: mei, stage: "提案" });
  await lab.travel("P20D");
  expect((await types(lab)).filter((type) => type === "handoff.opened")).toHaveLength(1);
});
