import { expect, test } from "vitest";
import { act, hireReps, submit } from "../../support/acts.ts";
import { hanako, inSteps, inWorkspace, join, left, mails, publishSteps, step } from "../../support/in-steps.ts";

const over = `- { kind: handOff, note: "asked for {{ lead.attributes.topic }}" }\n- { kind: email, template: a }`;

test("hands over whatever the score, with the note and to a rep, and ends the workflow", async () => {
  const lab = await inWorkspace();
  await hireReps(lab, [{ id: "mori" }]);
  await publishSteps(lab, over);
  await join(lab, hanako, { topic: "cost" });
  expect(await lab.lead(hanako)).toMatchObject({
    stage: "insideSales",
    handoff: { state: "open", owner: "mori", note: "asked for cost", score: 0 },
  });
  expect(await left(lab)).toEqual(["w: handedOff"]);
  await lab.travel("P10D");
  expect(mails(lab)).toEqual([]);
});

test("ends every other workflow, too", async () => {
  const lab = await inWorkspace();
  await lab.workflow(
    "v",
    "{ name: V, triggers: [{ kind: list, list: expo }], steps: [{ kind: wait, for: P9D }, { kind: email, template: b }] }",
  );
  await publishSteps(lab, `- { kind: wait, for: P1D }\n${over}`);
  await join(lab);
  await lab.travel("P1D");
  expect((await left(lab)).sort()).toEqual(["v: handedOff", "w: handedOff"]);
});

test("who may not be handed over goes on: during the rest after a return", async () => {
  const lab = await inSteps("- { kind: handOff }", "entry: { reentry: always }");
  await act(lab, hanako, { type: "returned", id: "back", reason: "tooEarly", by: "mori" });
  await publishSteps(
    lab,
    "- { kind: handOff }\n- { kind: wait, for: P1D }\n- { kind: email, template: a }",
    "entry: { reentry: always }",
  );
  await act(lab, hanako, { type: "enrol", id: "again", workflow: "w" });
  await lab.travel("P2D");
  expect((await lab.lead(hanako)).handoff).toMatchObject({ state: "returned" });
  expect(mails(lab)).toEqual(["a"]);
});

test("is reached by the path of a wait until", async () => {
  const lab = await inSteps(
    "- { id: asked, kind: waitUntil, when: { event: form.submitted, source: newsletter }, max: P9D, then: [{ kind: handOff, note: asked }] }",
  );
  expect(await step(lab)).toBe("asked");
  await submit(lab, hanako, "newsletter");
  expect((await lab.lead(hanako)).handoff).toMatchObject({ state: "open", note: "asked" });
});
