import { conversionsOf, type Goal, Side, setGoal, signGoal, standingOf, Targets } from "@rekindle/core/engine/goals";
import { todayOf } from "@rekindle/core/engine/today";
import { Hono } from "hono";
import * as z from "zod";
import { nameOf } from "./auth/caller.ts";
import type { Ctx, Env } from "./env.ts";
import { outward } from "./iso.ts";
import { body, missing, Refusal, shaped } from "./problem.ts";

const Desk = z.object({ role: z.enum(["marketing", "insideSales", "all"]).default("all") });
const MonthName = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, "A month such as 2026-11");
const Sign = z.strictObject({ side: Side, signed: z.boolean().default(true) });

/** What a person is needed for today, and how the month that both departments share stands. */
export const today = new Hono<Env>()
  .get("/today", async (c) => {
    const { role } = shaped(Desk, { role: c.req.query("role") });
    return c.json(outward(await todayOf(c.var.engine, role)));
  })
  .get("/goals", async (c) => c.json(outward(await standingOf(c.var.engine))))
  .get("/goals/rates", async (c) => c.json(await conversionsOf(c.var.engine)))
  .put("/goals/:month", async (c) => {
    const month = shaped(MonthName, c.req.param("month"));
    const goal = await setGoal(c.var.engine, month, await body(c, Targets), nameIn(c));
    return c.json(shown(goal));
  })
  .post("/goals/:month/sign", async (c) => {
    const month = shaped(MonthName, c.req.param("month"));
    const { side, signed } = await body(c, Sign);
    if (!maySign(c, side)) throw new Refusal(403, "Each department agrees for itself", [], "side");
    const goal = await signGoal(c.var.engine, month, { side, signed, by: nameIn(c) });
    if (goal === undefined) throw missing("goal");
    return c.json(shown(goal));
  });

const shown = (goal: Goal): unknown => outward(goal);
const nameIn = ({ var: { caller } }: Ctx): string | undefined => (caller === undefined ? undefined : nameOf(caller));

/** Marketers agree for marketing, inside sales for sales; admins, and keys that may write, for either. */
const maySign = ({ var: { caller } }: Ctx, side: Side): boolean =>
  caller?.kind !== "person" || caller.role === "admin" || (caller.role === "marketer") === (side === "marketing");
