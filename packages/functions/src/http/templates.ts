import { current } from "@rekindle/core/engine/catalogue";
import { bodyOf } from "@rekindle/core/engine/keys";
import { find } from "@rekindle/core/engine/lead-store";
import { draftTemplate, findTemplate, type MailDraft, publishTemplate } from "@rekindle/core/engine/publish";
import { publish } from "@rekindle/core/mail/publish";
import { preview } from "@rekindle/core/mail/render";
import { TemplateDraft } from "@rekindle/core/mail/template";
import { Slug } from "@rekindle/core/workspace/shapes";
import { Hono } from "hono";
import * as z from "zod";
import { cursorOf, type Env, limitOf } from "./env.ts";
import { iso } from "./iso.ts";
import { body, missing, Refusal, shaped } from "./problem.ts";

const About = z.object({ leadId: z.string().optional() });

export const templates = new Hono<Env>()
  .get("/", async (c) => {
    const page = await c.var.engine.world.table.listed({ in: "templates", limit: limitOf(c), ...cursorOf(c) });
    const { templates: published } = await current(c.var.engine);
    const items = page.items.map((item) => {
      const { id, draft, updatedAt } = bodyOf<MailDraft>(item);
      return {
        id,
        name: draft.name ?? id,
        subject: draft.subject,
        version: published[id]?.version ?? null,
        updatedAt: iso(updatedAt),
      };
    });
    return c.json({ items, next: page.next ?? null });
  })
  .put("/:id", async (c) => {
    const id = shaped(Slug, c.req.param("id"));
    const draft = await body(c, TemplateDraft);
    await draftTemplate(c.var.engine, id, draft);
    const made = await publish(id, 0, draft);
    return c.json({ id, draft, problems: made.status === "refused" ? made.problems : [] });
  })
  .get("/:id", async (c) => {
    const found = await findTemplate(c.var.engine, c.req.param("id"));
    if (found === undefined) throw missing("template");
    const { templates: published } = await current(c.var.engine);
    return c.json({
      id: found.id,
      draft: found.draft,
      version: published[found.id]?.version ?? null,
      updatedAt: iso(found.updatedAt),
    });
  })
  .post("/:id/publish", async (c) => {
    const made = await publishTemplate(c.var.engine, c.req.param("id"));
    if (made.status === "missing") throw missing("template");
    if (made.status === "refused") throw new Refusal(422, "The template has problems", made.problems);
    return c.json({ version: made.version });
  })
  .post("/:id/preview", async (c) => {
    const { engine } = c.var;
    const found = await findTemplate(engine, c.req.param("id"));
    if (found === undefined) throw missing("template");
    const { leadId } = await body(c, About, {});
    const lead = leadId === undefined ? undefined : await find(engine, leadId);
    if (leadId !== undefined && lead === undefined) throw missing("lead");
    const made = await publish(found.id, 0, found.draft);
    if (made.status === "refused") throw new Refusal(422, "The template has problems", made.problems);
    const { settings } = await current(engine);
    const somebody = {
      id: "lead_preview",
      email: "hanako@example.com",
      name: "見本 花子",
      company: { name: "見本株式会社" },
      attributes: {},
    };
    return c.json({
      ...preview(made.template, { lead: lead ?? somebody, settings }),
      bytes: made.template.bytes,
      variables: made.template.variables,
    });
  });
