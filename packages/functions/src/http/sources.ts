import type { Engine } from "@rekindle/core/engine/engine";
import { bodyOf, keys } from "@rekindle/core/engine/keys";
import { findPayload, findSource, type Payload, replay } from "@rekindle/core/engine/payloads";
import { toSubmission } from "@rekindle/core/leads/payload";
import { Source } from "@rekindle/core/leads/source";
import { Slug } from "@rekindle/core/workspace/shapes";
import { Hono } from "hono";
import { parseBody } from "../intake/body.ts";
import { cursorOf, type Env, limitOf } from "./env.ts";
import { iso, outward } from "./iso.ts";
import { body, missing, Refusal, shaped } from "./problem.ts";

export const sources = new Hono<Env>()
  .get("/", async (c) => {
    const page = await c.var.engine.world.table.listed({ in: "sources", limit: limitOf(c), ...cursorOf(c) });
    const items = await Promise.all(
      page.items.map(async (item) => {
        const id = item.pk.slice("source#".length);
        return { ...shown(id, bodyOf<Source>(item)), lastAt: await lastAt(c.var.engine, id) };
      }),
    );
    return c.json({ items, next: page.next ?? null });
  })
  .put("/:id", async (c) => {
    const id = shaped(Slug, c.req.param("id"));
    const source = await body(c, Source);
    await c.var.engine.world.table.put([
      { ...keys.source(id), rev: 1, body: JSON.stringify(source), list: { in: "sources", by: id } },
    ]);
    return c.json(shown(id, source));
  })
  .get("/:id", async (c) => {
    const source = await findSource(c.var.engine, c.req.param("id"));
    if (source === undefined) throw missing("source");
    return c.json(shown(c.req.param("id"), source));
  })
  .delete("/:id", async (c) => {
    await c.var.engine.world.table.remove([keys.source(c.req.param("id"))]);
    return c.body(null, 204);
  })
  .get("/:id/payloads", async (c) => {
    const page = await c.var.engine.world.table.listed({
      in: `payloads#${c.req.param("id")}`,
      descending: true,
      limit: limitOf(c),
      ...cursorOf(c),
    });
    return c.json({ items: page.items.map((item) => outward(bodyOf<Payload>(item))), next: page.next ?? null });
  })
  .post("/:id/payloads/:payload/replay", async (c) => {
    const { engine } = c.var;
    const id = c.req.param("id");
    const source = await findSource(engine, id);
    const payload = await findPayload(engine, id, c.req.param("payload"));
    if (source === undefined || payload === undefined) throw missing("payload");
    const parsed = parseBody(new TextEncoder().encode(payload.raw), payload.contentType);
    if (parsed.status === "refused") throw new Refusal(422, "The payload cannot be read", parsed.problems);
    const made = toSubmission(source, parsed.body);
    if (made.status === "refused")
      throw new Refusal(422, "The source's mapping does not fit the payload", made.problems);
    if (made.status === "ignored") throw new Refusal(422, `The payload holds no lead: ${made.reason}`);
    return c.json({ accepted: true, ...(await replay(engine, payload, made.submission)) }, 202);
  });

/** When it last delivered anything; null: never, or not for 90 days. */
const lastAt = async ({ world }: Engine, id: string): Promise<string | null> => {
  const { items } = await world.table.listed({ in: `payloads#${id}`, descending: true, limit: 1 });
  return items[0] === undefined ? null : iso(bodyOf<Payload>(items[0]).receivedAt);
};

/** The secret is told to nobody again: only that there is one. */
const shown = (id: string, { secret, secretInPath, ...source }: Source) => ({
  id,
  ...source,
  hasSecret: secret !== undefined,
  ...(secretInPath === undefined ? {} : { secretInPath: secretInPath !== false }),
  path: `/hooks/${id}`,
});
