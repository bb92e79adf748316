import { entriesOf } from "@rekindle/core/engine/timeline";
import { totalAt } from "@rekindle/core/scoring/score";
import { replay } from "@rekindle/core/story/evolve";
import { expect, test } from "vitest";
import { act, deal } from "../support/acts.ts";
import { type Lab, lab } from "../support/lab.ts";

const mayumi = "mayumi@minato.example";
const over = "name: Over\ntriggers: [{ kind: manual }]\nsteps: [{ kind: handOff }]\n";
const back = "name: Back\ntriggers: [{ kind: returned, reasons: [tooEarly] }]\nsteps: [{ kind: wait, for: P30D }]\n";

const handedOver = async (): Promise<Lab> => {
  const made = await lab();
  await made.importList(`e-mail\n${mayumi}\n`);
  await made.workflow("over", over);
  await made.workflow("back", back);
  await act(made, mayumi, { type: "enrol", workflow: "over" });
  return made;
};

test("a return that is taken back leaves no trace in score, stage and rest: the hand-off waits with its rep", async () => {
  const made = await handedOver();
  const before = await made.lead(mayumi);
  await act(made, mayumi, { type: "returned", reason: "tooEarly" });
  await made.travel("PT2M");
  expect((await made.lead(mayumi)).enrolments).toMatchObject([{ workflow: "back" }]);
  await act(made, mayumi, { type: "reopened" });
  const after = await made.lead(mayumi);
  expect(after.handoff).toMatchObject({ id: before.handoff?.id, state: "open", level: 0 });
  expect(after.handoff).not.toHaveProperty("returned");
  expect(after.handoff?.dueAt).toBe(before.handoff?.dueAt);
  expect(after).toMatchObject({ stage: "insideSales", enrolments: [] });
  const now = made.clock.now();
  expect(totalAt(after.score, now)).toBeCloseTo(totalAt(before.score, now), 1);
});

test("an acceptance that is taken back runs its deadline again, with an hour of business at least", async () => {
  const made = await handedOver();
  await act(made, mayumi, { type: "accepted", by: "mori" });
  await made.travel("PT6H");
  await act(made, mayumi, { type: "reopened" });
  const { handoff } = await made.lead(mayumi);
  expect(handoff).toMatchObject({ state: "open", dueAt: made.clock.now() + 3_600_000 });
  await made.travel("PT2H");
  expect((await made.lead(mayumi)).handoff?.level).toBeGreaterThan(0);
});

test("what a deal came of is not taken back", async () => {
  const made = await handedOver();
  await deal(made, { leadEmail: mayumi, stage: "proposal" });
  await act(made, mayumi, { type: "reopened" });
  expect((await made.lead(mayumi)).handoff?.state).toBe("deal");
});

test("the entries of an answer that was taken back replay to the same record", async () => {
  const made = await handedOver();
  await act(made, mayumi, { type: "returned", reason: "noBudget" });
  await act(made, mayumi, { type: "reopened" });
  const lead = await made.lead(mayumi);
  const again = replay(lead.id, await entriesOf(made.engine, lead.id));
  expect(again.handoff).toEqual(lead.handoff);
  expect(again.score.families).toEqual(lead.score.families);
});
