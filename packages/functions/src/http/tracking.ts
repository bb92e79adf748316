import { isMachineOpen } from "@rekindle/core/engagement/click-verdict";
import { current } from "@rekindle/core/engine/catalogue";
import { happen } from "@rekindle/core/engine/cause";
import { bodyOf, keys } from "@rekindle/core/engine/keys";
import { find } from "@rekindle/core/engine/lead-store";
import { aside } from "@rekindle/core/engine/mail-events";
import { send } from "@rekindle/core/engine/message";
import { addressOf } from "@rekindle/core/mail/render";
import type { Template } from "@rekindle/core/mail/template";
import { readClick, readOpen, readUnsubscribe } from "@rekindle/core/mail/tokens";
import { askPage, donePage, invalidPage } from "@rekindle/core/mail/unsubscribe-page";
import { mailRef } from "@rekindle/core/story/apply-mail";
import { Hono } from "hono";
import { type Ctx, type Env, now } from "./env.ts";

const pixel = Uint8Array.from(atob("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"), (char) =>
  char.charCodeAt(0),
);

/** Links and opens of mails. A token says which lead, mail and link; only addresses of the mail itself are ever redirected to. */
export const tracking = new Hono<Env>()
  .on(["GET", "HEAD"], "/c/:token", async (c) => {
    const { engine } = c.var;
    const click = readClick(engine.world.seal, c.req.param("token"));
    const template = click === undefined ? undefined : await templateOf(c, click.template, click.version);
    const url = click === undefined || template === undefined ? undefined : addressOf(template, click);
    if (click === undefined || url === undefined)
      return c.text("This link is not valid. / このリンクは無効です。", 404);
    const at = now(c);
    const userAgent = c.req.header("user-agent");
    await send(engine, [
      {
        kind: "cause",
        lead: click.lead,
        cause: {
          type: "clicked",
          id: `click:${click.mail}:${click.link}:${at}`,
          at,
          mail: click.mail,
          template: click.template,
          templateVersion: click.version,
          link: click.link,
          url,
          evidence: {
            method: c.req.method,
            occurredAt: at,
            ...(userAgent === undefined ? {} : { userAgent: userAgent.slice(0, 300) }),
          },
        },
      },
    ]);
    return c.redirect(url, 302);
  })
  .get("/o/:token", async (c) => {
    const { engine } = c.var;
    const open = readOpen(engine.world.seal, c.req.param("token"));
    if (open !== undefined) {
      const at = now(c);
      const userAgent = c.req.header("user-agent");
      const lead = await find(engine, open.lead);
      if (lead !== undefined && lead.erased === undefined) {
        const machine = isMachineOpen(userAgent) ? { machine: true } : {};
        const asked = (await current(engine)).watches.some(({ event }) => event === "mail.opened");
        if (asked)
          await send(engine, [
            {
              kind: "cause",
              lead: lead.id,
              cause: {
                type: "opened",
                id: `open:${open.mail}:${at}`,
                at,
                mail: open.mail,
                template: open.template,
                templateVersion: open.version,
                ...(userAgent === undefined ? {} : { userAgent }),
              },
            },
          ]);
        else
          await engine.world.table.put([
            aside(lead.id, open.mail, "opened", at, {
              type: "mail.opened",
              ...mailRef(lead, open.mail, { template: open.template, templateVersion: open.version }),
              occurredAt: at,
              ...machine,
            }),
          ]);
      }
    }
    return c.body(pixel, 200, { "content-type": "image/gif", "cache-control": "no-store" });
  });

/** RFC 8058: GET shows a page and changes nothing, POST acts at once, with neither cookie nor redirect. */
export const unsubscribing = new Hono<Env>()
  .get("/:token", async (c) => {
    const { settings } = await current(c.var.engine);
    const known = readUnsubscribe(c.var.engine.world.seal, c.req.param("token"));
    const who = { language: settings.language, company: settings.footer.company };
    return known === undefined ? c.html(invalidPage(settings.language), 404) : c.html(askPage(who));
  })
  .post("/:token", async (c) => {
    const { engine } = c.var;
    const { settings } = await current(engine);
    const known = readUnsubscribe(engine.world.seal, c.req.param("token"));
    if (known === undefined) return c.html(invalidPage(settings.language), 404);
    await happen(engine, known.lead, { type: "optedOut", via: "link", mail: known.mail, at: now(c) });
    return c.html(donePage({ language: settings.language, company: settings.footer.company }));
  });

/** Published versions never change: what was read once is good for ever. */
const cached = new Map<string, Template>();
const MOST_CACHED = 500;
const templateOf = async (c: Ctx, id: string, version: number): Promise<Template | undefined> => {
  const catalogue = await current(c.var.engine);
  const name = `${id}@${version}`;
  const known = catalogue.mails[name] ?? cached.get(name);
  if (known !== undefined) return known;
  const item = await c.var.engine.world.table.get(keys.version("template", id, version));
  if (item === undefined) return undefined;
  const template = bodyOf<Template>(item);
  if (cached.size >= MOST_CACHED) cached.clear();
  cached.set(name, template);
  return template;
};
