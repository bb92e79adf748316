import { current } from "@rekindle/core/engine/catalogue";
import { happen } from "@rekindle/core/engine/cause";
import { erase } from "@rekindle/core/engine/erase";
import { capture, update } from "@rekindle/core/engine/identity";
import { find } from "@rekindle/core/engine/lead-store";
import { page as timelinePage } from "@rekindle/core/engine/timeline";
import { normalise } from "@rekindle/core/leads/address";
import { companyOf } from "@rekindle/core/leads/company";
import type { Lead } from "@rekindle/core/leads/lead";
import { Hono } from "hono";
import * as z from "zod";
import { CallNote, callPreview, saveCall } from "./calls.ts";
import { actor, type Ctx, type Env, keyOf, limitOf, now } from "./env.ts";
import { Basis, importing } from "./imports.ts";
import { listLeads } from "./lead-list.ts";
import { body, missing, Refusal } from "./problem.ts";
import { entryView, leadView, scoreView } from "./views.ts";

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
  tags: z
    .strictObject({ add: z.array(z.string().max(100)).optional(), remove: z.array(z.string()).optional() })
    .optional(),
  stage: z.enum(["marketing", "insideSales", "sales", "customer"]).optional(),
  owner: z.string().max(100).nullable().optional(),
});
const Enrol = z.object({ workflow: z.string() });

export const leads = new Hono<Env>()
  .get("/", (c) => listLeads(c))
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
      { id: keyOf(c, "api"), at, ...actor(c) },
    );
    if (captured.status === "suppressed")
      throw new Refusal(409, "This person was erased. Only their own opt-in lets them in again.");
    return c.json(leadView(captured.lead, await current(engine), at), captured.status === "created" ? 201 : 200);
  })
  .post("/import", (c) => importing(c, "leads"))
  .get("/:id", async (c) => c.json(leadView(await known(c), await current(c.var.engine), now(c))))
  .patch("/:id", async (c) => {
    const lead = await alive(c);
    const { engine } = c.var;
    const { name, company: written, attributes, tags, stage, owner } = await body(c, Change);
    const company = written === undefined ? undefined : companyOf(written);
    const set = {
      ...(name === undefined ? {} : { name }),
      ...(company === undefined ? {} : { company }),
      ...(attributes === undefined ? {} : { attributes }),
      ...(tags?.add === undefined ? {} : { addTags: tags.add }),
      ...(tags?.remove === undefined ? {} : { removeTags: tags.remove }),
      ...(stage === undefined ? {} : { stage }),
      ...(owner === undefined ? {} : { owner }),
    };
    return answer(c, await update(engine, lead, set, { at: now(c), ...actor(c) }));
  })
  .delete("/:id", async (c) => {
    if (!(await erase(c.var.engine, c.req.param("id"), { at: now(c), ...actor(c) }))) throw missing("lead");
    return c.body(null, 204);
  })
  .get("/:id/timeline", async (c) => {
    const { engine } = c.var;
    const cursor = c.req.query("cursor");
    if (cursor !== undefined && !/^\d{0,15}$/.test(cursor))
      throw new Refusal(422, "The cursor is not one of this list", [
        { path: "cursor", message: "Take `next` as it came" },
      ]);
    const { items, next } = await timelinePage(engine, await known(c), limitOf(c), cursor || undefined);
    const { scoring } = await current(engine);
    return c.json({ items: items.map((item) => entryView(item, scoring)), next });
  })
  .get("/:id/score", async (c) => c.json(scoreView(await known(c), (await current(c.var.engine)).scoring, now(c))))
  .post("/:id/calls", async (c) => {
    const lead = await alive(c);
    const note = await body(c, CallNote, {});
    return c.req.query("dryRun") === "true"
      ? c.json(await callPreview(c, lead, note))
      : c.json(await saveCall(c, lead, note), 201);
  })
  .post("/:id/enrolments", async (c) => {
    const lead = await alive(c);
    const { workflow } = await body(c, Enrol);
    const { state } = (await current(c.var.engine)).workflows[workflow] ?? {};
    if (state === undefined)
      throw new Refusal(404, `The workflow ${workflow} is not published`, [
        { path: "workflow", message: "Not published" },
      ]);
    if (state === "paused") throw shut("paused");
    const done = await happen(c.var.engine, lead.id, { type: "enrol", workflow, at: now(c), ...actor(c) });
    const facts = done?.entries.flatMap((entry) => entry.facts) ?? [];
    const refused = facts.find((fact) => fact.type === "enrolment.refused");
    if (refused?.type === "enrolment.refused") throw shut(refused.reason);
    const entered = facts.find((fact) => fact.type === "enrolment.entered" && fact.workflow === workflow);
    if (entered?.type !== "enrolment.entered" || done === undefined) throw shut(lead.parked ? "parked" : "unknown");
    const { enrolment: id, version } = entered;
    // Who leaves in the very decision that let them in is no longer there.
    const inside = leadView(done.lead, await current(c.var.engine), now(c)).enrolments.find((one) => one.id === id);
    return c.json(inside ?? { id, workflow, version, state: "left" }, 201);
  })
  .post("/:id/optOut", async (c) =>
    answer(
      c,
      await happen(c.var.engine, (await alive(c)).id, { type: "optedOut", via: "api", at: now(c), ...actor(c) }),
    ),
  )
  .post("/:id/unsuppress", async (c) => {
    const lead = await alive(c);
    const reason = lead.gate.suppressed?.reason;
    if (reason !== undefined && reason !== "bounce")
      throw new Refusal(409, `Only a bounce can be lifted, and this is final: ${reason}`, [], reason);
    return answer(c, await happen(c.var.engine, lead.id, { type: "unsuppressed", at: now(c), ...actor(c) }));
  });

const shut = (reason: string): Refusal =>
  new Refusal(409, `The lead may not enter: ${reason}`, [{ path: "workflow", message: reason }], reason);

const known = async (c: Ctx): Promise<Lead> => {
  const lead = await find(c.var.engine, c.req.param("id") ?? "", "consistent");
  if (lead === undefined) throw missing("lead");
  return lead;
};

/** Of somebody who was erased nothing can be said any more. */
const alive = async (c: Ctx): Promise<Lead> => {
  const lead = await known(c);
  if (lead.erased !== undefined) throw new Refusal(410, "This person was erased");
  return lead;
};

const answer = async (c: Ctx, done: { lead: Lead } | undefined) => {
  if (done === undefined) throw missing("lead");
  return c.json(leadView(done.lead, await current(c.var.engine), now(c)));
};
