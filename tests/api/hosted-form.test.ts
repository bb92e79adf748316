import { expect, test } from "vitest";
import { type MemoryEngine, memoryEngine } from "../support/memory-engine.ts";

const form = {
  title: { ja: "資料請求", en: "Brochure" },
  fields: [
    { name: "email", label: { ja: "メールアドレス", en: "E-mail" }, type: "email", required: true, target: "email" },
    { name: "full_name", label: { ja: "お名前", en: "Name" }, type: "text", required: true, target: "name" },
    {
      name: "size",
      label: { ja: "従業員数" },
      type: "select",
      options: [{ ja: "1–99", en: "1-99" }, { ja: "100以上" }],
      target: "attributes.employees",
    },
    { name: "message", label: { ja: "ご用件" }, type: "textarea" },
  ],
  consent: { text: { ja: "案内メールを受け取ります", en: "I want mails" } },
  privacyUrl: "https://akari.example/privacy",
};
const source = { kind: "form", form };

const filled = { email: "mayumi@minato-logi.example", full_name: "渡辺 真由美", size: "1–99", message: "<b>見積</b>" };
const stampIn = (html: string) => /name="rk_stamp" value="([^"]+)"/.exec(html)?.[1] ?? "";
const send = async (m: MemoryEngine, fields: Record<string, string>, query = "") =>
  m.post(`/f/brochure${query}`, new URLSearchParams(fields).toString(), {
    bearer: false,
    type: "application/x-www-form-urlencoded",
  });
const leadsOf = async (m: MemoryEngine) => (await m.get("/v1/leads")).json.items;

test("a form is a page without scripts that nobody may frame, in the language of its reader", async () => {
  const m = memoryEngine();
  await m.put("/v1/sources/brochure", source);
  const ja = await m.get("/f/brochure", { bearer: false });
  expect(ja.text).toContain('lang="ja"');
  expect(ja.text).not.toContain("<script");
  expect(ja.headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
  const en = await m.get("/f/brochure", { bearer: false, headers: { "accept-language": "en-GB,ja;q=0.5" } });
  expect(en.text).toMatch(/lang="en"[\s\S]*Brochure[\s\S]*I want mails/);
  const framed = await m.get("/f/brochure?embed=1", { bearer: false });
  expect(framed.headers.get("content-security-policy")).toMatch(/script-src 'sha256-[^']+'; frame-ancestors \*/);
  expect(framed.headers.get("x-frame-options")).toBeNull();
  await m.patch("/v1/sources/brochure", { form: { ...form, sites: ["https://www.akari.example"] } });
  const named = await m.get("/f/brochure?embed=1", { bearer: false });
  expect(named.headers.get("content-security-policy")).toContain("frame-ancestors https://www.akari.example");
  expect((await m.get("/f/none", { bearer: false })).status).toBe(404);
});

test("what is sent becomes a lead, with the words that were agreed to as evidence, even if they have changed since", async () => {
  const m = memoryEngine();
  await m.put("/v1/sources/brochure", source);
  const page = await m.get("/f/brochure", { bearer: false });
  await m.patch("/v1/sources/brochure", { form: { ...form, consent: { text: { ja: "別の文面" } } } });
  m.pass(20_000);
  const sent = await send(m, { ...filled, rk_stamp: stampIn(page.text), consent: "v1 ja", extra: "x" });
  expect([sent.status, sent.headers.get("location")]).toEqual([303, "/f/brochure?sent=1"]);
  expect((await m.get("/f/brochure?sent=1", { bearer: false })).text).toContain("送信しました");
  await m.settle();
  const [lead] = await leadsOf(m);
  expect(lead).toMatchObject({ name: "渡辺 真由美", attributes: { employees: "1–99" } });
  const { json: whole } = await m.get(`/v1/leads/${lead.id}`);
  expect(whole.consents).toMatchObject([
    { basis: "optIn", source: "brochure", evidence: "v1「案内メールを受け取ります」" },
  ]);
  expect((await m.get("/v1/sources/brochure")).json.wordings).toHaveLength(2);
  const [payload] = (await m.get("/v1/sources/brochure/payloads")).json.items;
  expect(payload.submission.fields).toMatchObject({ message: "<b>見積</b>" });
  expect(payload.raw).not.toMatch(/extra|rk_stamp/);
});

test("without the tick there is a lead, and no ground for mail", async () => {
  const m = memoryEngine();
  await m.put("/v1/sources/brochure", source);
  const page = await m.get("/f/brochure", { bearer: false });
  m.pass(20_000);
  await send(m, { ...filled, rk_stamp: stampIn(page.text) });
  await m.settle();
  const [lead] = await leadsOf(m);
  expect((await m.get(`/v1/leads/${lead.id}`)).json.consents).toMatchObject([{ basis: "none" }]);
});

test("what cannot be taken comes back with what was written and what is wrong, and is no delivery", async () => {
  const m = memoryEngine();
  await m.put("/v1/sources/brochure", source);
  const page = await m.get("/f/brochure", { bearer: false });
  m.pass(20_000);
  const stamp = stampIn(page.text);
  const wrong = await send(m, { email: '"><script>alert(1)</script>', full_name: "", size: "9", rk_stamp: stamp });
  expect(wrong.status).toBe(422);
  expect(wrong.text).not.toContain("<script");
  expect(wrong.text).toContain("「メールアドレス」は name@example.co.jp の形で入力してください");
  expect(wrong.text).toContain("「お名前」を入力してください");
  expect(wrong.text).toContain("&quot;&gt;&lt;script&gt;");
  expect((await m.get("/v1/sources/brochure/payloads")).json.items).toEqual([]);
  expect((await send(m, { ...filled, rk_stamp: stamp })).status).toBe(303);
});

test("a robot that fills the trap is thanked and forgotten; who is too fast or has no stamp is asked once more", async () => {
  const m = memoryEngine();
  await m.put("/v1/sources/brochure", source);
  const stamp = stampIn((await m.get("/f/brochure", { bearer: false })).text);
  const fast = await send(m, { ...filled, rk_stamp: stamp });
  expect([fast.status, stampIn(fast.text)]).toEqual([422, stamp]);
  expect(fast.text).toContain("渡辺 真由美");
  expect((await send(m, { ...filled, rk_stamp: `1.${"0".repeat(32)}` })).status).toBe(422);
  m.pass(5000);
  expect((await send(m, { ...filled, rk_stamp: stamp, homepage_url: "x" })).status).toBe(303);
  await m.settle();
  expect(await leadsOf(m)).toEqual([]);
  expect((await send(m, { ...filled, rk_stamp: stamp })).status).toBe(303);
  expect((await send(m, { ...filled, rk_stamp: stamp })).status).toBe(303);
  await m.settle();
  expect(await leadsOf(m)).toHaveLength(1);
  expect(
    (await m.get("/v1/sources/brochure/payloads")).json.items.map(({ fate }: { fate: string }) => fate).sort(),
  ).toEqual(["done", "ignored"]);
});

test("visits of a page count for who sends the form with the name that the snippet gave them", async () => {
  const m = memoryEngine();
  await m.put("/v1/sources/site", { kind: "segment", secret: "write-key-1", consent: { basis: "none" } });
  await m.put("/v1/sources/brochure", { ...source, visits: "site" });
  const visit = (writeKey: string) =>
    m.post("/v1/page", JSON.stringify({ writeKey, anonymousId: "visitor-0001", properties: { path: "/pricing" } }), {
      bearer: false,
      type: "text/plain;charset=UTF-8",
    });
  expect((await visit("wrong")).status).toBe(401);
  expect((await visit("write-key-1")).status).toBe(200);
  const page = await m.get("/f/brochure?v=visitor-0001", { bearer: false });
  m.pass(20_000);
  await send(m, { ...filled, rk_stamp: stampIn(page.text), rk_visitor: "visitor-0001" });
  await m.settle();
  const [lead] = await leadsOf(m);
  const { items } = (await m.get(`/v1/leads/${lead.id}/timeline`)).json;
  expect(items.find(({ type }: { type: string }) => type === "event.tracked")).toMatchObject({ name: "page.viewed" });
  const track = { writeKey: "write-key-1", userId: "u", event: "x" };
  expect((await m.post("/v1/track", track, { bearer: false })).status).toBe(401);
});
