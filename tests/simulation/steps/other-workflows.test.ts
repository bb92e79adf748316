import { list } from "@rekindle/core/engine/problems";
import { setState } from "@rekindle/core/engine/publish";
import { expect, test } from "vitest";
import { act } from "../../support/acts.ts";
import { hanako, inSteps, inWorkspace, join, left, mails, publishSteps } from "../../support/in-steps.ts";

const v = (frame = "", steps = "[{ kind: wait, for: P5D }, { kind: email, template: b }]") =>
  `{ name: V, triggers: [{ kind: manual }], ${frame} steps: ${steps} }`;

test("enrol puts the lead into another workflow, and this one goes on", async () => {
  const lab = await inWorkspace();
  await lab.workflow("v", v());
  await publishSteps(lab, "- { kind: enrol, workflow: v }\n- { kind: email, template: a }");
  await join(lab);
  expect(mails(lab)).toEqual(["a"]);
  await lab.travel("P5D");
  expect(mails(lab)).toEqual(["a", "b"]);
  expect(await left(lab)).toEqual(["w: finished", "v: finished"]);
});

test("enrol asks at the other's door: its condition, once only, and not while it is paused", async () => {
  const lab = await inWorkspace();
  await lab.workflow(
    "v",
    v("entry: { when: { field: attributes.size, gte: 100 } },", "[{ kind: email, template: b }]"),
  );
  await publishSteps(lab, "- { kind: enrol, workflow: v }\n- { kind: enrol, workflow: v }");
  await join(lab);
  expect(mails(lab)).toEqual([]);
  await join(lab, "big@fuji.example", { size: "500" });
  expect(mails(lab, "big@fuji.example")).toEqual(["b"]);
});

test("two workflows that set each other off for ever are stopped: the lead is taken in, parked, and a problem to look at", async () => {
  const lab = await inWorkspace();
  const tick = (when: string, change: string) =>
    `{ name: T, triggers: [{ kind: condition, when: ${when} }], entry: { reentry: always }, steps: [{ kind: update, set: { tags: ${change} } }] }`;
  await lab.workflow("on", tick("{ not: { field: tags, contains: x } }", "{ add: [x] }"));
  await lab.workflow("off", tick("{ field: tags, contains: x }", "{ remove: [x] }"));
  await join(lab);
  await lab.travel("PT1H");
  expect(await lab.lead(hanako)).toMatchObject({ email: hanako, lists: ["expo"], parked: {} });
  expect((await list(lab.engine)).items).toMatchObject([{ kind: "parked", lead: (await lab.lead(hanako)).id }]);
  expect(lab.queue.waiting()).toBe(0);
});

test("leave takes the lead out of the other workflow at once, and says by which", async () => {
  const lab = await inWorkspace();
  await lab.workflow("v", v());
  await publishSteps(lab, "- { kind: wait, for: P1D }\n- { kind: leave, workflow: v }\n- { kind: email, template: a }");
  await join(lab);
  await act(lab, hanako, { type: "enrol", id: "in", workflow: "v" });
  await lab.travel("P10D");
  expect(mails(lab)).toEqual(["a"]);
  expect(await left(lab)).toEqual(["v: leftBy:w", "w: finished"]);
});

test("a paused workflow does nothing; resumed, it goes on where everybody stood", async () => {
  const lab = await inSteps("- { kind: wait, for: P1D }\n- { kind: email, template: a }");
  await setState(lab.engine, "w", "paused");
  await lab.travel("P3D");
  expect(mails(lab)).toEqual([]);
  await setState(lab.engine, "w", "running");
  await lab.loop.drain();
  expect(mails(lab)).toEqual(["a"]);
});
