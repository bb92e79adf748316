import { withAssigned } from "../handoff/assign.ts";
import type { Cause } from "../leads/cause.ts";
import type { Entry } from "../leads/entry.ts";
import type { Lead } from "../leads/lead.ts";
import { trimmed } from "../scoring/score.ts";
import { decide } from "../story/decide.ts";
import type { Given } from "../story/turn.ts";
import type { Item, Write } from "../world/world.ts";
import { carryOut } from "./carry-out.ts";
import { given } from "./catalogue.ts";
import type { Engine } from "./engine.ts";
import { keys } from "./keys.ts";
import { readMany, toItem } from "./lead-store.ts";
import type { Held } from "./pacing.ts";
import { afterConflict } from "./pause.ts";
import { missedInRecord } from "./seen.ts";
import { withOldWindows } from "./windows.ts";

/**
 * What happens to one lead, in order. `fresh`: the record to begin with, where that is known or not there yet. `with`: what must be committed with it, or not
 * at all; a conflict is then the caller's, who has to read those other records again.
 */
export type Job = { lead: string; causes: Cause[]; fresh?: Lead; with?: (lead: Lead) => Write[] };
export type Result = { lead: string } & (
  | { status: "done"; record: Lead; entries: Entry[] }
  | { status: "missing" }
  | { status: "conflict" }
  | { status: "failed"; error: unknown }
);

/**
 * A tail longer than this, as JSON, goes into the timeline with the next commit. So one put of a kilobyte takes about two
 * entries, and the record stays below two: each is a write unit (docs/architecture.md).
 */
const TAIL_LENGTH = 600;
const MOST_ROUNDS = 40;

type Task = Job & { record?: Lead; entries: Entry[]; carried: Set<string>; turn: Held };

/**
 * The protocol (docs/protocol.md): load, decide, put a full tail into the timeline, commit on the revision, carry out what
 * carries this worker's claim, commit the outcome. No lead is in a batch twice. Whoever tries again after a conflict keeps the
 * claim: if it was the answer that got lost, what was committed is still theirs to carry out.
 */
export const work = async (
  engine: Engine,
  jobs: Job[],
  claim: string = engine.world.ids.next("claim"),
): Promise<Result[]> => {
  const results = new Map<string, Result>();
  let behind: Task[] = [];
  let conflicts = 0;
  let tasks: Task[] = jobs.map((job) => ({ ...job, entries: [], carried: new Set(), turn: {} }));
  tasks = await load(engine, tasks, undefined, results);
  for (let round = 0; tasks.length > 0 || behind.length > 0; round++) {
    if (round >= MOST_ROUNDS) {
      for (const { lead } of [...tasks, ...behind])
        results.set(lead, { lead, status: "failed", error: new Error("The lead does not come to rest") });
      break;
    }
    // Whoever met others comes last: nobody's outcome waits for them.
    if (tasks.length === 0) {
      await afterConflict(engine, claim, conflicts++);
      tasks = await load(engine, behind, "consistent", results);
      behind = [];
    }
    const known = await given(
      engine,
      tasks.flatMap(({ record }) => record ?? []),
      claim,
    );
    const { stored, again } = await attempt(engine, tasks, known, results);
    const { outcomes, waiting } = await carryOut(engine, stored, known);
    tasks = [];
    for (const task of stored) {
      const causes = outcomes.get(task.lead) ?? [];
      if (causes.length > 0 || waiting.has(task.lead)) tasks.push({ ...task, causes });
      else if (task.record !== undefined)
        results.set(task.lead, { lead: task.lead, status: "done", record: task.record, entries: task.entries });
    }
    behind.push(...again);
  }
  return jobs.map(({ lead }) => results.get(lead) ?? { lead, status: "failed", error: new Error("No result") });
};

/** The tasks whose record could be read, or is not there. */
const load = async (
  engine: Engine,
  tasks: Task[],
  read: "consistent" | undefined,
  results: Map<string, Result>,
): Promise<Task[]> => {
  const wanted = tasks.filter(({ fresh }) => fresh === undefined);
  const found = await readMany(
    engine,
    wanted.map(({ lead }) => lead),
    read,
  );
  wanted.forEach((task, index) => {
    const record = found[index];
    delete task.record;
    if (record === undefined) return;
    if ("lead" in record) task.record = record.lead;
    else results.set(task.lead, { lead: task.lead, status: "failed", error: record.unreadable });
  });
  // A lead that was just made may not show yet: nobody is missing before a consistent read says so.
  const absent = wanted.filter(({ lead, record }) => record === undefined && !results.has(lead));
  if (read !== "consistent" && absent.length > 0) await load(engine, absent, "consistent", results);
  for (const task of tasks) if (task.fresh !== undefined) task.record = task.fresh;
  return tasks.filter(({ lead }) => !results.has(lead));
};

/** `full`: the tail that must be in the timeline before this is committed. */
type Planned = { task: Task; before: Lead; after: Lead; entries: Entry[]; full?: Item };

const attempt = async (
  engine: Engine,
  tasks: Task[],
  known: Given,
  results: Map<string, Result>,
): Promise<{ stored: Task[]; again: Task[] }> => {
  const planned: Planned[] = [];
  const stored: Task[] = [];
  let { roster } = known;
  for (const task of tasks) {
    if (task.record === undefined) {
      results.set(task.lead, { lead: task.lead, status: "missing" });
      continue;
    }
    // Outside of `try`: a read that fails is no fault of the lead's, and parks nobody.
    const causes = await missedInRecord(engine, task.record, task.causes);
    const record = await withOldWindows(engine, task.record, causes, known.catalogue);
    try {
      const plan = planOf(task, record, causes, { ...known, roster });
      if (plan === undefined) stored.push(task);
      else planned.push(plan);
      roster = withAssigned(roster, plan?.entries ?? []);
    } catch (error) {
      results.set(task.lead, { lead: task.lead, status: "failed", error });
    }
  }
  await engine.world.table.put(planned.flatMap(({ full }) => full ?? []));
  const { done, conflicts } = await commit(engine, planned);
  const { cache } = engine;
  cache.roster = withAssigned(
    cache.roster,
    done.flatMap(({ entries }) => entries),
  );
  for (const { task, after, entries } of done) {
    task.record = after;
    task.entries.push(...entries);
    delete task.fresh;
    delete task.with;
    stored.push(task);
  }
  const again: Task[] = [];
  for (const { task } of conflicts)
    if (task.with === undefined) again.push(task);
    else results.set(task.lead, { lead: task.lead, status: "conflict" });
  return { stored, again };
};

/** Undefined: nothing to write. */
const planOf = (task: Task, before: Lead, causes: Cause[], known: Given): Planned | undefined => {
  const full = fullTail(before);
  let after = full === undefined ? before : { ...before, tail: [] };
  const entries: Entry[] = [];
  let changed = false;
  for (const cause of causes) {
    const decision = decide(after, cause, known);
    if (!decision.changed) continue;
    changed = true;
    after = decision.lead;
    if (decision.entry !== undefined) entries.push(decision.entry);
  }
  if (!changed && task.with === undefined) return undefined;
  return {
    task,
    before,
    after: { ...after, score: trimmed(after.score) },
    entries,
    ...(full === undefined ? {} : { full }),
  };
};

/** A full tail as its timeline item: the same key and content whoever writes it. Full is judged on what was loaded. */
const fullTail = ({ id, tail }: Lead): Item | undefined => {
  const first = tail[0];
  if (first === undefined) return undefined;
  const body = JSON.stringify(tail);
  return body.length > TAIL_LENGTH ? { ...keys.entries(id, first.rev), rev: 1, body } : undefined;
};

/** A lost answer counts as a conflict: the record is read again and tells. */
const commit = async (engine: Engine, planned: Planned[]): Promise<{ done: Planned[]; conflicts: Planned[] }> => {
  const { table } = engine.world;
  const done: Planned[] = [];
  const conflicts: Planned[] = [];
  const plain = planned.filter(({ task }) => task.with === undefined);
  const writes = plain.map(({ before, after }) => ({ put: toItem(engine, after), expect: before.rev }));
  const answers =
    writes.length === 0 ? [] : await table.commit(writes).catch((error: unknown) => lost(engine, error, plain.length));
  plain.forEach((plan, index) => {
    (answers[index] === "stored" ? done : conflicts).push(plan);
  });
  for (const plan of planned) {
    const { task, before, after } = plan;
    if (task.with === undefined) continue;
    const put = { put: toItem(engine, after), expect: before.rev };
    const answer = await table
      .transact([put, ...task.with(after)])
      .catch((error: unknown) => lost(engine, error, 1)[0]);
    (answer === "stored" ? done : conflicts).push(plan);
  }
  return { done, conflicts };
};

const lost = (engine: Engine, error: unknown, n: number): "conflict"[] => {
  engine.world.log("commit.unanswered", { leads: n, error: error instanceof Error ? error.name : String(error) });
  return Array.from({ length: n }, () => "conflict" as const);
};
