import { current } from "@rekindle/core/engine/catalogue";
import { happen } from "@rekindle/core/engine/cause";
import { bodyOf } from "@rekindle/core/engine/keys";
import { clear, list } from "@rekindle/core/engine/problems";
import { changeSettings, publishScoring } from "@rekindle/core/engine/publish";
import { defaultPhrases as phrases } from "@rekindle/core/handoff/phrases";
import { ScoringModel } from "@rekindle/core/scoring/model";
import { Settings } from "@rekindle/core/workspace/settings";
import { Hono } from "hono";
import * as z from "zod";
import { actor, type Env, now } from "./env.ts";
import { outward } from "./iso.ts";
import { body, json, missing, shaped } from "./problem.ts";

/** What the workspace decides for itself, and how it is doing. */
export const workspace = new Hono<Env>()
  .get("/settings", async (c) => c.json((await current(c.var.engine)).settings))
  .put("/settings", async (c) => {
    const change = shaped(z.record(z.string(), z.unknown()), await json(c));
    const known = (await current(c.var.engine)).settings;
    shaped(Settings, merged(known, change));
    return c.json(await changeSettings(c.var.engine, (settings) => shaped(Settings, merged(settings, change))));
  })
  .get("/scoring", async (c) => {
    const { scoring, scoringVersion } = await current(c.var.engine);
    return c.json({ ...scoring, version: scoringVersion });
  })
  .put("/scoring", async (c) => {
    const model = await body(c, ScoringModel);
    return c.json({ ...model, ...(await publishScoring(c.var.engine, model)) });
  })
  .get("/me", async (c) => {
    const { settings } = await current(c.var.engine);
    const { language, timeZone, footer, reps } = settings;
    return c.json({ role: "admin", language, timeZone, workspace: footer.company, rep: reps[0]?.id ?? null });
  })
  .get("/phrases", (c) => c.json({ items: phrases, next: null }))
  .get("/problems", async (c) => {
    const { items, next } = await list(c.var.engine, c.req.query("cursor"));
    return c.json({ items: items.map(outward), next: next ?? null });
  })
  .post("/problems/:id/retry", async (c) => {
    const id = c.req.param("id");
    const { items } = await list(c.var.engine);
    const problem = items.find((known) => known.id === id);
    if (problem === undefined) throw missing("problem");
    const done =
      problem.kind === "parked"
        ? await happen(c.var.engine, problem.lead, { type: "unparked", at: now(c), ...actor(c) })
        : undefined;
    await clear(c.var.engine, id);
    return c.json({ retried: done !== undefined });
  })
  .get("/days", async (c) => {
    const page = await c.var.engine.world.table.query({
      pk: "daily",
      from: c.req.query("from") ?? "0",
      to: c.req.query("to") ?? "9",
      descending: true,
      limit: 100,
    });
    return c.json({
      items: page.items.map((item) => ({ date: item.sk, ...bodyOf<{ n: Record<string, number> }>(item).n })),
      next: null,
    });
  });

/** Objects merge, arrays and everything else replace. */
const merged = (known: unknown, change: unknown): unknown => {
  if (!isObject(known) || !isObject(change)) return change;
  return {
    ...known,
    ...Object.fromEntries(Object.entries(change).map(([name, value]) => [name, merged(known[name], value)])),
  };
};
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
