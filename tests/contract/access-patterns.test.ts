import { readFileSync } from "node:fs";
import { findKey, keepKey, noteUse, usesOf } from "@rekindle/core/engine/api-keys";
import { type AuditEntry, auditOf, beginEntry, write } from "@rekindle/core/engine/audit";
import { current } from "@rekindle/core/engine/catalogue";
import { happen } from "@rekindle/core/engine/cause";
import { companyPage, listCompanies } from "@rekindle/core/engine/companies";
import * as Company from "@rekindle/core/engine/company";
import { change, findDeal } from "@rekindle/core/engine/deals";
import { erase } from "@rekindle/core/engine/erase";
import { setGoal } from "@rekindle/core/engine/goals";
import { capture, leadOf } from "@rekindle/core/engine/identity";
import { importedBefore, noteImported, recall, remember } from "@rekindle/core/engine/import-memory";
import { intakeOf } from "@rekindle/core/engine/intake-counts";
import { findJob } from "@rekindle/core/engine/job";
import { keys, shardOf } from "@rekindle/core/engine/keys";
import { leadsOf } from "@rekindle/core/engine/lead-listing";
import { find, findMany } from "@rekindle/core/engine/lead-store";
import { draftTemplate, findTemplate, findWritten } from "@rekindle/core/engine/mail-draft";
import { takeTurns } from "@rekindle/core/engine/pacing";
import { listPayloads } from "@rekindle/core/engine/payload-list";
import { accept, findPayload, findSource, keep } from "@rekindle/core/engine/payloads";
import { admit } from "@rekindle/core/engine/people";
import { note, list as problems } from "@rekindle/core/engine/problems";
import { type Change, project } from "@rekindle/core/engine/project";
import { findScoringDraft } from "@rekindle/core/engine/scoring-draft";
import { effectsPage } from "@rekindle/core/engine/scoring-effects";
import { findScoringVersion } from "@rekindle/core/engine/scoring-versions";
import { search } from "@rekindle/core/engine/search";
import { beginSession, personIn } from "@rekindle/core/engine/sessions";
import { lastSeenAt, markSeen } from "@rekindle/core/engine/source-seen";
import { addTask, openTasks, tasksOf } from "@rekindle/core/engine/tasks";
import { tick } from "@rekindle/core/engine/tick";
import { entriesOf, page } from "@rekindle/core/engine/timeline";
import { track, visitorKey } from "@rekindle/core/engine/visitors";
import { findWorkflow } from "@rekindle/core/engine/workflow-draft";
import type { Capture } from "@rekindle/core/leads/cause";
import type { MailEffect } from "@rekindle/core/leads/lead";
import { defaultModel } from "@rekindle/core/scoring/default-model";
import { noEffects } from "@rekindle/core/scoring/effects";
import { afterAll, beforeAll, expect, test } from "vitest";
import { lab } from "../support/lab.ts";
import { type Metered, meteredTable, sum } from "../support/metered.ts";

type Row = { pattern: string; read: number; write: number };

/** The table of docs/architecture.md: its first cell and its last two. */
const documented: Row[] = readFileSync(new URL("../../docs/architecture.md", import.meta.url), "utf8")
  .split("\n")
  .flatMap((line) => {
    const cells = line.split("|").map((cell) => cell.trim());
    const [read = "", write = ""] = cells.slice(-3);
    return cells.length >= 8 && /^[\d.]+$/.test(read) && /^[\d.]+$/.test(write)
      ? [{ pattern: cells[1] ?? "", read: Number(read), write: Number(write) }]
      : [];
  });

const list = `会社名,部署名,氏名,e-mail
港物流株式会社,経理部,渡辺 真由美,mayumi@minato-logi.example
港物流株式会社,総務部,松本 大樹,daiki@minato-logi.example
,経理部,佐藤 花子,hanako@example.jp
`;
const sequence = `
name: Two steps
triggers: [{ kind: list, list: expo }]
steps:
  - { id: hello, kind: email, template: hello }
  - { id: pause, kind: wait, for: P30D }
`;

/** A small workspace on DynamoDB. The stream is played by hand, so that its cost stands apart. */
const workspace = async (metered: Metered) => {
  const l = await lab({
    table: { table: metered.table, stream: { work: async () => false, nextAt: () => undefined } },
  });
  const { engine, clock, template, workflow, importList, travel, lead } = l;
  const { table } = metered;
  await template("hello");
  await workflow("two-steps", sequence);
  const job = await importList(list);
  await travel("PT1H");
  await table.put([
    { ...keys.source("brochure"), rev: 1, body: "{}", list: { in: "sources", by: "brochure" } },
    { ...keys.source("demo"), rev: 1, body: "{}", list: { in: "sources", by: "demo" } },
  ]);
  const submission = {
    email: "ren@example.jp",
    name: "山本 蓮",
    attributes: {},
    tags: [],
    consent: { basis: "optIn" as const, given: true },
    fields: {},
  };
  const delivery = (id: string) => ({ source: "brochure", raw: "{}", key: { id, forDay: false }, submission });
  const { id: payload } = await accept(engine, delivery("first"));
  await travel("PT1H");
  await markSeen(engine, "brochure", clock.now());
  const lost = { source: "brochure", raw: "{}", fate: "refused", why: "missing", reason: "no address" } as const;
  const refused = await table.get(keys.payload("brochure", (await keep(engine, lost)).id));
  if (refused !== undefined) await project(engine, "shard", [{ seq: "0", key: refused, after: refused }]);
  const mayumi = await lead("mayumi@minato-logi.example");
  const hanako = await lead("hanako@example.jp");
  await change(engine, { id: "deal_D1", leadEmail: mayumi.email, stage: "提案" }, { at: clock.now(), cause: "crm:1" });
  await travel("PT1H");
  const form: Capture = { via: "form", email: hanako.email, source: "demo", attributes: {}, tags: [] };
  await capture(engine, form, { id: "payload:2", at: clock.now() });
  const visit = { id: "v:1", name: "page.viewed", properties: {}, occurredAt: clock.now(), at: clock.now() };
  await track(engine, "site", "user-1", visit);
  await note(engine, { id: "p1", kind: "mailFailed", lead: hanako.id, reason: "rejected", at: clock.now() });
  let seq = 0;
  const changed = async (id: string): Promise<Change[]> => {
    const item = await table.get(keys.lead(id), "consistent");
    return item === undefined ? [] : [{ seq: `${++seq}`, key: item, after: item }];
  };
  const gone = await capture(engine, person("gone@example.jp"), { id: "api:1", at: clock.now() });
  if (gone.status === "suppressed") throw new Error("nobody was erased yet");
  await erase(engine, gone.lead.id, { at: clock.now() });
  const daiki = await lead("daiki@minato-logi.example");
  await addTask(engine, { lead: hanako.id, kind: "callback", dueAt: clock.now() });
  await table.put([
    { ...keys.segment("vip"), rev: 1, body: "{}", list: { in: "segments", by: "vip" } },
    { ...keys.broadcast("news"), rev: 1, body: "{}", list: { in: "broadcasts", by: "news" } },
    { ...keys.made(job, 0), rev: 1, body: "{}" },
    { ...keys.draft("scoring", "model"), rev: 1, body: "{}" },
    { ...keys.version("scoring", "model", 1), rev: 1, body: "{}" },
  ]);
  await setGoal(engine, "2026-11", { handOffs: 110, meetings: 32, wins: 12 }, undefined);
  const won = {
    id: "deal_won",
    companies: [],
    stage: "won",
    state: "won",
    openedAt: 0,
    modifiedAt: engine.world.clock.now(),
  };
  await project(engine, "deals", [{ seq: "1", key: keys.deal("deal_won"), after: { body: JSON.stringify(won) } }]);
  for (const { id } of [daiki, hanako]) await project(engine, "shard", await changed(id));
  const kanri = await admit(engine, { issuer: "https://id.example", subject: "1", name: "管理 花子", role: "admin" });
  if (kanri === undefined) throw new Error("an admin is let in");
  await beginSession(engine, "s1", { person: kanri.id }, clock.now());
  await keepKey(engine, { id: "key_1", name: "site", scopes: ["intake"], hash: "0".repeat(64) });
  const written: AuditEntry = {
    id: "audit_1",
    at: clock.now(),
    by: { kind: "person", id: kanri.id, name: kanri.name, role: kanri.role },
    what: "PUT /v1/workflows/:id",
    thing: { id: "two-steps" },
    outcome: "begun",
  };
  const { day } = await beginEntry(engine, written);
  await remember(engine, "leads", ["宛先"], { columns: { 宛先: "email" } });
  await noteImported(engine, "hash", job);
  return {
    ...l,
    badJob: await importList("e-mail\nno address\n", "bad"),
    kanri,
    entry: written,
    day,
    job,
    payload,
    delivery,
    mayumi: await lead(mayumi.email),
    daiki,
    hanako,
    changed,
  };
};

const letter = (at: number): MailEffect => ({
  ...{ id: "e1-hello-1", attempt: 1, claim: "claim", at, kind: "mail", enrolment: "e1", workflow: "two-steps" },
  ...{ workflowVersion: 1, step: "hello", template: "hello", version: 1 },
});

const person = (email: string): Capture => ({ via: "api", email, attributes: {}, tags: [] });

let metered: Metered;
beforeAll(async () => {
  metered = await meteredTable();
});
afterAll(() => metered.stop());

test("every access pattern of docs/architecture.md costs the units that are written there", async () => {
  const { kanri, entry, day, engine, clock, mayumi, daiki, hanako, job, badJob, payload, delivery, changed } =
    await workspace(metered);
  const { table } = metered;
  const at = clock.now();
  const listed = (name: string) => table.listed({ in: name, descending: true, limit: 25 });
  const changes = await changed(daiki.id);
  let catalogue: unknown;
  const patterns: Record<string, () => Promise<unknown>> = {
    "Lead by id": () => find(engine, mayumi.id),
    "Lead by id, after a conflict": () => find(engine, mayumi.id, "consistent"),
    "Leads of a batch (two)": () => findMany(engine, [mayumi.id, hanako.id]),
    "Lead by address": () => leadOf(engine, mayumi.email),
    "Suppression of an address": () => capture(engine, person("gone@example.jp"), { id: "api:2", at }),
    "Timeline of a lead, newest first": () => page(engine, mayumi, 20),
    "All entries of a lead": () => entriesOf(engine, mayumi.id),
    "Due in a shard": () =>
      table.due({ shard: shardOf(daiki.id, engine.config.shards), until: Number.MAX_SAFE_INTEGER, limit: 500 }),
    "Tick, two idle shards": () => tick(engine),
    "Leads by stage, highest score first": () => listed("leads#marketing"),
    "Leads by what was typed": () => search(engine, "佐藤", 25),
    "People of a company by what was typed": () => search(engine, "物流", 25, "c."),
    "Leads of a tag, a list, an owner": () => listed("in#list#expo"),
    "A page of leads who match": () => leadsOf(engine, { list: "expo" }, { limit: 25 }),
    "Company as it is now": () => Company.seen(engine, "港物流"),
    "Members of a company": () => Company.members(engine, "港物流"),
    "Companies by what their deals are at": () => listCompanies(engine, { state: "none", limit: 25 }),
    "Companies by name": () => listCompanies(engine, { q: "港", limit: 25 }),
    "A company with its people and deals": () => companyPage(engine, "港物流"),
    "Hand-offs by state, by SLA": () => listed("handoffs#open"),
    "Who waits at a step": () => listed("place#two-steps#1#pause"),
    "Published catalogue, read anew": async () => {
      catalogue = await current(engine);
      return catalogue;
    },
    "Turns of a batch of mails": async () =>
      takeTurns(engine, [{ lead: mayumi.id, effect: letter(at), turn: {} }], await current(engine)),
    "All workflows": () => listed("workflows"),
    "Workflow draft": () => findWorkflow(engine, "two-steps"),
    "Workflow version": () => table.get(keys.version("workflow", "two-steps", 1)),
    "Scoring draft": () => findScoringDraft(engine),
    "Published scoring models (one)": () => findScoringVersion(engine, 1),
    "A page of leads with their past (two)": async () =>
      effectsPage(engine, defaultModel, noEffects(0, 20), { stage: "marketing" }, 2),
    "All templates": () => listed("templates"),
    "Template draft": () => findTemplate(engine, "hello"),
    "Template version": () => table.get(keys.version("template", "hello", 1)),
    "What a version of a mail was made from": () => findWritten(engine, "hello", 1),
    "A mail kept as a draft": () => draftTemplate(engine, "hello", { subject: "件名", markdown: "本文" }),
    "Is this address one of us": () => table.listed({ in: "people", from: "管理 花子#", to: "管理 花子#~", limit: 1 }),
    "All sources": () => listed("sources"),
    "When a snippet was last heard of": () => lastSeenAt(engine, "brochure"),
    "Source by id": () => findSource(engine, "brochure"),
    "Recent payloads of a source": () => listPayloads(engine, "brochure", { refused: false, limit: 50 }),
    "Refused payloads of a source": () => listPayloads(engine, "brochure", { refused: true, limit: 50 }),
    "What came in by a source, by day": () => intakeOf(engine, "brochure", clock.now(), "Asia/Tokyo"),
    "Payload by id": () => findPayload(engine, "brochure", payload),
    "Deals by state": () => listed("deals#open"),
    "Deal by id": () => findDeal(engine, "deal_D1"),
    "Counters of a workflow version, by day": () =>
      table.query({ pk: "count#two-steps#1", from: "2026-11-01", to: "2026-11-30", limit: 31 }),
    "Deals and cooled scores, by day": () =>
      table.query({ pk: "daily", from: "standing#2026-11-01", to: "standing#2026-11-30", limit: 31 }),
    "Goal of a month": () => table.get(keys.goal("2026-11"), "consistent"),
    "Counters of the workspace, by day": () =>
      table.query({ pk: "daily", from: "2026-11-01", to: "2026-11-30", limit: 31 }),
    "All segments": () => listed("segments"),
    "Open tasks, soonest due first": () => openTasks(engine, { limit: 25 }),
    "Tasks of a lead": () => tasksOf(engine, hanako.id),
    "One-off mails, newest first": () => listed("broadcasts"),
    "A page of a bulk act": () => table.get(keys.made(job, 0), "consistent"),
    "Jobs, newest first": () => listed("jobs"),
    "Job by id": () => findJob(engine, job),
    "What was said of a list's columns": () => recall(engine, "leads", ["宛先"]),
    "The import of the same file": () => importedBefore(engine, "hash"),
    "Rows that an import could not take in": () =>
      table.query({ pk: badJob, from: keys.badRows(badJob, "0").sk, to: keys.badRows(badJob, "9~").sk, limit: 10 }),
    "What a piece of an import made": () => table.get(keys.made(job, 0), "consistent"),
    "What an unknown visitor did": () =>
      table.query({ pk: visitorKey(engine, "site", "user-1").pk, from: "wait#", to: "wait#~", limit: 100 }),
    "All problems": () => problems(engine),
    "Who a session belongs to": () => personIn(engine, "s1", kanri.id),
    "People and invitations": () => listed("people"),
    "API key by id": () => findKey(engine, "key_1"),
    "All API keys": () => listed("keys"),
    "When keys were used": () => usesOf(engine, ["key_1", "key_2"]),
    "An hour in which a key is used": () => noteUse(engine, "key_1"),
    "Audit of a day, newest first": () => auditOf(engine, day, { limit: 50 }),
    "What comes due until the day ends, in a shard": () =>
      table.due({
        shard: shardOf(daiki.id, engine.config.shards),
        from: at,
        until: Number.MAX_SAFE_INTEGER,
        limit: 1000,
      }),
    "A change in the audit": async () => {
      await beginEntry(engine, { ...entry, id: "audit_2" });
      await write(engine, day, { ...entry, id: "audit_2", outcome: 200 });
    },
    "A new lead at a company": () =>
      capture(
        engine,
        { ...person("ren@minato-logi.example"), name: "山本 蓮", company: { key: "港物流", name: "港物流株式会社" } },
        { id: "api:3", at },
      ),
    "A cause of a known lead": () =>
      happen(engine, daiki.id, { type: "tracked", id: "t:1", at, name: "login", properties: {}, occurredAt: at }),
    "A deal of a lead at a company": () =>
      change(engine, { id: "deal_D1", stage: "lost", lostReason: "price" }, { at, cause: "crm:2" }),
    "A delivery to a source": () => accept(engine, delivery("second")),
    "The stream's part of a new lead": () => project(engine, "shard", changes),
    "The stream's part of one commit": () => project(engine, "shard", changes.map(again)),
  };
  metered.used();
  const measured: Row[] = [];
  for (const [pattern, ask] of Object.entries(patterns)) {
    const answer = await ask();
    if (Array.isArray(answer) ? answer.length === 0 : isEmpty(answer)) throw new Error(`${pattern} finds nothing`);
    // What every worker has cached for a while is no part of a pattern but its own.
    const used = metered.used();
    const own = Object.keys(used).filter((what) => answer === catalogue || !what.includes("manifest"));
    const { read, write } = sum(used, own);
    measured.push({ pattern, read, write });
  }
  expect(documented).toEqual(measured);
});

/** The same record once more, as if one commit had told all that it still holds. */
const again = (change: Change): Change => {
  const { body = "{}" } = change.after ?? {};
  return { ...change, seq: "99", before: { body: JSON.stringify({ ...JSON.parse(body), rev: 0 }) } };
};

/** A page without items proves nothing. */
const isEmpty = (answer: unknown): boolean =>
  typeof answer === "object" &&
  answer !== null &&
  (("items" in answer && Array.isArray(answer.items) && answer.items.length === 0) ||
    ("leads" in answer && Array.isArray(answer.leads) && answer.leads.length === 0) ||
    ("keys" in answer && Array.isArray(answer.keys) && answer.keys.length === 0));
