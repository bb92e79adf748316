import { enrolStanding, spreadOf } from "@rekindle/core/engine/enrol-all";
import { draftWorkflow, publishWorkflow } from "@rekindle/core/engine/publish";
import type { Fact } from "@rekindle/core/leads/entry";
import { read } from "@rekindle/core/workflows/read";
import { dayOf, isBusinessDay } from "@rekindle/core/workspace/calendar";
import { expect, test } from "vitest";
import { act } from "../support/acts.ts";
import { type Lab, lab } from "../support/lab.ts";

const emails = Array.from({ length: 30 }, (_, n) => `p${n}@fuji.example`);
const zone = "Asia/Tokyo";

/** Thirty people of whom nothing was heard for a hundred days. */
const silent = async (): Promise<Lab> => {
  const made = await lab();
  await made.importList(`e-mail\n${emails.join("\n")}\n`);
  await made.travel("P100D");
  return made;
};
const draft = async ({ engine }: Lab, triggers: string) => {
  const made = read(`name: Wake\ntriggers: [${triggers}]\nsteps: [{ kind: wait, for: P60D }]\n`, "yaml");
  if (made.status !== "ok") throw new Error(JSON.stringify(made));
  await draftWorkflow(engine, "wake", made.definition);
};
/** Day → how many came in. */
const arrivals = async (made: Lab): Promise<Map<string, number>> => {
  const days = new Map<string, number>();
  for (const email of emails) {
    const entered = made.facts(email);
    const at = (await made.lead(email)).enrolments[0]?.enteredAt;
    if ((await entered).some(({ type }: Fact) => type === "enrolment.entered") && at !== undefined)
      days.set(dayOf(at, zone), (days.get(dayOf(at, zone)) ?? 0) + 1);
  }
  return new Map([...days].toSorted(([a], [b]) => a.localeCompare(b)));
};

test("people who are let in by hand begin so many a business day, the day after publishing first", async () => {
  const made = await silent();
  await draft(made, "{ kind: manual }");
  await publishWorkflow(made.engine, "wake");
  const day = dayOf(made.clock.now(), zone);
  expect(await enrolStanding(made.engine, "wake", 12)).toMatchObject({ people: 30 });
  await made.travel("P14D");
  const days = await arrivals(made);
  expect([...days.values()]).toEqual([12, 12, 6]);
  for (const one of days.keys()) expect(one > day).toBe(true);
});

test("people who match by themselves when it is published have turns too, spread over the days it takes", async () => {
  const made = await silent();
  await draft(made, "{ kind: dormant, for: P90D }");
  const spread = await spreadOf(made.engine, "wake", 10);
  expect(spread).toMatchObject({ perDay: 10, people: 30 });
  await publishWorkflow(made.engine, "wake", spread);
  await made.travel("PT10M");
  expect([...(await arrivals(made)).values()]).toEqual([]);
  expect((await made.lead("p0@fuji.example")).enrolments).toMatchObject([{ state: "pending", trigger: "dormant" }]);
  await made.travel("P14D");
  const days = await arrivals(made);
  expect([...days.values()].reduce((a, b) => a + b, 0)).toBe(30);
  expect(days.size).toBe(3);
  const { settings } = made.engine.cache.catalogue ?? {};
  if (settings === undefined) throw new Error("no catalogue");
  for (const day of days.keys()) expect(isBusinessDay(Date.parse(`${day}T03:00:00Z`), settings)).toBe(true);
});

test("whoever comes back to life before their turn is not woken", async () => {
  const made = await silent();
  await draft(made, "{ kind: dormant, for: P90D }");
  await publishWorkflow(made.engine, "wake", await spreadOf(made.engine, "wake", 10));
  await made.travel("PT10M");
  await act(made, "p3@fuji.example", {
    type: "called",
    chips: {},
    outcome: "reached",
  });
  await made.travel("P14D");
  const types = await made.types("p3@fuji.example");
  expect(types).toContain("enrolment.pending");
  expect(types).not.toContain("enrolment.entered");
});
