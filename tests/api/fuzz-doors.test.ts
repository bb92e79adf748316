import { createHmac } from "node:crypto";
import { sourceKinds } from "@rekindle/core/leads/source";
import { clickToken, openToken, pack, unsubscribeToken } from "@rekindle/core/mail/tokens";
import { nodeSeal } from "@rekindle/functions/live/node-seal";
import * as fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import * as samples from "../core/intake/samples.ts";
import { anyJson, damaged, mutated, nastyText, pollution, runs } from "../support/fuzz.ts";
import { memoryEngine } from "../support/memory-engine.ts";

afterEach(() => expect(pollution()).toEqual([]));

const secret = "a secret of eight and more";
const form = "email=a%40example.com&name=%8Eq&topic[]=a&topic[]=b&_charset_=Shift_JIS";
const multipart = ['name="email"', 'name="file"; filename="a.png"']
  .map((name) => `--x\r\ncontent-disposition: form-data; ${name}\r\n\r\na@example.com\r\n`)
  .join("");
const bodies: [string, unknown][] = [
  ["application/json", samples.typeform],
  ["application/json", samples.tally],
  ["application/json", samples.jotform],
  ["application/json", { email: "a@example.com", name: { first: "a" }, list: [{ a: 1 }] }],
  ["application/x-www-form-urlencoded", form],
  ["multipart/form-data; boundary=x", `${multipart}--x--\r\n`],
];
const delivery = fc.constantFrom(...bodies).chain(([type, body]) =>
  fc.record({
    type: fc.oneof(
      { weight: 9, arbitrary: fc.constant(type) },
      nastyText.map((text) => `${type}; charset=${ascii(text)}`),
    ),
    body:
      typeof body === "string"
        ? damaged(body)
        : fc.oneof(
            { weight: 5, arbitrary: mutated(body).map((value) => new TextEncoder().encode(JSON.stringify(value))) },
            { weight: 1, arbitrary: damaged(JSON.stringify(body)) },
            { weight: 1, arbitrary: anyJson.map((value) => new TextEncoder().encode(JSON.stringify(value))) },
          ),
  }),
);
const ascii = (text: string): string => text.replace(/[^\x20-\x7e]/g, "").slice(0, 200);

/** As each provider signs; kinds that sign nothing have the secret in the address. */
const signatures = (body: Uint8Array, seconds: string): Record<string, string> => {
  const mac = (before: string, encoding: "hex" | "base64") =>
    createHmac("sha256", secret).update(before).update(body).digest(encoding);
  return {
    "typeform-signature": `sha256=${mac("", "base64")}`,
    "tally-signature": mac("", "base64"),
    "x-webflow-signature": mac(`${seconds}000:`, "hex"),
    "x-webflow-timestamp": `${seconds}000`,
    "calendly-webhook-signature": `t=${seconds},v1=${mac(`${seconds}.`, "hex")}`,
    "x-rekindle-signature": `t=${seconds},v1=${mac(`${seconds}.`, "hex")}`,
    "webhook-id": "msg_1",
    "webhook-timestamp": seconds,
    "webhook-signature": `v1,${mac(`msg_1.${seconds}.`, "base64")}`,
    authorization: `Basic ${btoa(`${secret}:`)}`,
  };
};

describe("whatever a provider or a stranger delivers, it is stored or refused with its reason", () => {
  test.each(sourceKinds)("%s", async (kind) => {
    const engine = memoryEngine();
    const mapping = kind === "json" ? { email: "email", name: "name.first", "attributes.a": "list.0.a" } : {};
    await engine.put("/v1/sources/open", {
      kind,
      ...(kind === "segment" ? { secret } : {}),
      mapping,
      consent: { basis: "optIn" },
    });
    await engine.put("/v1/sources/signed", { kind, secret, mapping, consent: { basis: "optIn", field: "ok" } });
    const seconds = String(Math.floor(engine.world.clock.now() / 1000));
    await fc.assert(
      fc.asyncProperty(
        delivery,
        fc.constantFrom("/hooks/open", "/hooks/signed", `/hooks/signed/${secret}`),
        fc.option(fc.tuple(fc.constantFrom(...Object.keys(signatures(new Uint8Array(), "1"))), nastyText.map(ascii))),
        async ({ type, body }, path, forged) => {
          const headers = { ...signatures(body, seconds), ...(forged === null ? {} : Object.fromEntries([forged])) };
          const answer = await engine.post(path, body, { type, headers, bearer: false });
          expect(engine.logged.splice(0).filter(({ event }) => event === "http.failed")).toEqual([]);
          expect([202, 400, 401, 413, 415, 422]).toContain(answer.status);
          expect(answer.json.accepted === true || /\S/.test(answer.json.detail)).toBe(true);
        },
      ),
      runs(60),
    );
    await engine.settle();
    expect(engine.logged.filter(({ event }) => /failed|parked/i.test(event))).toEqual([]);
    expect((await engine.get("/v1/sources/open/payloads?limit=200")).status).toBe(200);
    expect((await engine.get("/v1/leads?limit=200")).status).toBe(200);
  });
});

test("a token that we did not make does nothing, and a broken one is told so", async () => {
  const engine = memoryEngine();
  const seal = nodeSeal("a secret of the tests, long enough");
  const packed = pack({ lead: "lead_1", mail: "mail_1", template: "one", version: 1 });
  const tokens = [`${clickToken(seal, packed)}1`, openToken(seal, packed), unsubscribeToken(seal, packed)];
  const token = fc.oneof(
    nastyText,
    fc.constantFrom(...tokens),
    fc.constantFrom(...tokens).chain((text) => damaged(text).map((bytes) => new TextDecoder().decode(bytes))),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom("GET /t/c/", "HEAD /t/c/", "GET /t/o/", "GET /u/", "POST /u/"),
      token,
      nastyText.map(ascii),
      async (door, text, agent) => {
        const [method = "", path = ""] = door.split(" ");
        const part = encodeURIComponent(text.replace(/[\uD800-\uDFFF]/g, "\uFFFD")) || "x";
        const answer = await engine.call(method, `${path}${part}`, {
          bearer: false,
          headers: { "user-agent": agent },
          ...(method === "POST"
            ? { body: "List-Unsubscribe=One-Click", type: "application/x-www-form-urlencoded" }
            : {}),
        });
        expect(engine.logged.splice(0).filter(({ event }) => event === "http.failed")).toEqual([]);
        expect([200, 302, 404]).toContain(answer.status);
        if (path === "/t/c/") expect(answer.status).toBe(404);
      },
    ),
    runs(400),
  );
  await engine.settle();
  expect((await engine.get("/v1/leads")).json.items).toEqual([]);
});

test("whatever a stranger sends to a form of ours, they get a page, and nothing of it runs or breaks", async () => {
  const engine = memoryEngine();
  const label = { ja: "項目" };
  await engine.put("/v1/sources/form", {
    kind: "form",
    form: {
      title: { ja: "資料請求", en: "Brochure" },
      fields: [
        { name: "email", label, type: "email", required: true, target: "email" },
        { name: "size", label, type: "select", options: [{ ja: "a" }], target: "attributes.size" },
        { name: "ok", label, type: "checkbox" },
        { name: "text", label, type: "textarea", target: "attributes.text" },
      ],
      consent: { text: { ja: "同意します" } },
    },
    visits: "site",
  });
  const shown = await engine.get("/f/form", { bearer: false });
  const stamp = /name="rk_stamp" value="([^"]+)"/.exec(shown.text)?.[1] ?? "";
  engine.pass(10_000);
  const name = fc.constantFrom("email", "size", "ok", "text", "consent", "rk_stamp", "rk_visitor", "homepage_url", "x");
  const value = fc.oneof(
    nastyText,
    fc.constantFrom("a@example.com", "a", "v1 ja", "v9 en", "", stamp, "<script>1</script>"),
  );
  const filled = fc.array(fc.tuple(name, value), { maxLength: 12 }).map((pairs) => {
    const fields = new URLSearchParams({ email: "a@example.com", rk_stamp: stamp });
    for (const [field, text] of pairs) fields.append(field, text.replace(/[\uD800-\uDFFF]/g, "\uFFFD"));
    return new TextEncoder().encode(fields.toString());
  });
  await fc.assert(
    fc.asyncProperty(
      fc.oneof({ weight: 5, arbitrary: filled }, { weight: 1, arbitrary: damaged(form) }),
      fc.constantFrom("application/x-www-form-urlencoded", "application/json", "multipart/form-data; boundary=x"),
      fc.oneof(
        fc.constantFrom("", "?lang=en", "?embed=1&v=visitor-1"),
        nastyText.map((text) => `?lang=${ascii(text)}`),
      ),
      async (body, type, query) => {
        const path = `/f/form${query.replace(/[#\s]/g, "")}`;
        for (const answer of [
          await engine.post(path, body, { type, bearer: false }),
          await engine.get(path, { bearer: false }),
        ]) {
          expect(engine.logged.splice(0).filter(({ event }) => event === "http.failed")).toEqual([]);
          expect([200, 303, 400, 422]).toContain(answer.status);
          expect(answer.text.replace(/<script>parent\.postMessage[^<]*<\/script>/, "")).not.toContain("<script");
        }
      },
    ),
    runs(150),
  );
  await engine.settle();
  expect(engine.logged.filter(({ event }) => /failed|parked/i.test(event))).toEqual([]);
  expect((await engine.get("/v1/sources")).status).toBe(200);
});

test("whatever sample is tried, the answer says what it is or what is wrong, and nothing is stored", async () => {
  const engine = memoryEngine();
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...sourceKinds.filter((kind) => kind !== "segment")),
      fc.oneof(
        fc
          .constantFrom(...bodies)
          .chain(([, body]) =>
            typeof body === "string" ? fc.constant(body) : mutated(body).map((value) => JSON.stringify(value)),
          ),
        anyJson.map((value) => JSON.stringify(value)),
        nastyText,
      ),
      fc.constantFrom("application/json", "application/x-www-form-urlencoded", undefined),
      async (kind, raw, contentType) => {
        // Nobody tries more than the limit of requests lets them.
        engine.pass(1_000);
        const answer = await engine.post("/v1/sources/x/trial", {
          source: { kind },
          raw,
          ...(contentType === undefined ? {} : { contentType }),
        });
        expect(engine.logged.splice(0).filter(({ event }) => event === "http.failed")).toEqual([]);
        expect([200, 422]).toContain(answer.status);
        if (answer.status === 200) expect(["ok", "ignored", "refused"]).toContain(answer.json.status);
      },
    ),
    runs(300),
  );
  expect((await engine.get("/v1/leads")).json.items).toEqual([]);
  expect((await engine.get("/v1/sources/x/payloads")).json.items).toEqual([]);
});
