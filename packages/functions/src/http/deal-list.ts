import type { Deal } from "@rekindle/core/deals/deal";
import { current } from "@rekindle/core/engine/catalogue";
import { comebackOf } from "@rekindle/core/engine/comeback";
import { bodyOf } from "@rekindle/core/engine/keys";
import { findMany } from "@rekindle/core/engine/lead-store";
import { LostReason } from "@rekindle/core/workflows/definition";
import * as z from "zod";
import { dealView } from "./deal-view.ts";
import { type Ctx, cursorOf, limitOf } from "./env.ts";
import { outward } from "./iso.ts";
import { Refusal } from "./problem.ts";

/** So many lost deals are looked through for one page of those with a reason. */
const MOST_LOOKED_THROUGH = 1_000;

/** Deals in one state, newest change first; lost ones with when and where their person comes back. */
export const listDeals = async (c: Ctx) => {
  const state = z.enum(["open", "won", "lost"]).safeParse(c.req.query("state") ?? c.req.query("stage") ?? "open");
  if (!state.success) throw new Refusal(422, "Unknown state", [{ path: "state", message: "One of open, won, lost" }]);
  const reason = LostReason.optional().safeParse(c.req.query("reason"));
  if (!reason.success)
    throw new Refusal(422, "Unknown reason", [{ path: "reason", message: `One of ${LostReason.options.join(", ")}` }]);
  const page = await pageOf(c, state.data, reason.data);
  return c.json({ items: await withPeople(c, page.deals), next: page.next ?? null });
};

const pageOf = async (c: Ctx, state: Deal["state"], reason: string | undefined) => {
  const { table } = c.var.engine.world;
  const limit = limitOf(c);
  const deals: Deal[] = [];
  let { after } = cursorOf(c);
  let looked = 0;
  do {
    const page = await table.listed({
      in: `deals#${state}`,
      descending: true,
      limit,
      ...(after === undefined ? {} : { after }),
    });
    const found = page.items.map((item) => bodyOf<Deal>(item));
    deals.push(...found.filter(({ lostReason }) => reason === undefined || lostReason === reason));
    looked += found.length;
    after = page.next;
  } while (after !== undefined && deals.length < Math.min(limit, 20) && looked < MOST_LOOKED_THROUGH);
  return after === undefined ? { deals } : { deals, next: after };
};

/** Each with who it is, and what becomes of them. */
export const withPeople = async (c: Ctx, deals: Deal[]) => {
  const { engine } = c.var;
  const catalogue = await current(engine);
  const ids = [...new Set(deals.flatMap(({ lead }) => lead ?? []))];
  const leads = new Map(
    (await findMany(engine, ids)).flatMap((lead) => (lead === undefined ? [] : [[lead.id, lead] as const])),
  );
  return deals.map((deal) => {
    const lead = deal.lead === undefined ? undefined : leads.get(deal.lead);
    const comeback = comebackOf(deal, lead, catalogue);
    return {
      ...dealView(deal),
      ...(lead === undefined ? {} : { leadName: lead.name ?? lead.email }),
      ...(comeback === undefined ? {} : { comeback: outward(comeback) }),
    };
  });
};
