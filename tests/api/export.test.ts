import { expect, test } from "vitest";
import { mjml } from "../support/lab.ts";
import { startLocal } from "../support/local.ts";

const rows = (text: string): Record<string, unknown>[] =>
  text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));

/** Seven people: one mailed, one opted out, one erased. */
const some = async () => {
  const local = await startLocal();
  await local.put("/v1/templates/one", { subject: "one", mjml: mjml("<mj-text>本文</mj-text>") });
  await local.post("/v1/templates/one/publish");
  await local.put("/v1/workflows/w", { name: "w", steps: [{ kind: "email", template: "one" }] });
  await local.post("/v1/workflows/w/publish");
  const ids: string[] = [];
  for (let n = 0; n < 7; n += 1) {
    const { json } = await local.post("/v1/leads", {
      email: `p${n}@example.com`,
      name: n === 0 ? '=HYPERLINK("http://evil.example")' : `渡辺, ${n}`,
      attributes: { plan: "pro" },
      consent: { basis: "optIn", evidence: "資料請求フォーム" },
    });
    ids.push(json.id);
  }
  await local.post(`/v1/leads/${ids[1]}/enrolments`, { workflow: "w" });
  await local.post(`/v1/leads/${ids[2]}/optOut`);
  await local.del(`/v1/leads/${ids[3]}`);
  await local.advance("PT1H");
  const { url, key } = local;
  const take = async (path: string) => {
    const answer = await fetch(`${url}${path}`, { headers: { authorization: `Bearer ${key}` } });
    return { headers: answer.headers, status: answer.status, text: Buffer.from(await answer.arrayBuffer()).toString() };
  };
  return { ...local, take, ids };
};

test("everybody comes out with consent, its evidence and the whole timeline; an erased person does not", async () => {
  const { take, ids } = await some();
  const answer = await take("/v1/export/leads");
  expect(answer.headers.get("content-type")).toBe("application/x-ndjson");
  const people = rows(answer.text);
  expect(people.map(({ id }) => id).toSorted()).toEqual(ids.filter((_, n) => n !== 3).toSorted());
  expect(people.find(({ id }) => id === ids[1])).toMatchObject({
    email: "p1@example.com",
    consents: [{ basis: "optIn", evidence: "資料請求フォーム" }],
    timeline: expect.arrayContaining([
      expect.objectContaining({ type: "mail.sent" }),
      expect.objectContaining({ type: "mail.delivered" }),
      expect.objectContaining({ type: "lead.captured" }),
    ]),
  });
});

test("as CSV it opens in a spreadsheet, and nobody's name is a formula", async () => {
  const { take } = await some();
  const { text, headers } = await take("/v1/export/leads?format=csv");
  expect(headers.get("content-disposition")).toContain("leads.csv");
  expect(text.startsWith("\uFEFFid,email,name,")).toBe(true);
  expect(text.split("\r\n")).toHaveLength(8);
  expect(text).toContain(`"'=HYPERLINK(""http://evil.example"")"`);
  expect(text).toContain('"渡辺, 1"');
  expect(text).toContain('"{""plan"":""pro""}"');
});

test("in parts it is the same, none twice and none left out", async () => {
  const { take } = await some();
  const whole = rows((await take("/v1/export/leads")).text).map(({ id }) => id);
  const parts: unknown[] = [];
  for (let path: string | undefined = "/v1/export/leads?limit=2"; path !== undefined; ) {
    const answer = await take(path);
    const part = rows(answer.text);
    expect(part.length).toBeLessThanOrEqual(2);
    parts.push(...part.map(({ id }) => id));
    path = /<(.+)>; rel="next"/.exec(answer.headers.get("link") ?? "")?.[1];
  }
  expect(parts).toEqual(whole);
  expect((await take("/v1/export/leads?format=xml")).status).toBe(422);
  expect((await take("/v1/export/leads?cursor=nowhere.x")).status).toBe(422);
});

test("suppressions are hashes only, the erased among them", async () => {
  const { take } = await some();
  const { text } = await take("/v1/export/suppressions");
  expect(
    rows(text)
      .map(({ reason }) => reason)
      .toSorted(),
  ).toEqual(["erased", "optedOut"]);
  for (const { hash } of rows(text)) expect(hash).toMatch(/^[0-9a-f]{32}$/);
  expect(text).not.toContain("example.com");
});

test("who took everybody's data is written down", async () => {
  const { get, take } = await some();
  await take("/v1/export/leads");
  const { json } = await get("/v1/audit");
  expect(json.items.map(({ what }: { what: string }) => what)).toContain("GET /v1/export/leads");
});
