import { expect, test } from "vitest";
import { memoryEngine } from "../support/memory-engine.ts";

const withKeys = () => {
  const memory = memoryEngine();
  const make = async (name: string, ...scopes: string[]) => {
    const { status, json, headers } = await memory.post("/v1/keys", { name, scopes });
    expect([status, headers.get("cache-control")]).toEqual([201, "no-store"]);
    const key: string = json.key;
    const id: string = json.id;
    const by = (method: string, path: string, body?: unknown) =>
      memory.call(method, path, { body, bearer: false, headers: { authorization: `Bearer ${key}` } });
    return { id, key, by };
  };
  return { ...memory, make };
};

const lead = { email: "a@example.com", consent: { basis: "optIn" } };

test("a key may do what its scopes say, and nothing else", async () => {
  const { make } = withKeys();
  const reader = await make("dashboards", "read");
  const intake = await make("website", "intake");
  const writer = await make("scripts", "read", "write");
  expect((await reader.by("GET", "/v1/leads")).status).toBe(200);
  expect((await reader.by("POST", "/v1/leads", lead)).status).toBe(403);
  const taken = await intake.by("POST", "/v1/leads", lead);
  expect(taken.status).toBe(201);
  expect((await intake.by("GET", "/v1/leads")).status).toBe(403);
  expect((await intake.by("PUT", "/v1/sources/x", {})).status).toBe(403);
  expect((await writer.by("PUT", "/v1/phrases", { items: [] })).status).not.toBe(403);
  for (const [method, path] of [
    ["DELETE", `/v1/leads/${taken.json.id}`],
    ["PUT", "/v1/settings"],
    ["POST", "/v1/keys"],
    ["POST", "/v1/people"],
    ["GET", "/v1/audit"],
  ] as const)
    expect((await writer.by(method, path, method === "GET" ? undefined : {})).status, path).toBe(403);
  const admin = await make("everything", "admin");
  expect((await admin.by("DELETE", `/v1/leads/${taken.json.id}`)).status).toBe(204);
  expect((await reader.by("GET", "/v1/me")).json).toMatchObject({ name: "dashboards", role: null });
});

test("a revoked key opens nothing from that moment on", async () => {
  const { make, call } = withKeys();
  const one = await make("one", "read");
  expect((await one.by("GET", "/v1/leads")).status).toBe(200);
  expect((await call("DELETE", `/v1/keys/${one.id}`)).status).toBe(204);
  expect((await one.by("GET", "/v1/leads")).status).toBe(401);
  expect((await call("DELETE", `/v1/keys/${one.id}`)).status).toBe(404);
});

test("a key is shown once: neither the API nor the table has it any more", async () => {
  const { make, get, db } = withKeys();
  const { key, id } = await make("one", "read");
  expect(key).toMatch(/^rk_[0-9A-Z]{26}_[\w-]{43}$/);
  const shown = await get("/v1/keys");
  expect(shown.json).toEqual({
    items: [{ id, name: "one", scopes: ["read"], by: "API", createdAt: expect.any(String), lastUsedAt: null }],
    next: null,
  });
  const stored = JSON.stringify(db.prepare("select * from item").all());
  expect(stored).toContain(id);
  expect(stored).not.toContain(key);
  expect(stored).not.toContain(key.slice(-43));
});

test("another key's id does not open with this key's secret", async () => {
  const { make, call } = withKeys();
  const [one, other] = [await make("one", "admin"), await make("other", "admin")];
  const mixed = `${one.key.slice(0, 30)}${other.key.slice(30)}`;
  for (const key of [
    mixed,
    one.key.slice(0, -1),
    `${one.key}A`,
    one.key.toLowerCase(),
    `rk_${"0".repeat(26)}_${"A".repeat(43)}`,
  ])
    expect(
      (await call("GET", "/v1/leads", { bearer: false, headers: { authorization: `Bearer ${key}` } })).status,
    ).toBe(401);
});

test("a key without a name, without scopes or with an unknown one is not made", async () => {
  const { post } = withKeys();
  for (const body of [
    {},
    { name: "x", scopes: [] },
    { name: "", scopes: ["read"] },
    { name: "x", scopes: ["everything"] },
    { name: "x", scopes: ["read"], hash: "0" },
  ])
    expect((await post("/v1/keys", body)).status).toBe(422);
});
