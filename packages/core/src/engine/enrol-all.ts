import { type Spread, turnOf } from "../workspace/spread.ts";
import { current } from "./catalogue.ts";
import type { Engine } from "./engine.ts";
import type { EnrolPlan } from "./enrol-plan.ts";
import { emptyReport, type JobRecord, startJob } from "./job.ts";
import { MOST_LOOKED_AT, populations, standing } from "./population.ts";
import { work } from "./work.ts";
import { findWorkflow } from "./workflow-draft.ts";

/**
 * Lets in those for whom the workflow's trigger lies in the past: whose deal was lost before it was published, or whom only a
 * person can enrol. Everybody else comes in by themselves. `perDay`: so many on each business day, the warmest first. Undefined:
 * nobody stands there.
 */
export const enrolStanding = async (
  engine: Engine,
  workflow: string,
  perDay?: number,
): Promise<{ job: string; people: number } | undefined> => {
  const { world, config } = engine;
  const draft = await findWorkflow(engine, workflow);
  const leads = draft === undefined ? [] : await standing(engine, draft.definition, MOST_LOOKED_AT);
  if (leads.length === 0) return undefined;
  const id = world.ids.next("job");
  const plan: EnrolPlan = {
    kind: "enrol",
    workflow,
    leads: leads.map((lead) => lead.id),
    ...(perDay === undefined ? {} : { perDay }),
  };
  // Workers hold the old catalogue for its life, and would not know the workflow.
  const delayMs = config.catalogueLifeMs === 0 ? 0 : config.catalogueLifeMs + FUNCTION_LIFE_MS;
  await startJob(
    engine,
    {
      id,
      kind: "enrol",
      state: "running",
      done: 0,
      total: leads.length,
      createdAt: world.clock.now(),
      report: emptyReport(),
      plan,
    },
    delayMs,
  );
  return { job: id, people: leads.length };
};
/** How those begin who come in by themselves as soon as it is published: silence and conditions need no further event. */
export const spreadOf = async (engine: Engine, workflow: string, perDay: number): Promise<Spread | undefined> => {
  const draft = await findWorkflow(engine, workflow);
  const [found] = draft === undefined ? [] : await populations(engine, [draft.definition]);
  if (found === undefined || found.people === null) return undefined;
  return { since: engine.world.clock.now(), perDay, people: found.people };
};
const FUNCTION_LIFE_MS = 60_000;
const PAGE = 50;

export const enrolPage = async (
  engine: Engine,
  { id: job, done, createdAt }: Pick<JobRecord, "id" | "done" | "createdAt">,
  plan: EnrolPlan,
): Promise<{ plan?: EnrolPlan; done: number }> => {
  const { workflow, leads, perDay } = plan;
  const { settings } = await current(engine);
  const turn = (n: number) => (perDay === undefined ? {} : { from: turnOf(done + n, perDay, createdAt, settings) });
  const page = leads.slice(0, PAGE);
  const at = engine.world.clock.now();
  const results = await work(
    engine,
    page.map((lead, n) => ({ lead, causes: [{ type: "enrol", id: `${job}:${lead}`, at, workflow, ...turn(n) }] })),
  );
  const failure = results.find((result) => result.status === "failed");
  if (failure?.status === "failed") throw failure.error;
  const rest = leads.slice(PAGE);
  return rest.length === 0 ? { done: page.length } : { plan: { ...plan, leads: rest }, done: page.length };
};
