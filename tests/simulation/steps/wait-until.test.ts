import { expect, test } from "vitest";
import { submit, viewPage } from "../../support/acts.ts";
import { hanako, inSteps, inTokyo, inWorkspace, join, mails, publishSteps, step } from "../../support/in-steps.ts";

const steps = `
- id: looked
  kind: waitUntil
  when: { event: page.viewed }
  max: P14D
  then: [{ kind: email, template: a }]
  timeout: [{ kind: email, template: b }]
- { kind: email, template: c }`;

test("what is awaited ends the wait at once, by its own path", async () => {
  const lab = await inSteps(steps);
  await lab.travel("P3D");
  expect(await step(lab)).toBe("looked");
  await viewPage(lab, hanako, "/pricing");
  expect(mails(lab)).toEqual(["a", "c"]);
});

test("after the maximum, to the minute, the other path is taken; what comes later changes nothing", async () => {
  const lab = await inSteps(steps);
  await lab.travel("P13DT23H59M");
  expect(mails(lab)).toEqual([]);
  await lab.travel("PT1M");
  expect(lab.outbox(hanako).map(({ at }) => inTokyo(at))).toEqual(["2026-12-08 10:12", "2026-12-08 10:12"]);
  await viewPage(lab, hanako, "/pricing");
  expect(mails(lab)).toEqual(["b", "c"]);
});

test("what is true already is not awaited: a condition, and an event of the past", async () => {
  const lab = await inWorkspace();
  await publishSteps(lab, steps);
  await submit(lab, hanako, "contact");
  await viewPage(lab, hanako, "/pricing");
  await join(lab);
  expect(mails(lab)).toEqual(["a", "c"]);

  const byCondition = await inWorkspace();
  await publishSteps(
    byCondition,
    "- { kind: waitUntil, when: { field: attributes.size, gte: 100 }, max: P9D, then: [{ kind: email, template: a }], timeout: [{ kind: email, template: b }] }",
  );
  await join(byCondition, hanako, { size: "300" });
  expect(mails(byCondition)).toEqual(["a"]);
});

test("a condition that becomes true by the lead's data ends it as well, and a count is counted", async () => {
  const lab = await inSteps(
    "- { kind: waitUntil, when: { event: page.viewed, atLeast: 3 }, max: P9D, then: [{ kind: email, template: a }] }",
  );
  for (const path of ["/1", "/2"]) await viewPage(lab, hanako, path);
  expect(mails(lab)).toEqual([]);
  await viewPage(lab, hanako, "/3");
  expect(mails(lab)).toEqual(["a"]);
});
