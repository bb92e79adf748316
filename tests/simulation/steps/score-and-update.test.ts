import { publishScoring } from "@rekindle/core/engine/publish";
import { defaultModel } from "@rekindle/core/scoring/default-model";
import { totalAt } from "@rekindle/core/scoring/score";
import { expect, test } from "vitest";
import { hanako, inSteps, inWorkspace, join, mails, publishSteps, said } from "../../support/in-steps.ts";

test("a score step gives its points once, and they fade as those of their family", async () => {
  const lab = await inSteps("- { id: interested, kind: score, signal: interested, points: 10, family: mail }");
  const score = async () => totalAt((await lab.lead(hanako)).score, lab.clock.now());
  expect(await score()).toBe(10);
  expect(await said(lab, "score.changed")).toMatchObject([{ signal: "interested", points: 10, total: 10 }]);
  await lab.travel("P30D");
  expect(await score()).toBeCloseTo(5);
});

test("points may be negative, a family may be new: those do not fade", async () => {
  const lab = await inSteps(
    "- { kind: score, signal: plus, points: 7, family: ours }\n- { kind: score, signal: minus, points: -2, family: ours }",
  );
  await lab.travel("P90D");
  expect(totalAt((await lab.lead(hanako)).score, lab.clock.now())).toBe(5);
});

test("a score step over the line hands over at once, and what stands behind it does not happen", async () => {
  const lab = await inSteps(
    "- { kind: score, signal: hot, points: 80, family: mail }\n- { kind: wait, for: P1D }\n- { kind: email, template: a }",
  );
  expect((await lab.lead(hanako)).handoff).toMatchObject({ state: "open", line: "insideSales" });
  await lab.travel("P2D");
  expect(mails(lab)).toEqual([]);
});

test("an update sets attributes, adds and removes tags, and what it sets is known to the next step", async () => {
  const lab = await inWorkspace();
  await publishScoring(lab.engine, {
    ...defaultModel,
    fit: [{ id: "size", when: { field: "attributes.size", gte: 100 }, points: 12 }],
  });
  await publishSteps(
    lab,
    `
- { kind: update, set: { attributes: { size: 300, topic: cost }, tags: { add: [warm, new] } } }
- { kind: update, set: { tags: { remove: [new], add: [old] } } }
- kind: branch
  paths: [{ when: { all: [{ field: attributes.topic, eq: cost }, { field: tags, contains: warm }, { field: fit, gte: 12 }] }, steps: [{ kind: email, template: a }] }]
  else: [{ kind: email, template: b }]`,
  );
  await join(lab, hanako, { topic: "time" });
  expect(await lab.lead(hanako)).toMatchObject({ attributes: { size: 300, topic: "cost" }, tags: ["warm", "old"] });
  expect(mails(lab)).toEqual(["a"]);
});

test("a stage set by a step starts the workflows of that stage", async () => {
  const lab = await inWorkspace();
  await lab.workflow(
    "v",
    "{ name: V, triggers: [{ kind: stage, is: insideSales }], steps: [{ kind: email, template: c }] }",
  );
  await publishSteps(lab, "- { kind: update, set: { stage: insideSales } }");
  await join(lab);
  expect((await lab.lead(hanako)).stage).toBe("insideSales");
  expect(mails(lab)).toEqual(["c"]);
});
