import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { startLocal } from "../support/local.ts";

type Local = Awaited<ReturnType<typeof startLocal>>;
const leadOf = async ({ get }: Local, email: string) =>
  (await get(`/v1/leads?email=${encodeURIComponent(email)}`)).json.items[0];

test("forms of every encoding come in: urlencoded, Shift_JIS, multipart, JSON", async () => {
  const local = await startLocal();
  await local.put("/v1/sources/contact", {
    kind: "form",
    mapping: { email: "mail", name: "お名前", company: "会社" },
    consent: { basis: "optIn", field: "同意", text: "案内メールに同意する" },
  });
  const hook = (body: string | Uint8Array<ArrayBuffer> | FormData, type?: string) =>
    fetch(`${local.url}/hooks/contact`, {
      method: "POST",
      body,
      ...(type === undefined ? {} : { headers: { "content-type": type } }),
    });
  const form = (email: string) =>
    new URLSearchParams({ mail: email, お名前: "渡辺 真由美", 会社: "港物流株式会社", 同意: "はい" });
  expect((await hook(form("utf8@example.com").toString(), "application/x-www-form-urlencoded")).status).toBe(202);
  const sjis =
    "mail=sjis%40example.com&%82%a8%96%bc%91%4f=%93%6e%95%d3&%89%ef%8e%d0=%8d%60%95%a8%97%ac&%93%af%88%d3=on";
  expect((await hook(sjis, "application/x-www-form-urlencoded; charset=Shift_JIS")).status).toBe(202);
  const parts = new FormData();
  for (const [name, value] of form("multi@example.com")) parts.set(name, value);
  expect((await hook(parts)).status).toBe(202);
  await local.advance("PT1M");
  expect(await leadOf(local, "utf8@example.com")).toMatchObject({
    name: "渡辺 真由美",
    consents: [{ basis: "optIn", source: "contact", evidence: expect.stringContaining("案内メールに同意する") }],
  });
  expect(await leadOf(local, "sjis@example.com")).toMatchObject({ name: "渡辺", company: "港物流" });
  expect(await leadOf(local, "multi@example.com")).toMatchObject({ company: "港物流株式会社" });
});

test("Standard Webhooks: a signed delivery comes in once, an old or forged one is refused and kept for a look", async () => {
  const local = await startLocal();
  const key = Buffer.from("0123456789abcdef0123456789abcdef");
  await local.put("/v1/sources/std", {
    kind: "standardWebhooks",
    secret: `whsec_${key.toString("base64")}`,
    mapping: { email: "data.email" },
    consent: { basis: "optIn" },
  });
  const body = JSON.stringify({ type: "lead.created", data: { email: "std@example.com" } });
  const send = (id: string, ageSeconds: number, text = body) => {
    const at = String(Math.floor(Date.now() / 1000) - ageSeconds);
    const signature = createHmac("sha256", key).update(`${id}.${at}.${body}`).digest("base64");
    return fetch(`${local.url}/hooks/std`, {
      method: "POST",
      body: text,
      headers: {
        "content-type": "application/json",
        "webhook-id": id,
        "webhook-timestamp": at,
        "webhook-signature": `v1,${signature}`,
      },
    });
  };
  expect((await send("msg_1", 3600)).status).toBe(401);
  expect((await send("msg_1", 0, body.replace("std@", "forged@"))).status).toBe(401);
  const first = await (await send("msg_1", 0)).json();
  expect(await (await send("msg_1", 1)).json()).toEqual(first);
  await local.advance("PT1M");
  expect((await leadOf(local, "std@example.com")).id).toBeDefined();
  expect(await leadOf(local, "forged@example.com")).toBeUndefined();
  const { items } = (await local.get("/v1/sources/std/payloads")).json;
  expect(items.map(({ fate }: { fate: string }) => fate).sort()).toEqual(["done", "refused", "refused"]);
});

test.each([
  ["broken JSON", "{", "application/json", 400],
  ["no address", '{"name":"a"}', "application/json", 422],
  ["an address that is none", '{"email":"nobody"}', "application/json", 422],
  ["another type", "<a/>", "application/xml", 415],
])("%s is refused with a reason, kept, and put through once the mapping fits", async (_, body, type, status) => {
  const local = await startLocal();
  await local.put("/v1/sources/any", { kind: "json", mapping: { email: "email" }, consent: { basis: "optIn" } });
  const answer = await fetch(`${local.url}/hooks/any`, { method: "POST", body, headers: { "content-type": type } });
  expect(answer.status).toBe(status);
  expect(await answer.json()).toMatchObject({ detail: expect.any(String) });
  const [kept] = (await local.get("/v1/sources/any/payloads")).json.items;
  expect(kept).toMatchObject({ fate: "refused", raw: body, reason: expect.any(String) });
});

test("a kept payload is put through again after its source was mended", async () => {
  const local = await startLocal();
  await local.put("/v1/sources/any", { kind: "json", mapping: { email: "mail" }, consent: { basis: "optIn" } });
  await fetch(`${local.url}/hooks/any`, {
    method: "POST",
    body: '{"contact":{"address":"late@example.com"}}',
    headers: { "content-type": "application/json" },
  });
  const [kept] = (await local.get("/v1/sources/any/payloads")).json.items;
  expect((await local.post(`/v1/sources/any/payloads/${kept.id}/replay`)).status).toBe(422);
  await local.put("/v1/sources/any", {
    kind: "json",
    mapping: { email: "contact.address" },
    consent: { basis: "optIn" },
  });
  expect((await local.post(`/v1/sources/any/payloads/${kept.id}/replay`)).status).toBe(202);
  await local.advance("PT1M");
  expect((await leadOf(local, "late@example.com")).consents).toMatchObject([{ basis: "optIn" }]);
});

test("what a robot filled in is answered like any other, and makes no lead", async () => {
  const local = await startLocal();
  await local.put("/v1/sources/trap", {
    kind: "form",
    mapping: { email: "mail" },
    honeypot: "website",
    thanksUrl: "https://akari.example/thanks",
    consent: { basis: "optIn" },
  });
  const post = (fields: Record<string, string>, accept: string) =>
    fetch(`${local.url}/hooks/trap`, {
      method: "POST",
      redirect: "manual",
      headers: { accept },
      body: new URLSearchParams(fields),
    });
  expect((await post({ mail: "robot@example.com", website: "x" }, "*/*")).status).toBe(202);
  const thanked = await post({ mail: "human@example.com", website: "" }, "text/html");
  expect([thanked.status, thanked.headers.get("location")]).toEqual([303, "https://akari.example/thanks"]);
  await local.advance("PT1M");
  expect(await leadOf(local, "robot@example.com")).toBeUndefined();
  expect(await leadOf(local, "human@example.com")).toBeDefined();
});

test("Segment: what a visitor did before they said who they are counts from then on", async () => {
  const local = await startLocal();
  await local.put("/v1/sources/site", {
    kind: "segment",
    secret: "write-key",
    mapping: { email: "traits.email", name: "traits.firstName", company: "traits.company.name" },
    consent: { basis: "optIn" },
  });
  const call = (path: string, body: unknown, key = "write-key") =>
    fetch(`${local.url}/v1/${path}`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        authorization: `Basic ${Buffer.from(`${key}:`).toString("base64")}`,
      },
      body: JSON.stringify(body),
    });
  expect((await call("track", { userId: "u-42", event: "page.viewed" }, "wrong")).status).toBe(401);
  const track = {
    type: "track",
    messageId: "ajs-2",
    userId: "u-42",
    event: "page.viewed",
    properties: { path: "/pricing" },
    timestamp: "2026-11-24T01:00:00.000Z",
  };
  const identify = {
    type: "identify",
    messageId: "ajs-1",
    userId: "u-42",
    traits: { email: "yui.sato@tokai-parts.example", firstName: "Yui", company: { name: "Tokai Parts" } },
  };
  expect(await (await call("track", track)).json()).toEqual({ success: true });
  expect((await call("batch", { batch: [identify, track] })).status).toBe(200);
  await local.advance("PT1M");
  const lead = await leadOf(local, "yui.sato@tokai-parts.example");
  expect(lead).toMatchObject({ name: "Yui", company: "Tokai Parts" });
  const { items } = (await local.get(`/v1/leads/${lead.id}/timeline`)).json;
  expect(items.filter(({ type }: { type: string }) => type === "event.tracked")).toEqual([
    expect.objectContaining({ name: "page.viewed", properties: { path: "/pricing" } }),
  ]);
  expect((await local.get(`/v1/leads/${lead.id}/score`)).json.signals).toEqual([
    expect.objectContaining({ id: "page-pricing", points: 10 }),
  ]);
});
