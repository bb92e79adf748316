import { randomBytes } from "node:crypto";
import { type ApiKey, findKey, keepKey, listKeys, revokeKey } from "@rekindle/core/engine/api-keys";
import { Scope } from "@rekindle/core/workspace/people";
import { Hono } from "hono";
import * as z from "zod";
import { hashOf } from "./auth/identify.ts";
import { actor, cursorOf, type Env, limitOf } from "./env.ts";
import { iso } from "./iso.ts";
import { body, missing } from "./problem.ts";

const NewKey = z.strictObject({
  name: z.string().trim().min(1).max(100),
  scopes: z.array(Scope).min(1).max(Scope.options.length),
});

/** Keys for programs. A key is shown once, when it is made; only its hash is kept. */
export const apiKeys = new Hono<Env>()
  .get("/", async (c) => {
    const { items, next } = await listKeys(c.var.engine, { limit: limitOf(c), ...cursorOf(c) });
    return c.json({ items: items.map(shown), next: next ?? null });
  })
  .post("/", async (c) => {
    const { engine } = c.var;
    const { name, scopes } = await body(c, NewKey);
    const id = engine.world.ids.next("key");
    const { by } = actor(c);
    // The id in it says where to look, 32 bytes of chance that it is the right one.
    const key = `rk_${id.slice("key_".length)}_${randomBytes(32).toString("base64url")}`;
    const kept = await keepKey(engine, {
      id,
      name,
      scopes: [...new Set(scopes)],
      hash: hashOf(key),
      ...(by === undefined ? {} : { by }),
    });
    return c.json({ ...shown(kept), key }, 201);
  })
  .delete("/:id", async (c) => {
    if ((await findKey(c.var.engine, c.req.param("id"))) === undefined) throw missing("key");
    await revokeKey(c.var.engine, c.req.param("id"));
    return c.body(null, 204);
  });

const shown = ({ hash: _, createdAt, ...key }: ApiKey) => ({ ...key, createdAt: iso(createdAt) });
