import { current } from "@rekindle/core/engine/catalogue";
import { messageTo } from "@rekindle/core/engine/channel";
import { changeSettings } from "@rekindle/core/engine/publish";
import { dayOf } from "@rekindle/core/workspace/calendar";
import { Settings } from "@rekindle/core/workspace/settings";
import { settingsDifferences, withoutAddresses } from "@rekindle/core/workspace/shown-settings";
import { yearOf } from "@rekindle/core/workspace/year";
import { Hono } from "hono";
import * as z from "zod";
import { isAdmin } from "./auth/caller.ts";
import { type Env, now } from "./env.ts";
import { json, missing, shaped } from "./problem.ts";

/** What the workspace decides for itself. Addresses of channels are secrets: whoever knows one can write there. */
export const settings = new Hono<Env>()
  .get("/settings", async (c) => {
    const { settings } = await current(c.var.engine);
    return c.json(isAdmin(c.var.caller) ? settings : withoutAddresses(settings));
  })
  .put("/settings", async (c) => {
    const change = shaped(z.record(z.string(), z.unknown()), await json(c));
    const { engine } = c.var;
    let before: Settings | undefined;
    const after = await changeSettings(engine, (known) => {
      before = Settings.parse(known);
      return shaped(Strict, merged(before, change));
    });
    if (before !== undefined) c.set("changes", settingsDifferences(before, after));
    return c.json(after);
  })
  .get("/calendar", async (c) => {
    const { settings } = await current(c.var.engine);
    const { year } = shaped(Year, { year: c.req.query("year") ?? dayOf(now(c), settings.timeZone).slice(0, 4) });
    return c.json(yearOf(year, settings));
  })
  .post("/channels/:name/test", async (c) => {
    const { engine } = c.var;
    const { settings, signing } = await current(engine);
    const name = c.req.param("name");
    const channel = settings.channels[name];
    if (channel === undefined) throw missing("channel");
    const text = says[settings.language](settings.footer.company);
    const id = engine.world.ids.next("test");
    const answer = await engine.world.outside.post(messageTo(channel, text, id, engine.world, signing));
    return c.json(
      answer.status === "unknown"
        ? { ok: false, result: answer.reason }
        : { ok: answer.status < 300, result: `answered ${answer.status}` },
    );
  });

const says = {
  ja: (company: string) => `Rekindle(${company})からのテストです。このチャンネルに通知が届きます。`,
  en: (company: string) => `A test from Rekindle (${company}). Notifications arrive in this channel.`,
};

const Year = z.object({ year: z.coerce.number().int().min(1970).max(2050) });

/** A typing error in a name must not look like a setting that was kept. */
const Strict = z.strictObject(Settings.shape);

/** Objects merge, arrays and everything else replace; null takes back to the default. */
const merged = (known: unknown, change: unknown): unknown => {
  if (!isObject(known) || !isObject(change)) return change;
  const next = { ...known };
  for (const [name, value] of Object.entries(change))
    if (value === null) delete next[name];
    else next[name] = merged(known[name], value);
  return next;
};
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
