import { expect, test } from "vitest";
import { viewPage } from "../../support/acts.ts";
import { click } from "../../support/brochure-story.ts";
import { hanako, inSteps, inWorkspace, join, mails, publishSteps } from "../../support/in-steps.ts";

const byAttributes = `
- kind: branch
  paths:
    - { when: { field: attributes.size, gte: 100 }, steps: [{ kind: email, template: a }] }
    - { when: { field: attributes.size, gte: 10 }, steps: [{ kind: email, template: b }] }
  else: [{ kind: email, template: c }]`;

test.each([
  [{ size: "300" }, ["a"]],
  [{ size: "20" }, ["b"]],
  [{ size: "3" }, ["c"]],
  [{}, ["c"]],
])("the first path that holds is taken, else the default: %o", async (columns, sent) => {
  const lab = await inWorkspace();
  await publishSteps(lab, byAttributes);
  await join(lab, hanako, columns);
  expect(mails(lab)).toEqual(sent);
});

test("without a default whoever meets no path goes on behind it", async () => {
  const lab = await inSteps(
    "- { kind: branch, paths: [{ when: { field: tags, contains: vip }, steps: [{ kind: email, template: a }] }] }\n- { kind: email, template: b }",
  );
  expect(mails(lab)).toEqual(["b"]);
});

test("a click in an earlier mail and the score are known when the step is reached", async () => {
  const steps = `
- { kind: email, template: a }
- { kind: wait, for: P3D }
- kind: branch
  paths:
    - when: { all: [{ event: mail.clicked, template: a }, { field: score, gte: 10 }] }
      steps: [{ kind: email, template: b }]
  else: [{ kind: email, template: c }]`;
  const cold = await inSteps(steps);
  await cold.travel("P3D");
  expect(mails(cold)).toEqual(["a", "c"]);
  const warm = await inSteps(steps);
  await warm.travel("P1D");
  await click(hanako, "a")(warm);
  await warm.loop.drain();
  await viewPage(warm, hanako, "/pricing");
  await warm.travel("P2D");
  expect(mails(warm)).toEqual(["a", "b"]);
});
