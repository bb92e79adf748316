import type { Instant } from "../world/world.ts";
import type { Engine } from "./engine.ts";
import { bodyOf, keys } from "./keys.ts";

/** Something that somebody has to do for a lead, such as a call that was promised. It goes with the lead when that is erased. */
export type Task = {
  id: string;
  lead: string;
  kind: "callback" | "task";
  text?: string;
  dueAt: Instant;
  /** Id of a rep. */
  owner?: string;
  createdAt: Instant;
  by?: string;
  doneAt?: Instant;
};

export const addTask = async (engine: Engine, input: Omit<Task, "id" | "createdAt" | "doneAt">): Promise<Task> => {
  const { world } = engine;
  const task: Task = { ...input, id: world.ids.next("task"), createdAt: world.clock.now() };
  await world.table.put([itemOf(task, 1)]);
  return task;
};

/** Changes one; `done` true or false. Undefined: there is no such task. */
export const changeTask = async (
  engine: Engine,
  lead: string,
  id: string,
  { done, ...change }: { done?: boolean; text?: string; dueAt?: Instant; owner?: string },
): Promise<Task | undefined> => {
  const { world } = engine;
  for (let tries = 0; tries < 8; tries++) {
    const item = await world.table.get(keys.task(lead, id), "consistent");
    if (item === undefined) return undefined;
    const { doneAt, ...known } = bodyOf<Task>(item);
    const isDone = done ?? doneAt !== undefined;
    const next: Task = { ...known, ...change, ...(isDone ? { doneAt: doneAt ?? world.clock.now() } : {}) };
    const [answer] = await world.table.commit([{ put: itemOf(next, item.rev + 1), expect: item.rev }]);
    if (answer === "stored") return next;
  }
  throw new Error(`Task ${id} is fought over`);
};

export const removeTask = async ({ world }: Engine, lead: string, id: string): Promise<boolean> => {
  const item = await world.table.get(keys.task(lead, id), "consistent");
  if (item === undefined) return false;
  await world.table.remove([keys.task(lead, id)]);
  return true;
};

/** Of a lead: open ones first, soonest due first. */
export const tasksOf = async ({ world }: Engine, lead: string): Promise<Task[]> => {
  const { items } = await world.table.query({
    pk: lead,
    from: "task#",
    to: "task#~",
    limit: MOST_OF_ONE,
    read: "consistent",
  });
  return items
    .map((item) => bodyOf<Task>(item))
    .toSorted((a, b) => Number(a.doneAt !== undefined) - Number(b.doneAt !== undefined) || a.dueAt - b.dueAt);
};
const MOST_OF_ONE = 200;

/** Open ones of everybody, soonest due first; `until`: due by then. */
export const openTasks = async (
  { world }: Engine,
  { until, limit, after }: { until?: Instant; limit: number; after?: string },
): Promise<{ items: Task[]; next?: string }> => {
  const page = await world.table.listed({
    in: OPEN,
    limit,
    ...(until === undefined ? {} : { to: `${padded(until)}~` }),
    ...(after === undefined ? {} : { after }),
  });
  return {
    items: page.items.map((item) => bodyOf<Task>(item)),
    ...(page.next === undefined ? {} : { next: page.next }),
  };
};

const OPEN = "tasks#open";
const padded = (at: Instant): string => String(at).padStart(15, "0");
const itemOf = (task: Task, rev: number) => ({
  ...keys.task(task.lead, task.id),
  rev,
  body: JSON.stringify(task),
  ...(task.doneAt === undefined ? { list: { in: OPEN, by: `${padded(task.dueAt)}#${task.id}` } } : {}),
});
