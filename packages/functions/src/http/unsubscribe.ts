import { current } from "@rekindle/core/engine/catalogue";
import { happen } from "@rekindle/core/engine/cause";
import { send } from "@rekindle/core/engine/message";
import type { Cause } from "@rekindle/core/leads/cause";
import { type Ref, readUnsubscribe } from "@rekindle/core/mail/tokens";
import { askPage, donePage, invalidPage } from "@rekindle/core/mail/unsubscribe-page";
import { Hono } from "hono";
import { type Ctx, type Env, now, quiet } from "./env.ts";

/** RFC 8058: GET shows a page and changes nothing, POST acts at once, with neither cookie nor redirect. */
export const unsubscribing = new Hono<Env>()
  .get("/:token", async (c) => {
    const { settings } = await current(c.var.engine);
    const known = readUnsubscribe(c.var.engine.world.seal, c.req.param("token"));
    const who = { language: settings.language, company: settings.footer.company };
    page(c);
    return known === undefined ? c.html(invalidPage(settings.language), 404) : c.html(askPage(who));
  })
  .post("/:token", async (c) => {
    const { engine } = c.var;
    const { settings } = await current(engine);
    const known = readUnsubscribe(engine.world.seal, c.req.param("token"));
    if (known === undefined) return c.html(invalidPage(settings.language), 404);
    await optOut(c, known);
    page(c);
    return c.html(donePage({ language: settings.language, company: settings.footer.company }));
  });

/** At once; where the lead's own decision fails, the queue of causes sees it through. */
const optOut = async (c: Ctx, { lead, mail }: Ref): Promise<void> => {
  const { engine } = c.var;
  const oneClick = /List-Unsubscribe.*One-Click/s.test(await c.req.text());
  const { trace } = c.var;
  const cause: Cause = { type: "optedOut", via: oneClick ? "oneClick" : "link", mail, at: now(c), trace };
  try {
    await happen(engine, lead, cause);
  } catch (error) {
    engine.world.log("optOut.queued", { lead, error: error instanceof Error ? error.message : String(error) });
    await send(engine, [{ kind: "cause", lead, cause, tries: 1 }]);
  }
};

const page = (c: Ctx): void => {
  quiet(c);
  c.header(
    "content-security-policy",
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'",
  );
};
