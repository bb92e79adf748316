import type { Engine } from "./engine.ts";
import { type Made, printOf } from "./import-chunk.ts";
import type { ImportPlan, UndoPlan } from "./import-plan.ts";
import { emptyReport, findJob, type JobRecord, startJob } from "./job.ts";
import { bodyOf, keys } from "./keys.ts";
import { unmake } from "./unmake.ts";
import { withdraw } from "./withdraw.ts";

export type Undoing = { status: "started"; job: string } | { status: "missing" | "running" | "undone" };

/** Begins to take back what an import made. What it filled in of leads and deals that were there already stays. */
export const undoImport = async (engine: Engine, of: string): Promise<Undoing> => {
  const { world } = engine;
  const item = await world.table.get(keys.job(of), "consistent");
  const job = item === undefined ? undefined : bodyOf<JobRecord>(item);
  if (item === undefined || job?.plan.kind !== "import") return { status: "missing" };
  if (job.plan.undo !== undefined) return { status: "undone" };
  if (job.state === "running") return { status: "running" };
  const id = world.ids.next("job");
  const plan: ImportPlan = { ...job.plan, undo: id };
  const [answer] = await world.table.commit([
    { put: { ...item, rev: item.rev + 1, body: JSON.stringify({ ...job, plan }) }, expect: item.rev },
  ]);
  if (answer !== "stored") return { status: "undone" };
  const { chunks } = plan;
  await startJob(engine, {
    id,
    kind: "undo",
    state: chunks === 0 ? "done" : "running",
    done: 0,
    total: chunks,
    createdAt: world.clock.now(),
    report: emptyReport(),
    plan: { kind: "undo", of, chunk: 0, chunks, kept: 0 },
  });
  return { status: "started", job: id };
};

/** Deals before people: whoever has no deal any more is nobody's business. */
export const undoChunk = async (engine: Engine, job: JobRecord, plan: UndoPlan): Promise<JobRecord> => {
  const { table, clock } = engine.world;
  const at = clock.now();
  const item = await table.get(keys.made(plan.of, plan.chunk), "consistent");
  const { leads, deals }: Made = item === undefined ? { leads: [], deals: [] } : bodyOf<Made>(item);
  let { kept } = plan;
  for (const { id, print } of deals)
    if (!(await withdraw(engine, id, { at, cause: `${plan.of}:undo`, untouched: (deal) => printOf(deal) === print })))
      kept += 1;
  for (const id of leads) if (!(await unmake(engine, id, plan.of))) kept += 1;
  const chunk = plan.chunk + 1;
  return { ...job, plan: { ...plan, chunk, kept }, done: chunk, state: chunk >= plan.chunks ? "done" : "running" };
};

export const undone = async (engine: Engine, job: JobRecord): Promise<JobRecord | undefined> =>
  job.plan.kind !== "import" || job.plan.undo === undefined ? undefined : findJob(engine, job.plan.undo);
