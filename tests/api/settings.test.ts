import { keys } from "@rekindle/core/engine/keys";
import { Webhook } from "standardwebhooks";
import { expect, test } from "vitest";
import { memoryEngine } from "../support/memory-engine.ts";
import { withProvider } from "../support/visitor.ts";

const slack = "https://hooks.slack.example/T000/secret";
const channels = {
  handoff: { kind: "slack", url: slack },
  team: { kind: "chatwork", url: "https://api.chatwork.example/v2/rooms/1/messages", token: "chatwork-token" },
};

test("addresses and tokens of channels are shown to admins only, to neither other roles nor other keys", async () => {
  const { visitor, install, request } = await withProvider();
  await install("PUT", "/v1/settings", { channels });
  const [kanri, mori] = [visitor(), visitor()];
  await kanri.signIn("kanri");
  await mori.signIn("mori");
  expect((await kanri.get("/v1/settings")).json.channels).toEqual(channels);
  const seen = await mori.get("/v1/settings");
  expect(seen.json.channels).toEqual({ handoff: { kind: "slack" }, team: { kind: "chatwork" } });
  const { key } = (await install("POST", "/v1/keys", { name: "reader", scopes: ["read"] })).json;
  const read = await (await request("/v1/settings", { headers: { authorization: `Bearer ${key}` } })).text();
  expect(seen.text + read).not.toMatch(/hooks\.slack|chatwork-token|rooms/);
  const audit = await kanri.get("/v1/audit");
  expect(audit.json.items.map(({ changes }: { changes?: object[] }) => changes)).toContainEqual([
    { path: "channels.handoff" },
    { path: "channels.team" },
  ]);
  expect(audit.text).not.toMatch(/hooks\.slack|chatwork-token|rooms/);
});

test("settings that were stored before a field existed have its default, and the next change keeps the others", async () => {
  const { engine, get, put } = memoryEngine();
  await put("/v1/settings", { slaHours: 2 });
  const item = await engine.world.table.get(keys.manifest);
  if (item === undefined) throw new Error("there is a manifest");
  const { settings, ...manifest } = JSON.parse(item.body);
  const { slaHours, sender, footer, timeZone } = settings;
  const old = { ...settings, slaHours, sender, footer, timeZone, channels: { handoff: { url: slack } } };
  for (const name of ["escalationHours", "trackOpens", "retention", "sendWindow"]) delete old[name];
  const put1 = { ...item, rev: item.rev + 1, body: JSON.stringify({ ...manifest, settings: old }) };
  await engine.world.table.put([put1]);
  expect((await get("/v1/settings")).json).toMatchObject({
    slaHours: 2,
    escalationHours: 0.5,
    trackOpens: true,
    retention: { payloadDays: 90, auditDays: null },
    channels: { handoff: { kind: "slack", url: slack } },
  });
  await put("/v1/settings", { trackOpens: false });
  expect((await get("/v1/settings")).json).toMatchObject({ slaHours: 2, trackOpens: false });
});

test("a channel is tried in its own form, and says what it answered", async () => {
  const posts: { url: string; headers: Record<string, string>; body: string }[] = [];
  const { put, post, mailings } = memoryEngine((world) => ({
    ...world,
    outside: {
      post: async (request) => {
        posts.push(request);
        return request.url.includes("chatwork") ? { status: "unknown", reason: "timeout" } : { status: 404, body: "" };
      },
    },
  }));
  const teams = { kind: "teams", url: "https://teams.example/x" };
  const own = { kind: "webhook", url: "https://own.example/x" };
  await put("/v1/settings", { channels: { ...channels, teams, own } });
  const { secret } = (await post("/v1/signing")).json;
  expect((await post("/v1/channels/handoff/test")).json).toEqual({ ok: false, result: "answered 404" });
  expect((await post("/v1/channels/team/test")).json).toEqual({ ok: false, result: "timeout" });
  await post("/v1/channels/teams/test");
  await post("/v1/channels/own/test");
  expect((await post("/v1/channels/nobody/test")).status).toBe(404);
  const [toSlack, toChatwork, toTeams, toOwn] = posts;
  expect(JSON.parse(toSlack?.body ?? "").text).toContain("テスト");
  expect(toChatwork?.headers).toMatchObject({ "x-chatworktoken": "chatwork-token" });
  expect(new URLSearchParams(toChatwork?.body).get("body")).toContain("テスト");
  expect(JSON.parse(toTeams?.body ?? "").attachments[0].content.body[0].text).toContain("テスト");
  const { "webhook-id": id = "", "webhook-timestamp": at = "", "webhook-signature": signature } = toOwn?.headers ?? {};
  expect(new Webhook(secret).sign(id, new Date(Number(at) * 1000), toOwn?.body ?? "")).toBe(signature);
  expect(mailings).toEqual([]);
});

test("a channel that cannot work is refused at its field", async () => {
  const { put } = memoryEngine();
  const answer = await put("/v1/settings", { channels: { team: { kind: "chatwork", url: "https://a.example" } } });
  expect(answer.status).toBe(422);
  expect(answer.json.problems).toEqual([{ path: "channels.team.token", message: "Chatwork wants its API token" }]);
});

test("the secret of outgoing webhooks is shown once, and a new one leaves the old one a day", async () => {
  const { get, post, put } = memoryEngine();
  expect((await get("/v1/signing")).json).toEqual({ since: null, oldUntil: null });
  const first = await post("/v1/signing");
  expect(first.status).toBe(201);
  expect(first.json.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  expect((await get("/v1/signing")).json).toEqual({ since: "2026-11-24T01:12:00.000Z", oldUntil: null });
  const second = (await post("/v1/signing")).json;
  expect(second).toMatchObject({ oldUntil: "2026-11-25T01:12:00.000Z" });
  const elsewhere = `${(await get("/v1/settings")).text}${(await get("/v1/signing")).text}${(await get("/v1/audit")).text}${(await put("/v1/settings", {})).text}`;
  expect(elsewhere).not.toContain(second.secret);
  expect(elsewhere).not.toContain(first.json.secret);
});

test("one's own language is kept with the person, over sign-ins, and is nobody else's", async () => {
  const { visitor } = await withProvider();
  const [kanri, mori] = [visitor(), visitor()];
  await kanri.signIn("kanri");
  await mori.signIn("mori");
  expect((await mori.get("/v1/me")).json.language).toBe("ja");
  const changed = await mori.ask("PATCH", "/v1/me", { body: { language: "en" } });
  expect(changed.json).toMatchObject({ language: "en", role: "insideSales" });
  await mori.signIn("mori");
  expect((await mori.get("/v1/me")).json.language).toBe("en");
  expect((await kanri.get("/v1/me")).json.language).toBe("ja");
  expect((await mori.ask("PATCH", "/v1/me", { body: { language: "fr" } })).status).toBe(422);
});

test("deliveries and entries of the audit are kept as long as the settings say", async () => {
  const { put, call, engine, db } = memoryEngine();
  await put("/v1/settings", { retention: { payloadDays: 30, auditDays: 400 } });
  await put("/v1/sources/demo", { kind: "json", mapping: { email: "email" }, consent: { basis: "optIn" } });
  await call("POST", "/hooks/demo", { body: { email: "a@example.com" }, bearer: false });
  const days = (like: string): number[] =>
    db
      .prepare("select expires_at from item where pk like ? and expires_at is not null order by expires_at")
      .all(like)
      .map((row) => (Number(row["expires_at"]) - engine.world.clock.now()) / 86_400_000);
  expect(days("payload#%")).toEqual([30]);
  // The change itself was written down while the old settings held, and answered under the new ones.
  expect(days("audit#%")).toEqual([400, 400]);
});
