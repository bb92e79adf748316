import { current } from "@rekindle/core/engine/catalogue";
import { happen } from "@rekindle/core/engine/cause";
import { seen } from "@rekindle/core/engine/company";
import { erase } from "@rekindle/core/engine/erase";
import { capture, leadOf, memberItem } from "@rekindle/core/engine/identity";
import { importLeads } from "@rekindle/core/engine/imports";
import { find, findMany } from "@rekindle/core/engine/lead-store";
import { page as timelinePage } from "@rekindle/core/engine/timeline";
import { normalise } from "@rekindle/core/leads/address";
import { companyOf } from "@rekindle/core/leads/company";
import { type Lead, stages } from "@rekindle/core/leads/lead";
import { Hono } from "hono";
import * as z from "zod";
import { CallNote, callPreview, saveCall } from "./calls.ts";
import { actor, type Ctx, cursorOf, type Env, limitOf, now } from "./env.ts";
import { outward } from "./iso.ts";
import { body, missing, Refusal } from "./problem.ts";
import { leadView, scoreView } from "./views.ts";

export const Basis = z.enum(["optIn", "businessCard", "businessRelationship", "publishedAddress", "none"]);
const Attribute = z.union([z.string().max(2000), z.number(), z.boolean(), z.array(z.string().max(500)).max(100)]);
const Attributes = z.record(z.string().max(100), Attribute);
const NewLead = z.object({
  email: z.string(),
  name: z.string().max(300).optional(),
  company: z.string().max(300).optional(),
  attributes: Attributes.default({}),
  tags: z.array(z.string().max(100)).max(50).default([]),
  list: z.string().max(100).optional(),
  consent: z.object({ basis: Basis, evidence: z.string().max(1000).optional() }),
});
const Change = z.strictObject({
  name: z.string().max(300).optional(),
  company: z.string().max(300).optional(),
  attributes: Attributes.optional(),
  tags: z.object({ add: z.array(z.string()).optional(), remove: z.array(z.string()).optional() }).optional(),
});
const Enrol = z.object({ workflow: z.string() });

export const leads = new Hono<Env>()
  .get("/", (c) => list(c))
  .post("/", async (c) => {
    const { engine } = c.var;
    const input = await body(c, NewLead);
    const email = normalise(input.email);
    if (email.status === "refused") throw new Refusal(422, email.reason, [{ path: "email", message: email.reason }]);
    const company = input.company === undefined ? undefined : companyOf(input.company);
    const at = now(c);
    const captured = await capture(
      engine,
      {
        via: "api",
        email: email.address,
        attributes: input.attributes,
        tags: input.tags,
        consent: {
          basis: input.consent.basis,
          at,
          source: "api",
          ...(input.consent.evidence === undefined ? {} : { evidence: input.consent.evidence }),
        },
        ...(input.name === undefined ? {} : { name: input.name }),
        ...(company === undefined ? {} : { company }),
        ...(input.list === undefined ? {} : { list: input.list }),
      },
      { id: c.req.header("idempotency-key") ?? engine.world.ids.next("api"), at, ...actor(c) },
    );
    if (captured.status === "suppressed")
      throw new Refusal(409, "This person was erased. Only their own opt-in lets them in again.");
    return c.json(leadView(captured.lead, await current(engine), at), captured.status === "created" ? 201 : 200);
  })
  .post("/import", async (c) => {
    const consent = Basis.optional().safeParse(c.req.query("consent"));
    if (!consent.success)
      throw new Refusal(422, "Unknown consent basis", [
        { path: "consent", message: `One of ${Basis.options.join(", ")}` },
      ]);
    const name = c.req.query("list");
    const started = await importLeads(c.var.engine, new Uint8Array(await c.req.arrayBuffer()), {
      ...(name === undefined ? {} : { list: name }),
      ...(consent.data === undefined ? {} : { consent: consent.data }),
    });
    if (started.status === "refused") throw new Refusal(422, started.reason);
    return c.json({ job: started.job }, 202);
  })
  .get("/:id", async (c) => c.json(leadView(await known(c), await current(c.var.engine), now(c))))
  .patch("/:id", async (c) => {
    const lead = await known(c);
    const { engine } = c.var;
    const { name, company: written, attributes, tags } = await body(c, Change);
    const company = written === undefined ? undefined : companyOf(written);
    if (company !== undefined) await engine.world.table.put([memberItem(company.key, lead.id)]);
    return answer(
      c,
      await happen(engine, lead.id, {
        type: "updated",
        at: now(c),
        ...actor(c),
        set: {
          ...(name === undefined ? {} : { name }),
          ...(company === undefined ? {} : { company, companySeen: await seen(engine, company.key) }),
          ...(attributes === undefined ? {} : { attributes }),
          ...(tags?.add === undefined ? {} : { addTags: tags.add }),
          ...(tags?.remove === undefined ? {} : { removeTags: tags.remove }),
        },
      }),
    );
  })
  .delete("/:id", async (c) => {
    if (!(await erase(c.var.engine, c.req.param("id"), { at: now(c), ...actor(c) }))) throw missing("lead");
    return c.body(null, 204);
  })
  .get("/:id/timeline", async (c) => {
    const { items, next } = await timelinePage(c.var.engine, await known(c), limitOf(c), c.req.query("cursor"));
    return c.json({ items: items.map(outward), next });
  })
  .get("/:id/score", async (c) => c.json(scoreView(await known(c), (await current(c.var.engine)).scoring, now(c))))
  .post("/:id/calls", async (c) => {
    const lead = await known(c);
    const note = await body(c, CallNote, {});
    return c.req.query("dryRun") === "true"
      ? c.json(await callPreview(c, lead, note))
      : c.json(await saveCall(c, lead, note), 201);
  })
  .post("/:id/enrolments", async (c) => {
    const lead = await known(c);
    const { workflow } = await body(c, Enrol);
    const catalogue = await current(c.var.engine);
    if (catalogue.workflows[workflow] === undefined)
      throw new Refusal(404, `The workflow ${workflow} is not published`);
    const done = await happen(c.var.engine, lead.id, { type: "enrol", workflow, at: now(c), ...actor(c) });
    const facts = done?.entries.flatMap((entry) => entry.facts) ?? [];
    const refused = facts.find((fact) => fact.type === "enrolment.refused");
    if (refused?.type === "enrolment.refused")
      throw new Refusal(409, `The lead may not enter: ${refused.reason}`, [
        { path: "workflow", message: refused.reason },
      ]);
    const entered = facts.find((fact) => fact.type === "enrolment.entered");
    if (entered?.type !== "enrolment.entered") throw new Refusal(409, "The lead could not enter");
    return c.json({ id: entered.enrolment, workflow, version: entered.version }, 201);
  })
  .post("/:id/optOut", async (c) =>
    answer(
      c,
      await happen(c.var.engine, (await known(c)).id, { type: "optedOut", via: "api", at: now(c), ...actor(c) }),
    ),
  )
  .post("/:id/unsuppress", async (c) =>
    answer(c, await happen(c.var.engine, (await known(c)).id, { type: "unsuppressed", at: now(c), ...actor(c) })),
  );

const known = async (c: Ctx): Promise<Lead> => {
  const lead = await find(c.var.engine, c.req.param("id") ?? "", "consistent");
  if (lead === undefined) throw missing("lead");
  return lead;
};

const answer = async (c: Ctx, done: { lead: Lead } | undefined) => {
  if (done === undefined) throw missing("lead");
  return c.json(leadView(done.lead, await current(c.var.engine), now(c)));
};

/** One by address, or a stage's leads, highest score first (as of each lead's last change). */
const list = async (c: Ctx) => {
  const { engine } = c.var;
  const catalogue = await current(engine);
  const email = c.req.query("email");
  if (email !== undefined) {
    const lead = await leadOf(engine, email);
    return c.json({ items: lead === undefined ? [] : [leadView(lead, catalogue, now(c))], next: null });
  }
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

type Stage = (typeof stages)[number];
const placeOf = (cursor: string | undefined, first: Stage | undefined): { stage: Stage; after?: string } => {
  if (cursor === undefined || cursor === "") return { stage: first ?? "marketing" };
  const dot = cursor.indexOf(".");
  const stage = stages.find((name) => name === cursor.slice(0, dot));
  if (stage === undefined) throw new Refusal(422, "The cursor is not one of this list");
  const after = cursor.slice(dot + 1);
  return after === "" ? { stage } : { stage, after };
};
