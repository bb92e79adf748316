import { mailAuth } from "@rekindle/functions/live/mail-auth";
import { expect, test } from "vitest";
import { mjml } from "../support/lab.ts";
import { startLocal } from "../support/local.ts";

const workflow = (name: string, steps: string) => `
name: ${name}
triggers: [{ kind: manual }]
steps:
${steps}
`;

test("what may still go today is counted by hour, among people who come due: who only waits on, or is not mailed, is left out", async () => {
  const { put, post, get, advance } = await startLocal();
  await put("/v1/templates/hello", { subject: "こんにちは", mjml: mjml("<mj-text>本文</mj-text>") });
  await post("/v1/templates/hello/publish");
  const flows = {
    mails: `  - { kind: wait, for: PT2H }\n  - { kind: score, signal: s, points: 1, family: web }\n  - { kind: email, template: hello }`,
    waits: `  - { kind: wait, for: PT2H }\n  - { kind: wait, for: P3D }\n  - { kind: email, template: hello }`,
  };
  for (const [id, steps] of Object.entries(flows)) {
    await put(`/v1/workflows/${id}`, workflow(id, steps), "application/yaml");
    expect((await post(`/v1/workflows/${id}/publish`)).status).toBe(200);
  }
  for (const [n, id] of ["mails", "mails", "mails", "waits"].entries()) {
    const lead = (await post("/v1/leads", { email: `p${n}@example.com`, consent: { basis: "optIn" } })).json;
    expect((await post(`/v1/leads/${lead.id}/enrolments`, { workflow: id })).status).toBe(201);
  }
  const before = (await get("/v1/sending")).json;
  expect(before).toMatchObject({
    quota: { perDay: 50_000 },
    sentToday: 0,
    planned: [{ at: "2026-11-24T03:00:00.000Z", n: 3 }],
    whole: true,
    bounceRate: null,
    complaintRate: null,
    auth: { spf: "unknown", dkim: "unknown", dmarc: "unknown" },
  });
  await advance("PT3H");
  const after = (await get("/v1/sending")).json;
  expect(after).toMatchObject({ sentToday: 3, planned: [], sent: 3, bounceRate: 0, complaintRate: 0 });
});

const answering = (records: Record<string, string[][] | string>) => async (name: string) => {
  const found = records[name] ?? "ENODATA";
  if (typeof found === "string") throw Object.assign(new Error(found), { code: found });
  return found;
};

test("what a domain says of itself is found, missing, or unknown where nobody could be asked", async () => {
  const whole = {
    "akari.co.jp": [["google-site-verification=1"], ["v=spf1 include:", "amazonses.com ~all"]],
    "_dmarc.akari.co.jp": [["v=DMARC1; p=none"]],
  };
  expect(await mailAuth("akari.co.jp", answering(whole))).toEqual({ spf: "ok", dkim: "unknown", dmarc: "ok" });
  expect(await mailAuth("akari.co.jp", answering({ "akari.co.jp": [["nothing"]] }))).toMatchObject({
    spf: "missing",
    dmarc: "missing",
  });
  expect(await mailAuth("akari.co.jp", answering({ "akari.co.jp": "ETIMEOUT" }))).toMatchObject({ spf: "unknown" });
  const asked: string[] = [];
  await mailAuth("mail.akari.example", async (name) => {
    asked.push(name);
    return [];
  });
  expect(asked).toEqual([]);
});

test("a year has Japan's holidays by name, the company's own days, and the business days that are left", async () => {
  const { get, put } = await startLocal();
  const year = (await get("/v1/calendar?year=2027")).json;
  expect(year.off).toContainEqual({ date: "2027-01-01", own: false, name: { ja: "元日", en: expect.any(String) } });
  expect(year.off.find(({ date }: { date: string }) => date === "2027-03-22").name.ja).toContain("振替休日");
  await put("/v1/settings", { businessHours: { holidays: ["jp", "2027-12-29", "2027-12-30"] } });
  const own = (await get("/v1/calendar?year=2027")).json;
  expect(own.businessDays).toBe(year.businessDays - 2);
  expect(own.off).toContainEqual({ date: "2027-12-29", own: true });
  expect((await get("/v1/calendar")).json.year).toBe(2026);
  expect((await get("/v1/calendar?year=soon")).status).toBe(422);
});
