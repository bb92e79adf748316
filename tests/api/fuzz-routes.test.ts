import { rules } from "@rekindle/functions/http/auth/rules";
import { handlersOf } from "@rekindle/local/handlers";
import * as fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import { anyJson, damaged, mutated, nastyText, pollution, runs } from "../support/fuzz.ts";
import { mjml } from "../support/lab.ts";
import { type MemoryEngine, memoryEngine } from "../support/memory-engine.ts";

afterEach(() => expect(pollution()).toEqual([]));

const when = {
  all: [
    { field: "score", gte: 1 },
    { event: "mail.clicked", atLeast: 1, within: "P3D" },
  ],
};
const definition = {
  name: "w",
  triggers: [
    { kind: "manual" },
    { kind: "form", source: "brochure" },
    { kind: "date", field: "renewal", offset: "-P3D" },
  ],
  entry: { when, reentry: { after: "P3D" } },
  window: { days: ["mon"], from: "09:00", to: "18:00", holidays: "skip" },
  steps: [
    { id: "a", kind: "email", template: "one" },
    { id: "b", kind: "wait", for: "P3D" },
    { id: "c", kind: "branch", paths: [{ when, steps: [{ kind: "exit", reason: "x" }] }], else: [] },
    {
      id: "d",
      kind: "split",
      arms: [
        { name: "a", weight: 50, steps: [] },
        { name: "b", weight: 50, holdout: true },
      ],
    },
    { id: "e", kind: "webhook", url: "https://crm.example/hook", body: { a: "{{ lead.name }}" } },
  ],
};
const lead = {
  email: "b@example.com",
  name: "b",
  company: "港物流株式会社",
  attributes: { n: 1, list: ["a"] },
  tags: ["t"],
  list: "expo",
  consent: { basis: "optIn", evidence: "e" },
};
const scoring = {
  families: { mail: { halfLifeDays: 30 } },
  signals: [{ id: "s", on: "mail.clicked", when, points: 3, family: "mail", cap: { points: 9, per: "day" } }],
  fit: [{ id: "f", when, points: 10 }],
  lines: { warm: 40, insideSales: 70, sales: 100 },
};
const settings = {
  sender: { name: "花子", address: "hanako@example.com" },
  businessHours: { days: ["mon"], from: "09:00", to: "18:00", holidays: ["jp", "2026-12-30"] },
  frequency: { perDay: 1, perWeek: 2 },
  quietHours: { from: "21:00", to: "08:00" },
  reps: [{ id: "mori", name: "森", email: "mori@example.com", capacityPerDay: 15 }],
  channels: { sales: { url: "https://hooks.example/a" } },
  timeZone: "Asia/Tokyo",
  slaHours: 4,
};
const list = "会社名,e-mail,メール配信停止\r\n髙橋建設,ken@aoba.example,0\r\n港物流,mio@minato.example,1\r\n";

/** A good body for each route that takes one. */
const good: Record<string, unknown> = {
  "POST /v1/batch": { batch: [{ type: "track", userId: "u", event: "e", messageId: "m", properties: { a: 1 } }] },
  "POST /v1/identify": { userId: "u", traits: { email: "u@example.com", name: "u" } },
  "POST /v1/track": { userId: "u", event: "e", timestamp: "2026-11-24T00:00:00Z", properties: { a: { b: 1 } } },
  "POST /v1/page": { anonymousId: "x", name: "n", properties: { url: "https://a.example" } },
  "POST /v1/leads": lead,
  "POST /v1/leads/import": list,
  "PATCH /v1/leads/:id": {
    name: "n",
    company: "c",
    attributes: { a: 1 },
    tags: { add: ["t"], remove: ["u"] },
    stage: "sales",
  },
  "POST /v1/leads/:id/calls": {
    note: "予算あり 来月",
    outcome: "reached",
    at: "2026-11-24T00:00:00Z",
    chips: { interest: true },
  },
  "POST /v1/leads/:id/enrolments": { workflow: "w" },
  "POST /v1/handoffs/:id/return": { reason: "tooEarly", note: "n" },
  "POST /v1/handoffs/:id/assign": { owner: "mori" },
  "POST /v1/deals": {
    leadEmail: "a@example.com",
    company: "港物流",
    stage: "open",
    amount: { amount: 5, currency: "JPY" },
    closedAt: "2026-11-01T00:00:00Z",
  },
  "POST /v1/deals/import":
    "商談ID,会社名,メールアドレス,フェーズ,完了予定日\r\n1,港物流,mio@minato.example,失注,2026-10-01\r\n",
  "PATCH /v1/deals/:id": { stage: "lost", lostReason: "price", competitor: "x", renewalMonth: "2027-03" },
  "PUT /v1/workflows/:id": definition,
  "POST /v1/workflows/:id/publish": { mails: true },
  "POST /v1/workflows/:id/migrate": { from: 1, to: 1, map: { a: "b" }, dryRun: true },
  "POST /v1/simulate": { workflow: "w", sample: 3, days: 10, behaviour: {} },
  "POST /v1/starters/:id": { workflow: "s", site: "https://a.example", language: "ja" },
  "PUT /v1/templates/:id": {
    subject: "{{ lead.name }}様",
    preheader: "p",
    mjml: mjml("<mj-text>{{ lead.company }}</mj-text>"),
  },
  "POST /v1/templates/:id/preview": { leadId: "lead_1" },
  "PUT /v1/sources/:id": {
    kind: "json",
    secret: "s",
    mapping: { email: "email", "attributes.a": "a.b" },
    consent: { basis: "optIn", field: "ok" },
    list: "expo",
    honeypot: "h",
    thanksUrl: "https://a.example",
  },
  "PUT /v1/scoring": scoring,
  "PUT /v1/phrases": { items: [{ text: "予算あり", chip: "budget", value: true }] },
  "PUT /v1/settings": settings,
  "POST /v1/people": { address: "p@example.com", role: "marketer", rep: "mori" },
  "PATCH /v1/people/:id": { role: "admin" },
  "POST /v1/keys": { name: "k", scopes: ["read"] },
};

/** What is already there, so that a path can lead to something. */
const filled = async () => {
  const engine = memoryEngine();
  const { post, put, settle } = engine;
  await put("/v1/settings", settings);
  await put("/v1/templates/one", { subject: "one", mjml: mjml('<mj-button href="https://a.example">a</mj-button>') });
  await post("/v1/templates/one/publish");
  await put("/v1/sources/brochure", { kind: "json", mapping: { email: "email" }, consent: { basis: "optIn" } });
  await put("/v1/sources/segment", { kind: "segment", secret: "write key" });
  await put("/v1/workflows/w", {
    name: "w",
    steps: [
      { kind: "email", template: "one" },
      { kind: "wait", for: "P9D" },
    ],
  });
  await post("/v1/workflows/w/publish");
  const { id } = (await post("/v1/leads", { ...lead, email: "a@example.com" })).json;
  await post(`/v1/leads/${id}/enrolments`, { workflow: "w" });
  const deal = (await post("/v1/deals", good["POST /v1/deals"])).json.id;
  await settle();
  const chips = { interest: true, need: true, budget: true, authority: true, timing: "within3m" };
  for (let calls = 0; calls < 3; calls += 1) await post(`/v1/leads/${id}/calls`, { outcome: "reached", chips });
  await settle();
  const handoff = (await engine.get("/v1/handoffs")).json.items[0]?.id;
  const job = (await post("/v1/leads/import", list, { type: "text/csv" })).json.job;
  const key = (await post("/v1/keys", good["POST /v1/keys"])).json.id;
  await post("/v1/people", good["POST /v1/people"]);
  const person = (await engine.get("/v1/people")).json.items[0].id;
  await post("/hooks/brochure", { email: "c@example.com" });
  await settle();
  /** What leads somewhere, by the folder that it is in. */
  const ids: Record<string, string> = {
    ...{ leads: id, deals: deal, handoffs: handoff, jobs: job, keys: key, people: person },
    ...{
      workflows: "w",
      templates: "one",
      sources: "brochure",
      starters: "lost-price",
      versions: "1",
      steps: "email-1",
    },
  };
  return { ...engine, ids };
};

const queryNames = [
  "cursor",
  "limit",
  "email",
  "company",
  "stage",
  "state",
  "owner",
  "consent",
  "list",
  "dryRun",
  "from",
  "to",
  "day",
  "version",
];
const query = fc.dictionary(fc.oneof(fc.constantFrom(...queryNames), nastyText), nastyText, { maxKeys: 3 });
const types = [
  "application/json",
  "text/csv",
  "application/yaml",
  "application/x-www-form-urlencoded",
  "multipart/form-data; boundary=x",
  "",
  "text/plain; charset=utf-16",
];

const requestTo = (route: string, ids: Record<string, string>) => {
  const [method = "", pattern = ""] = route.split(" ");
  const other = fc.option(fc.oneof(fc.constantFrom(...Object.values(ids)), nastyText), { freq: 1 });
  const known = good[route];
  const usual = typeof known === "string" ? "text/csv" : "application/json";
  const json = (value: unknown) => JSON.stringify(value) ?? "";
  const body =
    known === undefined
      ? fc.oneof(fc.constant(undefined), anyJson.map(json))
      : typeof known === "string"
        ? damaged(known)
        : fc.oneof(
            { weight: 8, arbitrary: mutated(known).map(json) },
            { weight: 1, arbitrary: damaged(json(known)) },
            { weight: 1, arbitrary: anyJson.map(json) },
          );
  const pathOf = ([others, asked]: [(string | null)[], Record<string, string>]) => {
    const path = pattern.replace(/(\w+)\/:\w+/g, (_, folder: string) => {
      const part = wellFormed(others.shift() ?? ids[folder] ?? "");
      return `${folder}/${encodeURIComponent(part === "" ? "x" : part)}`;
    });
    return `${path}?${new URLSearchParams(asked).toString()}`;
  };
  return fc.record({
    method: fc.constant(method),
    path: fc
      .tuple(
        fc.array(fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, other), { minLength: 3, maxLength: 3 }),
        query,
      )
      .map(pathOf),
    body: method === "GET" || method === "HEAD" ? fc.constant(undefined) : body,
    type: fc.oneof({ weight: 8, arbitrary: fc.constant(usual) }, fc.constantFrom(...types)),
  });
};
const wellFormed = (text: string): string => text.replace(/[\uD800-\uDFFF]/g, "\uFFFD").slice(0, 300);

type Request = { method: string; path: string; body: string | Uint8Array | undefined; type: string };
const send = ({ call, logged }: MemoryEngine, { method, path, body, type }: Request) =>
  call(method, path, { type, ...(body === undefined ? {} : { body }), ...segment(path) }).then((answer) => ({
    ...answer,
    failures: logged.splice(0).filter(({ event }) => event === "http.failed"),
  }));
const segment = (path: string) =>
  /^\/v1\/(batch|identify|track|page)\?/.test(path)
    ? { headers: { authorization: `Basic ${btoa("write key:")}` } }
    : {};

const routes = Object.keys(rules).filter((route) => !/ \/(auth|t|u|f|hooks)\//.test(route));
const check = async (engine: MemoryEngine, request: Request) => {
  const answer = await send(engine, request);
  expect(answer.failures).toEqual([]);
  expect(answer.status).toBeLessThan(500);
  if (answer.status >= 400 && request.method !== "HEAD") expect(answer.json?.detail).toMatch(/\S/);
};
const lists = ["settings", "scoring", "leads", "deals", "workflows", "templates", "sources", "jobs", "handoffs"];
/** Whatever was kept can be worked on and read again. */
const sound = async ({ settle, logged, get }: MemoryEngine) => {
  await settle();
  expect(logged.filter(({ event }) => /failed|parked/i.test(event))).toEqual([]);
  for (const path of lists) expect([path, (await get(`/v1/${path}`)).status]).toEqual([path, 200]);
};

describe("whatever is sent, the answer is a success or a refusal with its reason", () => {
  test.each(routes)("%s", async (route) => {
    const engine = await filled();
    await fc.assert(
      fc.asyncProperty(requestTo(route, engine.ids), (request) => check(engine, request)),
      runs(good[route] === undefined ? 10 : 40),
    );
    await sound(engine);
  });
});

test("whatever was accepted, in whatever order, the engine goes on for a quarter without an error", async () => {
  const { ids } = await filled();
  const changing = routes.filter((route) => !/^(GET|HEAD|DELETE) /.test(route));
  const request = fc.constantFrom(...changing).chain((route) => requestTo(route, ids));
  await fc.assert(
    fc.asyncProperty(fc.array(request, { minLength: 10, maxLength: 40 }), async (requests) => {
      const engine = await filled();
      const { tick } = handlersOf(engine.engine);
      for (const one of requests) await check(engine, one);
      for (let day = 0; day < 90; day += 10) {
        engine.pass(10 * 86_400_000);
        await tick();
        await engine.settle();
      }
      await sound(engine);
    }),
    runs(6),
  );
});
