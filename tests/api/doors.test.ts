import { expect, test } from "vitest";
import { mjml } from "../support/lab.ts";
import { startLocal } from "../support/local.ts";

const routes = [
  "GET /v1/leads",
  "POST /v1/leads",
  "GET /v1/workflows",
  "PUT /v1/settings",
  "GET /v1/handoffs",
  "POST /v1/deals",
  "GET /v1/jobs/job_1",
  "GET /v1/me",
  "GET /v1/problems",
  "GET /local/outbox",
  "POST /local/clock",
  "DELETE /local/sample",
];

test.each(routes)("%s is for those with the key", async (route) => {
  const { url } = await startLocal();
  const [method = "", path = ""] = route.split(" ");
  for (const authorization of ["", "Bearer", "Bearer wrong", "Basic cmtfb2ZfdGhlX3Rlc3Rz"]) {
    const answer = await fetch(`${url}${path}`, { method, headers: authorization === "" ? {} : { authorization } });
    expect([answer.status, answer.headers.get("content-type")]).toEqual([401, "application/problem+json"]);
  }
});

test("unknown paths are problems, and the health check is open", async () => {
  const { url, get } = await startLocal();
  expect(await (await fetch(`${url}/healthz`)).json()).toEqual({ status: "ok" });
  expect(await get("/v1/nothing")).toMatchObject({ status: 404, json: { status: 404, problems: [] } });
  expect((await get("/v1/leads/lead_unknown")).status).toBe(404);
  expect((await get("/v1/handoffs/handoff_1_1")).status).toBe(404);
});

/** A lead with one mail out. */
const mailed = async () => {
  const local = await startLocal();
  await local.put("/v1/templates/one", {
    subject: "one",
    mjml: mjml('<mj-button href="https://akari.example/guide">a</mj-button>'),
  });
  await local.post("/v1/templates/one/publish");
  await local.put("/v1/workflows/w", {
    name: "w",
    steps: [
      { kind: "email", template: "one" },
      { kind: "wait", for: "P9D" },
    ],
  });
  await local.post("/v1/workflows/w/publish");
  const { id } = (await local.post("/v1/leads", { email: "a@example.com", consent: { basis: "optIn" } })).json;
  await local.post(`/v1/leads/${id}/enrolments`, { workflow: "w" });
  const [mail] = await local.outbox();
  const link = (kind: string): string =>
    new RegExp(`${local.url}/${kind}/[^"\\s<>]+`).exec(mail.html)?.[0].replaceAll("&amp;", "&") ?? "";
  return { ...local, id, link, mail };
};

test("GET of the unsubscribe link changes nothing; POST acts at once, and ends every workflow", async () => {
  const { get, link, id, mail, advance } = await mailed();
  const page = await fetch(link("u"));
  expect([page.status, page.headers.get("content-type")]).toEqual([200, expect.stringContaining("text/html")]);
  expect(page.headers.get("set-cookie")).toBeNull();
  expect((await get(`/v1/leads/${id}`)).json.gate.optedOut).toBe(false);
  const [, header = ""] =
    /<(.+)>/.exec(mail.headers["List-Unsubscribe"] ?? mail.headers["list-unsubscribe"] ?? "") ?? [];
  expect(header).toBe(link("u"));
  const done = await fetch(header, {
    method: "POST",
    redirect: "manual",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: "List-Unsubscribe=One-Click",
  });
  expect(done.status).toBe(200);
  expect((await get(`/v1/leads/${id}`)).json).toMatchObject({ gate: { optedOut: true }, enrolments: [] });
  await advance("P30D");
  expect(
    (await get(`/v1/leads/${id}/timeline`)).json.items.filter(({ type }: { type: string }) => type === "mail.sent"),
  ).toHaveLength(1);
});

test("a changed token is worth nothing: no redirect, no opt-out", async () => {
  const { link, id, get } = await mailed();
  for (const kind of ["t/c", "u"]) {
    const whole = link(kind);
    const broken = `${whole.slice(0, -6)}${whole.at(-6) === "A" ? "B" : "A"}${whole.slice(-5)}`;
    expect((await fetch(broken, { redirect: "manual", method: kind === "u" ? "POST" : "GET" })).status).toBe(404);
  }
  expect((await fetch(link("t/c").replace(/\d+$/, "99"), { redirect: "manual" })).status).toBe(404);
  expect((await get(`/v1/leads/${id}`)).json.gate.optedOut).toBe(false);
});

test("a scanner's visit is no click of a person: it never scores", async () => {
  const { link, id, get, advance } = await mailed();
  await advance("PT1H");
  await fetch(link("t/c"), { method: "HEAD", redirect: "manual" });
  await advance("PT1M");
  expect((await get(`/v1/leads/${id}/score`)).json.total).toBe(0);
  await fetch(link("t/c"), { redirect: "manual", headers: { "user-agent": "Mozilla/5.0 (Macintosh) Safari/605" } });
  await advance("PT1M");
  const { items } = (await get(`/v1/leads/${id}/timeline`)).json;
  expect(
    items
      .filter(({ type }: { type: string }) => type === "mail.clicked")
      .map(({ verdict, url }: { verdict: string; url: string }) => [verdict, url]),
  ).toEqual([
    ["human", "https://akari.example/guide"],
    ["machine", "https://akari.example/guide"],
  ]);
  expect((await get(`/v1/leads/${id}/score`)).json.signals).toEqual([
    expect.objectContaining({ id: "mail-clicked", points: 3 }),
  ]);
});
