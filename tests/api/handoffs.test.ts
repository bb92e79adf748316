import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { mjml, start } from "../support/lab.ts";
import { type MemoryEngine, memoryEngine } from "../support/memory-engine.ts";

const DAY = 86_400_000;
const reps = [
  { id: "mori", name: "森 健太" },
  { id: "abe", name: "阿部 翔" },
  { id: "takagi", name: "高木 恵子", manager: true },
];
const attributes = {
  department: "経理部",
  title: "係長",
  phone: "03-0000-0000",
  industry: "物流",
  reading: "わたなべ まゆみ",
};

/** Lost on price in October, mailed, clicked, and over the line by what was said on the phone. */
const handedOver = async (engine: MemoryEngine) => {
  const { post, put, settle, pass } = engine;
  await put("/v1/settings", { reps });
  const email = "mayumi.watanabe@minato-logi.example";
  const { id } = (
    await post("/v1/leads", {
      email,
      name: "渡辺 真由美",
      company: "港物流株式会社",
      attributes,
      consent: { basis: "optIn" },
    })
  ).json;
  await post("/v1/deals", {
    leadEmail: email,
    stage: "lost",
    lostReason: "price",
    name: "D-1092",
    closedAt: "2026-10-08T08:00:00Z",
  });
  await settle();
  pass(DAY);
  await post(`/v1/leads/${id}/calls`, {
    outcome: "reached",
    chips: { interest: true, budget: true, need: true, timing: "within3m" },
  });
  await settle();
  const { items } = (await engine.get("/v1/handoffs?state=open")).json;
  return { id, items, handoff: items[0] };
};

test("a hand-off says all that a rep needs before the call", async () => {
  const engine = memoryEngine();
  const { items, handoff, id } = await handedOver(engine);
  expect(items).toHaveLength(1);
  expect(handoff).toMatchObject({
    id: expect.stringMatching(/^handoff_/),
    leadId: id,
    state: "open",
    line: "insideSales",
    level: 0,
    owner: "mori",
    openedAt: "2026-11-25T01:12:00.000Z",
    dueAt: "2026-11-25T05:12:00.000Z",
    // Half a business hour after the end: until then the owner is reminded.
    nextOwner: "abe",
    movesAt: "2026-11-25T05:42:00.000Z",
    lead: {
      id,
      name: "渡辺 真由美",
      company: "港物流株式会社",
      department: "経理部",
      title: "係長",
      phone: "03-0000-0000",
    },
    lastDeal: { name: "D-1092", reason: "price", closedAt: "2026-10-08T08:00:00.000Z" },
    told: [],
  });
  expect(handoff.approach.join("")).toMatch(/価格で見送り/);
  expect(handoff.approach.at(-1)).toBe("聞くこと:決める人");
  expect(handoff.reasons).toContainEqual({
    signal: "call-interest",
    label: { ja: "電話:関心あり", en: "Call: interest" },
    family: "sales",
    at: "2026-11-25T01:12:00.000Z",
    points: 20,
    left: 20,
  });
});

test("what is left of the reasons fades while the hand-off waits, and sums to the score", async () => {
  const engine = memoryEngine();
  await handedOver(engine);
  engine.pass(90 * DAY);
  const [handoff] = (await engine.get("/v1/handoffs")).json.items;
  const left = handoff.reasons.reduce((sum: number, reason: { left: number }) => sum + reason.left, 0);
  expect(left).toBeCloseTo(handoff.score, 6);
  expect(handoff.reasons.find(({ signal }: { signal: string }) => signal === "call-interest").left).toBeCloseTo(10, 6);
});

test("accepting stops the clock, once; a hand-off that is not open any more is refused with what became of it", async () => {
  const engine = memoryEngine();
  const { handoff } = await handedOver(engine);
  const accepted = await engine.post(`/v1/handoffs/${handoff.id}/accept`, undefined, {
    headers: { "x-rekindle-actor": "mori" },
  });
  expect([accepted.status, accepted.json.state, accepted.json.dueAt]).toEqual([200, "accepted", null]);
  expect((await engine.post(`/v1/handoffs/${handoff.id}/accept`)).status).toBe(200);
  await engine.settle();
  expect((await engine.get("/v1/handoffs")).json.items).toEqual([]);
  expect((await engine.get("/v1/handoffs?state=accepted&owner=mori")).json.items).toHaveLength(1);
  expect((await engine.get("/v1/handoffs?state=accepted&owner=abe")).json.items).toEqual([]);
  const returned = await engine.post(`/v1/handoffs/${handoff.id}/return`, { reason: "tooEarly", note: "来春に" });
  expect([returned.status, returned.json.returned]).toEqual([
    200,
    { reason: "tooEarly", at: expect.any(String), coolUntil: expect.stringMatching(/^2027-01-/) },
  ]);
  const late = await engine.post(`/v1/handoffs/${handoff.id}/accept`);
  expect([late.status, late.json.problems[0].message]).toEqual([409, "returned"]);
});

test("assigning takes a rep of the settings, a return one of the reasons", async () => {
  const engine = memoryEngine();
  const { handoff, id } = await handedOver(engine);
  expect((await engine.post(`/v1/handoffs/${handoff.id}/assign`, { owner: "nobody" })).status).toBe(422);
  expect((await engine.post(`/v1/handoffs/${handoff.id}/assign`, { owner: "abe" })).json.owner).toBe("abe");
  expect((await engine.get(`/v1/leads/${id}`)).json.owner).toBe("abe");
  const wrong = await engine.post(`/v1/handoffs/${handoff.id}/return`, { reason: "tooLate" });
  expect([wrong.status, wrong.json.problems[0].path]).toEqual([422, "reason"]);
  expect((await engine.get("/v1/handoffs?state=lost-in-space")).status).toBe(422);
  expect((await engine.post("/v1/handoffs/handoff_unknown_1/accept")).status).toBe(404);
});

test("told: the mails as sent, each with what the person opened, newest first", async () => {
  const engine = memoryEngine();
  const { put, post, settle, pass, mailings } = engine;
  for (const [id, subject] of [
    ["one", "一通目"],
    ["two", "{{ lead.name }}様へ"],
  ] as const) {
    await put(`/v1/templates/${id}`, {
      subject,
      mjml: mjml(`<mj-button href="https://akari.example/${id}">読む</mj-button>`),
    });
    await post(`/v1/templates/${id}/publish`);
  }
  await put(
    "/v1/workflows/w",
    readFileSync(new URL("../samples/two-mails-then-hand-off.yaml", import.meta.url), "utf8"),
    {
      type: "application/yaml",
    },
  );
  await post("/v1/workflows/w/publish");
  const { id } = (await post("/v1/leads", { email: "a@example.com", name: "森", consent: { basis: "optIn" } })).json;
  await post(`/v1/leads/${id}/enrolments`, { workflow: "w" });
  await settle();
  pass(3_600_000);
  await engine.get(`/${mailings[0]?.mails[0]?.slots["c"]?.replace(/^https?:\/\/[^/]+\//, "")}1`, {
    bearer: false,
    headers: { "user-agent": "Mozilla/5.0 (Macintosh) Safari/605" },
  });
  await settle();
  engine.at(start + DAY);
  await engine.engine.world.queue.send([{ body: JSON.stringify({ kind: "look", leads: [id] }) }]);
  await settle();
  const [handoff] = (await engine.get("/v1/handoffs")).json.items;
  expect(handoff.note).toBe("asked for the brochure");
  expect(handoff.told).toEqual([
    { template: "two", version: 1, subject: "森様へ", sentAt: "2026-11-25T01:12:00.000Z", clicks: [] },
    {
      template: "one",
      version: 1,
      subject: "一通目",
      sentAt: "2026-11-24T01:12:00.000Z",
      clicks: [{ url: "https://akari.example/one", at: "2026-11-24T02:12:00.000Z" }],
    },
  ]);
  expect(handoff.approach.join("")).toContain("「一通目」");
});

describe("a call", () => {
  const lead = async (engine: MemoryEngine) =>
    (await engine.post("/v1/leads", { email: "a@example.com", attributes, consent: { basis: "optIn" } })).json.id;

  test("is tried without being kept, however often", async () => {
    const engine = memoryEngine();
    const id = await lead(engine);
    const before = await engine.world.table.get({ pk: id, sk: "lead" });
    for (let n = 0; n < 3; n++) {
      const tried = await engine.post(`/v1/leads/${id}/calls?dryRun=true`, { note: "予算が取れた。年内に決めたい" });
      expect([tried.status, tried.json.total]).toEqual([200, 40]);
    }
    expect(await engine.world.table.get({ pk: id, sk: "lead" })).toEqual(before);
  });

  test("says before saving that a line is crossed and who will be told", async () => {
    const engine = memoryEngine();
    await engine.put("/v1/settings", { reps });
    const id = await lead(engine);
    const chips = { interest: true, need: true, budget: true, authority: true, timing: "within3m" };
    const tried = (await engine.post(`/v1/leads/${id}/calls?dryRun=true`, { outcome: "reached", chips })).json;
    expect(tried).toMatchObject({
      total: 75,
      crosses: ["insideSales"],
      effects: [{ kind: "handoffOpened", owner: "mori" }, { kind: "stageEntered" }],
    });
    const saved = (await engine.post(`/v1/leads/${id}/calls`, { outcome: "reached", chips })).json;
    expect(saved).toMatchObject({ total: tried.total, crosses: tried.crosses });
  });

  test("under one Idempotency-Key counts once", async () => {
    const engine = memoryEngine();
    const id = await lead(engine);
    const headers = { "idempotency-key": "phone-17" };
    await engine.post(`/v1/leads/${id}/calls`, { outcome: "noAnswer" }, { headers });
    await engine.post(`/v1/leads/${id}/calls`, { outcome: "noAnswer" }, { headers });
    expect((await engine.get(`/v1/leads/${id}/score`)).json.total).toBeCloseTo(13, 6);
  });

  test("is read by the workspace's own phrases once it has some", async () => {
    const engine = memoryEngine();
    const id = await lead(engine);
    const shipped = (await engine.get("/v1/phrases")).json.items;
    expect(shipped.length).toBeGreaterThan(100);
    expect((await engine.put("/v1/phrases", { items: [{ text: "a", chip: "budget", value: true }] })).status).toBe(422);
    const own = { items: [{ text: "稟議…通", chip: "budget", value: true }] };
    expect((await engine.put("/v1/phrases", own)).status).toBe(200);
    const tried = (await engine.post(`/v1/leads/${id}/calls?dryRun=true`, { note: "稟議は通りました。興味があります" }))
      .json;
    expect(tried.phrases).toEqual([expect.objectContaining({ phrase: "稟議は通", chip: "budget", value: true })]);
  });

  test("of the future is of now, and an unknown chip or outcome is refused", async () => {
    const engine = memoryEngine();
    const id = await lead(engine);
    const saved = await engine.post(`/v1/leads/${id}/calls`, { note: "x", at: "2099-01-01T00:00:00Z" });
    expect(saved.json.at).toBe("2026-11-24T01:12:00.000Z");
    for (const body of [
      { outcome: "shouted" },
      { chips: { mood: true } },
      { chips: { timing: true } },
      { note: 5 },
      {},
    ])
      expect((await engine.post(`/v1/leads/${id}/calls`, body)).status).toBe(422);
    expect((await engine.post("/v1/leads/lead_unknown/calls", { note: "x" })).status).toBe(404);
  });
});
