import { randomBytes } from "node:crypto";
import type { Signing } from "@rekindle/core/engine/signed-headers";
import { changeSigning, signingOf } from "@rekindle/core/engine/signing";
import { Hono } from "hono";
import type { Env } from "./env.ts";
import { iso } from "./iso.ts";

/** The secret that outgoing webhooks are signed with: shown once, when it is made. */
export const signing = new Hono<Env>()
  .get("/", async (c) => c.json(shown(await signingOf(c.var.engine))))
  .post("/", async (c) => {
    const secret = `whsec_${randomBytes(32).toString("base64")}`;
    return c.json({ ...shown(await changeSigning(c.var.engine, secret)), secret }, 201);
  });

/** `oldUntil`: so long the one before signs along. */
const shown = (signing: Signing | undefined) => ({
  since: signing === undefined ? null : iso(signing.since),
  oldUntil: signing?.previous === undefined ? null : iso(signing.previous.until),
});
