import { catchUpPage } from "./catch-up.ts";
import type { Engine } from "./engine.ts";
import { enrolPage } from "./enrol-all.ts";
import { importChunk } from "./imports.ts";
import type { JobRecord } from "./job.ts";
import { bodyOf, keys } from "./keys.ts";
import { send } from "./message.ts";
import { movePage } from "./move.ts";
import { runSimulation } from "./simulations.ts";

/** One piece of a job. Two workers may do the same piece: what it does is idempotent, and one of them writes the progress. */
export const runJob = async (engine: Engine, id: string): Promise<void> => {
  const { world } = engine;
  const item = await world.table.get(keys.job(id), "consistent");
  const job = item === undefined ? undefined : bodyOf<JobRecord>(item);
  if (item === undefined || job === undefined || job.state !== "running") return;
  const next = await piece(engine, job);
  const { due, ...rest } = item;
  const put = {
    ...rest,
    rev: item.rev + 1,
    body: JSON.stringify(next),
    ...(next.state === "running" && due !== undefined ? { due: { ...due, at: world.clock.now() + 60_000 } } : {}),
  };
  const [answer] = await world.table.commit([{ put, expect: item.rev }]);
  if (answer !== "stored") return;
  // Addresses are kept no longer than the import needs them.
  if (job.plan.kind === "import") await world.table.remove([keys.rows(id, job.plan.chunk)]);
  if (next.state === "running") await send(engine, [{ kind: "job", job: id }]);
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
  if (job.plan.kind === "simulate") return runSimulation(engine, job, job.plan);
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
    const { plan, done } = await enrolPage(engine, job.id, job.plan);
    return {
      ...job,
      plan: plan ?? { ...job.plan, leads: [] },
      done: job.done + done,
      state: plan === undefined ? "done" : "running",
    };
  }
  return importChunk(engine, job, job.plan);
};
