import { startBulk, tryBulk } from "@rekindle/core/engine/bulk";
import type { Act, Selection } from "@rekindle/core/engine/bulk-plan";
import { canGoBack, stopBulk, undoBulk } from "@rekindle/core/engine/bulk-undo";
import { current } from "@rekindle/core/engine/catalogue";
import { findJob } from "@rekindle/core/engine/job";
import { Hono } from "hono";
import * as z from "zod";
import { actor, type Ctx, type Env } from "./env.ts";
import { iso } from "./iso.ts";
import { FilterInput, filterOf } from "./lead-filter.ts";
import { body, missing, Refusal } from "./problem.ts";

const Tags = z.array(z.string().trim().min(1).max(100)).min(1).max(20);
const ActInput = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("enrol"), workflow: z.string() }),
  z.strictObject({ kind: z.literal("tag"), add: Tags.optional(), remove: Tags.optional() }),
  z.strictObject({ kind: z.literal("owner"), owner: z.string().nullable() }),
  z.strictObject({ kind: z.literal("optOut") }),
]);
const BulkInput = z
  .strictObject({
    act: ActInput,
    leads: z.array(z.string()).min(1).max(5_000).optional(),
    filter: FilterInput.optional(),
  })
  .refine(({ leads, filter }) => (leads === undefined) !== (filter === undefined), "Say leads or filter, one of them");

/** Acts on many people at once, each a job. */
export const bulk = new Hono<Env>()
  .post("/", (c) => begin(c))
  .get("/:job", async (c) => {
    const job = await findJob(c.var.engine, c.req.param("job"));
    const { plan, createdAt, restUntil, ...rest } = job ?? { plan: undefined };
    if (job === undefined || plan === undefined || (plan.kind !== "bulk" && plan.kind !== "bulkUndo"))
      throw missing("bulk act");
    const undoable = plan.kind === "bulk" && job.state === "done" && plan.undo === undefined && canGoBack(plan.act);
    return c.json({
      ...rest,
      act: plan.act,
      createdAt: iso(job.createdAt),
      restUntil: restUntil === undefined ? null : iso(restUntil),
      undoable,
      takesBack: plan.kind === "bulkUndo" ? plan.of : null,
      undo: plan.kind === "bulk" ? (plan.undo ?? null) : null,
    });
  })
  .post("/:job/undo", async (c) => {
    const job = await undoBulk(c.var.engine, c.req.param("job"), actor(c).by);
    if (job === undefined) throw new Refusal(409, "This cannot be taken back, or was taken back already");
    return c.json({ job }, 202);
  })
  .post("/:job/stop", async (c) => {
    if (!(await stopBulk(c.var.engine, c.req.param("job")))) throw new Refusal(409, "It is over already");
    return c.json({ stopped: true });
  });

/** With `?dryRun=true` what would happen, else the job that does it. */
const begin = async (c: Ctx) => {
  const { engine } = c.var;
  const { act: asked, leads, filter } = await body(c, BulkInput);
  const act = actOf(asked);
  await isKnown(c, act);
  const selection: Selection =
    leads === undefined ? { filter: await filterOf(c, filter ?? {}) } : { leads: [...new Set(leads)] };
  const trial = await tryBulk(engine, act, selection);
  if (c.req.query("dryRun") === "true") return c.json(trial);
  const { by } = actor(c);
  const job = await startBulk(engine, act, selection, { total: trial.people, ...(by === undefined ? {} : { by }) });
  return c.json({ job, ...trial }, 202);
};

const actOf = (input: z.infer<typeof ActInput>): Act =>
  input.kind === "tag"
    ? {
        kind: "tag",
        ...(input.add === undefined ? {} : { add: input.add }),
        ...(input.remove === undefined ? {} : { remove: input.remove }),
      }
    : input;

const isKnown = async (c: Ctx, act: Act): Promise<void> => {
  const { workflows, settings } = await current(c.var.engine);
  if (act.kind === "enrol" && workflows[act.workflow] === undefined)
    throw new Refusal(422, "The workflow is not published", [{ path: "act.workflow", message: "Not published" }]);
  if (act.kind === "owner" && act.owner !== null && !settings.reps.some(({ id }) => id === act.owner))
    throw new Refusal(422, "There is no such rep", [{ path: "act.owner", message: "Unknown" }]);
  if (act.kind === "tag" && act.add === undefined && act.remove === undefined)
    throw new Refusal(422, "Say which tags", [{ path: "act", message: "add or remove" }]);
};
