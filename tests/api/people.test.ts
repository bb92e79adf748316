import { expect, test } from "vitest";
import { memoryEngine } from "../support/memory-engine.ts";
import { withProvider } from "../support/visitor.ts";

test("the last admin who can sign in is neither removed, nor kept out, nor made less; with a second one all of it goes", async () => {
  const { visitor, install } = await withProvider();
  const kanri = visitor();
  await kanri.signIn("kanri");
  const { items } = (await kanri.get("/v1/people")).json;
  const path = `/v1/people/${items[0].id}`;
  expect((await kanri.ask("DELETE", path)).json.reason).toBe("lastAdmin");
  expect((await kanri.ask("PATCH", path, { body: { active: false } })).json.reason).toBe("lastAdmin");
  expect((await install("DELETE", path)).status).toBe(409);
  await install("POST", "/v1/people", { address: "mori@akari.example", role: "admin" });
  // An invitation is nobody who could let others in.
  expect((await kanri.ask("DELETE", path)).status).toBe(409);
});

test("whoever is kept out is out at once and stays out, whatever the provider says, until they are let in again", async () => {
  const { visitor, install } = await withProvider();
  const mori = visitor();
  await mori.signIn("mori");
  const { items } = (await install("GET", "/v1/people")).json;
  const path = `/v1/people/${items[0].id}`;
  expect((await install("PATCH", path, { active: false })).json).toMatchObject({ offSince: expect.any(String) });
  expect((await mori.get("/v1/me")).status).toBe(401);
  await mori.signIn("mori");
  expect((await mori.get("/v1/me")).status).toBe(401);
  await install("PATCH", path, { active: true });
  await mori.signIn("mori");
  expect((await mori.get("/v1/me")).json).toMatchObject({ role: "insideSales" });
});

test("the audit says whom a change of people was about, and what it changed", async () => {
  const { install } = await withProvider();
  const { id } = (await install("POST", "/v1/people", { address: "a@akari.example", role: "marketer" })).json;
  await install("PATCH", `/v1/people/${id}`, { role: "insideSales", rep: "mori" });
  await install("DELETE", `/v1/people/${id}`);
  const { items } = (await install("GET", "/v1/audit?what=people")).json;
  expect(items.map(({ changes }: { changes: object }) => changes)).toEqual([
    [
      { path: "person", to: "a@akari.example" },
      { path: "role", from: "insideSales" },
      { path: "rep", from: "mori" },
    ],
    [
      { path: "person", to: "a@akari.example" },
      { path: "role", from: "marketer", to: "insideSales" },
      { path: "rep", to: "mori" },
    ],
    [
      { path: "person", to: "a@akari.example" },
      { path: "role", to: "marketer" },
    ],
  ]);
});

const DAY = 86_400_000;

test("the audit is searched by person, thing and days, page by page, without losing or repeating an entry", async () => {
  const { get, put, post, pass, call } = memoryEngine();
  const { key, id } = (await post("/v1/keys", { name: "site", scopes: ["admin"] })).json;
  const byKey = (n: number) =>
    call("PUT", "/v1/settings", { body: { slaHours: n }, bearer: false, headers: { authorization: `Bearer ${key}` } });
  for (const n of [1, 2, 3]) {
    await put("/v1/settings", { slaHours: n + 10 });
    await byKey(n);
    await post("/v1/keys", { name: `k${n}`, scopes: ["read"] });
    pass(DAY);
  }
  const all = async (query: string): Promise<string[]> => {
    const found: string[] = [];
    for (let cursor = ""; ; ) {
      const { json } = await get(`/v1/audit?${query}&limit=2&cursor=${encodeURIComponent(cursor)}`);
      expect(json.items.length).toBeLessThanOrEqual(2);
      found.push(...json.items.map(({ changes }: { changes: { to: string }[] }) => changes[0]?.to));
      if (json.next === null) return found;
      cursor = json.next;
    }
  };
  const days = "from=2026-11-01&to=2026-11-30";
  expect(await all(days)).toEqual(["k3", "3", "13", "k2", "2", "12", "k1", "1", "11", "site"]);
  expect(await all(`${days}&what=settings`)).toEqual(["3", "13", "2", "12", "1", "11"]);
  expect(await all(`${days}&by=${id}`)).toEqual(["3", "2", "1"]);
  expect(await all("from=2026-11-25&to=2026-11-25")).toEqual(["k2", "2", "12"]);
  expect((await get("/v1/audit?cursor=2026-99-99")).status).toBe(422);
  const file = await get(`/v1/export/audit?${days}&what=settings&format=csv`);
  expect(file.headers.get("content-disposition")).toContain("audit.csv");
  expect(file.text.split("\r\n")).toHaveLength(8);
  expect(file.text).toContain("slaHours: 11 → 1");
  expect((await get(`/v1/export/audit?${days}`)).text.trim().split("\n")).toHaveLength(12);
});

test("a key says by the hour when it was used last", async () => {
  const { get, post, call, pass } = memoryEngine();
  const { key } = (await post("/v1/keys", { name: "site", scopes: ["read"] })).json;
  const use = () => call("GET", "/v1/leads", { bearer: false, headers: { authorization: `Bearer ${key}` } });
  const used = async () => (await get("/v1/keys")).json.items[0].lastUsedAt;
  expect(await used()).toBeNull();
  await use();
  expect(await used()).toBe("2026-11-24T01:12:00.000Z");
  pass(60_000);
  await use();
  expect(await used()).toBe("2026-11-24T01:12:00.000Z");
  pass(3_600_000);
  await use();
  expect(await used()).toBe("2026-11-24T02:13:00.000Z");
});
