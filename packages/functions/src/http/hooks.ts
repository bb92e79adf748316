import { accept, findSource, keep } from "@rekindle/core/engine/payloads";
import { decodeIn, encodingOf } from "@rekindle/core/leads/encoding";
import { toSubmission } from "@rekindle/core/leads/payload";
import type { Source } from "@rekindle/core/leads/source";
import { Hono } from "hono";
import { parseBody } from "../intake/body.ts";
import { verify } from "../intake/verify.ts";
import type { Ctx, Env } from "./env.ts";
import { missing, Refusal } from "./problem.ts";

/** Where forms and other systems deliver. Raw bytes are verified before they are read; 202 means stored. */
export const hooks = new Hono<Env>().post("/:source", (c) => deliver(c)).post("/:source/:secret", (c) => deliver(c));

const deliver = async (c: Ctx) => {
  const { engine, nowWallMs } = c.var;
  const id = c.req.param("source") ?? "";
  const source = await findSource(engine, id);
  if (source === undefined) throw missing("source");
  const rawBody = new Uint8Array(await c.req.arrayBuffer());
  const contentType = c.req.header("content-type");
  const headers = Object.fromEntries(c.req.raw.headers);
  const stored = { source: id, raw: textOf(rawBody), ...(contentType === undefined ? {} : { contentType }) };
  const pathSecret = c.req.param("secret");
  const verdict = verify(source, {
    rawBody,
    headers,
    nowWallMs: nowWallMs(),
    ...(pathSecret === undefined ? {} : { pathSecret }),
  });
  if (verdict.status === "refused") {
    await keep(engine, { ...stored, fate: "refused", reason: verdict.reason });
    throw new Refusal(401, verdict.reason, [{ path: "signature", message: verdict.reason }]);
  }
  const parsed = parseBody(rawBody, contentType);
  if (parsed.status === "refused") {
    await keep(engine, {
      ...stored,
      fate: "refused",
      reason: parsed.problems.map(({ message }) => message).join("; "),
    });
    throw new Refusal(statusOf[parsed.code], "The body cannot be read", parsed.problems);
  }
  const made = toSubmission(source, parsed.body, headers);
  if (made.status === "refused") {
    await keep(engine, { ...stored, fate: "refused", reason: made.problems.map(({ message }) => message).join("; ") });
    throw new Refusal(422, "The source's mapping does not fit the payload", made.problems);
  }
  if (made.status === "ignored")
    return answer(c, source, (await keep(engine, { ...stored, fate: "ignored", reason: made.reason })).id);
  const key = made.key === undefined ? { id: await hashOf(rawBody), forDay: true } : { id: made.key, forDay: false };
  const { id: payload } = await accept(engine, { ...stored, key, submission: made.submission, trace: c.var.trace });
  return answer(c, source, payload);
};

const statusOf = { tooLarge: 413, unsupported: 415, malformed: 400 } as const;

/** A browser that sent a form goes on to the page of thanks. */
const answer = (c: Ctx, { thanksUrl }: Source, id: string) =>
  thanksUrl !== undefined && c.req.header("accept")?.includes("text/html")
    ? c.redirect(thanksUrl, 303)
    : c.json({ accepted: true, id }, 202);

/** As text that a replay can read: in the encoding that its bytes are in. */
const textOf = (bytes: Uint8Array): string => decodeIn(encodingOf([bytes]))(bytes) ?? new TextDecoder().decode(bytes);

const hashOf = async (bytes: Uint8Array<ArrayBuffer>): Promise<string> =>
  Buffer.from(await crypto.subtle.digest("SHA-256", bytes)).toString("hex");
