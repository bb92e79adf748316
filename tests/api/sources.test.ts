import { expect, test } from "vitest";
import { memoryEngine } from "../support/memory-engine.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const json = { kind: "json", mapping: { email: "mail" }, consent: { basis: "optIn" } };
const open = { bearer: false };

test("a source says when it last brought anything, what is usual and what became of it; one that falls silent is told quiet, weekends aside", async () => {
  const m = memoryEngine();
  await m.put("/v1/sources/web", json);
  const source = async () => (await m.get("/v1/sources")).json.items[0];
  expect(await source()).toMatchObject({ lastAt: null, usualPerDay: null, quiet: null });
  // Tue 24 Nov 2026, two a day on ten days.
  for (let day = 0; day < 10; day++) {
    for (const n of [1, 2]) await m.post("/hooks/web", { mail: `p${day}-${n}@example.jp` }, open);
    await m.settle();
    m.pass(DAY);
  }
  await m.post("/hooks/web", { mail: "nobody" }, open);
  await m.settle();
  expect(await source()).toMatchObject({
    counts: { days7: { received: 13, done: 12, refused: 1 }, days30: { received: 21, done: 20, refused: 1 } },
    refusals: 1,
    quiet: null,
  });
  // That was Fri 4 Dec. On Monday morning nothing is missed yet.
  m.pass(2.5 * DAY);
  expect((await source()).quiet).toBeNull();
  m.pass(4 * DAY);
  const { quiet, usualPerDay } = await source();
  expect(usualPerDay).toBeCloseTo(21 / 9, 5);
  expect(quiet).toMatchObject({ since: "2026-12-04T01:12:00.000Z", businessDays: expect.any(Number) });
  await m.patch("/v1/sources/web", { watch: false });
  expect((await source()).quiet).toBeNull();
});

test("a part of a source is changed without its secret, which is kept and told to nobody", async () => {
  const m = memoryEngine();
  await m.put("/v1/sources/web", { ...json, secret: "a secret of the source", secretInPath: true, list: "expo" });
  const changed = await m.patch("/v1/sources/web", { mapping: { email: "contact.mail" }, list: null });
  expect(changed.json).toMatchObject({ mapping: { email: "contact.mail" }, hasSecret: true });
  expect(changed.text).not.toContain("a secret of the source");
  expect(changed.json.list).toBeUndefined();
  const answer = await m.post("/hooks/web/a%20secret%20of%20the%20source", { contact: { mail: "a@example.jp" } }, open);
  expect(answer.status).toBe(202);
  expect((await m.patch("/v1/sources/web", { kind: "nothing" })).status).toBe(422);
  expect((await m.patch("/v1/sources/none", {})).status).toBe(404);
  expect((await m.put("/v1/sources/web", json, { headers: { "if-none-match": "*" } })).status).toBe(409);
});

test("a new secret is told once, and the old one is good until its time is over", async () => {
  const m = memoryEngine();
  await m.put("/v1/sources/web", { ...json, secret: "the first secret", secretInPath: true });
  const { json: rotated } = await m.post("/v1/sources/web/secret", { oldForHours: 2 });
  expect(rotated.path).toBe(`/hooks/web/${rotated.secret}`);
  expect(JSON.stringify((await m.get("/v1/sources/web")).json)).not.toContain(rotated.secret);
  const deliver = async (secret: string) =>
    (await m.post(`/hooks/web/${encodeURIComponent(secret)}`, { mail: "a@example.jp" }, open)).status;
  expect([await deliver(rotated.secret), await deliver("the first secret")]).toEqual([202, 202]);
  m.pass(3 * HOUR);
  expect([await deliver(rotated.secret), await deliver("the first secret")]).toEqual([202, 401]);
});

test("a trial says what a payload would become, stores nothing, and finds the fields by their labels", async () => {
  const m = memoryEngine();
  const raw = JSON.stringify({
    answers: [
      { label: "お名前", value: "渡辺 真由美" },
      { label: "会社名", value: "港物流株式会社" },
      { label: "メールアドレス", value: "mayumi@minato-logi.example" },
      { label: "お電話番号", value: "03-0000-0000" },
      { label: "ご用件", value: "料金について" },
      { label: "案内メールの配信に同意", value: "はい" },
    ],
  });
  const { json: first } = await m.post("/v1/sources/new/trial", { source: { kind: "json" }, raw });
  expect(first.suggestion).toEqual({
    mapping: {
      email: "メールアドレス",
      name: "お名前",
      company: "会社名",
      "attributes.phone": "お電話番号",
      "attributes.message": "ご用件",
    },
    consent: "案内メールの配信に同意",
  });
  const source = {
    kind: "json",
    mapping: first.suggestion.mapping,
    consent: { basis: "optIn", field: "案内メールの配信に同意" },
  };
  const { json: made } = await m.post("/v1/sources/new/trial", { source, raw });
  expect(made).toMatchObject({
    status: "ok",
    lead: { email: "mayumi@minato-logi.example", name: "渡辺 真由美", company: "港物流株式会社" },
    consent: { basis: "optIn", given: true },
    events: ["form.submitted"],
  });
  expect((await m.get("/v1/leads")).json.items).toEqual([]);
  const { json: wrong } = await m.post("/v1/sources/new/trial", {
    source: { ...source, mapping: { email: "nowhere" } },
    raw,
  });
  expect(wrong).toMatchObject({ status: "refused", why: "missing", problems: [{ path: "mapping.email" }] });
});

test("refused deliveries are put through once the mapping is mended, as of when they came; forged ones are not", async () => {
  const m = memoryEngine();
  await m.put("/v1/sources/web", { ...json, secret: "the secret", secretInPath: true });
  for (let n = 0; n < 25; n++) {
    await m.post("/hooks/web/the%20secret", { contact: `p${n}@example.jp` }, open);
    m.pass(1000);
  }
  await m.post("/hooks/web/wrong", { contact: "forged@example.jp" }, open);
  const refused = async (cursor = "") =>
    (
      await m.get(
        `/v1/sources/web/payloads?fate=refused&limit=20${cursor === "" ? "" : `&cursor=${encodeURIComponent(cursor)}`}`,
      )
    ).json;
  const first = await refused();
  const second = await refused(first.next);
  expect([first.items.length, second.items.length, second.next]).toEqual([20, 6, null]);
  expect(second.items[0]).toMatchObject({ fate: "refused", why: "missing" });
  await m.patch("/v1/sources/web", { mapping: { email: "contact" } });
  m.pass(DAY);
  const one = await m.post("/v1/sources/web/payloads/replay");
  expect(one.json).toMatchObject({ through: 19, still: 1 });
  const rest = await m.post(`/v1/sources/web/payloads/replay?cursor=${encodeURIComponent(one.json.next)}`);
  expect(rest.json).toEqual({ through: 6, still: 0, next: null });
  await m.settle();
  const left = await refused();
  expect(left.items.map(({ why }: { why: string }) => why)).toEqual(["signature"]);
  const { json: found } = await m.get("/v1/leads?email=p0%40example.jp");
  expect(found.items[0].consents).toMatchObject([{ basis: "optIn", at: second.items.at(-1).receivedAt }]);
  const all = (await m.get("/v1/sources/web/payloads?limit=200")).json.items;
  expect(all.filter(({ fate }: { fate: string }) => fate === "replayed")).toHaveLength(25);
  const [again] = all.filter(({ fate }: { fate: string }) => fate === "replayed");
  expect((await m.post(`/v1/sources/web/payloads/${again.id}/replay`)).status).toBe(422);
  const [source] = (await m.get("/v1/sources")).json.items;
  expect(source.counts.days30).toMatchObject({ received: 26, done: 25, replayed: 25, refused: 1, waiting: 0 });
  expect((await m.get("/v1/sources/web/payloads?cursor=x")).status).toBe(422);
});

test("of a refused delivery that was put through nothing is left when its person is erased", async () => {
  const m = memoryEngine();
  await m.put("/v1/sources/web", json);
  await m.post("/hooks/web", { contact: "secret-person@example.jp" }, open);
  await m.patch("/v1/sources/web", { mapping: { email: "contact" } });
  await m.post("/v1/sources/web/payloads/replay");
  await m.settle();
  const { items } = (await m.get("/v1/leads")).json;
  expect((await m.call("DELETE", `/v1/leads/${items[0].id}`)).status).toBeLessThan(300);
  await m.settle();
  expect((await m.get("/v1/sources/web/payloads")).text).not.toContain("secret-person");
});

test("a refused form that is put through later does not lift an opt-out that came after it", async () => {
  const m = memoryEngine();
  const { json: lead } = await m.post("/v1/leads", { email: "a@example.jp", consent: { basis: "businessCard" } });
  await m.put("/v1/sources/web", json);
  await m.post("/hooks/web", { contact: "a@example.jp" }, open);
  m.pass(HOUR);
  await m.post(`/v1/leads/${lead.id}/optOut`);
  m.pass(HOUR);
  await m.patch("/v1/sources/web", { mapping: { email: "contact" } });
  await m.post("/v1/sources/web/payloads/replay");
  await m.settle();
  const { json: now } = await m.get(`/v1/leads/${lead.id}`);
  expect(now.gate.optedOut).toBe(true);
  expect(now.consents.map(({ basis }: { basis: string }) => basis)).toContain("optIn");
});
