import { current } from "@rekindle/core/engine/catalogue";
import { bodyOf, keys } from "@rekindle/core/engine/keys";
import { find } from "@rekindle/core/engine/lead-store";
import { findTemplate, findWritten } from "@rekindle/core/engine/mail-draft";
import { lackingOf } from "@rekindle/core/engine/mail-lacking";
import { type MailResult, resultsOf } from "@rekindle/core/engine/mail-results";
import { sendTest } from "@rekindle/core/engine/mail-test";
import { checksOf, markupOf } from "@rekindle/core/mail/checks";
import type { About } from "@rekindle/core/mail/data";
import { publish } from "@rekindle/core/mail/publish";
import { rawText } from "@rekindle/core/mail/raw-text";
import { preview } from "@rekindle/core/mail/render";
import { type Template, TemplateDraft } from "@rekindle/core/mail/template";
import { Hono } from "hono";
import * as z from "zod";
import { type Ctx, type Env, limitOf } from "./env.ts";
import { iso } from "./iso.ts";
import { body, missing, Refusal } from "./problem.ts";

const Look = z.object({ leadId: z.string().optional(), draft: TemplateDraft.optional() });
const Test = Look.extend({ to: z.string().max(320).optional() });
const Version = z.coerce.number().int().min(1);

/** How a mail looks, what is to be looked at before it goes out, and what came of it. Drafts come along: nothing is stored. */
export const templateLooks = new Hono<Env>()
  .post("/:id/preview", async (c) => {
    const look = await body(c, Look, {});
    const { template, draft, about } = await made(c, look);
    const { settings } = await current(c.var.engine);
    const markup = await markupOf(draft);
    return c.json({
      ...preview(template, about),
      bytes: template.bytes,
      variables: template.variables,
      links: linksOf(template),
      checks: checksOf(draft, template, settings, markup),
      // What the Markdown became, and the text part before a lead's data went in: to go on writing from there.
      written: { mjml: markup.written, text: rawText(template) },
    });
  })
  .post("/:id/test", async (c) => {
    const { to, ...look } = await body(c, Test, {});
    const { template, about } = await made(c, look);
    const sent = await sendTest(c.var.engine, template, about, to ?? (await ownAddress(c)));
    if (sent.status === "elsewhere")
      throw new Refusal(
        422,
        "Tests go to people of this workspace, and to the sender's own domain",
        [{ path: "to", message: "Invite the person first, or choose an address of the sender's domain" }],
        "elsewhere",
      );
    const { outcome, ...mail } = sent;
    if (outcome.status !== "sent") throw new Refusal(409, outcome.reason, [], "notSent");
    return c.json({ to: mail.to, subject: mail.subject });
  })
  .get("/:id/checks", async (c) => {
    const { template, draft } = await made(c, {});
    const { settings } = await current(c.var.engine);
    return c.json({
      checks: checksOf(draft, template, settings, await markupOf(draft)),
      ...(await lackingOf(c.var.engine, template.variables)),
    });
  })
  .get("/:id/versions", async (c) => {
    const { engine } = c.var;
    const id = c.req.param("id");
    const newest = (await current(engine)).templates[id]?.version ?? 0;
    const results = await resultsOf(engine);
    const shown = Array.from({ length: Math.min(newest, limitOf(c, 20)) }, (_, n) => newest - n);
    const items = await Promise.all(
      shown.map(async (version) => {
        const [item, written] = await Promise.all([
          engine.world.table.get(keys.version("template", id, version)),
          findWritten(engine, id, version),
        ]);
        const { links: clicks, ...result } = results.get(`${id}@${version}`) ?? nothing;
        const links = item === undefined ? [] : linksOf(bodyOf<Template>(item));
        return {
          version,
          publishedAt: written === undefined ? null : iso(written.at),
          ...result,
          links: links.map((link, n) => ({ ...link, clicks: clicks[String(n + 1)] ?? 0 })),
        };
      }),
    );
    return c.json({ items, next: null });
  })
  .get("/:id/versions/:version", async (c) => {
    const version = Version.safeParse(c.req.param("version"));
    const written = version.success ? await findWritten(c.var.engine, c.req.param("id"), version.data) : undefined;
    if (written === undefined) throw missing("version");
    return c.json({ ...written, at: undefined, publishedAt: iso(written.at) });
  });

const nothing: MailResult = { sent: 0, clickers: 0, clicks: 0, machineClicks: 0, links: {} };

/** The draft that came along, or the stored one, for a lead, or for somebody made up. */
const made = async (
  c: Ctx,
  { leadId, draft: given }: z.infer<typeof Look>,
): Promise<{ template: Template; draft: TemplateDraft; about: About }> => {
  const { engine } = c.var;
  const id = c.req.param("id") ?? "";
  const draft = given ?? (await findTemplate(engine, id))?.draft;
  if (draft === undefined) throw missing("template");
  const lead = leadId === undefined ? undefined : await find(engine, leadId);
  if (leadId !== undefined && lead === undefined) throw missing("lead");
  const published = await publish(id, 0, draft);
  if (published.status === "refused") throw new Refusal(422, "The template has problems", published.problems);
  const { settings } = await current(engine);
  const deal = lead?.enrolments.find((enrolment) => enrolment.deal !== undefined)?.deal;
  const about = { lead: lead ?? somebody, settings, ...(deal === undefined ? {} : { deal }) };
  return { template: published.template, draft, about };
};

const somebody = {
  id: "lead_preview",
  email: "hanako@example.com",
  name: "見本 花子",
  company: { name: "見本株式会社" },
  attributes: {},
};

const linksOf = ({ links, labels = [] }: Template) => links.map((url, n) => ({ url, label: labels[n] ?? "" }));

/** Of whoever is signed in, if the provider has verified one. */
const ownAddress = async (c: Ctx): Promise<string | undefined> => {
  const { caller, engine } = c.var;
  if (caller?.kind !== "person") return undefined;
  const item = await engine.world.table.get(keys.person(caller.id));
  return item === undefined ? undefined : bodyOf<{ address?: string }>(item).address;
};
