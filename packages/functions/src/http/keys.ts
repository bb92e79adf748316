import { randomBytes } from "node:crypto";
import { type ApiKey, findKey, keepKey, listKeys, revokeKey, usesOf } from "@rekindle/core/engine/api-keys";
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
    const uses = await usesOf(
      c.var.engine,
      items.map(({ id }) => id),
    );
    const used = (at: number | undefined) => ({ lastUsedAt: at === undefined ? null : iso(at) });
    return c.json({
      items: items.map((key, index) => ({ ...shown(key), ...used(uses[index]) })),
      next: next ?? null,
    });
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
    c.set("changes", [
      { path: "name", to: name },
      { path: "scopes", to: kept.scopes.join(", ") },
    ]);
    return c.json({ ...shown(kept), lastUsedAt: null, key }, 201);
  })
  .delete("/:id", async (c) => {
    const known = await findKey(c.var.engine, c.req.param("id"));
    if (known === undefined) throw missing("key");
    c.set("changes", [{ path: "name", from: known.name }]);
    await revokeKey(c.var.engine, c.req.param("id"));
    return c.body(null, 204);
  });

const shown = ({ hash: _, createdAt, ...key }: ApiKey) => ({ ...key, createdAt: iso(createdAt) });
