import { bodyOf } from "@rekindle/core/engine/keys";
import { markSeen } from "@rekindle/core/engine/source-seen";
import { identify, track } from "@rekindle/core/engine/visitors";
import { textAt } from "@rekindle/core/leads/json";
import { toSubmission } from "@rekindle/core/leads/payload";
import { type SegmentCall, toSegmentCalls } from "@rekindle/core/leads/segment-calls";
import type { Source, StoredSource } from "@rekindle/core/leads/source";
import { Hono } from "hono";
import { type ParsedBody, parseBody } from "../intake/body.ts";
import { same } from "../intake/same.ts";
import { secretsBefore, writeKeyIn } from "../intake/verify.ts";
import { type Ctx, type Env, now } from "./env.ts";
import { Refusal } from "./problem.ts";

/** Segment's HTTP API, for its own clients: Basic authentication with the source's write key. */
export const segment = new Hono<Env>()
  .post("/batch", (c) => take(c, "batch"))
  .post("/identify", (c) => take(c, "identify"))
  .post("/track", (c) => take(c, "track"))
  .post("/page", (c) => take(c, "page"));

const take = async (c: Ctx, path: string) => {
  const rawBody = new Uint8Array(await c.req.arrayBuffer());
  const parsed = parseBody(rawBody, c.req.header("content-type") ?? "application/json");
  const key = writeKeyIn(c.req.header("authorization")) ?? writeKeyOf(path, parsed);
  const { id, source } = await sourceOf(c, key);
  if (parsed.status === "refused")
    throw new Refusal(parsed.code === "tooLarge" ? 413 : 400, "The body cannot be read", parsed.problems);
  const read = toSegmentCalls(parsed.body, path);
  if (read.status === "refused") throw new Refusal(422, "The calls cannot be read", read.problems);
  for (const call of read.calls) await one(c, id, source, call, rawBody);
  await markSeen(c.var.engine, id, now(c));
  return c.json({ success: true });
};

/** The snippet of a page can send no header without asking first: it writes its key into the body, and only visits come so. */
const writeKeyOf = (path: string, parsed: ParsedBody): string | undefined =>
  path === "page" && parsed.status === "ok" ? textAt(parsed.body, "writeKey") : undefined;

/** The source that the write key belongs to. */
const sourceOf = async (c: Ctx, key: string | undefined): Promise<{ id: string; source: Source }> => {
  if (key === undefined) throw new Refusal(401, "Send the write key as the user of Basic authentication");
  const { items } = await c.var.engine.world.table.listed({ in: "sources", limit: 500 });
  for (const item of items) {
    const source = bodyOf<StoredSource>(item);
    const good = [source.secret, secretsBefore(source, c.var.nowWallMs())?.secret];
    if (source.kind === "segment" && good.some((secret) => secret !== undefined && same(key, secret)))
      return { id: item.pk.slice("source#".length), source };
  }
  throw new Refusal(401, "The write key is wrong");
};

const one = async (
  c: Ctx,
  id: string,
  source: Source,
  call: SegmentCall,
  rawBody: Uint8Array<ArrayBuffer>,
): Promise<void> => {
  const { engine } = c.var;
  const at = now(c);
  const key = `segment:${id}:${call.messageId ?? (await hashOf(rawBody, call))}`;
  if (call.type === "track" || call.type === "page" || call.type === "screen") {
    const occurredAt = Math.min(call.timestamp ?? at, at);
    return track(engine, id, visitorOf(call), {
      id: key,
      name: viewed[call.type] ?? call.event ?? call.type,
      properties: call.properties,
      occurredAt,
      at,
      trace: c.var.trace,
    });
  }
  if (call.type !== "identify") return;
  const made = toSubmission(source, call.body);
  // An identify without an address tells nobody who they are: what they did goes on waiting.
  if (made.status !== "ok") return;
  const { email, name, company, attributes, tags, consent } = made.submission;
  await identify(
    engine,
    id,
    [call.userId, call.anonymousId].flatMap((name) => (name === undefined ? [] : [name])),
    {
      via: "api",
      email,
      attributes,
      tags,
      source: id,
      consent: {
        basis: consent.basis,
        at,
        source: id,
        ...(consent.evidence === undefined ? {} : { evidence: consent.evidence }),
      },
      ...(name === undefined ? {} : { name }),
      ...(company === undefined ? {} : { company }),
      ...(source.list === undefined ? {} : { list: source.list }),
    },
    { id: key, at, trace: c.var.trace },
  );
};

/** Segment's own words for what the scoring model calls a view. */
const viewed: Partial<Record<SegmentCall["type"], string>> = { page: "page.viewed", screen: "screen.viewed" };

const visitorOf = ({ userId, anonymousId }: SegmentCall): string => userId ?? anonymousId ?? "";

const hashOf = async (rawBody: Uint8Array<ArrayBuffer>, call: SegmentCall): Promise<string> => {
  const bytes = new TextEncoder().encode(
    JSON.stringify([call.type, call.userId, call.timestamp, call.event, call.properties]),
  );
  return Buffer.from(await crypto.subtle.digest("SHA-256", rawBody.length < 10_000 ? rawBody : bytes)).toString("hex");
};
