import { current } from "@rekindle/core/engine/catalogue";
import { happen } from "@rekindle/core/engine/cause";
import { find, findMany } from "@rekindle/core/engine/lead-store";
import { leadOf } from "@rekindle/core/handoff/lines";
import { mayReopen, returnEffects } from "@rekindle/core/handoff/verdict";
import type { Cause } from "@rekindle/core/leads/cause";
import type { Lead } from "@rekindle/core/leads/lead";
import { ReturnReason } from "@rekindle/core/workflows/definition";
import { Hono } from "hono";
import * as z from "zod";
import { actor, type Ctx, cursorOf, type Env, limitOf, now } from "./env.ts";
import { handoffView } from "./handoff-view.ts";
import { body, missing, Refusal } from "./problem.ts";

const State = z.enum(["open", "accepted", "returned", "won", "lost", "deal"]);
const Return = z.object({ reason: ReturnReason, note: z.string().max(2000).optional() });
const Assign = z.object({ owner: z.string().min(1) });

export const handoffs = new Hono<Env>()
  .get("/", async (c) => {
    const { engine } = c.var;
    const state = State.safeParse(c.req.query("state") ?? "open");
    if (!state.success)
      throw new Refusal(422, "Unknown state", [{ path: "state", message: `One of ${State.options.join(", ")}` }]);
    const owner = c.req.query("owner");
    const page = await engine.world.table.listed({ in: `handoffs#${state.data}`, limit: limitOf(c), ...cursorOf(c) });
    const leads = await findMany(
      engine,
      page.items.map(({ pk }) => pk),
    );
    // The listing follows the records at a short distance: what was answered meanwhile is left out.
    const fresh = leads.flatMap((lead) =>
      lead?.handoff?.state === state.data && (owner === undefined || lead.handoff.owner === owner) ? [lead] : [],
    );
    const catalogue = await current(engine);
    return c.json({
      items: await Promise.all(fresh.map((lead) => handoffView(engine, lead, catalogue, now(c)))),
      next: page.next ?? null,
    });
  })
  .get("/:id", async (c) => show(c, await known(c)))
  .post("/:id/accept", (c) => act(c, { type: "accepted", at: now(c), ...actor(c) }, "accepted"))
  .post("/:id/return", async (c) => {
    const { reason, note } = await body(c, Return);
    return act(
      c,
      { type: "returned", at: now(c), reason, ...(note === undefined ? {} : { note }), ...actor(c) },
      "returned",
    );
  })
  .post("/:id/reopen", async (c) => {
    const lead = await known(c);
    if (!mayReopen(lead))
      throw new Refusal(409, "Only an answer that no deal came of can be taken back", [
        { path: "state", message: String(lead.handoff?.state) },
      ]);
    const done = await happen(c.var.engine, lead.id, { type: "reopened", at: now(c), ...actor(c) });
    if (done === undefined) throw missing("hand-off");
    return show(c, done.lead);
  })
  .post("/:id/assign", async (c) => {
    const { owner } = await body(c, Assign);
    const { settings } = await current(c.var.engine);
    if (!settings.reps.some(({ id }) => id === owner))
      throw new Refusal(422, `There is no rep ${owner}`, [{ path: "owner", message: "See reps in the settings" }]);
    return act(c, { type: "assigned", owner, at: now(c), ...actor(c) }, undefined);
  })
  .get("/:id/returns", async (c) => {
    await known(c);
    return c.json({ items: Object.entries(returnEffects).map(([reason, effect]) => ({ reason, ...effect })) });
  });

const known = async (c: Ctx): Promise<Lead> => {
  const id = c.req.param("id") ?? "";
  const lead = await find(c.var.engine, leadOf(id) ?? "", "consistent");
  if (lead?.handoff?.id !== id) throw missing("hand-off");
  return lead;
};

const show = async (c: Ctx, lead: Lead) =>
  c.json(await handoffView(c.var.engine, lead, await current(c.var.engine), now(c)));

/** What someone else has answered meanwhile is refused, and says so. */
const act = async (c: Ctx, cause: Cause, becomes: "accepted" | "returned" | undefined) => {
  const lead = await known(c);
  const before = lead.handoff?.state;
  const possible =
    becomes === "accepted" ? before === "open" || before === "accepted" : before === "open" || before === "accepted";
  if (!possible)
    throw new Refusal(409, `The hand-off was answered already: it is ${before}`, [
      { path: "state", message: String(before) },
    ]);
  const done = await happen(c.var.engine, lead.id, cause);
  if (done === undefined) throw missing("hand-off");
  return show(c, done.lead);
};
