import { auditOf } from "@rekindle/core/engine/audit";
import { current } from "@rekindle/core/engine/catalogue";
import { dayOf } from "@rekindle/core/workspace/calendar";
import { Hono } from "hono";
import * as z from "zod";
import { cursorOf, type Env, limitOf, now } from "./env.ts";
import { iso } from "./iso.ts";
import { shaped } from "./problem.ts";

const Day = z.object({ day: z.iso.date().optional() });

/** Who changed what on a day of the workspace; today, if none is named. */
export const audit = new Hono<Env>().get("/", async (c) => {
  const { engine } = c.var;
  const { day } = shaped(Day, { day: c.req.query("day") });
  const zone = (await current(engine)).settings.timeZone;
  const { items, next } = await auditOf(engine, day ?? dayOf(now(c), zone), { limit: limitOf(c), ...cursorOf(c) });
  return c.json({ items: items.map(({ at, ...entry }) => ({ ...entry, at: iso(at) })), next: next ?? null });
});
