import { expect, test } from "vitest";
import { mjml } from "../support/lab.ts";
import { startLocal } from "../support/local.ts";

const lead = (name: string, more: object = {}) => ({
  email: `${name}@example.jp`,
  name,
  company: `${name}商事`,
  attributes: { department: "経理部" },
  consent: { basis: "optIn" },
  ...more,
});
const named = <T extends Record<string, unknown>>(items: T[], key: string, value: string): T | undefined =>
  items.find((item) => item[key] === value);

test("the vocabulary names what conditions may ask, with values and the number of leads that have each", async () => {
  const { get, post, put, advance } = await startLocal();
  await post("/v1/leads", lead("a", { tags: ["expo"], attributes: { department: "経理部", plan: "S" } }));
  await post("/v1/leads", lead("b", { list: "spring" }));
  await put("/v1/templates/hello", { name: "挨拶", subject: "件名", mjml: mjml("<mj-text>本文</mj-text>") });
  await advance("PT1M");
  const { json } = await get("/v1/vocabulary");
  expect(named(json.fields, "field", "attributes.department")).toMatchObject({ values: ["経理部"], people: 2 });
  expect(named(json.fields, "field", "attributes.plan")).toMatchObject({ values: ["S"], people: 1 });
  expect(named(json.fields, "field", "stage")?.["values"]).toContain("insideSales");
  expect(named(json.fields, "field", "tags")).toMatchObject({ kind: "list", values: ["expo"] });
  expect(named(json.events, "event", "mail.clicked")).toMatchObject({ by: "template" });
  expect(json.templates).toEqual([{ id: "hello", name: "挨拶", subject: "件名", version: null }]);
  expect(json.tags).toEqual([{ name: "expo", people: 1 }]);
  expect(json.lists).toEqual([{ name: "spring", people: 1 }]);
  expect(json).toMatchObject({ looked: 2, all: true });
});

test("every starter is a workflow without a fault but for mails that wait, in both languages", async () => {
  const { get, post } = await startLocal();
  const { items } = (await get("/v1/starters")).json;
  expect(items).toHaveLength(9);
  for (const { id } of items)
    for (const language of ["ja", "en"]) {
      const workflow = `${id}-${language}`;
      const made = await post(`/v1/starters/${id}`, { workflow, language, site: "https://www.akari.example" });
      expect(made.status, workflow).toBe(201);
      const checks = (await get(`/v1/workflows/${workflow}/checks`)).json;
      expect(checks.problems, workflow).toEqual([]);
      for (const mail of checks.mails)
        expect(mail, workflow).toMatchObject({ state: "waiting", problems: [], bare: [], placeholders: [] });
      expect((await post(`/v1/workflows/${workflow}/publish`)).status, workflow).toBe(422);
      expect((await post(`/v1/workflows/${workflow}/publish`, { mails: true })).json, workflow).toMatchObject({
        version: 1,
        mails: made.json.templates,
      });
    }
});

test("a starter says how many people it would find right now: the dormant, the lost, and nobody yet for a form", async () => {
  const { get, post, patch, advance } = await startLocal();
  await post("/v1/leads", lead("old"));
  await post("/v1/leads", lead("silent", { consent: { basis: "none" } }));
  const { id } = (await post("/v1/deals", { leadEmail: "old@example.jp", stage: "proposal" })).json;
  await advance("P91D");
  const people = async (starter: string) =>
    named((await get("/v1/starters")).json.items, "id", starter)?.["population"];
  expect(await people("dormant-90")).toMatchObject({ people: 1, mailable: 0 });
  expect(await people("lost-price")).toMatchObject({ people: 0 });
  await patch(`/v1/deals/${id}`, { stage: "lost", lostReason: "price" });
  await advance("PT1M");
  expect(await people("dormant-90")).toMatchObject({ people: 2, mailable: 1 });
  expect(await people("lost-price")).toMatchObject({ people: 1, mailable: 1 });
  expect(await people("lost-timing")).toMatchObject({ people: 0 });
  expect(await people("after-brochure")).toMatchObject({ people: null });
});

test("a starter never overwrites a workflow that is there, and takes the next free name by itself", async () => {
  const { post } = await startLocal();
  expect((await post("/v1/starters/dormant-90", {})).json.id).toBe("dormant-90");
  expect((await post("/v1/starters/dormant-90", { workflow: "dormant-90" })).status).toBe(409);
  expect((await post("/v1/starters/dormant-90", {})).json.id).toBe("dormant-90-v2");
  expect((await post("/v1/starters/nothing", {})).status).toBe(404);
  expect((await post("/v1/starters/dormant-90", { site: "javascript:alert(1)" })).status).toBe(422);
});
