import { happen } from "@rekindle/core/engine/cause";
import { findDeal } from "@rekindle/core/engine/deals";
import { findJob } from "@rekindle/core/engine/job";
import { keys } from "@rekindle/core/engine/keys";
import { handleMailEvents } from "@rekindle/core/engine/mail-events";
import { accept } from "@rekindle/core/engine/payloads";
import { clear, list } from "@rekindle/core/engine/problems";
import { draftWorkflow, publishWorkflow } from "@rekindle/core/engine/publish";
import { report } from "@rekindle/core/engine/report";
import { read } from "@rekindle/core/workflows/read";
import type { Item } from "@rekindle/core/world/world";
import { describe, expect, test } from "vitest";
import { act, deal, submit } from "../support/acts.ts";
import { brochureForm } from "../support/brochure-story.ts";
import { labOn, prepared } from "../support/hard-times.ts";
import type { Lab } from "../support/lab.ts";

const healthy = Array.from({ length: 24 }, (_, n) => `p${n}@fuji.example`);
const sick = "sick@fuji.example";
const spin = (other: string) => `
name: Spin
triggers: [{ kind: condition, when: { field: tags, contains: spin } }]
entry: { reentry: always }
steps: [{ kind: enrol, workflow: ${other} }]
`;

/** Everybody gets a letter after a day. The two workflows that call each other for ever take in who is tagged. */
const crowd = prepared(async ({ template, workflow, engine, importList, loop }) => {
  await template("letter");
  await workflow(
    "letters",
    `
name: Letters
triggers: [{ kind: list, list: expo }]
steps:
  - { id: rest, kind: wait, for: P1D }
  - { id: letter, kind: email, template: letter }
  - { id: again, kind: wait, for: P1D }
  - { id: second, kind: email, template: letter }
`,
  );
  await importList(`会社名,e-mail\n${[...healthy, sick].map((email) => `富士建設,${email}`).join("\n")}\n`);
  for (const [id, other] of [
    ["spin-a", "spin-b"],
    ["spin-b", "spin-a"],
  ] as const) {
    const made = read(spin(other), "yaml");
    if (made.status !== "ok") throw new Error("unreadable");
    await draftWorkflow(engine, id, made.definition);
  }
  for (const id of ["spin-a", "spin-b"]) expect((await publishWorkflow(engine, id)).status).toBe("published");
  await loop.drain();
});

const itemOf = async ({ engine }: Lab, id: string): Promise<Item> => {
  const item = await engine.world.table.get(keys.lead(id), "consistent");
  if (item === undefined) throw new Error("No such record");
  return item;
};
const bodyWith = (item: Item, change: Record<string, unknown>) =>
  JSON.stringify({ ...JSON.parse(item.body), ...change });
type Poison = { name: string; spoil(item: Item): string };
/** From a decision that fails to a body that nobody can read. */
const poisons: Poison[] = [
  { name: "whose workflows never come to rest", spoil: (item) => bodyWith(item, { tags: ["spin"] }) },
  { name: "whose score is gone", spoil: (item) => bodyWith(item, { score: null }) },
  { name: "whose gate is gone", spoil: (item) => bodyWith(item, { gate: null }) },
  { name: "whose effects are gone", spoil: (item) => bodyWith(item, { outbox: null }) },
  { name: "of a newer version of the program", spoil: (item) => bodyWith(item, { v: 2 }) },
  { name: "that is no JSON", spoil: (item) => item.body.slice(0, -20) },
];
const spoiled = async ({ spoil }: Poison) => {
  const lab = await labOn(crowd);
  const { id } = await lab.lead(sick);
  const good = await itemOf(lab, id);
  await lab.engine.world.table.put([{ ...good, body: spoil(good) }]);
  /** Somebody mends the record as it stands now: what was written into it since stays. */
  const mend = async () => {
    const now = await itemOf(lab, id);
    const { tags, score, gate, outbox } = JSON.parse(good.body);
    const readable = now.body.endsWith("}") && JSON.parse(now.body).v === 1;
    const body = readable
      ? bodyWith(now, {
          tags,
          ...(JSON.parse(now.body).score === null ? { score } : {}),
          ...(JSON.parse(now.body).gate === null ? { gate } : {}),
          outbox,
        })
      : good.body;
    await lab.engine.world.table.put([{ ...now, body }]);
  };
  const putBack = async () => {
    await happen(lab.engine, id, { type: "unparked", at: lab.clock.now() });
    await clear(lab.engine, `parked-${id}`);
    await lab.loop.drain();
  };
  return { lab, id, mend, putBack };
};
const mailed = (lab: Lab) => lab.outbox().map(({ to }) => to);

describe.each(poisons)("a lead $name", (poison) => {
  test("is parked alone, is not due again, and the others get their mail at their time", async () => {
    const { lab, id } = await spoiled(poison);
    await lab.travel("P1D");
    expect(mailed(lab).sort()).toEqual([...healthy].sort());
    await lab.travel("P1D");
    expect(mailed(lab)).toHaveLength(2 * healthy.length);
    expect((await list(lab.engine)).items).toMatchObject([{ id: `parked-${id}`, kind: "parked", lead: id }]);
    expect((await itemOf(lab, id)).due).toBeUndefined();
    expect(lab.queue.waiting() + lab.queue.deadLetters().length).toBe(0);
  });

  test("keeps what happens to it meanwhile, and goes on where it was when it is mended and put back", async () => {
    const { lab, mend, putBack, id } = await spoiled(poison);
    await lab.travel("P1D");
    await accept(lab.engine, { ...brochureForm(sick), source: "newsletter" });
    await lab.loop.drain();
    expect(lab.queue.waiting() + lab.queue.deadLetters().length).toBe(0);
    await mend();
    await putBack();
    const types = await lab.types(sick);
    expect(types.filter((type) => type === "form.submitted")).toHaveLength(1);
    expect((await lab.lead(sick)).parked).toBeUndefined();
    expect(mailed(lab).filter((to) => to === sick)).toHaveLength(1);
    await lab.travel("P2D");
    expect(mailed(lab).filter((to) => to === sick)).toHaveLength(2);
    expect((await list(lab.engine)).items).toEqual([]);
    expect((await lab.lead(sick)).id).toBe(id);
  });

  test("stops no list that it stands in, and hides its deal from no colleague", async () => {
    const { lab } = await spoiled(poison);
    const job = await lab.importList(`e-mail\n${sick}\n${healthy[0]}\nnew@fuji.example\n`, "other");
    expect(await findJob(lab.engine, job)).toMatchObject({ state: "done", report: { created: 1, merged: 2 } });
    await deal(lab, { id: "deal_1", leadEmail: sick, company: "富士建設", stage: "提案" });
    expect(await findDeal(lab.engine, "deal_1")).toMatchObject({ state: "open" });
    await lab.travel("P3D");
    expect(mailed(lab)).toEqual([]);
  });

  test("leaves the counters and the mail events of the others alone", async () => {
    const { lab, id } = await spoiled(poison);
    const bounce = {
      eventType: "Bounce",
      mail: { timestamp: "2026-11-24T01:00:00Z", messageId: "m", tags: { lead: [id], mail: ["e1-letter-1"] } },
      bounce: { bounceType: "Permanent", timestamp: "2026-11-24T01:00:00Z" },
    };
    expect(await handleMailEvents(lab.engine, [{ id: "1", body: JSON.stringify(bounce) }])).toEqual([]);
    await lab.travel("P1DT1M");
    const [version] = (await report(lab.engine, "letters"))?.versions ?? [];
    expect(version?.steps.find((step) => step.id === "letter")).toMatchObject({ sent: healthy.length });
    expect(version?.steps.find((step) => step.id === "letter")).toMatchObject({ delivered: healthy.length });
  });
});

test("a new person whose first decision fails is taken in with their address, and parked", async () => {
  const lab = await labOn(crowd);
  await submit(lab, "new@fuji.example", "newsletter", { tags: ["spin"], name: "新 人" });
  const { parked, email, name, id } = await lab.lead("new@fuji.example");
  expect({ email, name }).toEqual({ email: "new@fuji.example", name: "新 人" });
  expect(parked).toBeDefined();
  expect((await list(lab.engine)).items).toMatchObject([{ lead: id }]);
});

test("an opt-out of a parked lead holds", async () => {
  const lab = await labOn(crowd);
  await act(lab, sick, { type: "parked", reason: "by hand" });
  await act(lab, sick, { type: "optedOut", via: "page" });
  await lab.travel("P1D");
  await act(lab, sick, { type: "unparked" });
  await lab.travel("P3D");
  expect(mailed(lab)).not.toContain(sick);
});
