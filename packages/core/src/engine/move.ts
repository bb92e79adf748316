import type { Cause } from "../leads/cause.ts";
import { placesOf } from "../workflows/steps.ts";
import { current } from "./catalogue.ts";
import type { Engine } from "./engine.ts";
import { emptyReport, startJob } from "./job.ts";
import type { Move, MovePlan } from "./move-plan.ts";
import { report } from "./report.ts";
import { findVersion } from "./versions.ts";
import { work } from "./work.ts";

/** Where the people of each step would stand. `to` null: they leave, since the step is gone or is mapped to nothing. */
export type Landing = { step: string; to: string | null; people: number };
export type Moving =
  | { status: "ready"; landings: Landing[]; steps: string[] }
  | { status: "missing" }
  | { status: "refused"; problems: { path: string; message: string }[] };

/** What a move would do. Nothing is stored. */
export const planMove = async (engine: Engine, { workflow, from, to, map }: Move): Promise<Moving> => {
  const [old, next] = await Promise.all([findVersion(engine, workflow, from), findVersion(engine, workflow, to)]);
  if (old === undefined || next === undefined) return { status: "missing" };
  const targets = new Set(placesOf(next.definition).map(({ id }) => id));
  const steps = placesOf(old.definition).map(({ id }) => id);
  const problems = [
    ...(from === to ? [{ path: "to", message: "They are on this version already" }] : []),
    ...(to === (await current(engine)).workflows[workflow]?.version
      ? []
      : [{ path: "to", message: "People move to the newest version only" }]),
    ...Object.entries(map).flatMap(([step, target]) => [
      ...(steps.includes(step) ? [] : [{ path: `map.${step}`, message: `v${from} has no step "${step}"` }]),
      ...(target === null || targets.has(target)
        ? []
        : [{ path: `map.${step}`, message: `v${to} has no step "${target}"` }]),
    ]),
  ];
  if (problems.length > 0) return { status: "refused", problems };
  const figures = (await report(engine, workflow))?.versions.find(({ version }) => version === from)?.steps ?? [];
  const waiting = new Map(figures.map(({ id, waiting: people }) => [id, people]));
  const landings = steps.flatMap((step) => {
    const people = waiting.get(step) ?? 0;
    const target = map[step] === undefined ? step : map[step];
    return people === 0 ? [] : [{ step, to: target !== null && targets.has(target) ? target : null, people }];
  });
  return { status: "ready", landings, steps };
};

/** Begins the move; people go one page after another. Answers the job. */
export const startMove = async (engine: Engine, move: Move, steps: string[], total: number): Promise<string> => {
  const { world } = engine;
  const id = world.ids.next("job");
  await startJob(engine, {
    id,
    kind: "move",
    state: "running",
    done: 0,
    total,
    createdAt: world.clock.now(),
    report: emptyReport(),
    plan: { ...move, kind: "move", steps, round: 1, found: 0 },
  });
  return id;
};

const PAGE = 50;
const MOST_ROUNDS = 5;

/** One page of people. Who walks on meanwhile is found in the next round. `plan` is undefined when nobody is left. */
export const movePage = async (
  engine: Engine,
  job: string,
  plan: MovePlan,
): Promise<{ plan?: MovePlan; moved: number }> => {
  const { workflow, from, to, map } = plan;
  const [step, ...rest] = plan.steps;
  if (step === undefined) return nextRound(engine, plan);
  const page = await engine.world.table.listed({
    in: `place#${workflow}#${from}#${step}`,
    limit: PAGE,
    ...(plan.after === undefined ? {} : { after: plan.after }),
  });
  // A step that maps to nothing leaves: no version has a step without a name.
  const targets = Object.fromEntries(Object.entries(map).map(([name, target]) => [name, target ?? ""]));
  const cause = (lead: string): Cause => ({
    type: "migrate",
    id: `${job}:${plan.round}:${step}:${lead}`,
    at: engine.world.clock.now(),
    workflow,
    version: to,
    map: targets,
  });
  const results = await work(
    engine,
    page.items.map(({ pk }) => ({ lead: pk, causes: [cause(pk)] })),
  );
  const failure = results.find((result) => result.status === "failed");
  if (failure?.status === "failed") throw failure.error;
  const moved = results.filter(
    (result) =>
      result.status === "done" &&
      result.entries.some(({ facts }) =>
        facts.some((fact) => fact.type === "enrolment.migrated" || fact.type === "enrolment.left"),
      ),
  ).length;
  const { after: _, ...known } = plan;
  const found = plan.found + moved;
  return page.next === undefined
    ? { plan: { ...known, steps: rest, found }, moved }
    : { plan: { ...known, after: page.next, found }, moved };
};

const nextRound = async (engine: Engine, plan: MovePlan): Promise<{ plan?: MovePlan; moved: number }> => {
  if (plan.found === 0 || plan.round >= MOST_ROUNDS) return { moved: 0 };
  const old = await findVersion(engine, plan.workflow, plan.from);
  const steps = old === undefined ? [] : placesOf(old.definition).map(({ id }) => id);
  return { plan: { ...plan, steps, round: plan.round + 1, found: 0 }, moved: 0 };
};
