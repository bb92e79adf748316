import { createServer } from "node:http";
import { app } from "@rekindle/functions/http/app";
import { isPublic } from "@rekindle/functions/live/address-guard";
import { redacted } from "@rekindle/functions/live/log";
import { nodeSeal } from "@rekindle/functions/live/node-seal";
import { outside } from "@rekindle/functions/live/outside";
import { describe, expect, onTestFinished, test } from "vitest";
import { mjml } from "../support/lab.ts";
import { startLocal } from "../support/local.ts";
import { memoryEngine } from "../support/memory-engine.ts";

/** A server on this machine, which notes what reaches it. */
const listening = async (status = 200, headers: Record<string, string> = {}) => {
  const seen: { method: string; url: string; body: string }[] = [];
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(Buffer.from(part));
    seen.push({ method: request.method ?? "", url: request.url ?? "", body: Buffer.concat(parts).toString() });
    response.writeHead(status, headers).end('{"ok":true}');
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  onTestFinished(() => void server.close());
  const address = server.address();
  return { seen, port: typeof address === "object" && address !== null ? address.port : 0 };
};
const posted = (url: string, options?: Parameters<typeof outside>[0]) =>
  outside(options).post({ url, headers: { "content-type": "application/json" }, body: "{}" });

describe("what a workspace calls lies on the open network:", () => {
  test.each([
    ...[
      "0.0.0.0",
      "10.1.2.3",
      "100.64.0.1",
      "127.0.0.1",
      "127.255.255.254",
      "169.254.169.254",
      "172.16.0.1",
      "172.31.255.255",
    ],
    ...[
      "192.168.0.1",
      "192.0.0.192",
      "198.18.0.1",
      "224.0.0.1",
      "255.255.255.255",
      "::",
      "::1",
      "::ffff:127.0.0.1",
      "::ffff:7f00:1",
    ],
    ...[
      "::ffff:169.254.169.254",
      "64:ff9b::a9fe:a9fe",
      "64:ff9b::10.0.0.1",
      "::127.0.0.1",
      "fe80::1",
      "fe80::1%eth0",
      "fc00::1",
    ],
    ...["fd00:ec2::254", "ff02::1", "2002:7f00:1::", "2001::1", "2001:db8::1", "not an address", ""],
  ])("%s is not", (address) => expect(isPublic(address)).toBe(false));

  test.each(["8.8.8.8", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])(
    "%s is",
    (address) => expect(isPublic(address)).toBe(true),
  );

  test("no spelling of an address leads inside", async () => {
    const { seen, port } = await listening();
    for (const host of [
      "127.0.0.1",
      "localhost",
      "LOCALHOST.",
      "2130706433",
      "0x7f.1",
      "0177.0.0.1",
      "127.1",
      "[::1]",
      "[::ffff:127.0.0.1]",
      "①②⑦.0.0.1",
    ])
      expect([host, await posted(`http://${host}:${port}/`)]).toEqual([
        host,
        { status: "unknown", reason: expect.stringMatching(/./) },
      ]);
    for (const url of [
      "file:///etc/passwd",
      "ftp://a.example",
      "http://user:pass@a.example/",
      "nothing",
      "gopher://127.0.0.1:25/",
    ])
      expect((await posted(url)).status).toBe("unknown");
    expect(seen).toEqual([]);
  });

  test("a name is judged by the address that is connected to, each time, and by all that it has", async () => {
    const { seen, port } = await listening();
    const inside = { address: "127.0.0.1", family: 4 };
    for (const addresses of [
      [inside],
      [{ address: "203.0.113.300", family: 4 }],
      [{ address: "8.8.8.8", family: 4 }, inside],
      [],
    ])
      expect(await posted(`http://crm.example:${port}/`, { resolve: (_, __, done) => done(null, addresses) })).toEqual({
        status: "unknown",
        reason: "The address is not on the open network",
      });
    expect(seen).toEqual([]);
  });

  test("a redirect is not followed", async () => {
    const other = await listening();
    const first = await listening(307, { location: `http://127.0.0.1:${other.port}/` });
    expect(await posted(`http://127.0.0.1:${first.port}/a`, { allowLoopback: true })).toMatchObject({ status: 307 });
    expect([first.seen.length, other.seen.length]).toEqual([1, 0]);
  });

  test("on one's own machine loopback may be allowed, and nothing else inside", async () => {
    const { seen, port } = await listening();
    expect(await posted(`http://localhost:${port}/hook`, { allowLoopback: true })).toEqual({
      status: 200,
      body: '{"ok":true}',
    });
    expect(seen).toEqual([{ method: "POST", url: "/hook", body: "{}" }]);
    expect((await posted("http://169.254.169.254/latest/meta-data", { allowLoopback: true })).status).toBe("unknown");
  });
});

test("after a rotation old links still hold, new ones are signed anew, a secret taken away is worth nothing, and addresses keep their keys", () => {
  const [first, second] = ["the first secret of all", "the second secret of all"];
  const before = nodeSeal(first);
  const after = nodeSeal(first, [second, first]);
  const old = before.sign("click", "text");
  expect(after.verify("click", "text", old)).toBe(true);
  expect(after.sign("click", "text")).not.toBe(old);
  expect(before.verify("click", "text", after.sign("click", "text"))).toBe(false);
  expect(nodeSeal(first, [second]).verify("click", "text", old)).toBe(false);
  expect(after.verify("unsubscribe", "text", old)).toBe(false);
  expect(after.addressKey("a@example.com")).toBe(before.addressKey("a@example.com"));
});

describe("who asks too often waits, and others do not", () => {
  const limits = {
    key: { perSecond: 1, burst: 3 },
    hooks: { perSecond: 1, burst: 2 },
    links: { perSecond: 1, burst: 1 },
  };
  const limited = () => {
    const { engine } = memoryEngine();
    let now = 0;
    const api = app({ engine, apiKey: () => true, nowWallMs: () => now, limits, from: (c) => c.req.header("x-from") });
    const statuses = async (times: number, method: string, path: string, headers: Record<string, string>) => {
      const answers = await Promise.all(Array.from({ length: times }, () => api.request(path, { method, headers })));
      return answers.map(({ status }) => status);
    };
    return { api, statuses, pass: (ms: number) => (now += ms) };
  };

  test.each([
    ["POST", "/hooks/none", 2, 404],
    ["GET", "/t/c/none", 1, 404],
    ["POST", "/u/none", 1, 404],
  ])("%s %s, by address", async (method, path, burst, otherwise) => {
    const { api, statuses, pass } = limited();
    const [one, two, here] = ["192.0.2.1", "192.0.2.2", "::ffff:127.0.0.1"].map((from) => ({ "x-from": from }));
    expect((await statuses(burst + 1, method, path, one ?? {})).at(-1)).toBe(429);
    const refused = await api.request(path, { method, headers: one ?? {} });
    expect([refused.headers.get("retry-after"), refused.headers.get("content-type")]).toEqual([
      "1",
      "application/problem+json",
    ]);
    expect(await statuses(1, method, path, two ?? {})).toEqual([otherwise]);
    expect(await statuses(9, method, path, here ?? {})).toEqual(Array(9).fill(otherwise));
    pass(1_000);
    expect(await statuses(2, method, path, one ?? {})).toEqual([otherwise, 429]);
  });

  test("the API, by key", async () => {
    const { statuses } = limited();
    expect(await statuses(4, "GET", "/v1/jobs", { authorization: "Bearer a" })).toEqual([200, 200, 200, 429]);
    expect(await statuses(1, "GET", "/v1/jobs", { authorization: "Bearer b" })).toEqual([200]);
    expect(await statuses(9, "GET", "/healthz", {})).toEqual(Array(9).fill(200));
  });
});

test("every answer, of API and pages, tells browsers what they may not do", async () => {
  const { url, key } = await startLocal();
  for (const path of [
    "/",
    "/leads",
    "/v1/settings",
    "/v1/nothing",
    "/local/clock",
    "/u/none",
    "/t/c/none",
    "/hooks/none",
  ]) {
    const { headers } = await fetch(`${url}${path}`, { headers: { authorization: `Bearer ${key}` } });
    const policy = headers.get("content-security-policy") ?? "";
    expect([path, headers.get("x-content-type-options"), headers.get("x-frame-options")]).toEqual([
      path,
      "nosniff",
      "DENY",
    ]);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/script-src[^;]*(unsafe|https:|\*)/);
    expect(["no-referrer", "same-origin"]).toContain(headers.get("referrer-policy"));
  }
});

test("what others' errors quote is struck out of the log on AWS", () => {
  const token = `1.${"a".repeat(40)}.${"b".repeat(22)}.3`;
  const text = `Address a.b+c@minato.example (<ひみつ＠港.example>) refused; Authorization: Bearer rk_0123456789; /t/c/${token}`;
  expect(redacted({ error: text, n: 1 })).toEqual({
    error: "Address (address) (<(address)>) refused; Authorization: Bearer (key) /t/c/(token)",
    n: 1,
  });
  const stack = "at f (file:///a/node_modules/@hono/node-server/dist/index.mjs:1:2)";
  expect(redacted({ stack })).toEqual({ stack });
});

test("no line of the log holds an address, a name, a body, a key or a secret", async () => {
  const private_ = [
    "himitsu@minato.example",
    "湊 ひみつ",
    "港ひみつ物流",
    "秘密のメモ",
    "ki-mitsu-secret",
    "rk_of_the_tests",
    "秘密の件名",
  ];
  const [email = "", name = "", company = "", note = "", secret = "", , subject = ""] = private_;
  const engine = memoryEngine((world) => ({
    ...world,
    mailer: {
      ...world.mailer,
      send: async ({ mails }) =>
        mails.map(() => ({ status: "refused", reason: `Address ${email} is on the list`, retry: false })),
    },
    outside: { post: async () => ({ status: "unknown", reason: "timeout" }) },
  }));
  const { put, post, settle, logged, call } = engine;
  await put("/v1/sources/form", { kind: "json", secret, mapping: { email: "email" }, consent: { basis: "optIn" } });
  await put("/v1/templates/one", { subject, mjml: mjml("<mj-text>{{ lead.name }}</mj-text>") });
  await post("/v1/templates/one/publish");
  await put("/v1/workflows/w", {
    name: "w",
    steps: [
      { kind: "email", template: "one" },
      { kind: "webhook", url: "https://crm.example/a", body: { a: "{{ lead.email }}" } },
      { kind: "wait", for: "P1D" },
    ],
  });
  await post("/v1/workflows/w/publish");
  const { id } = (await post("/v1/leads", { email, name, company, attributes: { note }, consent: { basis: "optIn" } }))
    .json;
  await post(`/v1/leads/${id}/enrolments`, { workflow: "w" });
  await post(`/v1/leads/${id}/calls`, { note });
  await settle();
  await call("POST", `/hooks/form/${secret}`, { body: { email, name }, bearer: false });
  await call("POST", "/hooks/form/wrong", { body: `${email} ${note}`, bearer: false });
  await post("/v1/deals", { leadEmail: email, company, stage: "lost", lostReason: note });
  await call("GET", `/v1/leads?email=${email}&cursor=${note}`);
  await call("GET", `/t/c/${email}`, { bearer: false });
  engine.queue.acknowledge([]);
  await settle();
  // What breaks inside, with the data at hand.
  const broken = memoryEngine((world) => ({
    ...world,
    table: {
      ...world.table,
      getMany: async () => {
        throw new Error("the table is gone");
      },
      get: async () => {
        throw new Error("the table is gone");
      },
    },
  }));
  await broken.post("/v1/leads", { email, name, company, consent: { basis: "optIn" } });
  await broken.get(`/v1/leads?email=${email}`);
  await broken.call("POST", `/hooks/form/${secret}`, { body: { email }, bearer: false });
  expect(broken.logged.length).toBeGreaterThan(0);
  const lines = [...logged, ...broken.logged].map((line) => JSON.stringify(line));
  for (const line of lines) for (const word of private_) expect(line).not.toContain(word);
});
