import type { Lead } from "../leads/lead.ts";
import type { Given } from "../story/turn.ts";
import type { Instant } from "../world/world.ts";
import { causeOf, counted, fateOf } from "./bulk-fate.ts";
import {
  type Act,
  type BulkPage,
  type BulkPlan,
  type BulkReport,
  type Changed,
  emptyBulk,
  type Selection,
} from "./bulk-plan.ts";
import { given } from "./catalogue.ts";
import type { Engine } from "./engine.ts";
import { emptyReport, type JobRecord, startJob } from "./job.ts";
import { bodyOf, keys } from "./keys.ts";
import { everyoneOf, type Listing, leadsOf } from "./lead-listing.ts";
import { findMany } from "./lead-store.ts";
import { work } from "./work.ts";

/** What an act would do to those who are chosen. `all` is false where there are more than were looked at. */
export type BulkTrial = BulkReport & { people: number; looked: number; all: boolean };
const MOST_TRIED = 5_000;
const PAGE = 50;

/** Nothing is stored. `change`: the catalogue as it will be, and the moment at which it happens. */
export const tryBulk = async (
  engine: Engine,
  act: Act,
  selection: Selection,
  change: (given: Given) => Given = (known) => known,
): Promise<BulkTrial> => {
  const report: BulkTrial = { ...emptyBulk(), people: 0, looked: 0, all: true };
  for await (const { items, looked, next } of pagesOf(engine, selection)) {
    const known = change(await given(engine, items, "trial"));
    for (const lead of items) counted(report, fateOf(lead, act, known));
    report.people += items.length;
    report.looked += looked;
    if (next === undefined || report.looked < MOST_TRIED) continue;
    report.all = false;
    break;
  }
  return report;
};

/** Begins at `startAt`, page after page. Answers the job. */
export const startBulk = async (
  engine: Engine,
  act: Act,
  selection: Selection,
  { total, startAt, pace, by }: { total: number; startAt?: Instant; pace?: BulkPlan["pace"]; by?: string },
): Promise<string> => {
  const { world } = engine;
  const id = world.ids.next("job");
  const plan: BulkPlan = {
    kind: "bulk",
    act,
    selection,
    pages: 0,
    ...(pace === undefined ? {} : { pace }),
    ...(by === undefined ? {} : { by }),
  };
  const now = world.clock.now();
  const job: JobRecord = {
    ...{ id, kind: "bulk", state: "running", done: 0, total, createdAt: now },
    ...{ report: emptyReport(), bulk: emptyBulk(), plan },
    ...(startAt === undefined || startAt <= now ? {} : { restUntil: startAt }),
  };
  await startJob(engine, job);
  return id;
};

/** One page. Whom it is about is written down first, so that doing it again does the same. */
export const bulkPage = async (engine: Engine, job: JobRecord, plan: BulkPlan): Promise<JobRecord> => {
  const page = await pageOf(engine, job.id, plan);
  const at = engine.world.clock.now();
  const results = await work(
    engine,
    page.people.map(({ lead }) => ({
      lead,
      causes: [causeOf(plan.act, { id: `${job.id}:${lead}`, at, ...(plan.by === undefined ? {} : { by: plan.by }) })],
    })),
  );
  const failure = results.find((result) => result.status === "failed");
  if (failure?.status === "failed") throw failure.error;
  const { after: _, ...known } = plan;
  const { restUntil: __, ...record } = job;
  const next: BulkPlan = { ...known, pages: plan.pages + 1, ...(page.next === undefined ? {} : { after: page.next }) };
  const bulk = added(job.bulk ?? emptyBulk(), page.report);
  const done = bulk.applied + bulk.already + Object.values(bulk.refused).reduce((sum, n) => sum + n, 0);
  return {
    ...record,
    plan: next,
    bulk,
    done,
    total: Math.max(job.total, done),
    state: page.next === undefined ? "done" : "running",
    ...(plan.pace === undefined || page.next === undefined ? {} : { restUntil: at + plan.pace.everyMs }),
  };
};

const pageOf = async (engine: Engine, job: string, plan: BulkPlan): Promise<BulkPage> => {
  const { table } = engine.world;
  const key = keys.made(job, plan.pages);
  const known = await table.get(key, "consistent");
  if (known !== undefined) return bodyOf<BulkPage>(known);
  const limit = plan.pace?.people ?? PAGE;
  const { items, next, looked } = await selected(engine, plan.selection, limit, plan.after);
  const facts = await given(engine, items, "bulk");
  const report = emptyBulk();
  const people: Changed[] = [];
  for (const lead of items) {
    const fate = fateOf(lead, plan.act, facts);
    counted(report, fate);
    if (fate.status === "applied") people.push(fate.changed);
  }
  const page: BulkPage = { people, report, looked, ...(next === undefined ? {} : { next }) };
  const [answer] = await table.commit([{ put: { ...key, rev: 1, body: JSON.stringify(page) }, expect: 0 }]);
  if (answer === "stored") return page;
  const other = await table.get(key, "consistent");
  return other === undefined ? page : bodyOf<BulkPage>(other);
};

const added = (known: BulkReport, more: BulkReport): BulkReport => ({
  applied: known.applied + more.applied,
  already: known.already + more.already,
  refused: sum(known.refused, more.refused),
  heldBack: sum(known.heldBack, more.heldBack),
});
const sum = (a: Record<string, number>, b: Record<string, number>): Record<string, number> => {
  const total = { ...a };
  for (const [name, n] of Object.entries(b)) total[name] = (total[name] ?? 0) + n;
  return total;
};

const selected = async (
  engine: Engine,
  selection: Selection,
  limit: number,
  after: string | undefined,
): Promise<Listing> => {
  if ("filter" in selection) return leadsOf(engine, selection.filter, { limit, after });
  const from = Number(after ?? 0);
  const ids = selection.leads.slice(from, from + limit);
  const found: Lead[] = (await findMany(engine, ids)).flatMap((lead) => lead ?? []);
  const end = from + limit;
  return { items: found, looked: ids.length, ...(end < selection.leads.length ? { next: String(end) } : {}) };
};

async function* pagesOf(engine: Engine, selection: Selection): AsyncGenerator<Listing> {
  if ("filter" in selection) yield* everyoneOf(engine, selection.filter);
  else
    for (let after: string | undefined = "0"; after !== undefined; ) {
      const page: Listing = await selected(engine, selection, 200, after);
      yield page;
      after = page.next;
    }
}
