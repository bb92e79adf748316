import { expect, test } from "vitest";
import { own, withProvider } from "../support/visitor.ts";

test("a session ends after eight hours without a request", async () => {
  const { visitor, pass } = await withProvider();
  const one = visitor();
  await one.signIn("kanri");
  pass(7.9);
  expect((await one.get("/v1/me")).status).toBe(200);
  pass(7.9);
  expect((await one.get("/v1/me")).status).toBe(200);
  pass(8);
  expect((await one.get("/v1/me")).status).toBe(401);
});

test("a session ends after seven days, however busy", async () => {
  const { visitor, pass } = await withProvider();
  const one = visitor();
  await one.signIn("kanri");
  for (let hours = 0; hours + 7 < 7 * 24; hours += 7) {
    expect((await one.get("/v1/me")).status).toBe(200);
    pass(7);
  }
  const last = await one.get("/v1/me");
  expect(last.status).toBe(200);
  const [cookie = ""] = last.headers.getSetCookie();
  // The browser, too, forgets it when it is over.
  expect(Number(/Max-Age=(\d+)/.exec(cookie)?.[1])).toBeLessThan(8 * 3600);
  pass(7);
  expect((await one.get("/v1/me")).status).toBe(401);
});

test("signing out ends the session for every copy of its cookie, and leads to the provider's own end", async () => {
  const { visitor, oidc } = await withProvider();
  const one = visitor();
  await one.signIn("kanri");
  const copy = visitor();
  for (const [name, value] of one.jar) copy.jar.set(name, value);
  const other = visitor();
  await other.signIn("kanri");
  const out = await one.post("/auth/sign-out");
  const to = new URL(out.json.to);
  expect([out.status, to.origin, to.searchParams.get("post_logout_redirect_uri")]).toEqual([200, oidc.issuer, own]);
  expect(to.searchParams.get("id_token_hint")).toMatch(/^ey/);
  expect(one.jar.size).toBe(0);
  expect((await copy.get("/v1/me")).status).toBe(401);
  expect((await other.get("/v1/me")).status).toBe(200);
});

test("a removed person is out at once, everywhere", async () => {
  const { visitor, install } = await withProvider();
  const one = visitor();
  await one.signIn("mori");
  const [person] = (await install("GET", "/v1/people")).json.items;
  expect((await install("DELETE", `/v1/people/${person.id}`)).status).toBe(204);
  expect((await one.get("/v1/me")).status).toBe(401);
  await install("POST", "/v1/people", { address: "guest@akari.example", role: "marketer" });
  const [invited] = (await install("GET", "/v1/people")).json.items;
  await install("DELETE", `/v1/people/${invited.id}`);
  expect((await visitor().signIn("guest")).status).toBe(403);
});

test("a cookie that was changed, made up or sealed for something else is nobody's", async () => {
  const { visitor } = await withProvider();
  const one = visitor();
  await one.get("/auth/sign-in");
  const [flow = ""] = one.jar.values();
  await one.signIn("kanri");
  const [[name = "", sealed = ""] = []] = one.jar;
  const middle = Math.floor(sealed.length / 2);
  const changed = `${sealed.slice(0, middle)}${sealed[middle] === "A" ? "B" : "A"}${sealed.slice(middle + 1)}`;
  for (const value of [changed, flow, "made-up", "Fe26.2**", ""]) {
    one.jar.set(name, value);
    expect((await one.get("/v1/me")).status).toBe(401);
  }
  one.jar.set(name, sealed);
  expect((await one.get("/v1/me")).status).toBe(200);
});

test("a wrong key is not made up for by a cookie", async () => {
  const { visitor } = await withProvider();
  const one = visitor();
  await one.signIn("kanri");
  expect((await one.ask("GET", "/v1/me", { headers: { authorization: "Bearer wrong" } })).status).toBe(401);
});

test("a change by cookie is taken from pages of this application only", async () => {
  const { visitor } = await withProvider();
  const one = visitor();
  await one.signIn("kanri");
  const invite = (headers: Record<string, string>) =>
    one.ask("POST", "/v1/people", { body: { address: "x@akari.example", role: "admin" }, headers });
  const foreign = [
    { "sec-fetch-site": "cross-site", origin: "https://evil.example" },
    { "sec-fetch-site": "same-site", origin: "http://other.rekindle.example" },
    { "sec-fetch-site": "none", origin: own },
    { "sec-fetch-site": "same-origin", origin: "https://rekindle.example" },
    { "sec-fetch-site": "same-origin", origin: "null" },
    { "sec-fetch-site": "cross-site", origin: own },
  ];
  for (const headers of foreign) expect((await invite(headers)).status, JSON.stringify(headers)).toBe(403);
  expect((await one.get("/v1/people")).json.items).toHaveLength(1);
  expect((await invite({})).status).toBe(201);
});

test("without the browser's word on where it comes from, a change by cookie is refused", async () => {
  const { visitor, request } = await withProvider();
  const one = visitor();
  await one.signIn("kanri");
  const cookie = [...one.jar].map(([name, value]) => `${name}=${value}`).join("; ");
  const bare = (headers: Record<string, string>) =>
    request("/auth/sign-out", { method: "POST", headers: { cookie, ...headers } });
  expect((await bare({})).status).toBe(403);
  expect((await bare({ origin: own })).status).toBe(200);
});

test("what a session or a key is shown is kept by no cache", async () => {
  const { visitor } = await withProvider();
  const one = visitor();
  await one.signIn("kanri");
  expect((await one.get("/v1/me")).headers.get("cache-control")).toBe("no-store");
});
