import { findJob, type JobRecord } from "@rekindle/core/engine/job";
import { bodyOf } from "@rekindle/core/engine/keys";
import { Hono } from "hono";
import { cursorOf, type Env, limitOf } from "./env.ts";
import { iso } from "./iso.ts";
import { missing } from "./problem.ts";

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
    return c.json(shown(job));
  });

const shown = ({ plan: _, createdAt, ...job }: JobRecord) => ({ ...job, createdAt: iso(createdAt) });
