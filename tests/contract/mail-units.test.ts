import { expect, onTestFinished, test } from "vitest";
import { lab } from "../support/lab.ts";
import { meteredTable } from "../support/metered.ts";

test("x", async () => {
  const metered = await meteredTable();
  onTestFinished(metered.stop);
  const { template, workflow, importList, travel, outbox, lead } = await lab({
    table: { table: metered.table, stream: { work: async () => false, nextAt: () => undefined } },
  });
  await template("one"); await template("two");
  await workflow("two-mails", `
name: Two mails
triggers: [{ kind: list, list: expo }]
steps:
  - { id: settle, kind: wait, for: P1D }
  - { id: first, kind: email, template: one }
  - { id: pause, kind: wait, for: P3D }
  - { id: second, kind: email, template: two }
  - { id: after, kind: wait, for: P30D }
`);
  const rows = Array.from({length: 20}, (_, n) => `${n % 2 === 0 ? `株式会社会社${n}` : ""},渡辺${n},w${n}@example.jp`);
  await importList(["会社名,氏名,e-mail", ...rows].join("\n"));
  expect(outbox()).toHaveLength(0);
  metered.used();
  await travel("P1D");
  await travel("PT1H");
  console.log(outbox().length, metered.used());
  await travel("P3D");
  console.log(outbox().length, metered.used());
  console.log(JSON.stringify(await lead("w0@example.jp")).length, JSON.stringify(await lead("w0@example.jp")));
});
