import type { ScoringModel } from "../scoring/model.ts";
import type { Engine } from "./engine.ts";
import { emptyReport, type JobRecord, startJob } from "./job.ts";
import { EFFECTS_PAGE, effectsPage, startEffects } from "./scoring-effects.ts";
import type { ScoringPlan } from "./scoring-plan.ts";

/** So many people are looked at while the caller waits: about a second. Everybody is a job. */
export const MOST_AT_ONCE = 1_000;

/** Tries a model on everybody. How many there are is known only at the end. */
export const startTrial = async (engine: Engine, model: ScoringModel): Promise<{ job: string }> => {
  const id = engine.world.ids.next("job");
  await startJob(engine, {
    id,
    kind: "scoring",
    state: "running",
    done: 0,
    total: 0,
    createdAt: engine.world.clock.now(),
    report: emptyReport(),
    plan: { kind: "scoring", model, cursor: { stage: "marketing" } },
  });
  return { job: id };
};

export const tryPiece = async (engine: Engine, job: JobRecord, plan: ScoringPlan): Promise<JobRecord> => {
  const { model, cursor } = plan;
  const before = job.effects ?? (await startEffects(engine, model));
  const { effects, next } = await effectsPage(engine, model, before, cursor, EFFECTS_PAGE);
  return {
    ...job,
    plan: { ...plan, cursor: next ?? cursor },
    done: effects.looked,
    total: effects.looked,
    effects: { ...effects, all: next === undefined },
    state: next === undefined ? "done" : "running",
  };
};
