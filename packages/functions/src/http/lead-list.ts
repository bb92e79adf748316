import { current } from "@rekindle/core/engine/catalogue";
import { leadOf } from "@rekindle/core/engine/identity";
import { leadsOf } from "@rekindle/core/engine/lead-listing";
import { type Ctx, cursorOf, limitOf, now } from "./env.ts";
import { filterIn, filterOf } from "./lead-filter.ts";
import { leadView } from "./views.ts";

/** One by address, or a page of those who match: `looked` says how many were read for it. */
export const listLeads = async (c: Ctx) => {
  const { engine } = c.var;
  const catalogue = await current(engine);
  const email = c.req.query("email");
  if (email !== undefined) {
    const lead = await leadOf(engine, email);
    return c.json({ items: lead === undefined ? [] : [leadView(lead, catalogue, now(c))], next: null });
  }
  const filter = await filterOf(c, filterIn(c));
  const { items, next, looked } = await leadsOf(engine, filter, { limit: limitOf(c), ...cursorOf(c) });
  return c.json({ items: items.map((lead) => leadView(lead, catalogue, now(c))), next: next ?? null, looked });
};
