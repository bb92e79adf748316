import { app } from "@rekindle/functions/http/app";
import { expect, test } from "vitest";
import { memoryEngine } from "../support/memory-engine.ts";
import { withProvider } from "../support/visitor.ts";

const lead = { email: "a@example.com", consent: { basis: "optIn" } };

test("every change says who made it, to what, from where, and what came of it", async () => {
  const { visitor, install } = await withProvider();
  const kanri = visitor();
  await kanri.signIn("kanri");
  const from = { headers: { "x-test-from": "203.0.113.9" } };
  const { id } = (await kanri.ask("POST", "/v1/leads", { body: lead, ...from })).json;
  await kanri.ask("PATCH", `/v1/leads/${id}`, { body: { name: 7 }, ...from });
  await kanri.ask("DELETE", `/v1/leads/${id}`, from);
  await install("PUT", "/v1/settings", { slaHours: 2 });
  await kanri.get(`/v1/leads/${id}`);
  const { items } = (await kanri.get("/v1/audit?day=2026-11-24")).json;
  const person = { kind: "person", id: expect.stringMatching(/^person_/), name: "管理 花子", role: "admin" };
  expect(items.map(({ id: _, at: __, from: ___, ...entry }: Record<string, unknown>) => entry)).toEqual([
    {
      by: { kind: "key", id: "key", name: "API" },
      what: "PUT /v1/settings",
      thing: {},
      changes: [{ path: "slaHours", from: "4", to: "2" }],
      outcome: 200,
    },
    { by: person, what: "DELETE /v1/leads/:id", thing: { id }, outcome: 204 },
    { by: person, what: "PATCH /v1/leads/:id", thing: { id }, outcome: 422 },
    { by: person, what: "POST /v1/leads", thing: { made: id }, outcome: 201 },
    { by: person, what: "sign-in", thing: {}, outcome: 200 },
  ]);
  const [, erased, changed] = items;
  expect(erased.from).toMatch(/^[0-9a-f]{32}$/);
  expect(erased.from).toBe(changed.from);
  expect(JSON.stringify(items)).not.toMatch(/203\.0\.113|a@example/);
  expect((await kanri.get("/v1/audit?day=2026-11-23")).json.items).toEqual([]);
  expect((await kanri.get("/v1/audit?day=yesterday")).status).toBe(422);
});

test("the timeline names who is signed in, whatever a header claims", async () => {
  const { visitor, install } = await withProvider();
  const { id } = (await install("POST", "/v1/leads", lead)).json;
  const mori = visitor();
  await mori.signIn("mori");
  await mori.ask("POST", `/v1/leads/${id}/calls`, {
    body: { note: "予算は来期" },
    headers: { "x-rekindle-actor": "somebody else" },
  });
  const { items } = (await install("GET", `/v1/leads/${id}/timeline`)).json;
  expect(items.find(({ type }: { type: string }) => type === "call.noted").by).toBe("森 健太");
  expect(items.find(({ type }: { type: string }) => type === "lead.captured").by).toBe("API");
});

test("what only looks is no change, and a trial is one where it is saved only", async () => {
  const { visitor, install } = await withProvider();
  const { id } = (await install("POST", "/v1/leads", lead)).json;
  const mori = visitor();
  await mori.signIn("mori");
  await mori.post(`/v1/leads/${id}/calls?dryRun=true`, { note: "予算は来期" });
  await mori.post(`/v1/leads/${id}/calls`, { note: "予算は来期" });
  await mori.post(`/v1/leads/${id}/optOut?dryRun=true`);
  const { items } = (await install("GET", "/v1/audit")).json;
  expect(items.map(({ what }: { what: string }) => what)).toEqual([
    "POST /v1/leads/:id/optOut",
    "POST /v1/leads/:id/calls",
    "sign-in",
    "POST /v1/leads",
  ]);
});

test("no change is made that cannot be written down, and one that failed half-way stays in the audit as begun", async () => {
  const memory = memoryEngine();
  const { table } = memory.world;
  let [refusing, dying] = [true, false];
  const engine = {
    ...memory.engine,
    world: {
      ...memory.world,
      table: {
        ...table,
        put: async (items: Parameters<typeof table.put>[0]) => {
          const audit = items.find(({ pk }) => pk.startsWith("audit#"));
          if (audit !== undefined && (refusing || (dying && audit.rev > 1))) throw new Error("the table is away");
          await table.put(items);
        },
      },
    },
  };
  const api = app({ engine, apiKey: () => true, nowWallMs: () => 0 });
  const create = () =>
    api.request("/v1/leads", {
      method: "POST",
      headers: { authorization: "Bearer any" },
      body: JSON.stringify(lead),
    });
  expect((await create()).status).toBe(500);
  expect((await memory.get("/v1/leads?email=a@example.com")).json.items).toEqual([]);
  [refusing, dying] = [false, true];
  expect((await create()).status).toBe(500);
  expect((await memory.get("/v1/leads?email=a@example.com")).json.items).toHaveLength(1);
  expect((await memory.get("/v1/audit")).json.items).toMatchObject([{ what: "POST /v1/leads", outcome: "begun" }]);
});
