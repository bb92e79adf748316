import { current } from "@rekindle/core/engine/catalogue";
import { bodyOf } from "@rekindle/core/engine/keys";
import {
  type Count,
  countOf,
  findSegment,
  removeSegment,
  type Segment,
  saveSegment,
} from "@rekindle/core/engine/segments";
import { Condition } from "@rekindle/core/leads/condition";
import { Slug } from "@rekindle/core/workspace/shapes";
import { Hono } from "hono";
import * as z from "zod";
import { type Ctx, cursorOf, type Env, limitOf, now } from "./env.ts";
import { iso } from "./iso.ts";
import { FilterInput, filterOf } from "./lead-filter.ts";
import { body, missing, Refusal, shaped } from "./problem.ts";
import { leadView } from "./views.ts";

const Name = z.string().trim().min(1).max(100);
const SegmentInput = z.strictObject({ name: Name, when: Condition });
const CountInput = z.strictObject({ when: Condition.optional(), filter: FilterInput.optional() });

/** Saved conditions by which lists, bulk acts and one-off mails choose people. */
export const segments = new Hono<Env>()
  .get("/", async (c) => {
    const page = await c.var.engine.world.table.listed({ in: "segments", limit: limitOf(c), ...cursorOf(c) });
    return c.json({ items: page.items.map((item) => shown(bodyOf<Segment>(item))), next: page.next ?? null });
  })
  .post("/", async (c) => c.json(await saved(c, c.var.engine.world.ids.next("segment")), 201))
  .post("/count", async (c) => {
    const { when, filter = {} } = await body(c, CountInput);
    const chosen = await filterOf(c, filter);
    return c.json(await counted(c, await countOf(c.var.engine, when === undefined ? chosen : { ...chosen, when })));
  })
  .get("/:id", async (c) => {
    const segment = await findSegment(c.var.engine, c.req.param("id"));
    if (segment === undefined) throw missing("segment");
    return c.json(shown(segment));
  })
  .put("/:id", async (c) => c.json(await saved(c, shaped(Slug, c.req.param("id")))))
  .delete("/:id", async (c) => {
    if (!(await removeSegment(c.var.engine, c.req.param("id")))) throw missing("segment");
    return c.body(null, 204);
  });

const saved = async (c: Ctx, id: string) => {
  const made = await saveSegment(c.var.engine, { id, ...(await body(c, SegmentInput)) });
  if (made.status === "refused") throw new Refusal(422, "The condition has problems", made.problems);
  return shown(made.segment);
};

const shown = ({ updatedAt, ...segment }: Segment) => ({ ...segment, updatedAt: iso(updatedAt) });

const counted = async (c: Ctx, { sample, ...count }: Count) => {
  const catalogue = await current(c.var.engine);
  return { ...count, sample: sample.map((lead) => leadView(lead, catalogue, now(c))) };
};
