import {
  type Broadcast,
  findBroadcast,
  keepBroadcast,
  launch,
  removeBroadcast,
  stop,
} from "@rekindle/core/engine/broadcasts";
import { current } from "@rekindle/core/engine/catalogue";
import { bodyOf } from "@rekindle/core/engine/keys";
import { publishMails } from "@rekindle/core/engine/launch";
import { unlawful } from "@rekindle/core/mail/checks";
import { Window } from "@rekindle/core/workflows/definition";
import { Slug } from "@rekindle/core/workspace/shapes";
import { Hono } from "hono";
import * as z from "zod";
import { previewOf, shownWith, summaryOf } from "./broadcast-view.ts";
import { actor, type Ctx, cursorOf, type Env, limitOf, now } from "./env.ts";
import { FilterInput, filterOf } from "./lead-filter.ts";
import { body, missing, Refusal } from "./problem.ts";

const BroadcastInput = z.strictObject({
  name: z.string().trim().min(1).max(100),
  template: Slug,
  audience: FilterInput,
  startAt: z.iso.datetime({ offset: true }).optional(),
  window: Window.optional(),
  perHour: z.int().min(1).max(100_000).optional(),
});

/** Mails that are sent once, to a list, a tag, a segment. */
export const broadcasts = new Hono<Env>()
  .get("/", async (c) => {
    const { engine } = c.var;
    const page = await engine.world.table.listed({
      in: "broadcasts",
      descending: true,
      limit: limitOf(c, 25),
      ...cursorOf(c),
    });
    const items = await Promise.all(page.items.map((item) => summaryOf(engine, bodyOf<Broadcast>(item))));
    return c.json({ items, next: page.next ?? null });
  })
  .post("/", async (c) => {
    const { ids, clock } = c.var.engine.world;
    const { by } = actor(c);
    const base = { id: ids.next("broadcast"), createdAt: clock.now(), ...(by === undefined ? {} : { by }) };
    return c.json(await kept(c, base), 201);
  })
  .get("/:id", async (c) => c.json(await shownWith(c, await known(c))))
  .put("/:id", async (c) => {
    const { id, createdAt, by } = await known(c);
    return c.json(await kept(c, { id, createdAt, ...(by === undefined ? {} : { by }) }));
  })
  .delete("/:id", async (c) => {
    const { id } = await known(c);
    if (!(await removeBroadcast(c.var.engine, id))) throw launchedAlready();
    return c.body(null, 204);
  })
  .post("/:id/preview", async (c) => c.json(await previewOf(c, await known(c))))
  .post("/:id/launch", async (c) => {
    const { engine } = c.var;
    const broadcast = await known(c);
    if (broadcast.launched !== undefined) throw launchedAlready();
    const law = unlawful((await current(engine)).settings);
    if (law.length > 0)
      throw new Refusal(
        422,
        "What the law wants every mail to show is not filled in",
        law.map((path) => ({ path, message: "Missing" })),
        "law",
      );
    const together = await publishMails(engine, broadcast.id);
    if (together.problems.length > 0) throw new Refusal(422, "The mail has problems", together.problems);
    const { people } = await previewOf(c, broadcast);
    const { by } = actor(c);
    const made = await launch(engine, broadcast, {
      filter: await filterOf(c, FilterInput.parse(broadcast.audience)),
      people,
      ...(by === undefined ? {} : { by }),
    });
    if (made.status === "refused") throw new Refusal(422, "It cannot be sent like this", made.problems);
    return c.json(await shownWith(c, made.broadcast), 202);
  })
  .post("/:id/stop", async (c) => {
    const broadcast = await known(c);
    if (broadcast.launched === undefined) throw new Refusal(409, "It was not launched yet");
    return c.json(await shownWith(c, await stop(c.var.engine, broadcast, actor(c).by)));
  });

const launchedAlready = () => new Refusal(409, "It was launched, and stays as it was sent", [], "launched");

const known = async (c: Ctx): Promise<Broadcast> => {
  const broadcast = await findBroadcast(c.var.engine, c.req.param("id") ?? "");
  if (broadcast === undefined) throw missing("one-off mail");
  return broadcast;
};

const kept = async (c: Ctx, base: Pick<Broadcast, "id" | "createdAt" | "by">) => {
  const { name, template, audience, startAt, window, perHour } = await body(c, BroadcastInput);
  await filterOf(c, audience);
  if (startAt !== undefined && Date.parse(startAt) < now(c))
    throw new Refusal(422, "The time has passed", [{ path: "startAt", message: "It lies in the past" }]);
  const broadcast: Broadcast = {
    ...base,
    name,
    template,
    audience: Object.fromEntries(
      Object.entries(audience).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
    ),
    ...(startAt === undefined ? {} : { startAt: Date.parse(startAt) }),
    ...(window === undefined ? {} : { window }),
    ...(perHour === undefined ? {} : { perHour }),
  };
  if (!(await keepBroadcast(c.var.engine, broadcast))) throw launchedAlready();
  return shownWith(c, broadcast);
};
