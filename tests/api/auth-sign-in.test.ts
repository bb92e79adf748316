import { expect, test } from "vitest";
import { memoryEngine } from "../support/memory-engine.ts";
import { foreignKey } from "../support/oidc.ts";
import { own, withProvider } from "../support/visitor.ts";

test("whom the provider gives a role is in with it, at the page they wanted", async () => {
  const { visitor } = await withProvider();
  const kanri = visitor();
  const arrived = await kanri.signIn("kanri", "/leads?stage=sales#top");
  expect([arrived.status, arrived.to]).toEqual([302, "/leads?stage=sales#top"]);
  expect((await kanri.get("/v1/me")).json).toMatchObject({ name: "管理 花子", role: "admin", rep: null });
  const mori = visitor();
  await mori.signIn("mori");
  expect((await mori.get("/v1/me")).json).toMatchObject({ name: "森 健太", role: "insideSales" });
});

test("the sign-in asks with PKCE, state and nonce, and gives nothing of them away", async () => {
  const { visitor, oidc } = await withProvider();
  const one = visitor();
  const begun = await one.get("/auth/sign-in");
  const to = new URL(begun.to ?? "");
  expect(to.origin).toBe(oidc.issuer);
  const { state, nonce, code_challenge, ...asked } = Object.fromEntries(to.searchParams);
  expect(asked).toEqual({
    client_id: "rekindle",
    redirect_uri: `${own}/auth/callback`,
    response_type: "code",
    scope: "openid email profile",
    code_challenge_method: "S256",
  });
  const [cookie = ""] = begun.headers.getSetCookie();
  expect(cookie).toMatch(/; HttpOnly; SameSite=Lax$/);
  for (const secret of [state ?? "", nonce ?? "", code_challenge ?? ""]) {
    expect(secret.length).toBeGreaterThan(40);
    expect(cookie).not.toContain(secret);
  }
  const again = new URL((await one.get("/auth/sign-in")).to ?? "");
  expect(again.searchParams.get("state")).not.toBe(state);
  expect(again.searchParams.get("nonce")).not.toBe(nonce);
});

test("over https the cookies are secure and bound to this very host", async () => {
  const { visitor } = await withProvider("https://rekindle.example");
  const one = visitor();
  const arrived = await one.signIn("kanri");
  const session = arrived.headers.getSetCookie().find((cookie) => cookie.startsWith("__Host-rekindle-session="));
  expect(session).toMatch(/; Max-Age=28800; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
  expect((await one.get("/v1/me")).status).toBe(200);
});

const lies = {
  "another nonce": { nonce: "somebody else's" },
  "no nonce": { nonce: undefined },
  "another audience": { aud: "another-application" },
  "several audiences and none of them in charge": {
    aud: ["rekindle", "another-application"],
    azp: "another-application",
  },
  "another issuer": { iss: "https://provider.example" },
  "an end that has passed": { iat: 1_699_999_000, exp: 1_700_000_000 },
  "no subject": { sub: undefined },
};
test.each(Object.entries(lies))("an ID token with %s lets nobody in", async (_, lie) => {
  const { visitor, oidc, logged } = await withProvider();
  oidc.lie((claims) => ({ ...claims, ...lie }));
  const one = visitor();
  const arrived = await one.signIn("kanri");
  expect([arrived.status, arrived.headers.get("content-type")]).toEqual([400, "text/html; charset=UTF-8"]);
  expect((await one.get("/v1/me")).status).toBe(401);
  const [name = ""] = Object.keys(lie).toReversed();
  expect(logged).toEqual([{ event: "signIn.refused", fields: { reason: expect.stringContaining(`"${name}"`) } }]);
});

test("an ID token that somebody else signed lets nobody in", async () => {
  const { visitor, oidc } = await withProvider();
  oidc.lie((claims) => claims, foreignKey());
  const one = visitor();
  expect((await one.signIn("kanri")).status).toBe(400);
  expect((await one.get("/v1/me")).status).toBe(401);
});

test("a wrong state, none, and an answer that this browser did not ask for let nobody in", async () => {
  const { visitor } = await withProvider();
  const [one, other] = [visitor(), visitor()];
  const back = await one.comeBack("kanri");
  const wrong = back.replace(/state=[^&]+/, "state=another");
  const none = back.replace(/&?state=[^&]+/, "");
  for (const path of [wrong, none]) {
    await one.get("/auth/sign-in");
    expect((await one.get(path)).status).toBe(400);
  }
  // Somebody sends a link with their own answer in it: the browser has no sign-in under way, or another one.
  const theirs = await one.comeBack("kanri");
  expect((await other.get(theirs)).status).toBe(400);
  await other.get("/auth/sign-in");
  expect((await other.get(theirs)).status).toBe(400);
  expect((await other.get("/v1/me")).status).toBe(401);
});

test("an answer is good once: repeated, with or without the cookie kept, it lets nobody in", async () => {
  const { visitor } = await withProvider();
  const one = visitor();
  const back = await one.comeBack("kanri");
  const kept = new Map(one.jar);
  expect((await one.get(back)).status).toBe(302);
  const again = visitor();
  expect((await again.get(back)).status).toBe(400);
  for (const [name, value] of kept) again.jar.set(name, value);
  expect((await again.get(back)).status).toBe(400);
  expect((await again.get("/v1/me")).status).toBe(401);
});

test("who takes longer than ten minutes starts anew", async () => {
  const { visitor, pass } = await withProvider();
  const one = visitor();
  const back = await one.comeBack("kanri");
  pass(10 / 60);
  expect((await one.get(back)).status).toBe(400);
});

test("who says no at the provider is told so", async () => {
  const { visitor } = await withProvider();
  const one = visitor();
  const begun = new URL((await one.get("/auth/sign-in")).to ?? "");
  const state = begun.searchParams.get("state");
  const denied = await one.get(`/auth/callback?error=access_denied&state=${state}&iss=${begun.origin}`);
  expect([denied.status, denied.text]).toEqual([400, expect.stringContaining("取り消されました")]);
});

test.each([
  "https://evil.example/",
  "//evil.example",
  "/\\evil.example",
  "\\\\evil.example",
  "/.//evil.example",
  "/%2e//evil.example",
  "/\t/evil.example",
  " //evil.example",
  "javascript:alert(1)",
  "/auth/sign-out",
  "leads",
  "",
])("signing in never leads to another site: %j becomes the first page", async (to) => {
  const { visitor } = await withProvider();
  expect((await visitor().signIn("kanri", to)).to).toBe("/");
});

test("whom nobody invited stays outside, and an unverified address is nobody's", async () => {
  const { visitor, install } = await withProvider();
  const guest = visitor();
  const refused = await guest.signIn("guest");
  expect([refused.status, refused.text]).toEqual([403, expect.stringContaining("招待")]);
  await install("POST", "/v1/people", { address: "Guest@Akari.example", role: "marketer" });
  expect((await visitor().signIn("liar")).status).toBe(403);
  expect((await install("GET", "/v1/people")).json.items).toMatchObject([{ state: "invited", role: "marketer" }]);
});

test("an invitation is accepted by the first sign-in and used up; the role stays until it is changed", async () => {
  const { visitor, install } = await withProvider();
  const invited = await install("POST", "/v1/people", { address: "guest@akari.example", role: "marketer" });
  expect([invited.status, invited.json.state]).toEqual([201, "invited"]);
  const guest = visitor();
  expect((await guest.signIn("guest")).status).toBe(302);
  expect((await guest.get("/v1/me")).json.role).toBe("marketer");
  const { items } = (await install("GET", "/v1/people")).json;
  expect(items).toMatchObject([
    { state: "active", via: "invitation", address: "guest@akari.example", role: "marketer" },
  ]);
  expect((await visitor().signIn("guest")).status).toBe(302);
  expect((await install("PATCH", `/v1/people/${items[0].id}`, { role: "insideSales" })).status).toBe(200);
  expect((await guest.get("/v1/me")).json.role).toBe("insideSales");
});

test("whose role the provider says is changed there, and is out everywhere once it says none", async () => {
  const { visitor, install, oidc } = await withProvider();
  const mori = visitor();
  await mori.signIn("mori");
  const [person] = (await install("GET", "/v1/people")).json.items;
  expect((await install("PATCH", `/v1/people/${person.id}`, { role: "admin" })).status).toBe(409);
  oidc.lie((claims) => ({ ...claims, groups: ["everybody"], email: "mori@akari.example" }));
  expect((await visitor().signIn("mori")).status).toBe(403);
  expect((await mori.get("/v1/me")).status).toBe(401);
});

test("a rep is known by the address in the settings", async () => {
  const { visitor, install } = await withProvider();
  await install("PUT", "/v1/settings", {
    reps: [
      { id: "abe", name: "阿部" },
      { id: "mori", name: "森 健太", email: "mori@AKARI.example" },
    ],
  });
  const mori = visitor();
  await mori.signIn("mori");
  expect((await mori.get("/v1/me")).json.rep).toBe("mori");
});

test("where there is no provider nobody signs in", async () => {
  const { call } = memoryEngine();
  for (const path of ["/auth/sign-in", "/auth/callback?code=1&state=2"])
    expect((await call("GET", path, { bearer: false })).status).toBe(404);
});
