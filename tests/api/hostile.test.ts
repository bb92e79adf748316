import { describe, expect, test } from "vitest";
import { memoryEngine } from "../support/memory-engine.ts";

const MB = 1_048_576;

test("a path that takes another method says which: 405, and a path that is none is 404", async () => {
  const { call } = memoryEngine();
  for (const [method, path, allow] of [
    ["DELETE", "/v1/settings", "GET, HEAD, PUT"],
    ["PATCH", "/v1/leads", "GET, HEAD, POST"],
    ["GET", "/v1/leads/import", undefined],
    ["PUT", "/v1/handoffs/handoff_1_1/accept", "POST"],
    ["GET", "/hooks/brochure", "POST"],
    ["POST", "/healthz", "GET, HEAD"],
  ] as const) {
    const answer = await call(method, path);
    if (allow === undefined) expect(answer.status).toBe(404);
    else
      expect([answer.status, answer.headers.get("allow"), answer.json.title]).toEqual([
        405,
        allow,
        "Method not allowed",
      ]);
  }
  expect((await call("GET", "/v1/nothing/at/all")).status).toBe(404);
});

describe("a body", () => {
  test("of more than 1 MB is refused, a list may have 5 MB", async () => {
    const { post, put } = memoryEngine();
    expect((await put("/v1/templates/big", JSON.stringify({ subject: "a", mjml: "x".repeat(MB) }))).status).toBe(413);
    const list = `e-mail,メモ\n${`${"x".repeat(900)}@,\n`.repeat(2_000)}`;
    expect(list.length).toBeGreaterThan(MB);
    expect((await post("/v1/leads/import", list, { type: "text/csv" })).status).toBe(202);
    const more = await post("/v1/leads/import", new Uint8Array(5 * MB + 1), { type: "text/csv" });
    expect([more.status, more.json.detail]).toEqual([413, "The body is larger than 5 MB"]);
    const declared = await post("/v1/deals", "{}", { headers: { "content-length": String(2 * MB) } });
    expect(declared.status).toBe(413);
  });

  test("that is no JSON is refused with 400, wherever it is sent", async () => {
    const { call } = memoryEngine();
    for (const [method, path] of [
      ["POST", "/v1/leads"],
      ["PUT", "/v1/settings"],
      ["PUT", "/v1/scoring"],
      ["PUT", "/v1/workflows/w"],
      ["PUT", "/v1/templates/t"],
      ["PUT", "/v1/sources/s"],
      ["POST", "/v1/deals"],
      ["POST", "/v1/simulate"],
    ] as const) {
      const answer = await call(method, path, { body: '{"a": 1' });
      expect([path, answer.status, answer.headers.get("content-type")]).toEqual([
        path,
        400,
        "application/problem+json",
      ]);
    }
  });

  test("that is nested without end is refused, and reaches no recursion", async () => {
    const { call } = memoryEngine();
    const deep = `${'{"all":['.repeat(60_000)}${"]}".repeat(60_000)}`;
    const model = `{"families":{},"signals":[],"fit":[{"id":"a","points":1,"when":${deep}}]}`;
    expect((await call("PUT", "/v1/scoring", { body: model })).status).toBe(400);
    expect((await call("PUT", "/v1/workflows/w", { body: `{"name":"w","steps":${"[".repeat(100_000)}` })).status).toBe(
      400,
    );
    expect((await call("POST", "/v1/leads", { body: `{"attributes":${"[".repeat(100_000)}` })).status).toBe(400);
  });

  test("that names a prototype changes nothing but itself", async () => {
    const { put, get, post } = memoryEngine();
    await put("/v1/settings", '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}');
    expect(Object.hasOwn({}, "polluted") || "polluted" in {}).toBe(false);
    const lead = await post(
      "/v1/leads",
      '{"email":"a@example.com","consent":{"basis":"optIn"},"attributes":{"__proto__":"x"}}',
    );
    expect(lead.json.attributes).toEqual({});
    expect((await get("/v1/settings")).status).toBe(200);
  });
});

test("a cursor that the list did not give out is refused, in every list", async () => {
  const { get, post } = memoryEngine();
  const { id } = (await post("/v1/leads", { email: "a@example.com", consent: { basis: "optIn" } })).json;
  for (const path of [
    "/v1/leads",
    "/v1/leads?company=港物流",
    `/v1/leads/${id}/timeline`,
    "/v1/workflows",
    "/v1/templates",
    "/v1/sources",
    "/v1/sources/s/payloads",
    "/v1/deals",
    "/v1/jobs",
    "/v1/handoffs",
    "/v1/problems",
    "/v1/days",
  ])
    for (const cursor of ["nonsense", "marketing.%%%", "bnVsbA", "WzEsMl0"]) {
      const answer = await get(`${path}${path.includes("?") ? "&" : "?"}cursor=${encodeURIComponent(cursor)}`);
      expect([path, cursor, answer.status]).toEqual([path, cursor, 422]);
    }
});

test("what fails inside is told to nobody outside, and is logged", async () => {
  const { get, logged } = memoryEngine((world) => ({
    ...world,
    table: {
      ...world.table,
      listed: async () => {
        throw new Error("secret table name");
      },
    },
  }));
  const answer = await get("/v1/jobs");
  expect([answer.status, answer.text.includes("secret")]).toEqual([500, false]);
  expect(logged).toEqual([{ event: "http.failed", fields: expect.objectContaining({ path: "/v1/jobs" }) }]);
});

test("what people filled in is answered as it is, also where it is called like a time", async () => {
  const { post, get, settle } = memoryEngine();
  const attributes = { renewedAt: 2027, at: 5, contractUntil: 12, note: "x" };
  const { id, ...lead } = (await post("/v1/leads", { email: "a@example.com", attributes, consent: { basis: "optIn" } }))
    .json;
  await settle();
  expect(lead.attributes).toEqual(attributes);
  const { items } = (await get(`/v1/leads/${id}/timeline`)).json;
  expect(items.find(({ type }: { type: string }) => type === "lead.captured")).toMatchObject({
    at: "2026-11-24T01:12:00.000Z",
    attributes,
    consent: { basis: "optIn", at: "2026-11-24T01:12:00.000Z" },
  });
});
