import { preview } from "@rekindle/core/engine/preview";
import { frameOf } from "@rekindle/core/engine/preview-frame";
import { MOST_AT_ONCE, startSimulation } from "@rekindle/core/engine/simulations";
import { Behaviour } from "@rekindle/core/preview/behaviour";
import { Definition } from "@rekindle/core/workflows/definition";
import { Hono } from "hono";
import * as z from "zod";
import type { Env } from "./env.ts";
import { outward } from "./iso.ts";
import { body, missing, Refusal } from "./problem.ts";
import { summary } from "./simulation-summary.ts";

const Input = z.object({
  workflow: z.string(),
  definition: Definition.optional(),
  leads: z.array(z.string()).max(5_000).optional(),
  sample: z.int().min(1).max(20_000).optional(),
  days: z.int().min(1).max(366),
  behaviour: Behaviour.optional(),
  among: z.literal("now").optional(),
  /** Answers totals, and of each group of people so many paths only, with names. */
  paths: z.int().min(0).max(200).optional(),
});

/** The real engine over real leads for N days, before launch. */
export const simulation = new Hono<Env>().post("/", async (c) => {
  const { definition, leads, sample, behaviour, among, paths: shown, ...input } = await body(c, Input);
  const whole = {
    ...input,
    ...(definition === undefined ? {} : { definition }),
    ...(leads === undefined ? {} : { leads }),
    ...(sample === undefined ? {} : { sample }),
    ...(behaviour === undefined ? {} : { behaviour }),
    ...(among === undefined ? {} : { among }),
  };
  const played = (leads?.length ?? sample ?? 100) * input.days;
  if (played > MOST_AT_ONCE) return c.json(await startSimulation(c.var.engine, whole), 202);
  const made = await preview(c.var.engine, whole);
  if (made.status === "missing") throw missing("workflow");
  if (made.status === "refused") throw new Refusal(422, "The workflow has problems", made.problems);
  const { status: _, paths, ...rest } = made;
  if (shown !== undefined) {
    const { engine } = c.var;
    const [frame, summed] = await Promise.all([
      frameOf(engine, input.workflow, input.days),
      summary(engine, paths, shown),
    ]);
    return c.json({ ...rest, frame, ...summed, people: paths.length });
  }
  return c.json({ ...rest, paths: outward(paths) });
});
