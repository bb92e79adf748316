import { erase } from "@rekindle/core/engine/erase";
import { capture } from "@rekindle/core/engine/identity";
import { findJob } from "@rekindle/core/engine/job";
import { keys } from "@rekindle/core/engine/keys";
import { accept } from "@rekindle/core/engine/payloads";
import { list, note } from "@rekindle/core/engine/problems";
import { entriesOf } from "@rekindle/core/engine/timeline";
import { describe, expect, test } from "vitest";
import { act, deal, nextId, submit, viewPage } from "../support/acts.ts";
import { brochureForm } from "../support/brochure-story.ts";
import { type Fault, faults, onlyAt } from "../support/faults.ts";
import { hardTimes, labOn, prepared } from "../support/hard-times.ts";
import type { Lab } from "../support/lab.ts";

const hana = "hanako.suzuki@fuji.example";
/** All that names her: address, its part before the @, names, what she wrote. */
const traces = ["hanako", "鈴木", "花子", "内緒"];

/** Somebody with a life in every table: forms, mails, a click, a call, a hand-off, a deal, a list. */
const alive = prepared(async (lab) => {
  await lab.template("hello");
  await lab.workflow(
    "hello",
    `
name: Hello
triggers: [{ kind: form, source: newsletter }]
entry: { reentry: always }
steps:
  - { id: hello, kind: email, template: hello }
  - { id: rest, kind: wait, for: P3D }
  - { id: again, kind: email, template: hello }
`,
  );
  await lab.importList(`会社名,氏名,e-mail\n富士建設,鈴木 花子,${hana}\n富士建設,別の 人,other@fuji.example\n`);
  const form = brochureForm(hana);
  await accept(lab.engine, {
    ...form,
    source: "newsletter",
    raw: `{"email":"${hana}","memo":"内緒"}`,
    submission: {
      ...form.submission,
      name: "鈴木 花子",
      company: { key: "富士建設", name: "富士建設" },
      attributes: { memo: "内緒" },
    },
  });
  await lab.travel("PT2H");
  await viewPage(lab, hana, "/pricing");
  await act(lab, hana, { type: "called", id: nextId("call"), note: "内緒の話", outcome: "reached", chips: {} });
  await submit(lab, hana, "demo");
  await deal(lab, { id: "deal_1", leadEmail: hana, stage: "提案" });
  const { id } = await lab.lead(hana);
  await note(lab.engine, {
    id: `mail-${id}-e1-hello-1`,
    kind: "mailFailed",
    lead: id,
    reason: `550 <${hana}> unknown`,
    at: lab.clock.now(),
  });
});

/** Rows of any table in which something of her stands. */
const found = ({ db }: Lab): string[] =>
  db
    .prepare("select name from sqlite_master where type = 'table' and name not like 'sqlite_%'")
    .all()
    .flatMap(({ name }) =>
      db
        .prepare(`select * from "${name}"`)
        .all()
        .map((row) => `${name}: ${Object.values(row).join(" ")}`),
    )
    .filter((row) => traces.some((trace) => row.includes(trace)));

const erased = async (lab: Lab): Promise<string> => {
  const { id } = await lab.lead(hana);
  expect(await erase(lab.engine, id, { at: lab.clock.now(), by: "admin" })).toBe(true);
  await lab.loop.drain();
  return id;
};

describe("an erased person", () => {
  test("leaves no trace in any row of any table, and others keep theirs", async () => {
    const lab = await labOn(alive);
    expect(found(lab).length).toBeGreaterThan(5);
    const id = await erased(lab);
    expect(found(lab)).toEqual([]);
    expect((await list(lab.engine)).items).toEqual([]);
    expect(await lab.lead("other@fuji.example")).toMatchObject({ name: "別の 人", gate: { company: { open: 1 } } });
    await lab.travel("P30D");
    expect(found(lab)).toEqual([]);
    const { body } = (await lab.engine.world.table.get(keys.lead(id))) ?? {};
    expect(JSON.parse(body ?? "{}")).toMatchObject({ id, email: "", erased: {} });
  });

  test("gets no further mail, whatever was on its way", async () => {
    const lab = await labOn(alive);
    await deal(lab, { id: "deal_1", stage: "lost" });
    await act(lab, hana, { type: "returned", reason: "other" });
    await submit(lab, hana, "newsletter");
    const { enrolments } = await lab.lead(hana);
    expect(enrolments).toMatchObject([{ workflow: "hello", state: "active" }]);
    const attempted = () => lab.logged.filter(({ event }) => event === "mail.attempted").length;
    const before = attempted();
    await erased(lab);
    await lab.travel("P60D");
    expect(attempted()).toBe(before);
  });

  test("is not brought back by a list, the API, a deal, a form without opt-in, or events about old mails", async () => {
    const lab = await labOn(alive);
    const id = await erased(lab);
    const job = await lab.importList(`e-mail\n${hana}\n`);
    expect(await findJob(lab.engine, job)).toMatchObject({ report: { created: 0, rejected: [{ line: 2 }] } });
    const api = { via: "api" as const, email: hana, attributes: {}, tags: [] };
    expect(await capture(lab.engine, api, { id: "api:1", at: lab.clock.now() })).toEqual({ status: "suppressed" });
    await deal(lab, { id: "deal_1", stage: "lost", lostReason: "price" });
    await deal(lab, { id: "deal_2", leadEmail: hana, company: "富士建設", stage: "提案" });
    const form = brochureForm(hana);
    await accept(lab.engine, {
      ...form,
      key: { id: "again", forDay: false },
      raw: hana,
      submission: { ...form.submission, consent: { basis: "none", given: false } },
    });
    await lab.travel("P10D");
    await expect(lab.lead(hana)).rejects.toThrow();
    expect(found(lab)).toEqual([]);
    expect(await entriesOf(lab.engine, id)).toHaveLength(1);
  });

  test("is not brought back by a form that was filled in before, however late it is worked on", async () => {
    const lab = await labOn(alive);
    const { id } = await lab.lead(hana);
    await accept(lab.engine, { ...brochureForm(hana), key: { id: "late", forDay: false }, raw: hana });
    expect(await erase(lab.engine, id, { at: lab.clock.now() })).toBe(true);
    await lab.travel("P1D");
    await expect(lab.lead(hana)).rejects.toThrow();
    expect(found(lab)).toEqual([]);
  });

  test("comes back only by their own later opt-in, as somebody new", async () => {
    const lab = await labOn(alive);
    const id = await erased(lab);
    await lab.travel("P1D");
    await submit(lab, hana, "newsletter", { name: "鈴木 花子" });
    const back = await lab.lead(hana);
    expect(back.id).not.toBe(id);
    expect(back.gate).toMatchObject({ deals: [] });
    expect(lab.outbox(hana)).toHaveLength(1);
  });
});

test("what a stale worker writes after the erasure is wiped within a function's life", async () => {
  const lab = await labOn(alive);
  const { id } = await lab.lead(hana);
  const entries = await entriesOf(lab.engine, id);
  await erased(lab);
  await lab.engine.world.table.put([
    { ...keys.entries(id, 1), rev: 1, body: JSON.stringify(entries) },
    { ...keys.aside(id, "e1-hello-1", "opened"), rev: 1, body: JSON.stringify({ ...entries[0], name: "鈴木" }) },
  ]);
  expect(found(lab)).not.toEqual([]);
  await lab.travel("PT16M");
  expect(found(lab)).toEqual([]);
});

test("an erasure that dies anywhere and is asked for again leaves no trace", async () => {
  const play = async (n: number, fault: Fault): Promise<number> => {
    const plan = faults(onlyAt(n, fault));
    const times = await hardTimes(await alive(), [plan]);
    try {
      await times.insist(async (lab) => {
        const id = known.id ?? (await lab.lead(hana)).id;
        known.id = id;
        await erase(lab.engine, id, { at: lab.clock.now() });
      });
      await times.travel("PT20M");
      const now = times.peace();
      expect([n, fault, found(now)]).toEqual([n, fault, []]);
      await expect(now.lead(hana)).rejects.toThrow();
      return plan.calls.length;
    } finally {
      await times.close();
    }
  };
  const known: { id?: string } = {};
  const calls = await play(Number.POSITIVE_INFINITY, "crashAfter");
  for (let n = 0; n < Math.min(calls, 40); n++)
    for (const fault of ["crashBefore", "crashAfter", "failAfter"] as const) {
      delete known.id;
      await play(n, fault);
    }
});
