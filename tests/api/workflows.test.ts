import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { mjml } from "../support/lab.ts";
import { startLocal } from "../support/local.ts";

const example = readFileSync(new URL("contract-workflow.yaml", import.meta.url), "utf8");
const templates = ["price-1", "price-2-warm", "price-2-cold", "benchmark", "case-study"];

test("the contract's example is accepted as it stands, and published once its mails are", async () => {
  const { put, post, get } = await startLocal();
  const missing = (await put("/v1/workflows/price", example, "application/yaml")).json;
  expect(missing.problems.map(({ message }: { message: string }) => message).join()).toContain("price-1");
  expect((await post("/v1/workflows/price/publish")).status).toBe(422);
  for (const id of templates) {
    await put(`/v1/templates/${id}`, { subject: id, mjml: mjml("<mj-text>本文</mj-text>") });
    expect((await post(`/v1/templates/${id}/publish`)).json).toEqual({ version: 1 });
  }
  expect(await put("/v1/workflows/price", example, "application/yaml")).toMatchObject({
    status: 200,
    json: { id: "price", problems: [] },
  });
  expect((await post("/v1/workflows/price/publish")).json.version).toBe(1);
  expect((await post("/v1/workflows/price/publish")).json.version).toBe(2);
  const shown = (await get("/v1/workflows/price")).json;
  expect(shown).toMatchObject({ state: "running", version: 2, draft: { steps: expect.any(Array) } });
  expect((await put("/v1/workflows/price", shown.draft)).json).toMatchObject({ problems: [], draft: shown.draft });
  expect((await get("/v1/workflows")).json.items).toEqual([
    expect.objectContaining({ id: "price", state: "running", inside: 0, problems: 0 }),
  ]);
});

test("a pause holds everybody where they are, and a resume goes on", async () => {
  const { put, post, advance, outbox } = await startLocal();
  await put("/v1/templates/one", { subject: "one", mjml: mjml("<mj-text>本文</mj-text>") });
  await post("/v1/templates/one/publish");
  await put("/v1/workflows/w", {
    name: "w",
    steps: [
      { kind: "wait", for: "P1D" },
      { kind: "email", template: "one" },
    ],
  });
  await post("/v1/workflows/w/publish");
  const { id } = (await post("/v1/leads", { email: "a@example.com", consent: { basis: "optIn" } })).json;
  expect((await post(`/v1/leads/${id}/enrolments`, { workflow: "w" })).status).toBe(201);
  expect((await post("/v1/workflows/w/pause")).status).toBe(200);
  await advance("P3D");
  expect(await outbox()).toEqual([]);
  await post("/v1/workflows/w/resume");
  await advance("PT1M");
  expect(await outbox()).toHaveLength(1);
});

test.each([
  ["no JSON", "{", "application/json", 400],
  ["broken YAML", "a: [", "application/yaml", 400],
])("%s is refused as unparseable", async (_, text, type, status) => {
  const { put } = await startLocal();
  expect(await put("/v1/workflows/w", text, type)).toMatchObject({
    status,
    json: { status, title: expect.any(String), detail: expect.any(String), problems: [] },
  });
});

test("a definition with faults names the step and the field", async () => {
  const { put, post } = await startLocal();
  const answer = await put("/v1/workflows/w", { name: "w", steps: [{ kind: "email" }, { kind: "waitFor" }] });
  expect(answer.status).toBe(200);
  expect(answer.json.problems.map(({ path }: { path: string }) => path)).toEqual(
    expect.arrayContaining(["steps.0.template", "steps.1.kind"]),
  );
  expect((await post("/v1/workflows/w/publish")).status).toBe(404);
});

test("simulation answers day by day, and stores nothing", async () => {
  const { put, post, outbox, get } = await startLocal();
  await put("/v1/workflows/w", {
    name: "w",
    entry: { when: { field: "fit", gte: 10 } },
    steps: [
      { kind: "email", template: "unwritten" },
      { kind: "wait", for: "P1D" },
      { kind: "email", template: "unwritten" },
    ],
  });
  const { json } = await post("/v1/simulate", {
    workflow: "w",
    sample: 20,
    days: 5,
    behaviour: { click: 0, optOut: 0, bounce: 0 },
  });
  expect(json).toMatchObject({ synthetic: 20 });
  expect(json.days.map(({ date, sends }: { date: string; sends: number }) => [date, sends])).toEqual([
    ["2026-11-24", 20],
    ["2026-11-25", 20],
    ["2026-11-26", 0],
    ["2026-11-27", 0],
    ["2026-11-28", 0],
  ]);
  expect(json.paths).toHaveLength(20);
  expect(await outbox()).toEqual([]);
  expect((await get("/v1/leads")).json.items).toEqual([]);
});

test("more than a thousand leads for ninety days are played as a job", async () => {
  const { put, post, get, advance } = await startLocal();
  await put("/v1/workflows/w", { name: "w", steps: [{ kind: "email", template: "unwritten" }] });
  const started = await post("/v1/simulate", {
    workflow: "w",
    sample: 1001,
    days: 90,
    behaviour: { click: 0, optOut: 0, bounce: 0 },
  });
  expect(started).toMatchObject({ status: 202, json: { job: expect.stringMatching(/^job_/) } });
  await advance("PT1M");
  const { state, result } = (await get(`/v1/jobs/${started.json.job}`)).json;
  expect([state, result.synthetic, result.days[0], result.paths.length]).toEqual([
    "done",
    1001,
    expect.objectContaining({ sends: 1001 }),
    200,
  ]);
});
