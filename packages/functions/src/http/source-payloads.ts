import { isPlace, listPayloads } from "@rekindle/core/engine/payload-list";
import { findPayload, findSource, type Payload, replay } from "@rekindle/core/engine/payloads";
import { toSubmission } from "@rekindle/core/leads/payload";
import type { StoredSource } from "@rekindle/core/leads/source";
import { Hono } from "hono";
import { parseBody } from "../intake/body.ts";
import { type Ctx, type Env, limitOf } from "./env.ts";
import { outward } from "./iso.ts";
import { missing, Refusal } from "./problem.ts";

/** What a source has delivered, and putting it through again. */
export const sourcePayloads = new Hono<Env>()
  .get("/:id/payloads", async (c) => {
    const refused = c.req.query("fate") === "refused";
    const page = await listPayloads(c.var.engine, c.req.param("id"), { refused, limit: limitOf(c), ...placeOf(c) });
    return c.json({ items: page.items.map(outward), next: page.next ?? null });
  })
  // So many at a time; the page asks for the next ones, and whatever stops it, the rest is still among the refused.
  .post("/:id/payloads/replay", async (c) => {
    const { engine } = c.var;
    const id = c.req.param("id");
    const source = await findSource(engine, id);
    if (source === undefined) throw missing("source");
    const page = await listPayloads(engine, id, { refused: true, limit: AT_ONCE, ...placeOf(c) });
    let through = 0;
    for (const payload of page.items) {
      // Whose sender was not known is only put through by hand, one by one.
      const read = payload.why === "signature" ? undefined : readAgain(source, payload);
      if (read?.status !== "ok") continue;
      await replay(engine, payload, read.submission);
      through += 1;
    }
    return c.json({ through, still: page.items.length - through, next: page.next ?? null });
  })
  .post("/:id/payloads/:payload/replay", async (c) => {
    const { engine } = c.var;
    const id = c.req.param("id");
    const source = await findSource(engine, id);
    const payload = await findPayload(engine, id, c.req.param("payload"));
    if (source === undefined || payload === undefined) throw missing("payload");
    const read = readAgain(source, payload);
    if (read.status !== "ok") throw new Refusal(422, read.detail, read.problems);
    return c.json({ accepted: true, ...(await replay(engine, payload, read.submission)) }, 202);
  });

const AT_ONCE = 20;

const placeOf = (c: Ctx): { after?: string } => {
  const cursor = c.req.query("cursor");
  if (cursor === undefined || cursor === "") return {};
  if (isPlace(cursor)) return { after: cursor };
  throw new Refusal(422, "The cursor is not one of this list", [{ path: "cursor", message: "Take `next` as it came" }]);
};

const readAgain = (source: StoredSource, { raw, contentType, replayedAs }: Payload) => {
  const refused = (detail: string, problems: { path: string; message: string }[] = []) => ({
    status: "refused" as const,
    detail,
    problems,
  });
  if (replayedAs !== undefined) return refused("This delivery was put through already");
  const parsed = parseBody(new TextEncoder().encode(raw), contentType);
  if (parsed.status === "refused") return refused("The payload cannot be read", parsed.problems);
  const made = toSubmission(source, parsed.body);
  if (made.status === "refused") return refused("The source's mapping does not fit the payload", made.problems);
  if (made.status === "ignored") return refused(`The payload holds no lead: ${made.reason}`);
  return { status: "ok" as const, submission: made.submission };
};
