import { expect, test } from "vitest";
import { viewPage } from "../../support/acts.ts";
import { hanako, inSteps, left, mails, said, step } from "../../support/in-steps.ts";

const steps = `
- { id: first, kind: email, template: a }
- { id: rest, kind: wait, for: P9D }
- { id: second, kind: email, template: b }
- { id: looked, kind: goal, when: { event: page.viewed }, name: looked }
- { id: after, kind: wait, for: P1D }
- { id: last, kind: email, template: c }`;

test("a goal catches whoever stands before it, at once, and is counted once", async () => {
  const lab = await inSteps(steps);
  await lab.travel("P2D");
  expect(await step(lab)).toBe("rest");
  await viewPage(lab, hanako, "/pricing");
  expect(await step(lab)).toBe("after");
  await viewPage(lab, hanako, "/pricing");
  await lab.travel("P20D");
  expect(mails(lab)).toEqual(["a", "c"]);
  expect(await said(lab, "goal.reached")).toHaveLength(1);
});

test("whoever comes to a goal without having reached it goes on, uncounted", async () => {
  const lab = await inSteps(steps);
  await lab.travel("P20D");
  expect(mails(lab)).toEqual(["a", "b", "c"]);
  expect(await said(lab, "goal.reached")).toEqual([]);
});

test("whoever stands behind a goal is not taken back to it", async () => {
  const lab = await inSteps(steps);
  await lab.travel("P9DT1H");
  expect(await step(lab)).toBe("after");
  await viewPage(lab, hanako, "/pricing");
  expect(await step(lab)).toBe("after");
});

test("what happened before somebody entered reaches no goal", async () => {
  const lab = await inSteps(steps, "entry: { reentry: always }");
  await viewPage(lab, hanako, "/pricing");
  await lab.travel("P2D");
  const { id } = await lab.lead(hanako);
  await lab.engine.world.queue.send([
    {
      body: JSON.stringify({
        kind: "cause",
        lead: id,
        cause: { type: "enrol", id: "in", at: lab.clock.now(), workflow: "w" },
      }),
    },
  ]);
  await lab.loop.drain();
  expect(await step(lab)).toBe("rest");
});

test("an exit ends the workflow with its name, also within a path, and the steps behind do not happen", async () => {
  const lab = await inSteps(
    `- kind: branch
  paths: [{ when: { field: email, contains: fuji }, steps: [{ kind: exit, reason: not-ours }] }]
- { kind: email, template: a }`,
  );
  expect(await left(lab)).toEqual(["w: not-ours"]);
  expect(mails(lab)).toEqual([]);
  expect(await step(lab)).toBeUndefined();
});
