import { current } from "@rekindle/core/engine/catalogue";
import { members } from "@rekindle/core/engine/company";
import { leadOf } from "@rekindle/core/engine/identity";
import { findMany } from "@rekindle/core/engine/lead-store";
import { companyKey } from "@rekindle/core/leads/company";
import { stages } from "@rekindle/core/leads/lead";
import * as z from "zod";
import { type Ctx, cursorOf, limitOf, now } from "./env.ts";
import { Refusal } from "./problem.ts";
import { leadView } from "./views.ts";

/** One by address, or a stage's leads, highest score first (as of each lead's last change). */
export const listLeads = async (c: Ctx) => {
  const { engine } = c.var;
  const catalogue = await current(engine);
  const email = c.req.query("email");
  if (email !== undefined) {
    const lead = await leadOf(engine, email);
    return c.json({ items: lead === undefined ? [] : [leadView(lead, catalogue, now(c))], next: null });
  }
  const company = c.req.query("company");
  if (company !== undefined) return colleagues(c, company);
  const only = z.enum(["marketing", "insideSales", "sales", "customer"]).optional().safeParse(c.req.query("stage"));
  if (!only.success)
    throw new Refusal(422, "Unknown stage", [{ path: "stage", message: `One of ${stages.join(", ")}` }]);
  const { stage, after } = placeOf(c.req.query("cursor"), only.data ?? stages[0]);
  const page = await engine.world.table.listed({
    in: `leads#${stage}`,
    descending: true,
    limit: limitOf(c),
    ...(after === undefined ? {} : { after }),
  });
  const found = await findMany(
    engine,
    page.items.map(({ pk }) => pk),
  );
  const items = found.flatMap((lead) => (lead === undefined ? [] : [leadView(lead, catalogue, now(c))]));
  const further = only.data === undefined ? stages[stages.indexOf(stage) + 1] : undefined;
  const next = page.next !== undefined ? `${stage}.${page.next}` : further === undefined ? null : `${further}.`;
  return c.json({ items, next });
};

/** The people of a company, however its name is spelled. */
const colleagues = async (c: Ctx, name: string) => {
  const { engine } = c.var;
  const key = companyKey(name);
  if (key === undefined) return c.json({ items: [], next: null });
  const page = await members(engine, key, cursorOf(c).after);
  const catalogue = await current(engine);
  const found = await findMany(engine, page.leads);
  // The entry of who has left for another company may still stand there.
  const items = found.flatMap((lead) => (lead?.company?.key === key ? [leadView(lead, catalogue, now(c))] : []));
  return c.json({ items, next: page.next ?? null });
};

type Stage = (typeof stages)[number];
const placeOf = (cursor: string | undefined, first: Stage | undefined): { stage: Stage; after?: string } => {
  if (cursor === undefined || cursor === "") return { stage: first ?? "marketing" };
  const dot = cursor.indexOf(".");
  const stage = stages.find((name) => name === cursor.slice(0, dot));
  if (stage === undefined) throw new Refusal(422, "The cursor is not one of this list");
  const after = cursor.slice(dot + 1);
  return after === "" ? { stage } : { stage, after };
};
