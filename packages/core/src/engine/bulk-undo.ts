import { causeOf } from "./bulk-fate.ts";
import type { Act, BulkPage, BulkUndoPlan, Changed } from "./bulk-plan.ts";
import type { Engine } from "./engine.ts";
import { emptyReport, type JobRecord, startJob } from "./job.ts";
import { bodyOf, keys } from "./keys.ts";
import { work } from "./work.ts";

/** Ends a bulk act before its end: what is done stays done. False: it is over. */
export const stopBulk = async (engine: Engine, id: string): Promise<boolean> => {
  const done = await changeJob(engine, id, (job) =>
    job.plan.kind === "bulk" && job.state === "running" ? { ...job, state: "done", stopped: true } : undefined,
  );
  return done !== undefined;
};

/** Begins to take a bulk act back. Undefined: it cannot be, or somebody has begun already. */
export const undoBulk = async (engine: Engine, of: string, by?: string): Promise<string | undefined> => {
  const id = engine.world.ids.next("job");
  const done = await changeJob(engine, of, (job) =>
    job.plan.kind === "bulk" && job.state === "done" && job.plan.undo === undefined && canGoBack(job.plan.act)
      ? { ...job, plan: { ...job.plan, undo: id } }
      : undefined,
  );
  if (done?.plan.kind !== "bulk") return undefined;
  const { act, pages } = done.plan;
  await startJob(engine, {
    ...{ id, kind: "bulkUndo", state: "running", done: 0, total: done.bulk?.applied ?? 0 },
    ...{ createdAt: engine.world.clock.now(), report: emptyReport() },
    plan: { kind: "bulkUndo", of, act, page: 0, pages, ...(by === undefined ? {} : { by }) },
  });
  return id;
};

export const canGoBack = (act: Act): boolean => act.kind === "tag" || act.kind === "owner" || act.kind === "enrol";

/** On its revision; undefined where `change` does not want to. */
const changeJob = async (
  { world }: Engine,
  id: string,
  change: (job: JobRecord) => JobRecord | undefined,
): Promise<JobRecord | undefined> => {
  for (let tries = 0; tries < 8; tries++) {
    const item = await world.table.get(keys.job(id), "consistent");
    const next = item === undefined ? undefined : change(bodyOf<JobRecord>(item));
    if (item === undefined || next === undefined) return undefined;
    const { due, ...rest } = item;
    const put = {
      ...rest,
      rev: item.rev + 1,
      body: JSON.stringify(next),
      ...(next.state === "running" && due !== undefined ? { due } : {}),
    };
    const [answer] = await world.table.commit([{ put, expect: item.rev }]);
    if (answer === "stored") return next;
  }
  throw new Error(`Job ${id} is fought over`);
};

/** Takes back one page of what a bulk act did: tags, owners as they were, and who came in goes out again. */
export const undoPage = async (engine: Engine, job: JobRecord, plan: BulkUndoPlan): Promise<JobRecord> => {
  const item = await engine.world.table.get(keys.made(plan.of, plan.page), "consistent");
  const people = item === undefined ? [] : bodyOf<BulkPage>(item).people;
  const at = engine.world.clock.now();
  const jobs = people.flatMap((changed) => {
    const act = backwards(plan.act, changed);
    const base = { id: `${job.id}:${changed.lead}`, at, ...(plan.by === undefined ? {} : { by: plan.by }) };
    return act === undefined ? [] : [{ lead: changed.lead, causes: [causeOf(act, base)] }];
  });
  const failure = (await work(engine, jobs)).find((result) => result.status === "failed");
  if (failure?.status === "failed") throw failure.error;
  const page = plan.page + 1;
  const done = job.done + people.length;
  return {
    ...job,
    plan: { ...plan, page },
    done,
    total: Math.max(job.total, done),
    state: page >= plan.pages ? "done" : "running",
  };
};

/** The act that takes an act back for one lead. Undefined: it cannot be. */
const backwards = (act: Act, { tags = [], owner = null }: Changed): Act | undefined => {
  switch (act.kind) {
    case "tag":
      return {
        kind: "tag",
        add: (act.remove ?? []).filter((tag) => tags.includes(tag)),
        remove: (act.add ?? []).filter((tag) => tags.includes(tag)),
      };
    case "owner":
      return { kind: "owner", owner };
    case "enrol":
      return { kind: "leave", workflow: act.workflow, reason: "takenBack" };
    case "leave":
    case "optOut":
      return undefined;
    default:
      return act satisfies never;
  }
};
