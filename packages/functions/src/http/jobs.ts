import { undoImport, undone } from "@rekindle/core/engine/import-undo";
import { findJob, type JobRecord } from "@rekindle/core/engine/job";
import { retryJob } from "@rekindle/core/engine/jobs";
import { bodyOf } from "@rekindle/core/engine/keys";
import { Hono } from "hono";
import { badRows } from "./bad-rows.ts";
import { cursorOf, type Env, limitOf } from "./env.ts";
import { iso } from "./iso.ts";
import { missing, Refusal } from "./problem.ts";

export const jobs = new Hono<Env>()
  .get("/", async (c) => {
    const page = await c.var.engine.world.table.listed({
      in: "jobs",
      descending: true,
      limit: limitOf(c),
      ...cursorOf(c),
    });
    return c.json({ items: page.items.map((item) => shown(bodyOf<JobRecord>(item))), next: page.next ?? null });
  })
  .get("/:id", async (c) => {
    const job = await findJob(c.var.engine, c.req.param("id"));
    if (job === undefined) throw missing("job");
    const undo = await undone(c.var.engine, job);
    return c.json({ ...shown(job), ...(undo === undefined ? {} : { undo: shown(undo) }) });
  })
  .post("/:id/retry", async (c) => {
    const id = c.req.param("id");
    if ((await findJob(c.var.engine, id)) === undefined) throw missing("job");
    if (!(await retryJob(c.var.engine, id))) throw new Refusal(409, "The job has not failed", [], "notFailed");
    return c.json({ job: id }, 202);
  })
  .get("/:id/badRows", (c) => badRows(c))
  .post("/:id/undo", async (c) => {
    const undoing = await undoImport(c.var.engine, c.req.param("id"));
    switch (undoing.status) {
      case "started":
        return c.json({ job: undoing.job }, 202);
      case "missing":
        throw missing("import");
      case "running":
        throw new Refusal(409, "The import is still under way: take it back when it is done", [], "running");
      case "undone":
        throw new Refusal(409, "The import was taken back already", [], "undone");
      default:
        return undoing satisfies never;
    }
  });

const shown = ({ plan, createdAt, failedAt, restUntil, ...job }: JobRecord) => ({
  ...job,
  createdAt: iso(createdAt),
  ...(failedAt === undefined ? {} : { failedAt: iso(failedAt) }),
  ...(restUntil === undefined ? {} : { restUntil: iso(restUntil) }),
  ...aboutOf(plan),
});

/** What of the plan is of interest to people. */
const aboutOf = (plan: JobRecord["plan"]): object => {
  if (plan.kind === "undo") return { of: plan.of, kept: plan.kept };
  if (plan.kind !== "import") return {};
  const { list, file, consent, started } = plan;
  return {
    consent,
    started,
    ...(list === undefined ? {} : { list }),
    ...(file === undefined ? {} : { file }),
  };
};
