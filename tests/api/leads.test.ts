import { expect, test } from "vitest";
import { mjml } from "../support/lab.ts";
import { startLocal } from "../support/local.ts";

const person = {
  email: "Mayumi.Watanabe@Minato-Logi.example ",
  name: "渡辺 真由美",
  company: "港物流株式会社",
  attributes: { department: "経理部" },
  consent: { basis: "optIn" },
};

test("one address is one lead: created with 201, known again with 200", async () => {
  const { post, get } = await startLocal();
  const created = await post("/v1/leads", person);
  expect(created).toMatchObject({
    status: 201,
    json: {
      email: "mayumi.watanabe@minato-logi.example",
      company: "港物流株式会社",
      stage: "marketing",
      score: { total: 15, fit: 15 },
    },
  });
  const again = await post("/v1/leads", {
    ...person,
    email: "mayumi.watanabe＠minato-logi.example",
    name: "",
    attributes: { title: "係長" },
  });
  expect(again).toMatchObject({
    status: 200,
    json: { id: created.json.id, name: "渡辺 真由美", attributes: { department: "経理部", title: "係長" } },
  });
  expect((await get("/v1/leads?email=MAYUMI.WATANABE@minato-logi.example")).json).toMatchObject({
    items: [{ id: created.json.id }],
    next: null,
  });
  expect((await get("/v1/leads?email=nobody@example.com")).json).toEqual({ items: [], next: null });
});

test.each([
  ["no address", { consent: { basis: "optIn" } }, "email"],
  ["an address without a domain", { email: "mayumi", consent: { basis: "optIn" } }, "email"],
  ["no ground for mail", { email: "a@example.com" }, "consent"],
  ["an unknown ground", { email: "a@example.com", consent: { basis: "bought" } }, "consent.basis"],
])("%s is refused with the field that is wrong", async (_, body, path) => {
  const { post } = await startLocal();
  const answer = await post("/v1/leads", body);
  expect(answer.status).toBe(422);
  expect(answer.headers.get("content-type")).toContain("application/problem+json");
  expect(answer.json.problems.map((problem: { path: string }) => problem.path)).toContain(path);
});

test("enrolling where the gate is shut is refused with the reason", async () => {
  const { post, put } = await startLocal();
  await put("/v1/templates/one", { subject: "one", mjml: mjml("<mj-text>本文</mj-text>") });
  await post("/v1/templates/one/publish");
  await put("/v1/workflows/w", { name: "w", steps: [{ kind: "email", template: "one" }] });
  await post("/v1/workflows/w/publish");
  const { id } = (await post("/v1/leads", person)).json;
  await post(`/v1/leads/${id}/optOut`);
  expect(await post(`/v1/leads/${id}/enrolments`, { workflow: "w" })).toMatchObject({
    status: 409,
    json: { problems: [{ path: "workflow", message: "optedOut" }] },
  });
  expect((await post(`/v1/leads/${id}/enrolments`, { workflow: "unknown" })).status).toBe(404);
  const none = (await post("/v1/leads", { email: "b@example.com", consent: { basis: "none" } })).json;
  expect((await post(`/v1/leads/${none.id}/enrolments`, { workflow: "w" })).json.problems).toEqual([
    { path: "workflow", message: "noConsent" },
  ]);
});

test("an erased person leaves no trace but the suppression, and no list brings them back", async () => {
  const { post, del, get, product, advance } = await startLocal();
  const { id } = (await post("/v1/leads", person)).json;
  await post(`/v1/leads/${id}/calls`, { note: "予算はまだ取れていない", outcome: "reached" });
  expect((await del(`/v1/leads/${id}`)).status).toBe(204);
  await advance("PT1H");
  expect((await get("/v1/leads?email=mayumi.watanabe@minato-logi.example")).json.items).toEqual([]);
  expect((await get(`/v1/leads/${id}`)).json).toMatchObject({ erased: true, email: "" });
  expect((await post("/v1/leads", person)).status).toBe(409);
  const { items } = await product.run.world.table.query({ pk: id, limit: 50 });
  expect(JSON.stringify(items)).not.toContain("mayumi");
  expect((await del("/v1/leads/lead_unknown")).status).toBe(404);
});

test("a call note is read as it is typed, and saved as it was shown", async () => {
  const { post, get } = await startLocal();
  const { id } = (await post("/v1/leads", person)).json;
  const note = "年内に決めたい。比較表がほしいとのこと。予算はまだ取れていない。";
  const preview = (await post(`/v1/leads/${id}/calls?dryRun=true`, { note, outcome: "reached" })).json;
  expect(preview.signals.map(({ signal, points }: { signal: string; points: number }) => [signal, points])).toEqual([
    ["call-interest", 20],
    ["call-timing", 15],
  ]);
  expect(preview).toMatchObject({
    total: 50,
    crosses: [],
    phrases: [{ phrase: "年内" }, { phrase: "比較表がほしい" }, { phrase: "予算はまだ取れていない", negated: true }],
  });
  expect((await get(`/v1/leads/${id}/score`)).json.total).toBe(15);
  const saved = await post(`/v1/leads/${id}/calls`, {
    note,
    outcome: "reached",
    chips: { interest: true, need: true, authority: true, budget: true },
  });
  expect(saved).toMatchObject({ status: 201, json: { total: 60 } });
  expect((await post(`/v1/leads/${id}/calls`, {})).status).toBe(422);
});

test("lists are paged to their end, by stage, highest score first", async () => {
  const { post, get, advance } = await startLocal();
  for (let n = 0; n < 7; n++)
    await post("/v1/leads", {
      email: `p${n}@example.com`,
      attributes: n % 2 === 0 ? { department: "経理部" } : {},
      consent: { basis: "optIn" },
    });
  await advance("PT1M");
  const seen: number[] = [];
  let cursor = "";
  do {
    const page = (await get(`/v1/leads?stage=marketing&limit=3&cursor=${encodeURIComponent(cursor)}`)).json;
    seen.push(...page.items.map(({ score }: { score: { total: number } }) => score.total));
    cursor = page.next;
  } while (cursor !== null);
  expect(seen).toEqual([15, 15, 15, 15, 0, 0, 0]);
  expect((await get("/v1/leads?cursor=nonsense")).status).toBe(422);
});
