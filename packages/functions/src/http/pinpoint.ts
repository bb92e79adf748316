import { current } from "@rekindle/core/engine/catalogue";
import { fromPinpoint } from "@rekindle/core/workflows/pinpoint";
import { toYaml } from "@rekindle/core/workflows/read";
import { Hono } from "hono";
import * as z from "zod";
import type { Env } from "./env.ts";
import { json, Refusal } from "./problem.ts";

/** With the segments beside it, or the journey alone. */
const Both = z.object({ journey: z.record(z.string(), z.unknown()), segments: z.unknown() });

/** A draft from a journey of Amazon Pinpoint. Nothing is stored: whoever likes it puts it under an id. */
export const pinpoint = new Hono<Env>().post("/", async (c) => {
  const value = await json(c);
  const both = Both.safeParse(value);
  const { timeZone } = (await current(c.var.engine)).settings;
  const made = both.success
    ? fromPinpoint(both.data.journey, { segments: both.data.segments, timeZone })
    : fromPinpoint(value, { timeZone });
  if ("problems" in made) throw new Refusal(422, "This is no journey of Amazon Pinpoint", made.problems);
  return c.json({ ...made, yaml: toYaml(made.definition) });
});
