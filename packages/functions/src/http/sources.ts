import { current } from "@rekindle/core/engine/catalogue";
import type { Engine } from "@rekindle/core/engine/engine";
import { intakeOf, sumSince } from "@rekindle/core/engine/intake-counts";
import { bodyOf, keys } from "@rekindle/core/engine/keys";
import { lastDeliveryAt } from "@rekindle/core/engine/payload-list";
import { lastSeenAt } from "@rekindle/core/engine/source-seen";
import { rhythmOf } from "@rekindle/core/insight/rhythm";
import { Source, type StoredSource, saved } from "@rekindle/core/leads/source";
import { add, dayOf } from "@rekindle/core/workspace/calendar";
import { Slug } from "@rekindle/core/workspace/shapes";
import { Hono } from "hono";
import * as z from "zod";
import { type Ctx, cursorOf, type Env, limitOf, now } from "./env.ts";
import { iso } from "./iso.ts";
import { body, json, missing, Refusal, shaped } from "./problem.ts";
import { newSecret, rotated } from "./source-secret.ts";

export const sources = new Hono<Env>()
  .get("/", async (c) => {
    const page = await c.var.engine.world.table.listed({ in: "sources", limit: limitOf(c), ...cursorOf(c) });
    const items = await Promise.all(
      page.items.map(async (item) => {
        const id = item.pk.slice("source#".length);
        return withPulse(c.var.engine, id, bodyOf<StoredSource>(item));
      }),
    );
    return c.json({ items, next: page.next ?? null });
  })
  .put("/:id", async (c) => {
    const id = shaped(Slug, c.req.param("id"));
    const source = await body(c, Source);
    return c.json(shown(id, await change(c, id, () => source, c.req.header("if-none-match") === "*")));
  })
  // Whoever reads a source is not told its secret, and so could not put it back as a whole.
  .patch("/:id", async (c) => {
    const id = shaped(Slug, c.req.param("id"));
    const patch = shaped(z.record(z.string(), z.unknown()), await json(c));
    const source = await change(c, id, (before) => {
      if (before === undefined) throw missing("source");
      const { previous: _, wordings: __, ...known } = before;
      const merged = Object.entries({ ...known, ...patch }).filter(([, value]) => value !== null);
      return shaped(Source, Object.fromEntries(merged));
    });
    return c.json(shown(id, source));
  })
  .get("/:id", async (c) => {
    const id = c.req.param("id");
    const item = await c.var.engine.world.table.get(keys.source(id), "consistent");
    if (item === undefined) throw missing("source");
    return c.json(await withPulse(c.var.engine, id, bodyOf<StoredSource>(item)));
  })
  .post("/:id/secret", async (c) => {
    const id = c.req.param("id");
    const { secret, oldForHours } = await body(c, Rotation, {});
    const made = secret ?? newSecret();
    const source = await change(c, id, (before) => {
      if (before === undefined) throw missing("source");
      return rotated(before, made, c.var.nowWallMs() + oldForHours * 3_600_000);
    });
    // This once: it can be asked for no more.
    return c.json({ ...shown(id, source), secret: made, path: pathOf(id, source) });
  })
  .delete("/:id", async (c) => {
    const id = c.req.param("id");
    await c.var.engine.world.table.remove([keys.source(id), keys.sourceSeen(id)]);
    return c.body(null, 204);
  });

const Rotation = z.strictObject({
  secret: z.string().min(8).max(200).exactOptional(),
  oldForHours: z.number().min(0).max(720).default(24),
});

/** On the revision that was read; with `fresh` only where there is none yet. */
const change = async (
  c: Ctx,
  id: string,
  next: (before: StoredSource | undefined) => Source,
  fresh = false,
): Promise<StoredSource> => {
  const { table } = c.var.engine.world;
  for (let tries = 0; tries < 5; tries++) {
    const item = await table.get(keys.source(id), "consistent");
    if (item !== undefined && fresh) throw new Refusal(409, `There is a source ${id} already`, [], "taken");
    const before = item === undefined ? undefined : bodyOf<StoredSource>(item);
    const source = saved(next(before), before, now(c));
    const put = {
      ...keys.source(id),
      rev: (item?.rev ?? 0) + 1,
      body: JSON.stringify(source),
      list: { in: "sources", by: id },
    };
    const [answer] = await table.commit([{ put, expect: item?.rev ?? 0 }]);
    if (answer === "stored") return source;
  }
  throw new Refusal(409, "Somebody else is changing this source: try again");
};

/** The source, and how it does: when it last came, what is usual, what became of what came. */
const withPulse = async (engine: Engine, id: string, source: StoredSource) => {
  const { settings } = await current(engine);
  const at = engine.world.clock.now();
  const zone = settings.timeZone;
  const last = source.kind === "segment" ? lastSeenAt : lastDeliveryAt;
  const [lastAt, days] = await Promise.all([last(engine, id), intakeOf(engine, id, at, zone)]);
  const { usualPerDay, quiet } = rhythmOf(days, lastAt, at, settings);
  const since = (duration: string) => sumSince(days, dayOf(add(at, duration, zone), zone));
  return {
    ...shown(id, source),
    lastAt: lastAt === undefined ? null : iso(lastAt),
    usualPerDay: usualPerDay ?? null,
    quiet: quiet === undefined || source.watch === false ? null : { ...quiet, since: iso(quiet.since) },
    counts: { days7: since("-P6D"), days30: since("-P29D") },
    refusals: since("-P89D").refused,
    days: days.slice(-30).map(({ day, received, refused }) => ({ day, received, refused })),
  };
};

/** The secret is told to nobody again: only that there is one. A write key stands in every page of the site anyway. */
const shown = (id: string, source: StoredSource) => {
  const { secret, secretInPath, previous, wordings, ...rest } = source;
  return {
    id,
    ...rest,
    hasSecret: secret !== undefined,
    ...(secretInPath === undefined ? {} : { secretInPath: secretInPath !== false }),
    ...(source.kind === "segment" && secret !== undefined ? { writeKey: secret } : {}),
    ...(previous === undefined ? {} : { oldSecretUntil: iso(previous.until) }),
    ...(wordings === undefined
      ? {}
      : { wordings: wordings.map(({ since, ...wording }) => ({ ...wording, since: iso(since) })) }),
    path: `/hooks/${id}`,
    ...(source.form === undefined ? {} : { formPath: `/f/${id}` }),
  };
};

const pathOf = (id: string, { secret, secretInPath }: StoredSource): string => {
  const inPath = secretInPath === true ? secret : secretInPath;
  return typeof inPath === "string" ? `/hooks/${id}/${inPath}` : `/hooks/${id}`;
};
