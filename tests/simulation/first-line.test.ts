import { expect, test } from "vitest";
import { lab } from "../support/lab.ts";

test("a lead of a list gets its first mail, and the second after the wait", async () => {
  const { importList, workflow, template, travel, outbox, types } = await lab();
  await template("hello");
  await template("second");
  await workflow(
    "intro",
    `
name: Intro
triggers: [{ kind: list, list: expo }]
steps:
  - { id: hello, kind: email, template: hello }
  - { id: pause, kind: wait, for: P3D }
  - { id: second, kind: email, template: second }
`,
  );
  await importList("メールアドレス,姓,名,会社名\nmayumi@minato.example,渡辺,真由美,港物流株式会社\n");
  expect(outbox("mayumi@minato.example").map(({ subject }) => subject)).toEqual(["helloのご案内"]);
  await travel("P2D");
  expect(outbox()).toHaveLength(1);
  await travel("P1D");
  expect(outbox()).toHaveLength(2);
  expect((await types("mayumi@minato.example")).at(-1)).toBe("enrolment.left");
});
