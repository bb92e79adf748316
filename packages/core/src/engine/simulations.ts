import type { Engine } from "./engine.ts";
import { emptyReport, type JobRecord, type SimulatePlan, startJob } from "./job.ts";
import { type PreviewInput, preview } from "./preview.ts";

/** So many lead-days are played while the caller waits; more become a job (rulings.md: 1,000 leads × 90 days). */
export const MOST_AT_ONCE = 90_000;
/** Paths that a job keeps of its result: it is one item of the table. */
const KEPT_PATHS = 200;

export const startSimulation = async (engine: Engine, input: PreviewInput): Promise<{ job: string }> => {
  const id = engine.world.ids.next("job");
  const total = input.leads?.length ?? input.sample ?? 100;
  await startJob(engine, {
    id,
    kind: "simulate",
    state: "running",
    done: 0,
    total,
    createdAt: engine.world.clock.now(),
    report: emptyReport(),
    plan: { kind: "simulate", input },
  });
  return { job: id };
};

/** One piece: leads share inside sales' capacity, so they are played together. About 0.3 s a thousand leads. */
export const runSimulation = async (engine: Engine, job: JobRecord, { input }: SimulatePlan): Promise<JobRecord> => {
  const made = await preview(engine, input);
  if (made.status !== "done")
    return {
      ...job,
      state: "failed",
      error: made.status === "missing" ? "The workflow is gone" : "The workflow has problems",
    };
  const { status: _, paths, ...result } = made;
  return { ...job, state: "done", done: job.total, result: { ...result, paths: paths.slice(0, KEPT_PATHS) } };
};
