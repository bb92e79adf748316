import { expect, test } from "vitest";
import { startLocal } from "../support/local.ts";

const optIn = { consent: { basis: "optIn" } };

test("a deal of an unknown person makes a lead that is never mailed, and locks them", async () => {
  const { post, patch, get } = await startLocal();
  const deal = await post("/v1/deals", {
    leadEmail: "new@minato.example",
    company: "港物流株式会社",
    stage: "提案",
    amount: { amount: 3600000, currency: "JPY" },
  });
  expect(deal).toMatchObject({
    status: 201,
    json: {
      id: expect.stringMatching(/^deal_/),
      state: "open",
      stage: "提案",
      company: "港物流株式会社",
      amount: { amount: 3600000, currency: "JPY" },
    },
  });
  expect((await get("/v1/leads?email=new@minato.example")).json.items).toMatchObject([
    { stage: "sales", gate: { openDeals: 1 }, consents: [{ basis: "none" }] },
  ]);
  expect(await patch(`/v1/deals/${deal.json.id}`, { stage: "lost" })).toMatchObject({
    status: 200,
    json: { state: "lost", lostReason: "other" },
  });
  expect((await patch(`/v1/deals/${deal.json.id}`, { stage: "lost", lostReason: "price" })).json).toMatchObject({
    lostReason: "price",
  });
  expect((await get("/v1/leads?email=new@minato.example")).json.items).toMatchObject([
    { stage: "marketing", gate: { openDeals: 0 } },
  ]);
  expect((await get("/v1/deals?state=lost")).json.items).toMatchObject([{ id: deal.json.id }]);
});

test.each([
  ["neither person nor company", { stage: "open" }, "leadEmail"],
  ["no stage", { company: "港物流" }, "stage"],
  ["an unknown reason", { company: "港物流", stage: "lost", lostReason: "mood" }, "lostReason"],
])("a deal with %s is refused", async (_, body, path) => {
  const { post } = await startLocal();
  const answer = await post("/v1/deals", body);
  expect([answer.status, answer.json.problems[0].path]).toEqual([422, path]);
});

test("a colleague's open deal holds mail until it closes", async () => {
  const { post, patch, put, advance, outbox } = await startLocal();
  await put("/v1/templates/one", {
    subject: "one",
    mjml: "<mjml><mj-body><mj-section><mj-column><mj-text>a</mj-text></mj-column></mj-section></mj-body></mjml>",
  });
  await post("/v1/templates/one/publish");
  await put("/v1/workflows/w", {
    name: "w",
    steps: [
      { kind: "wait", for: "P1D" },
      { kind: "email", template: "one" },
    ],
  });
  await post("/v1/workflows/w/publish");
  const { id } = (await post("/v1/leads", { email: "a@minato.example", company: "港物流株式会社", ...optIn })).json;
  await post(`/v1/leads/${id}/enrolments`, { workflow: "w" });
  const deal = (await post("/v1/deals", { company: "㈱港物流", stage: "open" })).json;
  await advance("P5D");
  expect(await outbox()).toEqual([]);
  await patch(`/v1/deals/${deal.id}`, { stage: "lost", lostReason: "timing" });
  await advance("PT1M");
  expect(await outbox()).toHaveLength(1);
});

test("settings merge objects and replace arrays; what is wrong changes nothing", async () => {
  const { put, get } = await startLocal();
  await put("/v1/settings", {
    footer: { company: "アカリ経費株式会社" },
    reps: [
      { id: "mori", name: "森" },
      { id: "abe", name: "阿部" },
    ],
  });
  await put("/v1/settings", { footer: { contact: "a@akari.example" }, reps: [{ id: "ono", name: "大野" }] });
  const settings = (await get("/v1/settings")).json;
  expect(settings).toMatchObject({
    footer: { company: "アカリ経費株式会社", contact: "a@akari.example" },
    timeZone: "Asia/Tokyo",
    slaHours: 4,
  });
  expect(settings.reps.map(({ id }: { id: string }) => id)).toEqual(["ono"]);
  const refused = await put("/v1/settings", { timeZone: "Mars/Olympus", slaHours: -1 });
  expect([refused.status, refused.json.problems.map(({ path }: { path: string }) => path)]).toEqual([
    422,
    ["timeZone", "slaHours"],
  ]);
  expect((await get("/v1/settings")).json).toEqual(settings);
});

test("a new scoring model replaces the old one, and counts what happened before anew", async () => {
  const { put, post, get, advance } = await startLocal();
  const { id } = (await post("/v1/leads", { email: "a@example.com", ...optIn })).json;
  await post(`/v1/leads/${id}/calls`, { outcome: "reached", chips: { interest: true } });
  expect((await get(`/v1/leads/${id}/score`)).json.total).toBeCloseTo(20);
  const model = {
    families: { sales: {} },
    signals: [
      { id: "keen", on: "call.noted", when: { field: "event.chips.interest", eq: true }, points: 33, family: "sales" },
    ],
    lines: { warm: 10, insideSales: 30, sales: 90 },
  };
  expect((await put("/v1/scoring", model)).json).toMatchObject({ version: 1 });
  await advance("PT1M");
  expect((await get(`/v1/leads/${id}/score`)).json).toMatchObject({
    total: 33,
    crossed: ["warm", "insideSales"],
    signals: [{ id: "keen", points: 33 }],
  });
  expect((await get("/v1/handoffs")).json.items).toMatchObject([{ leadId: id }]);
  expect((await put("/v1/scoring", { signals: "all" })).status).toBe(422);
});

test("a hand-off is answered once; who comes too late is told", async () => {
  const { put, post, get, advance } = await startLocal();
  await put("/v1/settings", {
    reps: [
      { id: "mori", name: "森" },
      { id: "abe", name: "阿部" },
    ],
  });
  const { id } = (await post("/v1/leads", { email: "a@example.com", ...optIn })).json;
  await post(`/v1/leads/${id}/calls`, {
    outcome: "reached",
    chips: { interest: true, need: true, budget: true, authority: true, timing: "within3m" },
  });
  await post(`/v1/leads/${id}/calls`, { outcome: "reached", chips: { interest: true } });
  await advance("PT1M");
  const [handoff] = (await get("/v1/handoffs?state=open")).json.items;
  expect(handoff).toMatchObject({
    owner: "mori",
    line: "insideSales",
    dueAt: expect.stringMatching(/Z$/),
    told: [],
    approach: expect.any(Array),
  });
  expect((await post(`/v1/handoffs/${handoff.id}/return`, { reason: "mood" })).status).toBe(422);
  expect((await post(`/v1/handoffs/${handoff.id}/assign`, { owner: "abe" })).json).toMatchObject({ owner: "abe" });
  expect((await post(`/v1/handoffs/${handoff.id}/return`, { reason: "tooEarly", note: "来期" })).json).toMatchObject({
    state: "returned",
  });
  expect(await post(`/v1/handoffs/${handoff.id}/accept`)).toMatchObject({
    status: 409,
    json: { detail: expect.stringContaining("returned") },
  });
  expect((await get(`/v1/leads/${id}`)).json.stage).toBe("marketing");
});
