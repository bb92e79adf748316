import { change, findDeal } from "@rekindle/core/engine/deals";
import { importDeals } from "@rekindle/core/engine/imports";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { deal, submit } from "../support/acts.ts";
import { closeLab, labOn, prepared } from "../support/hard-times.ts";
import type { Lab } from "../support/lab.ts";

const hanako = "hanako@fuji.example";
const taro = "taro@fuji.example";
const subjects = (lab: Lab, to: string) => lab.outbox(to).map(({ subject }) => subject.replace("のご案内", ""));

/** Two colleagues of 富士建設; a workflow for each of two reasons, one of them after thirty days. */
const company = prepared(async ({ template, workflow, importList }) => {
  for (const id of ["price", "timing", "weekly"]) await template(id);
  await workflow(
    "price",
    `
name: Price
triggers: [{ kind: dealLost, reasons: [price], after: P30D }]
steps: [{ id: price, kind: email, template: price }]
`,
  );
  await workflow(
    "timing",
    `
name: Timing
triggers: [{ kind: dealLost, reasons: [timing] }]
entry: { reentry: always }
steps: [{ id: timing, kind: email, template: timing }]
`,
  );
  await workflow(
    "weekly",
    `
name: Weekly
triggers: [{ kind: list, list: weekly }]
steps:
  - { id: first, kind: wait, for: P7D }
  - { id: letter, kind: email, template: weekly }
  - { id: second, kind: wait, for: P7D }
  - { id: again, kind: email, template: weekly }
`,
  );
  await importList(`会社名,e-mail\n富士建設株式会社,${hanako}\n富士建設（株）,${taro}\n`);
});

describe("an open deal silences", () => {
  test("the person, who leaves every workflow, and the colleagues, whose mail waits until it is closed", async () => {
    const lab = await labOn(company);
    await lab.importList(`e-mail\n${hanako}\n${taro}\n`, "weekly");
    await deal(lab, { id: "deal_1", leadEmail: hanako, stage: "提案" });
    expect((await lab.lead(hanako)).enrolments).toEqual([]);
    expect(await lab.lead(hanako)).toMatchObject({ stage: "sales", gate: { deals: ["deal_1"] } });
    expect((await lab.lead(taro)).enrolments).toMatchObject([{ workflow: "weekly", state: "active" }]);
    await lab.travel("P20D");
    expect(lab.outbox()).toEqual([]);
    expect((await lab.facts(taro)).filter(({ type }) => type === "mail.refused")).not.toEqual([]);
    await deal(lab, { id: "deal_1", stage: "lost", lostReason: "competitor" });
    expect(subjects(lab, taro)).toEqual(["weekly"]);
    await lab.travel("P30D");
    expect(subjects(lab, taro)).toEqual(["weekly", "weekly"]);
    expect(subjects(lab, hanako)).toEqual([]);
  });

  test("the company, when only that is known", async () => {
    const lab = await labOn(company);
    await lab.importList(`e-mail\n${hanako}\n`, "weekly");
    await deal(lab, { id: "deal_1", company: "㈱富士建設", stage: "商談" });
    expect((await lab.lead(hanako)).gate).toMatchObject({ deals: [], company: { open: 1 } });
    await lab.travel("P20D");
    expect(lab.outbox()).toEqual([]);
  });

  test("both the person's company and the one that the deal names, and changes neither", async () => {
    const lab = await labOn(company);
    await lab.importList("会社名,e-mail\n青葉商事,jiro@aoba.example\n");
    await lab.importList(`e-mail\n${taro}\njiro@aoba.example\n`, "weekly");
    const before = await lab.lead(hanako);
    await deal(lab, { id: "deal_1", leadEmail: hanako, company: "青葉商事 Co., Ltd.", stage: "商談" });
    expect((await lab.lead(hanako)).company).toEqual(before.company);
    expect((await lab.lead("jiro@aoba.example")).company).toMatchObject({ name: "青葉商事" });
    for (const colleague of [taro, "jiro@aoba.example"])
      expect((await lab.lead(colleague)).gate.company).toMatchObject({ open: 1 });
    await lab.travel("P20D");
    expect(lab.outbox()).toEqual([]);
    await deal(lab, { id: "deal_1", stage: "lost" });
    expect(lab.outbox().map(({ to }) => to)).toEqual(expect.arrayContaining([taro, "jiro@aoba.example"]));
  });

  test("whoever joins the company, from the moment they join", async () => {
    const lab = await labOn(company);
    await deal(lab, { id: "deal_1", company: "富士建設", stage: "商談" });
    await submit(lab, "saburo@fuji.example", "newsletter", { company: { key: "富士建設", name: "富士建設" } });
    expect((await lab.lead("saburo@fuji.example")).gate.company).toMatchObject({ open: 1 });
    await submit(lab, "shiro@elsewhere.example", "newsletter");
    await submit(lab, "shiro@elsewhere.example", "newsletter", { company: { key: "富士建設", name: "富士建設" } });
    expect((await lab.lead("shiro@elsewhere.example")).gate.company).toMatchObject({ open: 1 });
  });
});

test("a deal of somebody unknown makes a lead that may not be mailed", async () => {
  const lab = await labOn(company);
  await deal(lab, { id: "deal_1", leadEmail: "new@aoba.example", company: "青葉商事", stage: "商談" });
  expect(await lab.lead("new@aoba.example")).toMatchObject({
    company: { key: "青葉商事" },
    consents: [{ basis: "none" }],
    gate: { deals: ["deal_1"], company: { open: 1 } },
  });
  await deal(lab, { id: "deal_1", stage: "lost", lostReason: "price" });
  await lab.travel("P40D");
  expect(lab.outbox()).toEqual([]);
  expect(await lab.facts("new@aoba.example")).toContainEqual({
    type: "enrolment.left",
    enrolment: "e1",
    workflow: "price",
    version: 0,
    step: "",
    reason: "noConsent",
  });
});

test("the CRM's time of change decides, in whatever order its messages arrive and however often", async () => {
  const changes = [
    { stage: "提案", modifiedAt: 1 },
    { stage: "lost", lostReason: "price" as const, modifiedAt: 2 },
    { stage: "提案", modifiedAt: 3 },
    { stage: "lost", lostReason: "timing" as const, modifiedAt: 4 },
    { stage: "提案", modifiedAt: 5 },
  ];
  const arrivals = fc
    .tuple(fc.subarray(changes, { minLength: 2 }), fc.subarray(changes, { maxLength: 2 }))
    .chain(([some, again]) => {
      const all = [...some, ...again.filter((one) => some.includes(one))];
      return fc.tuple(fc.constant(some), fc.shuffledSubarray(all, { minLength: all.length }));
    });
  await fc.assert(
    fc.asyncProperty(arrivals, async ([some, arrived]) => {
      const lab = await labOn(company);
      const start = lab.clock.now();
      for (const change of arrived)
        await deal(lab, { id: "deal_1", leadEmail: hanako, ...change, modifiedAt: start + change.modifiedAt });
      const last = some.reduce((a, b) => (a.modifiedAt > b.modifiedAt ? a : b));
      const { stage, state } = (await findDeal(lab.engine, "deal_1")) ?? {};
      const lead = await lab.lead(hanako);
      const colleague = await lab.lead(taro);
      await closeLab(lab);
      expect(stage).toBe(last.stage);
      expect(lead.gate.deals).toEqual(state === "open" ? ["deal_1"] : []);
      for (const { gate } of [lead, colleague]) expect(gate.company?.open).toBe(state === "open" ? 1 : 0);
    }),
    { numRuns: 80 },
  );
});

describe("a lost deal", () => {
  test("re-engages its own person after the wait since it was closed, and nobody else", async () => {
    const lab = await labOn(company);
    await deal(lab, { id: "deal_1", leadEmail: hanako, stage: "提案" });
    await lab.travel("P10D");
    await deal(lab, { id: "deal_1", stage: "lost", lostReason: "price", closedAt: lab.clock.now() - 8 * 86_400_000 });
    expect((await lab.lead(hanako)).enrolments).toMatchObject([{ workflow: "price", state: "pending" }]);
    await lab.travel("P21D");
    expect(lab.outbox()).toEqual([]);
    await lab.travel("P1D");
    expect(subjects(lab, hanako)).toEqual(["price"]);
    await lab.travel("P60D");
    expect(lab.outbox()).toHaveLength(1);
  });

  test("re-engages though nobody ever saw it open, once, whatever else changes in it later", async () => {
    const lab = await labOn(company);
    await deal(lab, { id: "deal_1", leadEmail: hanako, stage: "lost", lostReason: "timing" });
    await lab.travel("P1D");
    await deal(lab, { id: "deal_1", stage: "lost", lostReason: "timing", amount: 1_200_000 });
    await deal(lab, { id: "deal_1", stage: "lost", competitor: "other vendor" });
    await lab.travel("P1D");
    expect(subjects(lab, hanako)).toEqual(["timing"]);
    expect((await lab.facts(hanako)).filter(({ type }) => type === "deal.lost")).toHaveLength(1);
  });

  test("re-engages anew when it is opened again and lost again", async () => {
    const lab = await labOn(company);
    for (const stage of ["lost", "提案", "lost"]) {
      await deal(lab, {
        id: "deal_1",
        leadEmail: hanako,
        stage,
        ...(stage === "lost" ? { lostReason: "timing" } : {}),
      });
      await lab.travel("P1D");
    }
    expect(subjects(lab, hanako)).toEqual(["timing", "timing"]);
  });

  test("without a reason is re-routed by a reason that comes later", async () => {
    const lab = await labOn(company);
    await lab.workflow(
      "other",
      `
name: Other
triggers: [{ kind: dealLost, reasons: [other], after: P10D }]
steps: [{ id: timing, kind: email, template: timing }]
`,
    );
    await deal(lab, { id: "deal_1", leadEmail: hanako, stage: "lost" });
    expect((await lab.lead(hanako)).enrolments).toMatchObject([{ workflow: "other", state: "pending" }]);
    await lab.travel("P5D");
    await deal(lab, { id: "deal_1", stage: "lost", lostReason: "price" });
    expect((await lab.lead(hanako)).enrolments).toMatchObject([
      { workflow: "price", state: "pending", deal: { reason: "price" } },
    ]);
    await lab.travel("P40D");
    expect(subjects(lab, hanako)).toEqual(["price"]);
  });

  test("keeps its person in a workflow that is for the later reason, too", async () => {
    const lab = await labOn(company);
    await lab.workflow(
      "every-loss",
      `
name: Every loss
triggers: [{ kind: dealLost }]
steps:
  - { id: rest, kind: wait, for: P3D }
  - { id: weekly, kind: email, template: weekly }
`,
    );
    await deal(lab, { id: "deal_1", leadEmail: hanako, stage: "lost" });
    await deal(lab, { id: "deal_1", stage: "lost", lostReason: "competitor" });
    await lab.travel("P4D");
    expect(subjects(lab, hanako)).toEqual(["weekly"]);
  });

  test("with a reason keeps it when a list names none", async () => {
    const lab = await labOn(company);
    await deal(lab, { id: "deal_1", leadEmail: hanako, stage: "lost", lostReason: "price" });
    const csv = `商談ID,会社名,メールアドレス,フェーズ,失注理由\n1,富士建設,${hanako},失注,\n`;
    const started = await importDeals(lab.engine, new TextEncoder().encode(csv));
    expect(started.status).toBe("started");
    await lab.loop.drain();
    expect(await findDeal(lab.engine, "deal_1")).toMatchObject({ state: "lost", lostReason: "price" });
  });
});

describe("a pending re-engagement is dropped by", () => {
  const pending = async () => {
    const lab = await labOn(company);
    await deal(lab, { id: "deal_1", leadEmail: hanako, stage: "lost", lostReason: "price" });
    expect((await lab.lead(hanako)).enrolments).toMatchObject([{ state: "pending" }]);
    await lab.travel("P10D");
    return lab;
  };
  test.each([
    ["the same deal", { id: "deal_1", stage: "提案" }],
    ["another deal of the person", { id: "deal_2", leadEmail: hanako, stage: "提案" }],
    ["a deal of a colleague", { id: "deal_2", leadEmail: taro, stage: "提案" }],
    ["a deal of the company", { id: "deal_2", company: "富士建設", stage: "提案" }],
  ])("%s that opens", async (_, opened) => {
    const lab = await pending();
    await deal(lab, opened);
    expect((await lab.lead(hanako)).enrolments).toEqual([]);
    await deal(lab, { id: opened.id, stage: "lost", lostReason: "competitor" });
    await lab.travel("P60D");
    expect(lab.outbox(hanako)).toEqual([]);
  });
});

describe("a customer never gets mail for lost leads", () => {
  const won = (lab: Lab) => deal(lab, { id: "deal_won", leadEmail: taro, stage: "won" });

  test("when the company is won while the wait runs", async () => {
    const lab = await labOn(company);
    await deal(lab, { id: "deal_1", leadEmail: hanako, stage: "lost", lostReason: "price" });
    await won(lab);
    for (const colleague of [hanako, taro]) expect((await lab.lead(colleague)).stage).toBe("customer");
    await lab.travel("P60D");
    expect(lab.outbox()).toEqual([]);
  });

  test("when another deal is lost after the win, and nobody had told the person yet", async () => {
    const lab = await labOn(company);
    const { engine, clock } = lab;
    await change(engine, { id: "deal_won", leadEmail: taro, stage: "won" }, { at: clock.now(), cause: "a" });
    const lost = { id: "deal_1", leadEmail: hanako, stage: "lost", lostReason: "timing" as const };
    await change(engine, lost, { at: clock.now(), cause: "b" });
    await lab.travel("P60D");
    expect(lab.outbox()).toEqual([]);
    expect((await lab.lead(hanako)).stage).toBe("customer");
  });

  test("who joins the company later included, and a further lost deal does not change it", async () => {
    const lab = await labOn(company);
    await won(lab);
    await submit(lab, "saburo@fuji.example", "newsletter", { company: { key: "富士建設", name: "富士建設" } });
    expect((await lab.lead("saburo@fuji.example")).stage).toBe("customer");
    for (const leadEmail of [hanako, taro, "saburo@fuji.example"])
      await deal(lab, { leadEmail, stage: "lost", lostReason: "timing" });
    await lab.travel("P90D");
    expect(lab.outbox()).toEqual([]);
    expect((await lab.lead(taro)).stage).toBe("customer");
  });
});
