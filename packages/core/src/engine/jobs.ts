import { bulkPage } from "./bulk.ts";
import { undoPage } from "./bulk-undo.ts";
import { catchUpPage } from "./catch-up.ts";
import type { Engine } from "./engine.ts";
import { enrolPage } from "./enrol-all.ts";
import { importChunk } from "./import-chunk.ts";
import { undoChunk } from "./import-undo.ts";
import type { JobRecord } from "./job.ts";
import { bodyOf, keys, shardOf } from "./keys.ts";
import { send } from "./message.ts";
import { movePage } from "./move.ts";
import { tryPiece } from "./scoring-trials.ts";
import { runSimulation } from "./simulations.ts";

/** One piece of a job. Two workers may do the same piece: what it does is idempotent, and one of them writes the progress. */
export const runJob = async (engine: Engine, id: string): Promise<void> => {
  const { world } = engine;
  const item = await world.table.get(keys.job(id), "consistent");
  const job = item === undefined ? undefined : bodyOf<JobRecord>(item);
  if (item === undefined || job === undefined || job.state !== "running") return;
  if (job.restUntil !== undefined && job.restUntil > world.clock.now()) return;
  const { restUntil: _, tries: __, ...fresh } = job;
  const next = await piece(engine, fresh).catch((error: unknown) => failing(engine, job, error));
  const { due, ...rest } = item;
  const put = {
    ...rest,
    rev: item.rev + 1,
    body: JSON.stringify(next),
    ...(next.state === "running" && due !== undefined
      ? { due: { ...due, at: next.restUntil ?? world.clock.now() + MINUTE_MS } }
      : {}),
  };
  const [answer] = await world.table.commit([{ put, expect: item.rev }]);
  if (answer !== "stored") return;
  // Addresses are kept no longer than the import needs them.
  if (job.plan.kind === "import" && next.plan !== job.plan) await world.table.remove([keys.rows(id, job.plan.chunk)]);
  if (next.state === "running" && next.restUntil === undefined) await send(engine, [{ kind: "job", job: id }]);
};

/** A piece that throws so often, over half an hour, will throw again: a person looks. */
const MOST_TRIES = 6;
const MINUTE_MS = 60_000;

/** The piece comes due again, later each time; in the end the job stays where it is, with the reason. */
const failing = ({ world }: Engine, { tries: before = 0, ...job }: JobRecord, thrown: unknown): JobRecord => {
  const tries = before + 1;
  const error = thrown instanceof Error ? thrown.message : String(thrown);
  const now = world.clock.now();
  world.log("job.failed", { job: job.id, tries, error });
  return tries >= MOST_TRIES
    ? { ...job, state: "failed", error, failedAt: now }
    : { ...job, tries, restUntil: now + MINUTE_MS * 2 ** (tries - 1) };
};

/** Goes on with the piece that failed. False: it is not a job that failed. */
export const retryJob = async (engine: Engine, id: string): Promise<boolean> => {
  const { table, clock } = engine.world;
  const item = await table.get(keys.job(id), "consistent");
  const job = item === undefined ? undefined : bodyOf<JobRecord>(item);
  if (item === undefined || job?.state !== "failed") return false;
  const { error: _, failedAt: __, restUntil: ___, ...rest } = job;
  const again: JobRecord = { ...rest, state: "running" };
  const due = { shard: shardOf(id, engine.config.shards), at: clock.now() + MINUTE_MS };
  const put = { ...item, rev: item.rev + 1, body: JSON.stringify(again), due };
  const [answer] = await table.commit([{ put, expect: item.rev }]);
  if (answer === "stored") await send(engine, [{ kind: "job", job: id }]);
  return answer === "stored";
};

const piece = async (engine: Engine, job: JobRecord): Promise<JobRecord> => {
  if (job.plan.kind === "catchUp") {
    const { plan, looked } = await catchUpPage(engine, job.plan);
    return {
      ...job,
      plan: plan ?? job.plan,
      done: job.done + looked,
      total: Math.max(job.total, job.done + looked),
      state: plan === undefined ? "done" : "running",
    };
  }
  if (job.plan.kind === "bulk") return bulkPage(engine, job, job.plan);
  if (job.plan.kind === "bulkUndo") return undoPage(engine, job, job.plan);
  if (job.plan.kind === "undo") return undoChunk(engine, job, job.plan);
  if (job.plan.kind === "simulate") return runSimulation(engine, job, job.plan);
  if (job.plan.kind === "scoring") return tryPiece(engine, job, job.plan);
  if (job.plan.kind === "move") {
    const { plan, moved } = await movePage(engine, job.id, job.plan);
    const done = job.done + moved;
    return {
      ...job,
      plan: plan ?? job.plan,
      done,
      total: Math.max(job.total, done),
      state: plan === undefined ? "done" : "running",
    };
  }
  if (job.plan.kind === "enrol") {
    const { plan, done } = await enrolPage(engine, job, job.plan);
    return {
      ...job,
      plan: plan ?? { ...job.plan, leads: [] },
      done: job.done + done,
      state: plan === undefined ? "done" : "running",
    };
  }
  return importChunk(engine, job, job.plan);
};
