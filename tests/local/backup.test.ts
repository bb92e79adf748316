import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { backup } from "@rekindle/core/engine/backup";
import { happen } from "@rekindle/core/engine/cause";
import { change } from "@rekindle/core/engine/deals";
import { erase } from "@rekindle/core/engine/erase";
import { report } from "@rekindle/core/engine/report";
import { check, restore } from "@rekindle/core/engine/restore";
import { entriesOf } from "@rekindle/core/engine/timeline";
import * as Sqlite from "@rekindle/core/world/sqlite";
import * as SqliteTable from "@rekindle/core/world/sqlite-table";
import type { WholeTable } from "@rekindle/core/world/world";
import { connect, createTable } from "@rekindle/functions/live/dynamo-setup";
import * as DynamoTable from "@rekindle/functions/live/dynamo-table";
import { nodeSeal } from "@rekindle/functions/live/node-seal";
import * as Meta from "@rekindle/local/meta";
import { expect, onTestFinished, test } from "vitest";
import { startDynoxide } from "../support/dynoxide.ts";
import { type Lab, lab } from "../support/lab.ts";

const people = Array.from({ length: 12 }, (_, n) => `p${n}@example.co.jp`);
const csv = `メールアドレス,氏名,会社名\n${people.map((to, n) => `${to},渡辺${n},会社${n % 4}`).join("\n")}\n`;
const flow = `
name: half way
triggers: [{ kind: list, list: expo }, { kind: dealLost, reasons: [price], after: P5D }]
entry: { reentry: always }
steps:
  - { id: hello, kind: email, template: hello }
  - { id: pause, kind: wait, for: P3D }
  - id: which
    kind: split
    arms: [{ name: a, weight: 60, steps: [{ id: more, kind: email, template: more }] }, { name: b, weight: 40 }]
  - { id: long, kind: wait, businessDays: 5 }
  - { id: last, kind: email, template: last }
`;

/** A story half played: mails are out, waits run, a deal is open, one is lost and waits, one person opted out. */
const halfWay = async (): Promise<Lab> => {
  const made = await lab();
  for (const id of ["hello", "more", "last"]) await made.template(id);
  await made.workflow("flow", flow);
  await made.importList(csv);
  await made.travel("P2D");
  const at = made.clock.now();
  const deal = (n: number, stage: string, reason?: "price") =>
    change(
      made.engine,
      {
        id: `deal_${n}`,
        leadEmail: `p${n}@example.co.jp`,
        stage,
        ...(reason === undefined ? {} : { lostReason: reason }),
      },
      { at, cause: `deal:${n}:${stage}` },
    );
  await deal(1, "open");
  await deal(2, "lost", "price");
  await happen(made.engine, (await made.lead("p3@example.co.jp")).id, { type: "optedOut", via: "api", at });
  // What SES has still to say of a mail is not in a backup: an hour later it has said it.
  await made.travel("P1DT1H");
  return made;
};

const sha = () => {
  const hash = createHash("sha256");
  return { update: (text: string) => hash.update(text), digest: () => hash.digest("hex") };
};
const seal = nodeSeal("a secret of the tests, long enough");

const written = async ({ clock }: Pick<Lab, "clock">, table: WholeTable): Promise<string[]> => {
  const lines: string[] = [];
  for await (const line of backup({ table, seal, clock }, sha())) lines.push(line.slice(0, -1));
  return lines;
};

const each = async function* (lines: string[]) {
  yield* lines;
};

/** The same workspace in a new place. */
const again = async (lines: string[], more: string[] = []): Promise<Lab> => {
  const db = Sqlite.open(":memory:");
  const verdict = await check(each(lines), { seal, checksum: sha() });
  if (verdict.status !== "ok") throw new Error(verdict.reason);
  const erased = new Set([...verdict.erased, ...more]);
  const done = await restore({ table: SqliteTable.open(db), seal }, each(lines), { shards: 2, erased });
  expect(done.status).toBe("restored");
  Meta.open(db).set("clock", String(verdict.header.at));
  const made = await lab({ db });
  onTestFinished(() => db.close());
  return made;
};

/** What happened to everybody, without the names that the local SES gives to mails. */
const storyOf = async (of: Lab) =>
  Promise.all(
    people.map(async (to) => {
      const entries = await entriesOf(of.engine, (await of.lead(to)).id);
      return entries.map(({ facts, ...entry }) => ({
        ...entry,
        facts: facts.map((fact) => (fact.type === "mail.sent" ? { ...fact, messageId: "" } : fact)),
      }));
    }),
  );

test("restored in the middle of its story, a workspace goes on as the original does: same entries, same mails, same reports", async () => {
  const original = await halfWay();
  const lines = await written(original, SqliteTable.open(original.db));
  const sentBefore = original.outbox().length;
  const copy = await again(lines);
  expect(await storyOf(copy)).toEqual(await storyOf(original));
  for (const one of [original, copy]) await one.travel("P40D");
  expect(await storyOf(copy)).toEqual(await storyOf(original));
  const sent = (of: Lab) => of.outbox().map(({ to, subject, at, html }) => ({ to, subject, at, html }));
  expect(sentBefore).toBeGreaterThan(5);
  expect(sent(copy).length).toBeGreaterThan(5);
  expect(sent(copy)).toEqual(sent(original).slice(sentBefore));
  expect(await report(copy.engine, "flow")).toEqual(await report(original.engine, "flow"));
  const listed = async ({ engine }: Lab) =>
    (await engine.world.table.listed({ in: "leads#marketing", limit: 200 })).items.map(({ pk, list }) => [pk, list]);
  expect(await listed(copy)).toEqual(await listed(original));
});

test("of a table that is written to all the while, every lead is whole: no entry is missing, none is newer than its record", async () => {
  const original = await halfWay();
  const table = SqliteTable.open(original.db);
  let n = 0;
  // Between any two pages somebody does something, so that tails go into the timeline behind the scan's back.
  const busy: WholeTable = {
    ...table,
    scan: async (query) => {
      const to = people[n++ % people.length] ?? "";
      const { id } = await original.lead(to);
      const [at, name] = [original.clock.now(), "visited"];
      for (let times = 0; times < 6; times++)
        await happen(original.engine, id, {
          type: "tracked",
          id: `v${n}.${times}`,
          at,
          name,
          properties: {},
          occurredAt: at,
        });
      return table.scan({ ...query, limit: 7 });
    },
  };
  const lines = await written(original, busy);
  const copy = await again(lines);
  for (const to of people) {
    const lead = await copy.lead(to);
    const revs = (await entriesOf(copy.engine, lead.id)).map(({ rev }) => rev);
    expect(revs.toSorted((a, b) => a - b)).toEqual(revs);
    expect(Math.max(...revs)).toBeLessThanOrEqual(lead.rev);
    const theirs = await entriesOf(original.engine, lead.id);
    expect(revs).toEqual(theirs.map(({ rev }) => rev).filter((rev) => rev <= lead.rev));
  }
  await copy.travel("P40D");
  expect(copy.logged.filter(({ event }) => /failed|parked/.test(event))).toEqual([]);
});

test("whoever was erased since the backup does not come back, and stays suppressed", async () => {
  const original = await halfWay();
  const lines = await written(original, SqliteTable.open(original.db));
  const { id } = await original.lead("p5@example.co.jp");
  await erase(original.engine, id, { at: original.clock.now() });
  const later = seal.addressKey("came.later@example.co.jp");
  const copy = await again(lines, [seal.addressKey("p5@example.co.jp"), later]);
  await expect(copy.lead("p5@example.co.jp")).rejects.toThrow("No lead");
  const table = SqliteTable.open(copy.db);
  const all = JSON.stringify((await table.scan({ limit: 10_000 })).items);
  expect(all).not.toContain("p5@example.co.jp");
  expect(all).not.toContain(id);
  expect((await table.get({ pk: `address#${later}`, sk: "address" }))?.body).toBe('{"suppressed":"erased"}');
  await copy.importList("メールアドレス\np5@example.co.jp\n");
  await expect(copy.lead("p5@example.co.jp")).rejects.toThrow("No lead");
});

test("what is not whole, was changed, is of another workspace or of a newer version is refused before anything is written", async () => {
  const original = await halfWay();
  const lines = await written(original, SqliteTable.open(original.db));
  const refusal = async (changed: string[], key = seal) => {
    const verdict = await check(each(changed), { seal: key, checksum: sha() });
    return verdict.status === "refused" ? verdict.reason : "";
  };
  expect(await refusal(lines)).toBe("");
  expect(await refusal(lines.slice(0, -1))).toContain("end is missing");
  expect(await refusal(lines.toSpliced(5, 1))).toContain("changed");
  expect(await refusal(lines.with(5, (lines[5] ?? "").replace("渡辺", "渡邊")))).toContain("changed");
  expect(await refusal(lines.with(5, "{"))).toContain("line 6 is damaged");
  expect(await refusal(lines.with(0, (lines[0] ?? "").replace('"version":1', '"version":2')))).toContain("newer");
  expect(await refusal(lines, nodeSeal("another secret, long enough"))).toContain("another workspace secret");
  expect(await refusal([])).toContain("end is missing");
  const table = SqliteTable.open(original.db);
  const full = await restore({ table, seal }, each(lines), { shards: 2, erased: new Set() });
  expect(full).toMatchObject({ status: "refused", reason: expect.stringContaining("not empty") });
});

test("a workspace moves from SQLite to DynamoDB and back, item by item the same", async () => {
  const original = await halfWay();
  const dynoxide = await startDynoxide();
  const client = connect(dynoxide.config);
  onTestFinished(async () => {
    client.destroy();
    await dynoxide.stop();
  });
  await createTable(client, "restored");
  const cloud = DynamoTable.open(client, "restored");
  const lines = await written(original, SqliteTable.open(original.db));
  await restore({ table: cloud, seal }, each(lines), { shards: 2, erased: new Set() });
  const back = await written(original, cloud);
  const items = (of: string[]) =>
    of
      .flatMap((line) => ("item" in JSON.parse(line) ? [JSON.parse(line).item] : []))
      .map((item) =>
        /^(count#|daily|roster|company#.* view$)/.test(`${item.pk} ${item.sk}`) ? { ...item, body: "" } : item,
      )
      .toSorted((a, b) => `${a.pk} ${a.sk}`.localeCompare(`${b.pk} ${b.sk}`));
  expect(items(back)).toEqual(items(lines));
});

test("by command: a folder is backed up and restored beside, and clear lines say what cannot be", async () => {
  const folder = mkdtempSync(join(tmpdir(), "rekindle-backup-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const [data, file] = [join(folder, "old"), join(folder, "all.jsonl")];
  const original = await halfWay();
  // The folder of a run, as it lies on disk: database and secret.
  mkdirSync(data);
  original.db.exec(`vacuum into '${join(data, "rekindle.db")}'`);
  writeFileSync(join(data, "secret"), "a secret of the tests, long enough\n");
  expect(await rekindle("backup", file, "--data", data)).toMatchObject({
    code: 0,
    out: expect.stringContaining("12 leads"),
  });
  expect(readFileSync(file, "utf8").split("\n")[0]).toContain('"rekindle":"backup"');
  expect((await rekindle("backup", file, "--data", data)).err).toContain("there already");
  const fresh = join(folder, "new");
  expect((await rekindle("restore", file, "--data", fresh)).err).toContain("--secret");
  const done = await rekindle("restore", file, "--data", fresh, "--secret", join(data, "secret"));
  expect(done).toMatchObject({ code: 0, out: expect.stringContaining("items restored") });
  expect((await rekindle("restore", file, "--data", fresh)).err).toContain("holds data already");
  const restored = Sqlite.open(join(fresh, "rekindle.db"));
  const leads = (await SqliteTable.open(restored).scan({ limit: 10_000 })).items.filter(({ sk }) => sk === "lead");
  expect(leads).toHaveLength(12);
  expect(Meta.open(restored).get("clock")).toBe(String(original.clock.now()));
  restored.close();
});

const run = promisify(execFile);
const bin = fileURLToPath(new URL("../../packages/local/bin/rekindle.js", import.meta.url));
const rekindle = (...args: string[]): Promise<{ code: number; out: string; err: string }> =>
  run(process.execPath, [bin, ...args], { env: { PATH: process.env["PATH"], LANG: "C" } }).then(
    ({ stdout, stderr }) => ({ code: 0, out: stdout, err: stderr }),
    (error: { code: number; stdout: string; stderr: string }) => ({
      code: error.code,
      out: error.stdout,
      err: error.stderr,
    }),
  );
