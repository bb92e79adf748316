import { defaultModel } from "@rekindle/core/scoring/default-model";
import { describe, expect, test } from "vitest";
import { mjml } from "../support/lab.ts";
import { type MemoryEngine, memoryEngine } from "../support/memory-engine.ts";

const basic = (key: string) => ({ authorization: `Basic ${Buffer.from(`${key}:`).toString("base64")}` });
const optIn = { basis: "optIn" };
const leadOf = async ({ get }: MemoryEngine, email: string) =>
  (await get(`/v1/leads?email=${encodeURIComponent(email)}`)).json.items[0];

describe("settings", () => {
  test("a misspelt name is refused, null takes back to the default, and the answer is what holds", async () => {
    const { put, get } = memoryEngine();
    expect(
      (await put("/v1/settings", { qietHours: { from: "20:00", to: "08:00" } })).json.problems[0].message,
    ).toContain("qietHours");
    expect(
      (await put("/v1/settings", { frequency: { perDay: 1, perWeek: 3 }, quietHours: { from: "20:00", to: "08:00" } }))
        .status,
    ).toBe(200);
    const changed = await put("/v1/settings", { frequency: { perDay: null }, quietHours: null });
    expect(changed.json).toMatchObject({ frequency: { perWeek: 3 }, quietHours: null });
    expect(changed.json.frequency.perDay).toBeUndefined();
    expect((await get("/v1/settings")).json).toEqual(changed.json);
  });
});

describe("a scoring model", () => {
  test("is refused where it names a family that is not there, lines that fall, or a condition that never holds", async () => {
    const { put } = memoryEngine();
    const model = {
      families: { mail: { halfLifeDays: 30 } },
      signals: [{ id: "a", on: "mail.clicked", points: 3, family: "mial" }],
    };
    expect((await put("/v1/scoring", model)).json.problems).toEqual([
      { path: "signals.0.family", message: 'There is no family "mial"' },
    ]);
    const lines = { warm: 80, insideSales: 70, sales: 100 };
    expect((await put("/v1/scoring", { families: {}, signals: [], lines })).json.problems[0].path).toBe("lines");
    const fit = [{ id: "f", points: 1, when: { field: "email", gt: 5 } }];
    expect((await put("/v1/scoring", { families: {}, signals: [], fit })).json.problems[0].path).toMatch(
      /^fit\.0\.when/,
    );
  });

  test("put twice is one version, and the one that ships is accepted as it is", async () => {
    const { put, get } = memoryEngine();
    expect((await get("/v1/scoring")).json.version).toBe(0);
    expect((await put("/v1/scoring", defaultModel)).json.version).toBe(1);
    expect((await put("/v1/scoring", defaultModel)).json.version).toBe(1);
    expect((await put("/v1/scoring", { ...defaultModel, fit: [] })).json.version).toBe(2);
  });
});

describe("Segment", () => {
  const site = async (engine: MemoryEngine) =>
    engine.put("/v1/sources/site", {
      kind: "segment",
      secret: "write-key",
      mapping: { email: "traits.email" },
      consent: optIn,
    });
  const send = (engine: MemoryEngine, path: string, body: unknown, key = "write-key") =>
    engine.post(path, body, { bearer: false, headers: basic(key) });

  test("an anonymous visit belongs to whoever signs in with it, before and after", async () => {
    const engine = memoryEngine();
    await site(engine);
    const page = { type: "page", anonymousId: "anon-1", properties: { path: "/pricing" } };
    expect((await send(engine, "/v1/batch", { batch: [{ ...page, messageId: "p1" }] })).json).toEqual({
      success: true,
    });
    const identify = { messageId: "i1", userId: "u-1", anonymousId: "anon-1", traits: { email: "yui@example.com" } };
    await send(engine, "/v1/identify", identify);
    await send(engine, "/v1/track", { messageId: "t1", userId: "u-1", event: "document.read" });
    await send(engine, "/v1/page", { messageId: "p2", anonymousId: "anon-1", properties: { path: "/case/harbor" } });
    await engine.settle();
    const { id } = await leadOf(engine, "yui@example.com");
    const { signals } = (await engine.get(`/v1/leads/${id}/score`)).json;
    expect(signals.map((signal: { id: string }) => signal.id).sort()).toEqual([
      "document-read",
      "page-case",
      "page-pricing",
    ]);
  });

  test("a call that is repeated counts once, and none lies in the future", async () => {
    const engine = memoryEngine();
    await site(engine);
    await send(engine, "/v1/identify", { messageId: "i", userId: "u", traits: { email: "yui@example.com" } });
    const track = { messageId: "t", userId: "u", event: "document.read", timestamp: "2099-01-01T00:00:00Z" };
    for (let n = 0; n < 3; n++) await send(engine, "/v1/track", track);
    await engine.settle();
    const { id } = await leadOf(engine, "yui@example.com");
    const { items } = (await engine.get(`/v1/leads/${id}/timeline`)).json;
    expect(items.filter(({ type }: { type: string }) => type === "event.tracked")).toEqual([
      expect.objectContaining({ name: "document.read", occurredAt: "2026-11-24T01:12:00.000Z" }),
    ]);
  });

  test("the API key is no write key, a wrong key and a broken batch take nothing", async () => {
    const engine = memoryEngine();
    await site(engine);
    const body = { messageId: "i", userId: "u", traits: { email: "yui@example.com" } };
    expect((await send(engine, "/v1/identify", body, "wrong")).status).toBe(401);
    expect((await engine.post("/v1/identify", body)).status).toBe(401);
    expect((await send(engine, "/v1/batch", { batch: [] })).status).toBe(422);
    expect((await send(engine, "/v1/track", { messageId: "t", userId: "u" })).status).toBe(422);
    expect(await leadOf(engine, "yui@example.com")).toBeUndefined();
  });

  test("no name of a visitor is kept as it was written", async () => {
    const engine = memoryEngine();
    await site(engine);
    await send(engine, "/v1/track", { messageId: "t", userId: "someone@secret.example", event: "a" });
    const keys = engine.db.prepare("select pk, sk from item where pk like 'visitor%'").all();
    expect(keys).toHaveLength(1);
    expect(JSON.stringify(keys)).not.toContain("secret.example");
  });
});

describe("a source", () => {
  test("tells its secret to nobody, and when it last delivered", async () => {
    const engine = memoryEngine();
    const { put, get, post } = engine;
    await put("/v1/sources/web", {
      kind: "json",
      secret: "very-secret",
      secretInPath: true,
      mapping: { email: "e" },
      consent: optIn,
    });
    expect((await get("/v1/sources/web")).text).not.toContain("very-secret");
    expect((await get("/v1/sources")).json.items).toEqual([
      expect.objectContaining({ id: "web", hasSecret: true, lastAt: null }),
    ]);
    expect((await post("/hooks/web", { e: "a@example.com" }, { bearer: false })).status).toBe(401);
    expect((await post("/hooks/web/wrong", { e: "a@example.com" }, { bearer: false })).status).toBe(401);
    expect((await post("/hooks/web/very-secret", { e: "a@example.com" }, { bearer: false })).status).toBe(202);
    expect((await get("/v1/sources")).json.items[0].lastAt).toBe("2026-11-24T01:12:00.000Z");
    expect((await put("/v1/sources/web", { kind: "fax" })).json.problems[0].path).toBe("kind");
    expect((await post("/hooks/none", {}, { bearer: false })).status).toBe(404);
  });

  test("a body in Shift_JIS that was refused can be read, and put through, once its source is mended", async () => {
    const engine = memoryEngine();
    const { put, get, post } = engine;
    await put("/v1/sources/old", { kind: "form", mapping: { email: "nothing" }, consent: optIn });
    const name = [0x93, 0x6e, 0x95, 0xd3];
    const body = new Uint8Array([...Buffer.from("mail=s@example.com&name="), ...name]);
    const type = "application/x-www-form-urlencoded";
    expect((await post("/hooks/old", body, { bearer: false, type })).status).toBe(422);
    const [kept] = (await get("/v1/sources/old/payloads")).json.items;
    expect(kept.raw).toBe("mail=s@example.com&name=渡辺");
    await put("/v1/sources/old", { kind: "form", mapping: { email: "mail", name: "name" }, consent: optIn });
    expect((await post(`/v1/sources/old/payloads/${kept.id}/replay`)).status).toBe(202);
    await engine.settle();
    expect(await leadOf(engine, "s@example.com")).toMatchObject({ name: "渡辺" });
  });

  test("a delivery without an id is the same for a day, and another one the day after", async () => {
    const engine = memoryEngine();
    await engine.put("/v1/sources/web", { kind: "json", mapping: { email: "e" }, consent: optIn });
    const send = async () => (await engine.post("/hooks/web", { e: "a@example.com" }, { bearer: false })).json.id;
    const first = await send();
    engine.pass(23 * 3_600_000);
    expect(await send()).toBe(first);
    engine.pass(3_600_000);
    expect(await send()).not.toBe(first);
  });
});

describe("a lead", () => {
  test("is changed by name, tags and stage; what is not a field of it is refused", async () => {
    const engine = memoryEngine();
    const { id } = (await engine.post("/v1/leads", { email: "a@example.com", tags: ["x"], consent: optIn })).json;
    const changed = await engine.patch(`/v1/leads/${id}`, {
      name: "森",
      tags: { add: ["y"], remove: ["x"] },
      stage: "insideSales",
      company: "㈱港物流",
    });
    expect(changed.json).toMatchObject({ name: "森", tags: ["y"], stage: "insideSales", company: "㈱港物流" });
    expect((await engine.patch(`/v1/leads/${id}`, { email: "b@example.com" })).status).toBe(422);
    expect((await engine.get("/v1/leads?company=港物流株式会社")).json.items).toEqual([
      expect.objectContaining({ id }),
    ]);
    expect((await engine.get("/v1/leads?company=なし")).json.items).toEqual([]);
  });

  test("who was erased cannot be changed, called or enrolled: 410", async () => {
    const engine = memoryEngine();
    const { id } = (await engine.post("/v1/leads", { email: "a@example.com", consent: optIn })).json;
    expect((await engine.call("DELETE", `/v1/leads/${id}`)).status).toBe(204);
    expect((await engine.call("DELETE", `/v1/leads/${id}`)).status).toBe(204);
    expect((await engine.get(`/v1/leads/${id}`)).json).toMatchObject({ id, erased: true, email: "", attributes: {} });
    for (const [path, body] of [
      ["calls", { note: "x" }],
      ["enrolments", { workflow: "w" }],
      ["optOut", {}],
      ["unsuppress", {}],
    ] as const)
      expect((await engine.post(`/v1/leads/${id}/${path}`, body)).status).toBe(410);
    expect((await engine.patch(`/v1/leads/${id}`, { name: "x" })).status).toBe(410);
    expect((await engine.get(`/v1/leads/${id}/timeline`)).text).not.toContain("a@example.com");
  });

  test("enrolling by hand answers where they stand, and where the gate is shut the reason in one word", async () => {
    const engine = memoryEngine();
    const { put, post } = engine;
    await put("/v1/templates/one", { subject: "one", mjml: mjml("<mj-text>a</mj-text>") });
    await post("/v1/templates/one/publish");
    await put("/v1/workflows/w", {
      name: { ja: "並" },
      steps: [
        { id: "pause", kind: "wait", for: "P3D" },
        { kind: "email", template: "one" },
      ],
    });
    await post("/v1/workflows/w/publish");
    const { id } = (await post("/v1/leads", { email: "a@example.com", consent: optIn })).json;
    const entered = await post(`/v1/leads/${id}/enrolments`, { workflow: "w" });
    expect([entered.status, entered.json]).toEqual([
      201,
      {
        id: "e1",
        workflow: "w",
        name: { ja: "並" },
        version: 1,
        step: "pause",
        state: "active",
        enteredAt: "2026-11-24T01:12:00.000Z",
        dueAt: "2026-11-27T01:12:00.000Z",
      },
    ]);
    const again = await post(`/v1/leads/${id}/enrolments`, { workflow: "w" });
    expect([again.status, again.json.reason]).toEqual([409, "alreadyInside"]);
    await post("/v1/workflows/w/pause");
    const other = (await post("/v1/leads", { email: "b@example.com", consent: optIn })).json.id;
    expect((await post(`/v1/leads/${other}/enrolments`, { workflow: "w" })).json.reason).toBe("paused");
    expect((await post(`/v1/leads/${other}/enrolments`, { workflow: "none" })).status).toBe(404);
    await engine.settle();
    expect((await engine.get("/v1/workflows/w/steps/pause/leads")).json.items).toEqual([
      { leadId: id, since: "2026-11-24T01:12:00.000Z" },
    ]);
  });
});

test("a deal under one Idempotency-Key is one deal; one of nobody is refused", async () => {
  const { post, get } = memoryEngine();
  const headers = { "idempotency-key": "crm-77" };
  const deal = { leadEmail: "a@example.com", stage: "提案", amount: { amount: 3_600_000, currency: "JPY" } };
  const first = await post("/v1/deals", deal, { headers });
  const again = await post("/v1/deals", deal, { headers });
  expect([first.status, again.json.id, first.json.amount]).toEqual([201, first.json.id, deal.amount]);
  expect((await get("/v1/deals?state=open")).json.items).toHaveLength(1);
  for (const [body, path] of [
    [{ stage: "open" }, "leadEmail"],
    [{ leadEmail: "nobody", stage: "open" }, "leadEmail"],
    [{ company: "x" }, "stage"],
    [{ company: "x", stage: "lost", lostReason: "moon" }, "lostReason"],
  ] as const) {
    const refused = await post("/v1/deals", body);
    expect([refused.status, refused.json.problems[0].path]).toEqual([422, path]);
  }
  expect((await get("/v1/deals/deal_unknown")).status).toBe(404);
});

test("a parked lead stands on the problems page until it is put back; a dismissed problem is gone", async () => {
  const engine = memoryEngine();
  const { id } = (await engine.post("/v1/leads", { email: "a@example.com", consent: optIn })).json;
  const at = engine.world.clock.now();
  await engine.world.queue.send([
    { body: JSON.stringify({ kind: "cause", lead: id, cause: { type: "parked", reason: "planted", at } }) },
  ]);
  await engine.settle();
  await engine.world.table.put([
    {
      pk: "problem",
      sk: `parked-${id}`,
      rev: 1,
      body: JSON.stringify({ id: `parked-${id}`, kind: "parked", lead: id, reason: "planted", at }),
    },
    {
      pk: "problem",
      sk: "mail-x",
      rev: 1,
      body: JSON.stringify({ id: "mail-x", kind: "mailFailed", lead: id, reason: "rejected", at }),
    },
  ]);
  expect((await engine.get("/v1/problems")).json.items).toEqual([
    { id: "mail-x", kind: "mailFailed", lead: id, reason: "rejected", at: "2026-11-24T01:12:00.000Z" },
    expect.objectContaining({ id: `parked-${id}`, reason: "planted" }),
  ]);
  expect((await engine.get(`/v1/leads/${id}`)).json.parked).toMatchObject({ reason: "planted" });
  expect((await engine.post(`/v1/problems/parked-${id}/retry`)).json).toEqual({ retried: true });
  expect((await engine.get(`/v1/leads/${id}`)).json.parked).toBeUndefined();
  expect((await engine.post("/v1/problems/mail-x/retry")).status).toBe(409);
  expect((await engine.call("DELETE", "/v1/problems/mail-x")).status).toBe(204);
  expect((await engine.get("/v1/problems")).json.items).toEqual([]);
  expect((await engine.post("/v1/problems/none/retry")).status).toBe(404);
});

test("the days' counters are read by day, in the workspace's zone", async () => {
  const engine = memoryEngine();
  await engine.post("/v1/leads", { email: "a@example.com", consent: optIn });
  await engine.settle();
  expect((await engine.get("/v1/days?from=2026-11-24&to=2026-11-24")).json.items).toEqual([
    { date: "2026-11-24", captured: 1 },
  ]);
  expect((await engine.get("/v1/days?from=2026-11-25")).json.items).toEqual([]);
  expect((await engine.get("/v1/days?from=yesterday")).status).toBe(422);
});
