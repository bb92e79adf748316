import { current } from "@rekindle/core/engine/catalogue";
import { draftTemplate, findTemplate } from "@rekindle/core/engine/mail-draft";
import { populations } from "@rekindle/core/engine/population";
import { draftWorkflow } from "@rekindle/core/engine/publish";
import { findWorkflow } from "@rekindle/core/engine/workflow-draft";
import { draftsOf, type Starter } from "@rekindle/core/workflows/starters/starter";
import { starters as all, starterOf } from "@rekindle/core/workflows/starters/starters";
import { Slug } from "@rekindle/core/workspace/shapes";
import { Hono } from "hono";
import * as z from "zod";
import { type Ctx, type Env, keyOf } from "./env.ts";
import { body, missing, Refusal } from "./problem.ts";

const Use = z.object({
  workflow: Slug.optional(),
  /** Where the links of the mails lead. */
  site: z.url({ protocol: /^https?$/ }).optional(),
  language: z.enum(["ja", "en"]).optional(),
});

/** Workflows to start from, and how many people each would find right now. */
export const starters = new Hono<Env>()
  .get("/", async (c) => {
    const { language } = (await current(c.var.engine)).settings;
    const found = await populations(
      c.var.engine,
      all.map(
        (starter) => draftsOf(starter, { workflow: starter.id, site: "https://example.com", language }).definition,
      ),
    );
    const items = all.map(({ id, name, about, needs, mails }, index) => ({
      id,
      name,
      about,
      needs,
      mails: mails.length,
      population: found[index] ?? null,
    }));
    return c.json({ items, site: await siteOf(c), next: null });
  })
  .post("/:id", async (c) => {
    const { engine } = c.var;
    const starter = starterOf(c.req.param("id"));
    if (starter === undefined) throw missing("starter");
    const { workflow, site, language } = await body(c, Use, {});
    const id = workflow ?? (await freeId(c, starter));
    if ((await findWorkflow(engine, id)) !== undefined)
      throw new Refusal(409, `There is a workflow "${id}" already`, [
        { path: "workflow", message: "Choose another id" },
      ]);
    const { settings } = await current(engine);
    const { definition, mails } = draftsOf(starter, {
      workflow: id,
      site: site ?? (await siteOf(c)),
      language: language ?? settings.language,
    });
    // What somebody has written under the same id is not overwritten.
    for (const mail of mails)
      if ((await findTemplate(engine, mail.id)) === undefined) await draftTemplate(engine, mail.id, mail.draft);
    const { problems, warnings } = await draftWorkflow(engine, id, definition);
    const [population] = await populations(engine, [definition]);
    return c.json(
      { id, draft: definition, templates: mails.map((mail) => mail.id), problems, warnings, population },
      201,
    );
  });

/** The starter's own name, or the first free one behind it. */
const freeId = async (c: Ctx, { id }: Starter): Promise<string> => {
  for (let n = 1; n < 100; n++) {
    const name = n === 1 ? id : `${id}-v${n}`;
    if ((await findWorkflow(c.var.engine, name)) === undefined) return name;
  }
  return keyOf(c, id);
};

/** A guess at the company's site: the domain that it sends from, without the part that is for mail. */
const siteOf = async (c: Ctx): Promise<string> => {
  const { sender } = (await current(c.var.engine)).settings;
  const domain = sender.address.split("@")[1] ?? "example.com";
  return `https://${domain.replace(/^(?:mail|news|info|m|e)\./, "")}`;
};
