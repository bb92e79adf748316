import { expect, test } from "vitest";
import { inSteps, inWorkspace, mails, publishSteps, said } from "../../support/in-steps.ts";

const steps = `
- id: test
  kind: split
  arms:
    - { name: report, weight: 45, steps: [{ kind: email, template: a }] }
    - { name: case-study, weight: 45, steps: [{ kind: email, template: b }] }
    - { name: nothing, weight: 10, holdout: true }
- { kind: email, template: c }`;

test("everybody is in one arm, arms get about their share, and the hold-out gets nothing at all", async () => {
  const lab = await inWorkspace();
  await publishSteps(lab, steps);
  const people = Array.from({ length: 200 }, (_, n) => `person${n}@fuji.example`);
  await lab.importList(`e-mail\n${people.join("\n")}\n`);
  const arms: Record<string, number> = {};
  for (const email of people) {
    const [taken, ...more] = await said(lab, "split.taken", email);
    expect(more).toEqual([]);
    const arm = taken?.arm ?? "";
    arms[arm] = (arms[arm] ?? 0) + 1;
    const wanted = { report: ["a", "c"], "case-study": ["b", "c"], nothing: [] }[arm];
    expect(mails(lab, email)).toEqual(wanted);
    expect((await said(lab, "mail.refused", email)).map(({ reason }) => reason)).toEqual(
      arm === "nothing" ? ["holdout"] : [],
    );
  }
  // Four standard deviations of a binomial share.
  for (const [arm, share] of [
    ["report", 0.45],
    ["case-study", 0.45],
    ["nothing", 0.1],
  ] as const)
    expect(Math.abs((arms[arm] ?? 0) - 200 * share)).toBeLessThan(4 * Math.sqrt(200 * share * (1 - share)));
});

test("the arm is the lead's for good: who comes again comes into the same", async () => {
  const again = `entry: { reentry: always }`;
  const lab = await inSteps(steps, again);
  for (let n = 0; n < 3; n++) {
    const { id } = await lab.lead("hanako@fuji.example");
    await lab.engine.world.queue.send([
      {
        body: JSON.stringify({
          kind: "cause",
          lead: id,
          cause: { type: "enrol", id: `again ${n}`, at: lab.clock.now(), workflow: "w" },
        }),
      },
    ]);
    await lab.travel("P1D");
  }
  const taken = (await said(lab, "split.taken")).map(({ arm }) => arm);
  expect(taken).toHaveLength(4);
  expect(new Set(taken).size).toBe(1);
});
