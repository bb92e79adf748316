import { current } from "@rekindle/core/engine/catalogue";
import { happen } from "@rekindle/core/engine/cause";
import { findMany } from "@rekindle/core/engine/lead-store";
import { entriesOf } from "@rekindle/core/engine/timeline";
import type { Entry } from "@rekindle/core/leads/entry";
import { silent } from "@rekindle/core/preview/behaviour";
import { simulate } from "@rekindle/core/preview/simulate";
import { withDraft } from "@rekindle/core/preview/with-draft";
import { expect, test } from "vitest";
import { lab } from "../support/lab.ts";

const workflow = `
name: Everything that needs nobody outside
window: { days: [mon, tue, wed, thu, fri], from: "09:00", to: "18:00" }
steps:
  - { kind: email, template: one }
  - { kind: wait, businessDays: 2 }
  - kind: split
    arms:
      - { name: a, weight: 50, steps: [{ kind: email, template: two }] }
      - { name: b, weight: 40, steps: [{ kind: score, signal: quiet, points: 5, family: mail }] }
      - { name: none, weight: 10, holdout: true }
  - { kind: waitUntil, when: { field: score, gte: 20 }, max: P10D, then: [{ kind: update, set: { tags: { add: [warm] } } }] }
  - { kind: wait, until: { weekday: tue, at: "10:00" } }
  - { kind: email, template: three, onRefused: skip }
`;
const people = Array.from({ length: 30 }, (_, n) => `p${n}@example.com,経理部,${n % 3 === 0 ? "課長" : "担当"}`).join(
  "\n",
);

/** What a run says of a lead, without what only the outside knows. */
const told = (entries: Entry[]) =>
  entries.map(({ rev: _, cause, facts, at }) => ({
    at,
    cause: cause.type,
    facts: facts.map((fact) => (fact.type === "mail.sent" ? { ...fact, messageId: "", subject: "" } : fact)),
  }));

test("a simulated run and a real run give the same entries", async () => {
  const { engine, clock, template, workflow: publish, importList, travel } = await lab();
  for (const id of ["one", "two", "three"]) await template(id);
  await publish("all", workflow);
  await importList(`メールアドレス,部署名,役職\n${people}\n`);
  const { items } = await engine.world.table.listed({ in: "leads#marketing", limit: 100 });
  const ids = items.map(({ pk }) => pk).sort();
  const leads = (await findMany(engine, ids)).flatMap((lead) => lead ?? []);
  expect(leads).toHaveLength(30);

  const catalogue = await current(engine);
  const graph = catalogue.graphs["all@1"];
  if (graph === undefined) throw new Error("Not published");
  const simulated = new Map<string, Entry[]>();
  simulate(
    {
      catalogue: withDraft(catalogue, graph),
      workflow: "all",
      leads,
      startAt: clock.now(),
      days: 60,
      behaviour: silent,
    },
    (lead, entry) => simulated.set(lead, [...(simulated.get(lead) ?? []), entry]),
  );

  const before = new Map(leads.map(({ id, rev }) => [id, rev]));
  for (const id of ids) await happen(engine, id, { type: "enrol", workflow: "all", at: clock.now() });
  await travel("P59D");
  for (const id of ids) {
    const real = (await entriesOf(engine, id)).filter(({ rev }) => rev > (before.get(id) ?? 0));
    expect(told(real)).toEqual(told(simulated.get(id) ?? []));
  }
});

test("a 90-day workflow of eight mails costs a lead about twenty decisions", async () => {
  const { engine, template, clock, workflow: publish, importList } = await lab();
  await template("m");
  await publish(
    "eight",
    `name: eight\nsteps:\n${"  - { kind: email, template: m }\n  - { kind: wait, for: P10D }\n".repeat(8)}`,
  );
  await importList("メールアドレス\na@example.com\n");
  const catalogue = await current(engine);
  const { items } = await engine.world.table.listed({ in: "leads#marketing", limit: 1 });
  const leads = (
    await findMany(
      engine,
      items.map(({ pk }) => pk),
    )
  ).flatMap((lead) => lead ?? []);
  const graph = catalogue.graphs["eight@1"];
  if (graph === undefined) throw new Error("Not published");
  const run = simulate({
    catalogue: withDraft(catalogue, graph),
    workflow: "eight",
    leads,
    startAt: clock.now(),
    days: 90,
    behaviour: silent,
  });
  expect(run.days.reduce((sum, { sends }) => sum + sends, 0)).toBe(8);
  expect(run.decisions).toBeLessThanOrEqual(20);
});
