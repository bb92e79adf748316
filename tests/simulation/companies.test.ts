import * as Company from "@rekindle/core/engine/company";
import { change } from "@rekindle/core/engine/deals";
import { companyOf } from "@rekindle/core/leads/company";
import fc from "fast-check";
import { expect, test } from "vitest";
import { act, deal, nextId, submit } from "../support/acts.ts";
import { all, redelivered, reordered } from "../support/disorder.ts";
import { closeLab, labOn, prepared } from "../support/hard-times.ts";
import type { Lab } from "../support/lab.ts";

const people = ["a@fuji.example", "b@fuji.example", "c@aoba.example"];
const two = prepared(async ({ importList, template, workflow }) => {
  await template("hello");
  await workflow(
    "hello",
    `
name: Hello
triggers: [{ kind: manual }]
steps:
  - { id: rest, kind: wait, for: P1D }
  - { id: hello, kind: email, template: hello }
`,
  );
  await importList(`会社名,e-mail\n富士建設,${people[0]}\n富士建設,${people[1]}\n青葉商事,${people[2]}\n`);
});

test("all spellings of a company's name share one lock, and a similar name has its own", async () => {
  const spellings = ["株式会社富士建設", "富士建設（株）", "㈱富士建設", " 富士 建設 ", "富士建設 Co., Ltd."];
  const list = (lab: Lab) =>
    lab.importList(
      `会社名,e-mail\n${spellings.map((name, n) => `"${name}",p${n}@fuji.example`).join("\n")}\n新富士建設,other@shin.example\n`,
    );
  for (const name of spellings) {
    const lab = await labOn(two);
    await list(lab);
    await deal(lab, { company: name, stage: "提案" });
    for (const n of spellings.keys())
      expect((await lab.lead(`p${n}@fuji.example`)).gate.company).toMatchObject({ open: 1 });
    expect((await lab.lead("other@shin.example")).gate.company?.open).toBe(0);
  }
});

test("a company has no name that is nobody's: strangers without one share no lock", async () => {
  const lab = await labOn(two);
  await lab.importList("会社名,e-mail\nなし,x@one.example\nなし,y@two.example\n");
  await deal(lab, { leadEmail: "x@one.example", stage: "提案" });
  expect((await lab.lead("y@two.example")).gate).toMatchObject({ deals: [] });
  expect((await lab.lead("y@two.example")).company).toBeUndefined();
});

test("a deal in a mail's last moment, or in the wait before it, keeps the mail back from every colleague", async () => {
  const lab = await labOn(two);
  for (const email of people) await act(lab, email, { type: "enrol", workflow: "hello" });
  await lab.travel("PT23H");
  // Committed, and nobody has been told yet.
  const opened = { company: "富士建設", stage: "提案" };
  await change(lab.engine, opened, { at: lab.clock.now(), cause: nextId("crm") });
  await lab.travel("P5D");
  expect(lab.outbox().map(({ to }) => to)).toEqual([people[2]]);
});

test("whoever leaves a company with an open deal for another is mailed again, and looks at the new one from then on", async () => {
  const lab = await labOn(two);
  const [leaver = "", stayer = ""] = people;
  for (const email of [leaver, stayer]) await act(lab, email, { type: "enrol", workflow: "hello" });
  await deal(lab, { company: "富士建設", stage: "提案" });
  const aoba = companyOf("青葉商事");
  await submit(lab, leaver, "newsletter", aoba === undefined ? {} : { company: aoba });
  await lab.travel("P2D");
  expect(lab.outbox().map(({ to }) => to)).toEqual([leaver]);
  await deal(lab, { company: "青葉商事", stage: "提案" });
  expect((await lab.lead(leaver)).gate.company).toMatchObject({ open: 1 });
  expect((await lab.lead(stayer)).gate.company).toMatchObject({ open: 1 });
});

test("deals that change at the same moment all count", async () => {
  const lab = await labOn(two);
  await Promise.all(
    Array.from({ length: 16 }, (_, n) =>
      change(
        lab.engine,
        { id: `deal_${n}`, company: "富士建設", stage: n % 2 === 0 ? "提案" : "lost" },
        { at: lab.clock.now(), cause: nextId("crm") },
      ),
    ),
  );
  await lab.loop.drain();
  expect((await lab.lead("a@fuji.example")).gate.company).toMatchObject({ open: 8, lost: 8 });
});

test("every member comes to see the company as it is, in whatever order and however often messages come", async () => {
  const stage = fc.constantFrom("提案", "lost", "won");
  const deals = fc.array(
    fc.record({ id: fc.constantFrom("deal_1", "deal_2"), owner: fc.constantFrom(...people, undefined), stage }),
    { minLength: 1, maxLength: 5 },
  );
  await fc.assert(
    fc.asyncProperty(deals, fc.nat(), async (changes, seed) => {
      const lab = await labOn(two, { wrap: all(reordered(seed), redelivered(2)) });
      try {
        for (const { id, owner, stage } of changes)
          await change(
            lab.engine,
            { id, stage, company: "富士建設", ...(owner === undefined ? {} : { leadEmail: owner }) },
            { at: lab.clock.now(), cause: nextId("crm") },
          );
        await lab.loop.drain();
        for (const email of people) {
          const { company, gate, stage } = await lab.lead(email);
          const now = await Company.seen(lab.engine, company?.key ?? "");
          expect(gate.company ?? { rev: 0, open: 0, lost: 0, won: false }).toEqual(now);
          if (now.won) expect(stage).toBe("customer");
        }
      } finally {
        await closeLab(lab);
      }
    }),
    { numRuns: 40 },
  );
});
