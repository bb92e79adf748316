import { clickToken, dynamicClickToken, openToken, pack, unsubscribeToken } from "@rekindle/core/mail/tokens";
import { describe, expect, test } from "vitest";
import { mjml } from "../support/lab.ts";
import { type MemoryEngine, memoryEngine } from "../support/memory-engine.ts";

const person = { "user-agent": "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/142.0" };
const HOUR = 3_600_000;

/** A lead with one mail out, and the tokens of that mail. */
const mailed = async (engine: MemoryEngine) => {
  const { post, put, settle, pass, world, mailings } = engine;
  await put("/v1/templates/one", {
    subject: "一通目",
    mjml: mjml('<mj-button href="https://akari.example/guide?a=1&amp;b=2">読む</mj-button>'),
  });
  await post("/v1/templates/one/publish");
  await put("/v1/workflows/w", {
    name: "w",
    steps: [
      { kind: "email", template: "one" },
      { kind: "wait", for: "P9D" },
    ],
  });
  await post("/v1/workflows/w/publish");
  const { id } = (await post("/v1/leads", { email: "a@example.com", consent: { basis: "optIn" } })).json;
  await post(`/v1/leads/${id}/enrolments`, { workflow: "w" });
  await settle();
  pass(HOUR);
  const mail = mailings[0]?.mails[0]?.mail ?? "";
  const ref = { lead: id, mail, template: "one", version: 1 };
  const packed = pack(ref);
  return {
    id,
    ref,
    click: `/t/c/${clickToken(world.seal, packed)}1`,
    open: `/t/o/${openToken(world.seal, packed)}`,
    unsubscribe: `/u/${unsubscribeToken(world.seal, packed)}`,
  };
};
const types = async ({ get }: MemoryEngine, id: string): Promise<string[]> =>
  (await get(`/v1/leads/${id}/timeline?limit=200`)).json.items.map(({ type }: { type: string }) => type);
const outside = { bearer: false, headers: person };

describe("a link", () => {
  test("leads to the page of the mail, and tells neither caches nor the page of its token", async () => {
    const engine = memoryEngine();
    const { click, id } = await mailed(engine);
    const answer = await engine.get(click, outside);
    expect([answer.status, answer.headers.get("location")]).toEqual([302, "https://akari.example/guide?a=1&b=2"]);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(answer.headers.get("referrer-policy")).toBe("no-referrer");
    expect(answer.headers.get("set-cookie")).toBeNull();
    await engine.settle();
    expect(await types(engine, id)).toContain("mail.clicked");
  });

  test("is never an open redirect: no number, no address and no token of another kind leads elsewhere", async () => {
    const engine = memoryEngine();
    const { click, open, unsubscribe, ref } = await mailed(engine);
    const foreign = dynamicClickToken(engine.world.seal, ref, 1, "https://evil.example/");
    for (const path of [
      `${click.slice(0, -1)}2`,
      `${click}?url=https://evil.example`.replace("1?", "9?"),
      `/t/c/${foreign}`,
      open.replace("/t/o/", "/t/c/"),
      unsubscribe.replace("/u/", "/t/c/"),
      "/t/c/https%3A%2F%2Fevil.example",
    ]) {
      const answer = await engine.get(path, outside);
      expect([answer.status, answer.headers.get("location")]).toEqual([404, null]);
    }
  });

  test("works while our queue does not: the person comes first, and the loss is logged", async () => {
    let broken = false;
    const engine = memoryEngine((world) => ({
      ...world,
      queue: {
        send: async (messages) => {
          if (broken) throw new Error("down");
          await world.queue.send(messages);
        },
      },
    }));
    const { click } = await mailed(engine);
    broken = true;
    expect((await engine.get(click, outside)).status).toBe(302);
    expect(engine.logged.map(({ event }) => event)).toContain("click.lost");
  });

  test("of somebody who was erased still leads to the page", async () => {
    const engine = memoryEngine();
    const { click, id } = await mailed(engine);
    await engine.call("DELETE", `/v1/leads/${id}`);
    expect((await engine.get(click, outside)).status).toBe(302);
    await engine.settle();
    expect(await types(engine, id)).not.toContain("mail.clicked");
  });
});

describe("an open", () => {
  test("is written once beside the record where no workflow asks for it", async () => {
    const engine = memoryEngine();
    const { open, id } = await mailed(engine);
    const rev = (await engine.world.table.get({ pk: id, sk: "lead" }))?.rev;
    const answer = await engine.get(open, outside);
    expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "image/gif"]);
    engine.pass(HOUR);
    await engine.get(open, outside);
    await engine.settle();
    expect((await engine.world.table.get({ pk: id, sk: "lead" }))?.rev).toBe(rev);
    const { items } = (await engine.get(`/v1/leads/${id}/timeline`)).json;
    const opens = items.filter(({ type }: { type: string }) => type === "mail.opened");
    expect(opens).toEqual([expect.objectContaining({ occurredAt: "2026-11-24T02:12:00.000Z", template: "one" })]);
  });

  test("is a cause where a published condition asks for it", async () => {
    const engine = memoryEngine();
    await engine.put("/v1/workflows/asks", {
      name: "asks",
      triggers: [{ kind: "event", name: "mail.opened" }],
      exits: [{ when: { event: "mail.opened", template: "one", atLeast: 5 }, reason: "keen" }],
      steps: [{ kind: "update", set: { tags: { add: ["opened"] } } }],
    });
    await engine.post("/v1/workflows/asks/publish");
    const { open, id } = await mailed(engine);
    await engine.get(open, outside);
    await engine.settle();
    expect((await engine.get(`/v1/leads/${id}`)).json.tags).toContain("opened");
  });

  test("with a forged token shows the pixel and writes nothing", async () => {
    const engine = memoryEngine();
    const { open, id } = await mailed(engine);
    expect((await engine.get(`${open.slice(0, -1)}${open.endsWith("A") ? "B" : "A"}`, outside)).status).toBe(200);
    expect(await types(engine, id)).not.toContain("mail.opened");
  });
});

describe("an unsubscribe link", () => {
  test("shows a page that changes nothing, loads nothing and cannot be framed", async () => {
    const engine = memoryEngine();
    const { unsubscribe, id } = await mailed(engine);
    for (const method of ["GET", "HEAD"]) {
      const page = await engine.call(method, unsubscribe, outside);
      expect(page.status).toBe(200);
      expect(page.headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
    }
    expect((await engine.get(`/v1/leads/${id}`)).json.gate.optedOut).toBe(false);
  });

  test.each([
    ["one click (RFC 8058)", "application/x-www-form-urlencoded", "List-Unsubscribe=One-Click", "oneClick"],
    [
      "one click as multipart",
      "multipart/form-data; boundary=b",
      '--b\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--b--\r\n',
      "oneClick",
    ],
    ["the page's button", "application/x-www-form-urlencoded", "", "link"],
  ])("acts at once by %s: no redirect, no cookie, and again is harmless", async (_, type, body, via) => {
    const engine = memoryEngine();
    const { unsubscribe, id } = await mailed(engine);
    for (let n = 0; n < 2; n++) {
      const done = await engine.post(unsubscribe, body, { ...outside, type });
      expect([done.status, done.headers.get("location"), done.headers.get("set-cookie")]).toEqual([200, null, null]);
    }
    expect((await engine.get(`/v1/leads/${id}`)).json).toMatchObject({ gate: { optedOut: true }, enrolments: [] });
    const { items } = (await engine.get(`/v1/leads/${id}/timeline`)).json;
    expect(items.filter(({ type }: { type: string }) => type === "lead.optedOut")).toEqual([
      expect.objectContaining({ via }),
    ]);
  });

  test("ends mail a second time, after the person asked for mail again in between", async () => {
    const engine = memoryEngine();
    const { unsubscribe, id } = await mailed(engine);
    await engine.put("/v1/sources/news", { kind: "json", mapping: { email: "email" }, consent: { basis: "optIn" } });
    await engine.post(unsubscribe, "", outside);
    engine.pass(HOUR);
    await engine.post("/hooks/news", { email: "a@example.com" }, { bearer: false });
    await engine.settle();
    expect((await engine.get(`/v1/leads/${id}`)).json.gate.optedOut).toBe(false);
    engine.pass(HOUR);
    await engine.post(unsubscribe, "", outside);
    expect((await engine.get(`/v1/leads/${id}`)).json.gate.optedOut).toBe(true);
  });

  test("thanks whoever is already gone", async () => {
    const engine = memoryEngine();
    const { unsubscribe, id } = await mailed(engine);
    await engine.call("DELETE", `/v1/leads/${id}`);
    expect((await engine.post(unsubscribe, "", outside)).status).toBe(200);
  });

  test("is kept in the queue when the lead cannot be written at this moment", async () => {
    let broken = false;
    const engine = memoryEngine((world) => ({
      ...world,
      table: {
        ...world.table,
        getMany: async (keys, read) => {
          if (broken) throw new Error("throttled");
          return world.table.getMany(keys, read);
        },
        get: async (key, read) => world.table.get(key, read),
      },
    }));
    const { unsubscribe, id } = await mailed(engine);
    await engine.get(unsubscribe, outside);
    engine.engine.config.catalogueLifeMs = HOUR;
    broken = true;
    expect((await engine.post(unsubscribe, "", outside)).status).toBe(200);
    broken = false;
    await engine.settle();
    expect((await engine.get(`/v1/leads/${id}`)).json.gate.optedOut).toBe(true);
  });
});
