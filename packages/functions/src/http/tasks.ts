import { findMany } from "@rekindle/core/engine/lead-store";
import { addTask, changeTask, openTasks, removeTask, type Task, tasksOf } from "@rekindle/core/engine/tasks";
import { Hono } from "hono";
import * as z from "zod";
import { actor, type Ctx, cursorOf, type Env, limitOf } from "./env.ts";
import { iso } from "./iso.ts";
import { body, missing, Refusal } from "./problem.ts";

const When = z.iso.datetime({ offset: true });
const NewTask = z.strictObject({
  kind: z.enum(["callback", "task"]).default("task"),
  text: z.string().max(500).optional(),
  dueAt: When,
  owner: z.string().max(100).optional(),
});
const TaskChange = z.strictObject({
  done: z.boolean().optional(),
  text: z.string().max(500).optional(),
  dueAt: When.optional(),
  owner: z.string().max(100).optional(),
});

/** What has to be done for one lead. */
export const leadTasks = new Hono<Env>()
  .get("/:id/tasks", async (c) =>
    c.json({ items: (await tasksOf(c.var.engine, c.req.param("id"))).map(shown), next: null }),
  )
  .post("/:id/tasks", async (c) => {
    const lead = c.req.param("id");
    const [known] = await findMany(c.var.engine, [lead], "consistent");
    if (known === undefined) throw missing("lead");
    if (known.erased !== undefined) throw new Refusal(410, "This person was erased");
    const { kind, text, dueAt, owner = known.owner } = await body(c, NewTask);
    const { by } = actor(c);
    const task = await addTask(c.var.engine, {
      lead,
      kind,
      dueAt: Date.parse(dueAt),
      ...(text === undefined || text === "" ? {} : { text }),
      ...(owner === undefined ? {} : { owner }),
      ...(by === undefined ? {} : { by }),
    });
    return c.json(shown(task), 201);
  })
  .patch("/:id/tasks/:task", async (c) => {
    const { done, text, dueAt, owner } = await body(c, TaskChange);
    const task = await changeTask(c.var.engine, c.req.param("id"), c.req.param("task"), {
      ...(done === undefined ? {} : { done }),
      ...(text === undefined ? {} : { text }),
      ...(dueAt === undefined ? {} : { dueAt: Date.parse(dueAt) }),
      ...(owner === undefined ? {} : { owner }),
    });
    if (task === undefined) throw missing("task");
    return c.json(shown(task));
  })
  .delete("/:id/tasks/:task", async (c) => {
    if (!(await removeTask(c.var.engine, c.req.param("id"), c.req.param("task")))) throw missing("task");
    return c.body(null, 204);
  });

/** Open ones of everybody, soonest due first; `?owner=`, `?until=`. */
export const openTaskList = async (c: Ctx) => {
  const until = When.optional().safeParse(c.req.query("until"));
  if (!until.success) throw new Refusal(422, "Until when?", [{ path: "until", message: "A moment, ISO 8601" }]);
  const owner = c.req.query("owner");
  const page = await openTasks(c.var.engine, {
    limit: limitOf(c),
    ...cursorOf(c),
    ...(until.data === undefined ? {} : { until: Date.parse(until.data) }),
  });
  const wanted = page.items.filter((task) => owner === undefined || task.owner === owner);
  const leads = await findMany(c.var.engine, [...new Set(wanted.map(({ lead }) => lead))]);
  const names = new Map(leads.flatMap((lead) => (lead === undefined ? [] : [[lead.id, lead]])));
  const items = wanted.map((task) => {
    const lead = names.get(task.lead);
    return {
      ...shown(task),
      ...(lead?.name === undefined ? {} : { name: lead.name }),
      ...(lead?.company === undefined ? {} : { company: lead.company.name }),
    };
  });
  return c.json({ items, next: page.next ?? null });
};

const shown = ({ lead, dueAt, createdAt, doneAt, ...task }: Task) => ({
  ...task,
  leadId: lead,
  dueAt: iso(dueAt),
  createdAt: iso(createdAt),
  doneAt: doneAt === undefined ? null : iso(doneAt),
});
