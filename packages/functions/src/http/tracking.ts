import { isMachineOpen } from "@rekindle/core/engagement/click-verdict";
import { current } from "@rekindle/core/engine/catalogue";
import type { Engine } from "@rekindle/core/engine/engine";
import { bodyOf, keys } from "@rekindle/core/engine/keys";
import { find } from "@rekindle/core/engine/lead-store";
import { aside } from "@rekindle/core/engine/mail-events";
import { type Message, send } from "@rekindle/core/engine/message";
import type { Cause } from "@rekindle/core/leads/cause";
import type { Fact } from "@rekindle/core/leads/entry";
import { matches } from "@rekindle/core/leads/evaluate";
import { addressOf } from "@rekindle/core/mail/render";
import type { Template } from "@rekindle/core/mail/template";
import { type Ref, readClick, readOpen } from "@rekindle/core/mail/tokens";
import { mailRef } from "@rekindle/core/story/apply-mail";
import { occurrenceOf } from "@rekindle/core/story/occurrences";
import { Hono } from "hono";
import { type Ctx, type Env, now, quiet } from "./env.ts";

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
    const cause: Cause = {
      type: "clicked",
      id: `click:${click.mail}:${click.link}:${at}`,
      at,
      trace: c.var.trace,
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
    };
    await told(engine, { kind: "cause", lead: click.lead, cause });
    quiet(c);
    return c.redirect(url, 302);
  })
  .get("/o/:token", async (c) => {
    const { engine } = c.var;
    const open = readOpen(engine.world.seal, c.req.param("token"));
    if (open !== undefined) await opened(c, open);
    quiet(c);
    return c.body(pixel, 200, { "content-type": "image/gif" });
  });

/** Nobody is kept from the page they asked for because our queue is out of order: the click is lost, and the log says so. */
const told = async (engine: Engine, message: Message): Promise<void> => {
  try {
    await send(engine, [message]);
  } catch (error) {
    engine.world.log("click.lost", { error: error instanceof Error ? error.message : String(error) });
  }
};

/** An open is a cause only where a published condition asks for it; else it is written aside, the first one of a mail. */
const opened = async (c: Ctx, { lead: id, mail, template, version }: Ref): Promise<void> => {
  const { engine } = c.var;
  const at = now(c);
  const userAgent = c.req.header("user-agent")?.slice(0, 300);
  const lead = await find(engine, id);
  if (lead === undefined || lead.erased !== undefined) return;
  const machine = isMachineOpen(userAgent) ? { machine: true } : {};
  const ref = mailRef(lead, mail, { template, templateVersion: version });
  const fact: Fact = { type: "mail.opened", ...ref, occurredAt: at, ...machine };
  const occurrence = occurrenceOf(fact, at);
  const { watches } = await current(engine);
  if (occurrence === undefined || !watches.some((watch) => matches(watch, occurrence))) {
    await engine.world.table.commit([{ put: aside(id, mail, "opened", at, fact, c.var.trace), expect: 0 }]);
    return;
  }
  const agent = userAgent === undefined ? {} : { userAgent };
  const cause: Cause = {
    type: "opened",
    id: `open:${mail}:${at}`,
    at,
    trace: c.var.trace,
    mail,
    template,
    templateVersion: version,
    ...agent,
  };
  await told(engine, { kind: "cause", lead: id, cause });
};

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
