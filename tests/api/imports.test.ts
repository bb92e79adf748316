import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { startLocal } from "../support/local.ts";

const sample = (name: string) => new Uint8Array(readFileSync(new URL(`../samples/${name}`, import.meta.url)));
const letter = "<mjml><mj-body><mj-section><mj-column><mj-text>a</mj-text></mj-column></mj-section></mj-body></mjml>";
const query = (params: Record<string, string | object>) =>
  new URLSearchParams(
    Object.entries(params).map(([name, value]): [string, string] => [
      name,
      typeof value === "string" ? value : JSON.stringify(value),
    ]),
  );
const spread = { dryRun: "true", consent: "businessRelationship", start: "spread", perDay: "2" };

/** A workflow for deals lost on price, thirty days after the loss; another for any reason, which nobody is in by itself. */
const withWorkflows = async () => {
  const local = await startLocal();
  const { put, post } = local;
  await put("/v1/templates/one", { subject: "one", mjml: letter });
  await post("/v1/templates/one/publish");
  for (const [id, trigger] of [
    ["price", { kind: "dealLost", reasons: ["price"], after: "P30D" }],
    ["by-hand", { kind: "manual" }],
  ] as const) {
    await put(`/v1/workflows/${id}`, { name: id, triggers: [trigger], steps: [{ kind: "email", template: "one" }] });
    await post(`/v1/workflows/${id}/publish`);
  }
  const take = (kind: "leads" | "deals", body: string | Uint8Array, params: Record<string, string | object>) =>
    post(`/v1/${kind}/import?${query(params)}`, body, "text/csv");
  const taken = async (...args: Parameters<typeof take>) => {
    const started = await take(...args);
    await local.advance("PT1M");
    return { id: started.json.job, ...(await local.get(`/v1/jobs/${started.json.job}`)).json };
  };
  return { ...local, take, taken };
};
const row = (n: number, stage: string, reason: string, day: string, company = `会社${n}`) =>
  `D${n},${company},p${n}@c${n}.example,${stage},${reason},${day}`;
const header = "商談ID,会社名,メールアドレス,フェーズ,失注理由,失注日";
const list = (...rows: string[]) => [header, ...rows, ""].join("\n");

test("a dry run says what the import then does, to the day of each first mail", async () => {
  const { take, taken, advance, outbox } = await withWorkflows();
  const csv = list(
    row(1, "失注", "価格", "2026-09-01"),
    row(2, "失注", "価格", "2026-09-02"),
    row(3, "失注", "価格", "2026-08-03"),
    row(4, "失注", "価格", "2026-11-20"),
    row(5, "失注", "時期", "2026-09-01"),
    row(6, "失注", "価格", "2026-09-01", "みらい建設（株）"),
    row(7, "受注", "", "2026-07-01", "みらい建設株式会社"),
    row(8, "提案", "", "", "さくら部品"),
    row(9, "失注", "価格", "2026-09-01", "㈱さくら部品"),
    row(10, "", "", ""),
  );
  const { json: dry, status } = await take("deals", csv, spread);
  expect(status).toBe(200);
  expect(dry).toMatchObject({
    file: { rows: 10, encoding: "utf-8", remembered: false, faults: { stage: 1 }, rejected: [{ line: 11 }] },
    deals: { open: 1, won: 1, lost: 7 },
    begins: { deals: 4, people: 4, isChance: false },
    past: { people: 3 },
    joins: [
      { names: ["みらい建設株式会社", "みらい建設（株）"], state: "customer" },
      { names: ["㈱さくら部品", "さくら部品"], state: "open" },
    ],
    reasons: [
      { reason: "price", written: ["価格"], deals: 6, people: 4, workflow: "price", after: "P30D" },
      { reason: "timing", people: 0, workflow: null },
    ],
  });
  const others = dry.others.map(({ why, deals }: { why: string; deals: number }) => [why, deals]);
  expect(Object.fromEntries(others)).toEqual({ customer: 1, companyDeal: 1, noWorkflow: 1 });
  expect(dry.mails.map(({ people }: { people: number }) => people)).toEqual([2, 1, 1]);
  const job = await taken("deals", csv, { ...spread, dryRun: "false" });
  expect(job).toMatchObject({ state: "done", started: 3, report: { created: 9, faults: { stage: 1 } } });
  await advance("P60D");
  const sent = (await outbox()).map(({ at }: { at: string }) => Date.parse(at));
  const said = dry.mails.flatMap(({ at, people }: { at: string; people: number }) =>
    Array.from({ length: people }, () => Date.parse(at)),
  );
  expect(sent).toHaveLength(4);
  for (const [index, at] of sent.entries()) expect(Math.abs(at - said[index])).toBeLessThan(60_000);
});

test("a dry run stores nothing", async () => {
  const { take, get } = await withWorkflows();
  await take("deals", list(row(1, "失注", "価格", "2026-09-01")), { ...spread, columns: { 会社名: null } });
  await take("leads", "e-mail\na@example.jp\n", { dryRun: "true", list: "expo" });
  expect((await get("/v1/deals?state=lost")).json.items).toEqual([]);
  expect((await get("/v1/leads")).json.items).toEqual([]);
  const jobs = (await get("/v1/jobs")).json.items.map(({ kind }: { kind: string }) => kind);
  expect(jobs).not.toContain("deals");
  expect(jobs).not.toContain("leads");
  const again = await take("deals", list(row(1, "失注", "価格", "2026-09-01")), spread);
  expect(again.json.file).toMatchObject({ remembered: false });
  expect(again.json.file).not.toHaveProperty("before");
});

test("a person chooses the workflow of a reason, that none takes it, or that nobody begins", async () => {
  const { taken, get } = await withWorkflows();
  const csv = list(row(1, "失注", "価格", "2026-09-01"), row(2, "失注", "時期", "2026-09-01"));
  const inside = async (email: string) =>
    (await get(`/v1/leads?email=${email}`)).json.items[0].enrolments.map(
      ({ workflow }: { workflow: string }) => workflow,
    );
  await taken("deals", csv, { consent: "optIn", start: "once", workflows: { timing: "by-hand", price: null } });
  expect(await inside("p1@c1.example")).toEqual([]);
  expect(await inside("p2@c2.example")).toEqual(["by-hand"]);
  await taken("deals", list(row(3, "失注", "価格", "2026-09-01")), { consent: "optIn", start: "later" });
  expect(await inside("p3@c3.example")).toEqual([]);
});

test("of a person's lost deals the newest counts", async () => {
  const { taken, get } = await withWorkflows();
  const csv = list(
    "D1,港物流,a@minato.example,失注,時期,2026-09-20",
    "D2,港物流,a@minato.example,失注,価格,2026-08-01",
  );
  await taken("deals", csv, { consent: "optIn", start: "once", workflows: { timing: "by-hand" } });
  expect((await get("/v1/leads?email=a@minato.example")).json.items[0].enrolments).toMatchObject([
    { workflow: "by-hand", state: "pending" },
  ]);
});

test("without a word about the start the triggers decide alone, and whose wait is over begins at once", async () => {
  const { taken, outbox } = await withWorkflows();
  await taken("deals", list(row(1, "失注", "価格", "2026-09-01")), { consent: "optIn" });
  expect(await outbox()).toHaveLength(1);
});

test("an import is taken back as a whole until its first mail: what it made goes, what was there stays", async () => {
  const { taken, post, get, advance, outbox } = await withWorkflows();
  await post("/v1/leads", { email: "p2@c2.example", name: "渡辺", consent: { basis: "optIn" } });
  const csv = list(
    row(1, "失注", "価格", "2026-09-01"),
    row(2, "失注", "価格", "2026-09-01"),
    row(3, "提案", "", "", "港物流"),
  );
  const job = await taken("deals", csv, { consent: "optIn", start: "once" });
  expect(await post(`/v1/jobs/${job.id}/undo`)).toMatchObject({ status: 202 });
  await advance("PT1M");
  expect((await get(`/v1/jobs/${job.id}`)).json).toMatchObject({ undo: { state: "done", kept: 0 } });
  for (const state of ["open", "lost"]) expect((await get(`/v1/deals?state=${state}`)).json.items).toEqual([]);
  expect((await get("/v1/leads")).json.items).toMatchObject([
    { email: "p2@c2.example", name: "渡辺", stage: "marketing", enrolments: [], gate: { openDeals: 0 } },
  ]);
  expect((await get("/v1/companies?state=open")).json.items).toEqual([]);
  await advance("P30D");
  expect(await outbox()).toEqual([]);
  expect(await post(`/v1/jobs/${job.id}/undo`)).toMatchObject({ status: 409, json: { reason: "undone" } });
  // Unlike somebody who was erased, they may come again.
  await taken("deals", csv, { consent: "optIn", start: "once" });
  expect((await get("/v1/leads?email=p1@c1.example")).json.items).toHaveLength(1);
});

test("who was mailed stays when an import is taken back", async () => {
  const { taken, post, get, advance, outbox } = await withWorkflows();
  const csv = list(row(1, "失注", "価格", "2026-09-01"), row(2, "失注", "価格", "2026-11-20"));
  const job = await taken("deals", csv, { consent: "optIn", start: "once" });
  await advance("P2D");
  expect(await outbox()).toHaveLength(1);
  await post(`/v1/jobs/${job.id}/undo`);
  await advance("PT1M");
  expect((await get(`/v1/jobs/${job.id}`)).json.undo.kept).toBe(1);
  expect((await get("/v1/leads")).json.items).toMatchObject([{ email: "p1@c1.example" }]);
});

test("rows that cannot be read come back as a file with why, and are taken in once they are mended", async () => {
  const { taken, get } = await withWorkflows();
  const cards = sample("cards-shift_jis.csv");
  const job = await taken("leads", cards, { consent: "businessCard", list: "expo" });
  expect(job).toMatchObject({
    report: { created: 5, merged: 1, faults: { address: 1, noAddress: 1 }, rejected: [{ line: 7 }, { line: 8 }] },
  });
  const bad = await get(`/v1/jobs/${job.id}/badRows`);
  expect(bad.headers.get("content-type")).toContain("text/csv");
  expect(bad.text).toContain("hina.yamamoto,03-9680-4531");
  expect(bad.text.trim().split("\r\n")).toHaveLength(3);
  const mended = bad.text.replace("hina.yamamoto,", "hina.yamamoto@yamato-retail.example,");
  const again = await taken("leads", mended, { consent: "businessCard", list: "expo" });
  expect(again).toMatchObject({ report: { created: 1, faults: { noAddress: 1 } } });
  const [hina] = (await get("/v1/leads?email=hina.yamamoto@yamato-retail.example")).json.items;
  expect(Object.keys(hina.attributes).some((name) => name.startsWith("Rekindle"))).toBe(false);
});

test("what was said of columns is known for the next list with the same header, and the same file is noticed", async () => {
  const { take, taken } = await withWorkflows();
  const csv = "宛先,所属先\na@example.jp,港物流\n";
  expect(await take("leads", csv, { dryRun: "true" })).toMatchObject({
    status: 422,
    json: { reason: "columns", problems: [{ message: "宛先" }, { message: "所属先" }] },
  });
  const columns = { 宛先: "email", 所属先: "company" };
  expect((await take("leads", csv, { dryRun: "true", columns })).json).toMatchObject({ people: 1, companies: 1 });
  const job = await taken("leads", csv, { columns, file: "list.csv" });
  expect(job).toMatchObject({ file: "list.csv", report: { created: 1 } });
  expect((await take("leads", csv, { dryRun: "true" })).json.file).toMatchObject({
    remembered: true,
    before: { job: job.id },
    columns: [{ target: "email" }, { target: "company" }],
  });
  expect((await take("leads", `${csv}b@example.jp,\n`, { dryRun: "true" })).json).toMatchObject({
    people: 2,
    known: 1,
    created: 1,
    file: { remembered: true },
  });
});

test.each([
  ["a target that there is not", { columns: { a: "shoeSize" } }, 422],
  ["columns that are no JSON", { columns: "{" }, 422],
  ["a spread without a number", { start: "spread" }, 422],
  ["an unknown reason", { start: "once", workflows: { mood: null } }, 422],
  ["an unknown ground", { consent: "hope" }, 422],
])("%s is refused", async (_, params, status) => {
  const { take } = await withWorkflows();
  expect((await take("deals", list(), params)).status).toBe(status);
});

test("a packed list is taken in, and one that is none is refused", async () => {
  const { post, advance, get } = await startLocal();
  const packed = new Uint8Array(gzipSync("e-mail\na@example.jp\n"));
  const { json } = await post("/v1/leads/import?consent=optIn", packed, "application/gzip");
  await advance("PT1M");
  expect((await get(`/v1/jobs/${json.job}`)).json.report.created).toBe(1);
  expect((await post("/v1/leads/import", "e-mail\n", "application/gzip")).status).toBe(400);
  const bomb = new Uint8Array(gzipSync(new Uint8Array(41 * 1_048_576)));
  expect((await post("/v1/leads/import", bomb, "application/gzip")).status).toBe(413);
});
