import { current } from "@rekindle/core/engine/catalogue";
import { bodyOf } from "@rekindle/core/engine/keys";
import { draftTemplate, findTemplate, isChanged, type MailDraft } from "@rekindle/core/engine/mail-draft";
import { resultsOf } from "@rekindle/core/engine/mail-results";
import { heldBy, usesOf } from "@rekindle/core/engine/mail-uses";
import { publishTemplate, withdrawTemplate } from "@rekindle/core/engine/publish";
import { publish } from "@rekindle/core/mail/publish";
import { TemplateDraft } from "@rekindle/core/mail/template";
import { Slug } from "@rekindle/core/workspace/shapes";
import { Hono } from "hono";
import { type Ctx, cursorOf, type Env, limitOf } from "./env.ts";
import { iso } from "./iso.ts";
import { body, missing, Refusal, shaped } from "./problem.ts";
import { tagOf } from "./tag.ts";

/** Mails: written as drafts, published as versions. How one looks, and what came of it, is in template-looks.ts. */
export const templates = new Hono<Env>()
  .get("/", async (c) => {
    const { engine } = c.var;
    const page = await engine.world.table.listed({ in: "templates", limit: limitOf(c), ...cursorOf(c) });
    const [uses, results] = await Promise.all([usesOf(engine), resultsOf(engine)]);
    const items = await Promise.all(
      page.items.map(async (item) => {
        const mail = bodyOf<MailDraft>(item);
        const summary = await summaryOf(c, mail);
        const versions = Array.from({ length: summary.version ?? 0 }, (_, n) => results.get(`${mail.id}@${n + 1}`));
        const sum = (what: "sent" | "clickers"): number =>
          versions.reduce((total, version) => total + (version?.[what] ?? 0), 0);
        return { ...summary, uses: uses.get(mail.id) ?? [], sent: sum("sent"), clickers: sum("clickers") };
      }),
    );
    return c.json({ items, next: page.next ?? null });
  })
  .put("/:id", async (c) => {
    const id = shaped(Slug, c.req.param("id"));
    const draft = await body(c, TemplateDraft);
    const seen = c.req.header("if-match");
    const stored = await draftTemplate(
      c.var.engine,
      id,
      draft,
      (known) => seen === undefined || (known === undefined ? "" : tagOf(known.draft)) === seen,
    );
    if (stored === "changed") throw new Refusal(409, "Somebody else has changed the mail meanwhile", [], "edited");
    const made = await publish(id, 0, draft);
    return c.json({ id, draft, problems: made.status === "refused" ? made.problems : [], tag: tagOf(draft) });
  })
  .get("/:id", async (c) => {
    const found = await findTemplate(c.var.engine, c.req.param("id"));
    if (found === undefined) throw missing("template");
    const uses = (await usesOf(c.var.engine)).get(found.id) ?? [];
    return c.json({ ...(await summaryOf(c, found)), draft: found.draft, uses, tag: tagOf(found.draft) });
  })
  .delete("/:id", async (c) => {
    const id = c.req.param("id");
    if ((await findTemplate(c.var.engine, id)) === undefined) throw missing("template");
    const holders = await heldBy(c.var.engine, id);
    if (holders.length > 0)
      throw new Refusal(
        409,
        "Workflows send this mail: take it out of them first",
        holders.map(({ workflow, state }) => ({ path: workflow, message: state })),
        "used",
      );
    await withdrawTemplate(c.var.engine, id);
    return c.json({ id });
  })
  .post("/:id/publish", async (c) => {
    const made = await publishTemplate(c.var.engine, c.req.param("id"));
    if (made.status === "missing") throw missing("template");
    if (made.status === "refused") throw new Refusal(422, "The template has problems", made.problems);
    return c.json({ version: made.version });
  });

const summaryOf = async (c: Ctx, mail: MailDraft) => {
  const version = (await current(c.var.engine)).templates[mail.id]?.version;
  const { name, subject, markdown } = mail.draft;
  return {
    id: mail.id,
    name: name ?? mail.id,
    subject,
    kind: markdown === undefined ? ("mjml" as const) : ("markdown" as const),
    version: version ?? null,
    changed: isChanged(mail, version),
    updatedAt: iso(mail.updatedAt),
  };
};
