import { findSource, keep } from "@rekindle/core/engine/payloads";
import type { Source } from "@rekindle/core/leads/source";
import { Hono } from "hono";
import { asKept, take } from "../intake/take.ts";
import { verify } from "../intake/verify.ts";
import type { Ctx, Env } from "./env.ts";
import { missing, Refusal } from "./problem.ts";

/** Where forms and other systems deliver. Raw bytes are verified before they are read; 202 means stored. */
export const hooks = new Hono<Env>().post("/:source", (c) => deliver(c)).post("/:source/:secret", (c) => deliver(c));

const deliver = async (c: Ctx) => {
  const { engine, nowWallMs, trace } = c.var;
  const id = c.req.param("source") ?? "";
  const source = await findSource(engine, id);
  if (source === undefined) throw missing("source");
  const rawBody = new Uint8Array(await c.req.arrayBuffer());
  const contentType = c.req.header("content-type");
  const headers = Object.fromEntries(c.req.raw.headers);
  const pathSecret = c.req.param("secret");
  const verdict = verify(source, {
    rawBody,
    headers,
    nowWallMs: nowWallMs(),
    ...(pathSecret === undefined ? {} : { pathSecret }),
  });
  if (verdict.status === "refused") {
    const kept = { source: id, ...asKept(rawBody, contentType), reason: verdict.reason };
    await keep(engine, { ...kept, fate: "refused", why: "signature" });
    throw new Refusal(401, verdict.reason, [{ path: "signature", message: verdict.reason }]);
  }
  const taken = await take(engine, source, { source: id, rawBody, contentType, headers, trace });
  if (taken.status === "refused") throw new Refusal(taken.code, taken.detail, taken.problems);
  return answer(c, source, taken.id);
};

/** A browser that sent a form goes on to the page of thanks. */
const answer = (c: Ctx, { thanksUrl }: Source, id: string) =>
  thanksUrl !== undefined && c.req.header("accept")?.includes("text/html")
    ? c.redirect(thanksUrl, 303)
    : c.json({ accepted: true, id }, 202);
