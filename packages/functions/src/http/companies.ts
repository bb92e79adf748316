import { current } from "@rekindle/core/engine/catalogue";
import { companyPage, hottestOf, listCompanies } from "@rekindle/core/engine/companies";
import { companyStates } from "@rekindle/core/engine/company-view";
import { companyKey } from "@rekindle/core/leads/company";
import { Hono } from "hono";
import * as z from "zod";
import { withPeople } from "./deal-list.ts";
import { asRecord } from "./deal-view.ts";
import { cursorOf, type Env, limitOf, now } from "./env.ts";
import { outward } from "./iso.ts";
import { missing, Refusal } from "./problem.ts";
import { leadView } from "./views.ts";

/** Companies of leads and deals, by name or by what their deals are at. */
export const companies = new Hono<Env>()
  .get("/", async (c) => {
    const { engine } = c.var;
    const state = z.enum(companyStates).optional().safeParse(c.req.query("state"));
    if (!state.success)
      throw new Refusal(422, "Unknown state", [{ path: "state", message: `One of ${companyStates.join(", ")}` }]);
    const q = c.req.query("q");
    const page = await listCompanies(engine, {
      limit: limitOf(c),
      ...cursorOf(c),
      ...(state.data === undefined ? {} : { state: state.data }),
      ...(q === undefined || q === "" ? {} : { q: q.slice(0, 200) }),
    });
    const hottest = await hottestOf(engine, page.items, now(c));
    const items = page.items.map(({ top: _, ...company }, index) => ({
      ...asRecord(outward(company)),
      hottest: hottest[index] ?? null,
    }));
    return c.json({ items, next: page.next ?? null });
  })
  .get("/:key", async (c) => {
    const { engine } = c.var;
    const written = c.req.param("key");
    const found = await companyPage(engine, companyKey(written) ?? written, cursorOf(c).after);
    if (found === undefined) throw missing("company");
    const catalogue = await current(engine);
    const { view, people, deals, next } = found;
    const { top: _, people: count, ...company } = view;
    return c.json({
      ...asRecord(outward(company)),
      count,
      people: people.map((lead) => leadView(lead, catalogue, now(c))),
      deals: await withPeople(c, deals),
      next: next ?? null,
    });
  });
