import { current } from "@rekindle/core/engine/catalogue";
import { sendingOf } from "@rekindle/core/engine/sending";
import { Hono } from "hono";
import { mailAuth } from "../live/mail-auth.ts";
import type { Env } from "./env.ts";
import { outward } from "./iso.ts";

/** What SES allows, what went and will go today, how much came back, and what the sender's domain says of itself. */
export const sending = new Hono<Env>().get("/", async (c) => {
  const { engine } = c.var;
  const { address } = (await current(engine)).settings.sender;
  const [figures, auth] = await Promise.all([sendingOf(engine), mailAuth(address.slice(address.lastIndexOf("@") + 1))]);
  return c.json(outward({ ...figures, auth }));
});
