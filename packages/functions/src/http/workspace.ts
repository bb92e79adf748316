import { happen } from "@rekindle/core/engine/cause";
import type { Engine } from "@rekindle/core/engine/engine";
import { bodyOf, keys } from "@rekindle/core/engine/keys";
import { phrasesOf, replacePhrases } from "@rekindle/core/engine/phrases";
import { clear, list, type Problem } from "@rekindle/core/engine/problems";
import { PhraseList } from "@rekindle/core/handoff/phrases";
import type { Cause } from "@rekindle/core/leads/cause";
import { Hono } from "hono";
import * as z from "zod";
import { actor, cursorOf, type Env, limitOf, now } from "./env.ts";
import { outward } from "./iso.ts";
import { body, missing, Refusal, shaped } from "./problem.ts";

/** What the workspace decides for itself, and how it is doing. */
export const workspace = new Hono<Env>()
  .get("/phrases", async (c) => c.json({ items: await phrasesOf(c.var.engine), next: null }))
  .put("/phrases", async (c) => {
    const { items } = await body(c, Phrases);
    await replacePhrases(c.var.engine, items);
    return c.json({ items, next: null });
  })
  .get("/problems", async (c) => {
    const { items, next } = await list(c.var.engine, cursorOf(c).after);
    return c.json({ items: items.map(outward), next: next ?? null });
  })
  .post("/problems/:id/retry", async (c) => {
    const { engine } = c.var;
    const id = c.req.param("id");
    const problem = await findProblem(engine, id);
    if (problem === undefined) throw missing("problem");
    if (problem.kind !== "parked")
      throw new Refusal(409, "A mail that SES refused is not sent again: mend its cause, then dismiss this");
    await unpark(engine, problem.lead, { type: "unparked", at: now(c), ...actor(c) });
    await clear(engine, id);
    return c.json({ retried: true });
  })
  .delete("/problems/:id", async (c) => {
    await clear(c.var.engine, c.req.param("id"));
    return c.body(null, 204);
  })
  .get("/days", async (c) => {
    const { from, to } = shaped(Days, { from: c.req.query("from"), to: c.req.query("to") });
    const page = await c.var.engine.world.table.query({
      pk: "daily",
      from: from ?? "0",
      to: to ?? "9",
      descending: true,
      limit: limitOf(c, 100),
      ...cursorOf(c),
    });
    return c.json({
      items: page.items.map((item) => ({ date: item.sk, ...whole(bodyOf<{ n: Record<string, number> }>(item).n) })),
      next: page.next ?? null,
    });
  });

/** Without what is counted by hour, by reason and by workflow. */
const whole = (n: Record<string, number>): Record<string, number> =>
  Object.fromEntries(Object.entries(n).filter(([name]) => !name.includes("@")));

const Phrases = z.strictObject({ items: PhraseList });
const Days = z.object({ from: z.iso.date().optional(), to: z.iso.date().optional() });

const findProblem = async ({ world }: Engine, id: string): Promise<Problem | undefined> => {
  const item = await world.table.get(keys.problem(id), "consistent");
  return item === undefined ? undefined : bodyOf<Problem>(item);
};

/** What failed before and fails again stays parked, and says why. */
const unpark = async (engine: Engine, lead: string, cause: Cause): Promise<void> => {
  try {
    if ((await happen(engine, lead, cause)) === undefined) throw missing("lead");
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal(409, `It fails as before: ${error instanceof Error ? error.message : String(error)}`);
  }
};
