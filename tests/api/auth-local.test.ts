import { request } from "node:http";
import { expect, test } from "vitest";
import { startLocal } from "../support/local.ts";

/** As a browser would not let a page do it: with any Host header. */
const raw = (
  url: string,
  headers: Record<string, string>,
  method = "POST",
): Promise<{ status: number; cookies: string[] }> =>
  new Promise((resolve, reject) => {
    const asked = request(`${url}/local/session`, { method, headers }, (answer) => {
      answer.resume();
      answer.on("end", () => resolve({ status: answer.statusCode ?? 0, cookies: answer.headers["set-cookie"] ?? [] }));
    });
    asked.on("error", reject);
    asked.end(method === "POST" ? JSON.stringify({ role: "admin" }) : undefined);
  });

test("on one's own machine one is whoever one chooses to be, without a password", async () => {
  const { url } = await startLocal();
  for (const role of ["admin", "marketer", "insideSales"]) {
    const { status, cookies } = await raw(url, { origin: url }).then(async () => {
      const answer = await fetch(`${url}/local/session`, {
        method: "POST",
        headers: { "content-type": "application/json", origin: url },
        body: JSON.stringify({ role }),
      });
      return { status: answer.status, cookies: answer.headers.getSetCookie() };
    });
    expect(status).toBe(200);
    const [cookie = ""] = cookies;
    expect(cookie).toMatch(new RegExp(`^rekindle-session-${new URL(url).port}=.+; HttpOnly; SameSite=Lax$`));
    const me = await fetch(`${url}/v1/me`, { headers: { cookie } });
    expect(await me.json()).toMatchObject({ role });
    const again = await fetch(`${url}/local/session`, { headers: { cookie } });
    expect(await again.json()).toEqual({ roles: ["admin", "marketer", "insideSales"], role });
  }
});

test("the roles are for pages of this machine under its own name: no other name, no other site's page", async () => {
  const { url, product } = await startLocal();
  const { port, host } = new URL(url);
  const own = { origin: url };
  expect((await raw(url, own)).status).toBe(200);
  const refused = [
    { ...own, host: `evil.example:${port}` },
    { ...own, host: "localhost.evil.example" },
    { origin: "https://evil.example" },
    { origin: "http://localhost:1" },
    { origin: "null" },
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site", ...own },
    {},
  ];
  for (const headers of refused) {
    const { status, cookies } = await raw(url, headers);
    expect([status, cookies], JSON.stringify(headers)).toEqual([403, []]);
  }
  expect((await raw(url, { host: "evil.example" }, "GET")).status).toBe(403);
  // Not over a connection of this machine: nobody can tell where it comes from.
  const elsewhere = await product.served.fetch(
    new Request(`${url}/local/session`, { method: "POST", headers: { host, ...own }, body: '{"role":"admin"}' }),
  );
  expect(elsewhere.status).toBe(403);
});

test("an unknown role is nobody's, and the key is told to no page", async () => {
  const { url, key } = await startLocal();
  const answer = await fetch(`${url}/local/session`, {
    method: "POST",
    headers: { origin: url },
    body: JSON.stringify({ role: "owner" }),
  });
  expect(answer.status).toBe(422);
  for (const path of ["/local/session", "/"]) expect(await (await fetch(`${url}${path}`)).text()).not.toContain(key);
});

test("a cookie of one run is worth nothing in another", async () => {
  const [one, other] = [await startLocal(), await startLocal({})];
  const { cookies } = await raw(one.url, { origin: one.url });
  const value = /=([^;]+)/.exec(cookies[0] ?? "")?.[1];
  const there = await fetch(`${other.url}/v1/me`, {
    headers: { cookie: `rekindle-session-${new URL(other.url).port}=${value}` },
  });
  expect(there.status).toBe(401);
});
