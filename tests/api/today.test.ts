import { emptyReport, startJob } from "@rekindle/core/engine/job";
import { note } from "@rekindle/core/engine/problems";
import { expect, test } from "vitest";
import { memoryEngine } from "../support/memory-engine.ts";

const hour = 3_600_000;
type Need = { kind: string; severity: string } & Record<string, unknown>;

const product = () => {
  const memory = memoryEngine();
  const needs = async (role = "all"): Promise<Need[]> => (await memory.get(`/v1/today?role=${role}`)).json.needs;
  /** A person who is handed over at once. */
  const hot = async (email: string, name: string) => {
    const { id } = (await memory.post("/v1/leads", { email, name, company: "港物流", consent: { basis: "optIn" } }))
      .json;
    await memory.put("/v1/workflows/over", {
      name: "Over",
      triggers: [{ kind: "manual" }],
      steps: [{ kind: "handOff" }],
    });
    await memory.post("/v1/workflows/over/publish");
    await memory.post(`/v1/leads/${id}/enrolments`, { workflow: "over" });
    await memory.settle();
    return id;
  };
  return { ...memory, needs, hot };
};

test("a quiet workspace needs nobody, and says what runs by itself", async () => {
  const { get } = product();
  const { json } = await get("/v1/today");
  expect(json.needs).toEqual([]);
  expect(json.well).toEqual({ workflows: 0, sources: 0 });
  expect(json.month).toMatchObject({ month: "2026-11", passed: 15, of: 19 });
  expect(json.changes.sinceAt).toBe("2026-11-19T15:00:00.000Z");
});

test("a hand-off is shown as waiting, then as due within the hour, then as overdue with its next owner", async () => {
  const { put, needs, hot, pass } = product();
  await put("/v1/settings", {
    reps: [
      { id: "mori", name: "森" },
      { id: "abe", name: "阿部" },
    ],
  });
  await hot("a@minato.example", "渡辺 真由美");
  expect(await needs("insideSales")).toMatchObject([
    { kind: "handOffsWaiting", count: 1, first: { name: "渡辺 真由美", owner: "mori" } },
  ]);
  expect(await needs("marketing")).toEqual([]);
  pass(3.5 * hour);
  expect(await needs("marketing")).toMatchObject([
    { kind: "handOffsSoon", severity: "soon", owners: [{ owner: "mori", n: 1 }] },
  ]);
  pass(hour);
  expect(await needs()).toMatchObject([
    { kind: "handOffsOver", severity: "now", sinceAt: "2026-11-24T05:12:00.000Z", next: { owner: "abe" } },
  ]);
});

test("what stands still until a person looks is named with its reason: mails, leads, jobs, workflows", async () => {
  const { engine, post, put, needs, settle } = product();
  const at = engine.world.clock.now();
  await note(engine, {
    id: "mail-1",
    kind: "mailFailed",
    lead: "lead_1",
    reason: "Attribute 'industry' is not present",
    at,
  });
  await note(engine, {
    id: "mail-2",
    kind: "mailFailed",
    lead: "lead_2",
    reason: "Attribute 'industry' is not present",
    at,
  });
  await note(engine, { id: "parked-1", kind: "parked", lead: "lead_3", reason: "It does not come to rest", at });
  const plan = { kind: "import" as const, chunk: 0, chunks: 1, consent: "none" as const, started: 0 };
  const job = { id: "job_1", kind: "leads" as const, done: 3, total: 10, createdAt: at, report: emptyReport(), plan };
  await startJob(engine, { ...job, state: "failed", error: "Rows of part 0 are missing" });
  await put("/v1/templates/hello", {
    subject: "Hello",
    mjml: "<mjml><mj-body><mj-section><mj-column><mj-text>Hi</mj-text></mj-column></mj-section></mj-body></mjml>",
  });
  await post("/v1/templates/hello/publish");
  await put("/v1/workflows/greet", {
    name: "Greet",
    triggers: [{ kind: "manual" }],
    steps: [{ kind: "email", template: "hello" }],
  });
  await post("/v1/workflows/greet/publish");
  await put("/v1/workflows/rest", {
    name: "Rest",
    triggers: [{ kind: "manual" }],
    steps: [{ kind: "exit", reason: "x" }],
  });
  await post("/v1/workflows/rest/publish");
  await post("/v1/workflows/rest/pause");
  await settle();
  expect((await needs("marketing")).map(({ kind }) => kind)).toEqual([
    "workflowPaused",
    "mailsFailing",
    "leadsParked",
    "jobFailed",
  ]);
  expect(await needs("insideSales")).toEqual([]);
  const [, mails, parked, failed] = await needs();
  expect(mails).toMatchObject({ count: 2, reason: expect.stringContaining("industry") });
  expect(parked).toMatchObject({ count: 1, lead: "lead_3" });
  expect(failed).toMatchObject({ job: "job_1", reason: "Rows of part 0 are missing", done: 3, total: 10 });
  expect((await post("/v1/jobs/job_1/retry")).status).toBe(202);
  expect((await post("/v1/jobs/job_1/retry")).status).toBe(409);
});

test("a bounce rate that rises is named from 2% on, with the usual one beside it; one bounce is no trend", async () => {
  const { engine, needs } = product();
  const daily = (day: string, n: Record<string, number>) =>
    engine.world.table.put([{ pk: "daily", sk: day, rev: 1, body: JSON.stringify({ seen: {}, n }) }]);
  await daily("2026-11-20", { sent: 1000, bounced: 5, complained: 0 });
  await daily("2026-11-24", { sent: 40, bounced: 2 });
  expect(await needs()).toEqual([]);
  await daily("2026-11-24", { sent: 382, bounced: 12, "sent@09": 300, "sent@10": 82, refused: 26 });
  expect(await needs()).toMatchObject([
    { kind: "bouncesRising", severity: "look", count: 12, sent: 382, usual: 0.005 },
  ]);
  await daily("2026-11-24", { sent: 382, bounced: 22, complained: 3 });
  expect(await needs()).toMatchObject([
    { kind: "bouncesRising", severity: "now" },
    { kind: "complaintsRising", severity: "now" },
  ]);
});

test("what changed since the business day before is counted by what happened: hand-offs, returns, lost deals, opt-outs", async () => {
  const { get, post, hot, settle, pass } = product();
  const lead = await hot("a@minato.example", "渡辺 真由美");
  const { items } = (await get("/v1/handoffs")).json;
  await post(`/v1/handoffs/${items[0].id}/return`, { reason: "tooEarly" });
  await post(`/v1/leads/${lead}/optOut`);
  await post("/v1/deals", { company: "東海部品", stage: "lost", lostReason: "price" });
  await post("/v1/deals", {
    company: "東海部品",
    stage: "lost",
    lostReason: "price",
    closedAt: "2026-01-05T00:00:00Z",
  });
  await settle();
  pass(60_000);
  expect((await get("/v1/today")).json.changes).toMatchObject({
    handOffs: { count: 1, by: [{ workflow: "over", n: 1 }] },
    returns: { count: 1, by: [{ reason: "tooEarly", n: 1 }] },
    lost: { count: 1, by: [{ reason: "price", n: 1 }] },
    optedOut: 1,
  });
});

test("a month's goal stands with its pace, and new targets want a new agreement of both departments", async () => {
  const { get, put, post, hot, settle } = product();
  expect((await get("/v1/goals")).json).toMatchObject({ month: { month: "2026-11" }, figures: { handOffs: 0 } });
  expect((await post("/v1/goals/2026-11/sign", { side: "sales" })).status).toBe(404);
  await hot("a@minato.example", "渡辺 真由美");
  await post("/v1/deals", { leadEmail: "a@minato.example", stage: "open" });
  await settle();
  const targets = { handOffs: 19, meetings: 19, wins: 3 };
  expect((await put("/v1/goals/2026-11", targets)).status).toBe(200);
  await post("/v1/goals/2026-11/sign", { side: "marketing" });
  await post("/v1/goals/2026-11/sign", { side: "sales" });
  const { goal, progress } = (await get("/v1/goals")).json;
  expect(progress).toMatchObject({
    handOffs: { target: 19, actual: 1, expected: 15, ahead: -14 },
    meetings: { actual: 1 },
    wins: { actual: 0 },
  });
  expect(goal.signed.sales.at).toBe("2026-11-24T01:12:00.000Z");
  await put("/v1/goals/2026-11", targets);
  expect((await get("/v1/goals")).json.goal.signed).toHaveProperty("marketing");
  await put("/v1/goals/2026-11", { ...targets, wins: 4 });
  expect((await get("/v1/goals")).json.goal.signed).toEqual({});
  await post("/v1/goals/2026-11/sign", { side: "sales" });
  await post("/v1/goals/2026-11/sign", { side: "sales", signed: false });
  expect((await get("/v1/goals")).json.goal.signed).toEqual({});
});

test("wins count on the day the deal was closed, and not twice when it is corrected", async () => {
  const { get, post, patch, settle } = product();
  const { id } = (await post("/v1/deals", { company: "港物流", stage: "open" })).json;
  await patch(`/v1/deals/${id}`, { stage: "won", closedAt: "2026-11-10T00:00:00Z" });
  await patch(`/v1/deals/${id}`, { stage: "won", amount: 100 });
  await settle();
  expect((await get("/v1/goals")).json.figures.wins).toBe(1);
  await patch(`/v1/deals/${id}`, { stage: "lost", lostReason: "timing" });
  await settle();
  expect((await get("/v1/goals")).json.figures.wins).toBe(0);
});

test("the rates a goal is worked out from are those of the last 90 days, and absent where too little happened", async () => {
  const { engine, get } = product();
  const put = (day: string, n: Record<string, number>) =>
    engine.world.table.put([{ pk: "daily", sk: day, rev: 1, body: JSON.stringify({ seen: {}, n }) }]);
  expect((await get("/v1/goals/rates")).json).toMatchObject({ days: 90, meeting: { rate: null }, win: { rate: null } });
  await put("2026-10-05", { handedOff: 300, meetings: 90 });
  await put("standing#2026-10-05", { won: 30 });
  await put("2026-05-05", { handedOff: 1000, meetings: 0 });
  expect((await get("/v1/goals/rates")).json).toMatchObject({
    meeting: { of: 90, n: 300, rate: 0.3 },
    win: { of: 30, n: 90 },
  });
});

test("a draft that cannot be published is a need of its own, for another moment than what is broken while it runs", async () => {
  const { post, put, needs, settle } = product();
  const flow = (template: string) => ({
    name: "Greet",
    triggers: [{ kind: "manual" }],
    steps: [{ id: "hello", kind: "email", template }],
  });
  const mjml = "<mjml><mj-body><mj-section><mj-column><mj-text>Hi</mj-text></mj-column></mj-section></mj-body></mjml>";
  await put("/v1/templates/hello", { subject: "Hello", mjml });
  await post("/v1/templates/hello/publish");
  await put("/v1/workflows/greet", flow("hello"));
  await post("/v1/workflows/greet/publish");
  await settle();
  expect(await needs()).toEqual([]);
  await put("/v1/workflows/greet", flow("nowhere"));
  expect(await needs()).toMatchObject([
    { kind: "workflowBroken", severity: "look", draft: true, workflow: "greet", count: 1, step: "hello" },
  ]);
});

test("people who stand at the door begin over business days when publishing says so", async () => {
  const { get, post, put, settle } = product();
  for (let n = 0; n < 5; n++) await post("/v1/leads", { email: `p${n}@minato.example`, consent: { basis: "optIn" } });
  await settle();
  const steps = [{ kind: "wait", for: "P30D" }];
  await put("/v1/workflows/slow", { name: "Slow", triggers: [{ kind: "manual" }], steps });
  const { json } = await post("/v1/workflows/slow/publish", { people: true, perDay: 2 });
  expect(json).toMatchObject({ version: 1, people: 5 });
  await settle();
  const entered = async () => (await get("/v1/workflows/slow/report")).json.versions[0].entered;
  expect(await entered()).toBe(0);
  const [first] = (await get("/v1/leads?stage=marketing")).json.items;
  expect(first.enrolments).toMatchObject([{ workflow: "slow", state: "pending", dueAt: "2026-11-25T00:00:00.000Z" }]);
});
