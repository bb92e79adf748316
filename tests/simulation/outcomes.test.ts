import { report } from "@rekindle/core/engine/report";
import { expect, test } from "vitest";
import { act, submit } from "../support/acts.ts";
import { lab as freshLab, type Lab } from "../support/lab.ts";
import { clickAt } from "../support/pure.ts";

const yaml = (steps: string) => `
name: Belief
hypothesis:
  whom: 経理部
  belief: 利益率を気にしている
  reaction: mail.clicked
  share: 0.2
  within: P30D
  whomWhen: { field: attributes.department, eq: 経理部 }
triggers: [{ kind: list, list: expo }]
steps:
${steps}
`;
const people = Array.from({ length: 30 }, (_, n) => `p${n}@fuji.example`);
const list = ["部署名,e-mail", ...people.map((email, n) => `${n < 20 ? "経理部" : "総務部"},${email}`)].join("\n");
const hello = "  - { id: hello, kind: email, template: hello }\n  - { id: rest, kind: wait, for: P5D }";

const begin = async (steps: string): Promise<Lab> => {
  const lab = await freshLab();
  await lab.template("hello");
  await lab.workflow("belief", yaml(steps));
  await lab.importList(list);
  await lab.travel("PT1H");
  return lab;
};
let clicks = 0;
const click = async (lab: Lab, n: number, mail = "e1-hello-1") => {
  clicks += 1;
  const cause = clickAt(lab.clock.now(), `c${clicks}`);
  return act(lab, people[n] ?? "", cause.type === "clicked" ? { ...cause, mail } : cause);
};
const found = async (lab: Lab, version = 1) =>
  (await report(lab.engine, "belief"))?.versions.find((one) => one.version === version);

test("people count once, with those whom the hypothesis is about, and only when their time is over", async () => {
  const lab = await begin(hello);
  for (const n of [0, 1, 2, 25]) await click(lab, n);
  await click(lab, 0);
  await lab.loop.drain();
  expect((await found(lab))?.hypothesis).toMatchObject({ whom: { of: 0, n: 0, verdict: "early" }, waiting: 30 });
  // They left the workflow long before their time is over, and one reacts after that.
  await lab.travel("P20D");
  await click(lab, 3);
  await lab.travel("P12D");
  const after = await found(lab);
  expect(after?.hypothesis).toMatchObject({ whom: { of: 4, n: 20 }, others: { of: 1, n: 10 }, waiting: 0 });
  expect(after?.steps[0]).toMatchObject({ id: "hello", clicked: 6, clickers: 5 });
});

test("a click that comes after the time is over does not count, and neither does another workflow's mail", async () => {
  const lab = await begin(hello);
  await lab.template("other");
  await lab.workflow("other", "name: Other\ntriggers: [{ kind: manual }]\nsteps: [{ kind: email, template: other }]");
  await lab.travel("P2D");
  await act(lab, people[1] ?? "", { type: "enrol", workflow: "other" });
  await lab.travel("PT1H");
  await click(lab, 1, "e2-email-1-1");
  await lab.travel("P31D");
  await click(lab, 0);
  await lab.loop.drain();
  expect((await found(lab))?.hypothesis?.whom).toMatchObject({ of: 0, n: 20 });
});

test("hand-offs of each arm and of the hold-out are counted by arm, meetings and won deals by the step where they stood", async () => {
  const lab = await begin(`  - id: test
    kind: split
    arms:
      - { name: A, weight: 1, steps: [{ id: hello, kind: email, template: hello }] }
      - { name: none, weight: 1, holdout: true }
  - { id: rest, kind: wait, for: P60D }`);
  const [split] = (await found(lab))?.splits ?? [];
  expect(split).toMatchObject({ step: "test", waiting: 30, comparisons: [{ arm: "A", against: "none", clear: null }] });
  for (const email of people.slice(0, 4)) await submit(lab, email, "demo");
  await lab.travel("P32D");
  const { steps = [], splits: [compared] = [] } = (await found(lab)) ?? {};
  const arms = compared?.arms ?? [];
  expect(steps.reduce((sum, { handOffs }) => sum + handOffs, 0)).toBe(4);
  expect(arms.reduce((sum, { n }) => sum + n, 0)).toBe(30);
  expect(arms.reduce((sum, { of }) => sum + of, 0)).toBe(4);
});

test("whoever is moved to another version counts with those they came in with", async () => {
  const lab = await begin("  - { id: hello, kind: email, template: hello }\n  - { id: rest, kind: wait, for: P60D }");
  await lab.workflow("belief", yaml("  - { id: later, kind: wait, for: P60D }"));
  await act(lab, people[0] ?? "", { type: "migrate", workflow: "belief", version: 2, map: { rest: "later" } });
  await click(lab, 0);
  await lab.travel("P32D");
  expect((await found(lab, 1))?.hypothesis?.whom).toMatchObject({ of: 1, n: 20 });
  expect((await found(lab, 2))?.hypothesis?.whom).toMatchObject({ of: 0, n: 0 });
});
