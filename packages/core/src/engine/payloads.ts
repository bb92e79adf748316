import type { Submission, Why } from "../leads/payload.ts";
import type { StoredSource } from "../leads/source.ts";
import type { Instant, Item } from "../world/world.ts";
import { current } from "./catalogue.ts";
import { happen } from "./cause.ts";
import type { Engine } from "./engine.ts";
import { capture } from "./identity.ts";
import { bodyOf, keys, shardOf } from "./keys.ts";
import { send } from "./message.ts";
import { recognise } from "./visitors.ts";

/** One delivery to a source, as it came, and what became of it. Kept as long as the settings say, for a look and for replay. */
export type Payload = {
  id: string;
  source: string;
  receivedAt: Instant;
  /** When it came first, where this is a refused one that was put through again: what was agreed to was agreed to then. */
  firstAt?: Instant;
  /** `replayed`: refused, and put through again as `replayedAs`. */
  fate: Fate;
  /** The body as text, at most 100,000 characters of it. */
  raw: string;
  contentType?: string;
  submission?: Submission;
  reason?: string;
  /** Why it was refused, in one word. */
  why?: Why | "signature" | "erased";
  lead?: string;
  replayedAs?: string;
  /** The request that brought it. */
  trace?: string;
};

export const fates = ["waiting", "done", "ignored", "refused", "replayed"] as const;
export type Fate = (typeof fates)[number];

const DAY_MS = 86_400_000;
const MOST_RAW = 100_000;

export type Delivery = {
  source: string;
  raw: string;
  contentType?: string;
  /** The provider's id of the delivery, or a hash of its body: that one counts for 24 hours. */
  key: { id: string; forDay: boolean };
  submission: Submission;
  trace?: string;
  firstAt?: Instant;
};

/** Stores a delivery and queues it. The same one again gives the same id and does nothing. Resolves when it is stored. */
export const accept = async (engine: Engine, delivery: Delivery): Promise<{ id: string }> => {
  const { world } = engine;
  const now = world.clock.now();
  const { source, key } = delivery;
  let id = `payload_${world.seal.addressKey(`${source}:${key.id}`)}`;
  const known = await world.table.get(keys.payload(source, id), "consistent");
  if (known !== undefined) {
    if (!key.forDay || now - bodyOf<Payload>(known).receivedAt < DAY_MS) return { id };
    id = `payload_${world.seal.addressKey(`${source}:${key.id}:${now}`)}`;
  }
  const { submission, trace, firstAt } = delivery;
  const stored = await put(
    engine,
    {
      ...base(delivery, id, now),
      fate: "waiting",
      submission,
      ...(trace === undefined ? {} : { trace }),
      ...(firstAt === undefined ? {} : { firstAt }),
    },
    now + 60_000,
  );
  if (stored) await send(engine, [{ kind: "payload", source, payload: id }]);
  return { id };
};

/** What could not be taken, with its reason: kept for a look. Takes no idempotency key, so a corrected one gets through. */
export const keep = async (
  engine: Engine,
  refused: Pick<Delivery, "source" | "raw" | "contentType"> & { reason: string } & (
      | { fate: "refused"; why: Why | "signature" }
      | { fate: "ignored" }
    ),
): Promise<{ id: string }> => {
  const id = engine.world.ids.next("payload");
  await put(engine, {
    ...base(refused, id, engine.world.clock.now()),
    fate: refused.fate,
    reason: refused.reason,
    ...(refused.fate === "refused" ? { why: refused.why } : {}),
  });
  return { id };
};

const base = (
  { source, raw, contentType }: Pick<Delivery, "source" | "raw" | "contentType">,
  id: string,
  receivedAt: Instant,
) => ({
  id,
  source,
  receivedAt,
  raw: raw.slice(0, MOST_RAW),
  ...(contentType === undefined ? {} : { contentType }),
});

const put = async (engine: Engine, payload: Payload, dueAt?: Instant): Promise<boolean> => {
  const { world, config } = engine;
  const { source, id, receivedAt } = payload;
  // As this worker knows it: a delivery is not worth a read of the settings.
  const { retention } = (engine.cache.catalogue ?? (await current(engine))).settings;
  const item: Item = {
    ...keys.payload(source, id),
    rev: 1,
    body: JSON.stringify(payload),
    list: listingOf(payload),
    expiresAt: receivedAt + retention.payloadDays * DAY_MS,
    ...(dueAt === undefined ? {} : { due: { shard: shardOf(`payload#${source}`, config.shards), at: dueAt } }),
  };
  const [answer] = await world.table.commit([{ put: item, expect: 0 }]);
  return answer === "stored";
};

/** Refused ones have a listing of their own: somebody has to look at them. */
const listingOf = ({ source, id, receivedAt, fate }: Payload) => ({
  in: fate === "refused" ? listings.refused(source) : listings.others(source),
  by: `${String(receivedAt).padStart(15, "0")}#${id}`,
});
export const listings = {
  refused: (source: string): string => `refused#${source}`,
  others: (source: string): string => `payloads#${source}`,
};

/** Nothing else is kept of it: it would bring back what was erased. */
const ERASED = "This person was erased. Only their own opt-in lets them in again.";

/** Makes a stored delivery happen to its lead, once. */
export const takePayload = async (engine: Engine, sourceId: string, id: string): Promise<void> => {
  const { world } = engine;
  const item = await world.table.get(keys.payload(sourceId, id), "consistent");
  if (item === undefined) return;
  const payload = bodyOf<Payload>(item);
  const { submission, receivedAt, fate, trace } = payload;
  const saidAt = payload.firstAt ?? receivedAt;
  const traced = trace === undefined ? {} : { trace };
  if (fate !== "waiting" || submission === undefined) return;
  const source = await findSource(engine, sourceId);
  const { basis, evidence } = submission.consent;
  const captured = await capture(
    engine,
    {
      via: "form",
      email: submission.email,
      ...(submission.name === undefined ? {} : { name: submission.name }),
      ...(submission.company === undefined ? {} : { company: submission.company }),
      attributes: submission.attributes,
      tags: submission.tags,
      source: sourceId,
      payload: id,
      occurredAt: saidAt,
      ...(source?.list === undefined ? {} : { list: source.list }),
      consent: { basis, at: saidAt, source: sourceId, ...(evidence === undefined ? {} : { evidence }) },
    },
    { id, at: receivedAt, ...traced },
  );
  const isErased = captured.status === "suppressed" || captured.lead.erased !== undefined;
  if (!isErased && source?.event !== undefined)
    await happen(engine, captured.lead.id, {
      type: "tracked",
      id: `${id}:event`,
      ...traced,
      at: receivedAt,
      name: source.event,
      properties: { source: sourceId },
      occurredAt: saidAt,
    });
  if (!isErased && source?.visits !== undefined && submission.visitor !== undefined)
    await recognise(engine, source.visits, [submission.visitor], captured.lead.id);
  const { due: _, ...rest } = item;
  const done: Payload = isErased
    ? { ...base({ source: sourceId, raw: "" }, id, receivedAt), fate: "refused", reason: ERASED, why: "erased" }
    : { ...payload, fate: "done", lead: captured.lead.id };
  await world.table.commit([{ put: { ...rest, rev: item.rev + 1, body: JSON.stringify(done) }, expect: item.rev }]);
};

export const findSource = async ({ world }: Engine, id: string): Promise<StoredSource | undefined> => {
  const item = await world.table.get(keys.source(id));
  return item === undefined ? undefined : bodyOf<StoredSource>(item);
};

export const findPayload = async ({ world }: Engine, source: string, id: string): Promise<Payload | undefined> => {
  const item = await world.table.get(keys.payload(source, id), "consistent");
  return item === undefined ? undefined : bodyOf<Payload>(item);
};

/** Puts a kept delivery through again, as its source is mapped now. A refused one is then no longer among the refused. */
export const replay = async (engine: Engine, payload: Payload, submission: Submission): Promise<{ id: string }> => {
  const { id, source, raw, contentType, fate, firstAt, receivedAt } = payload;
  const again = fate === "refused" ? "mended" : engine.world.clock.now();
  const accepted = await accept(engine, {
    source,
    raw,
    ...(contentType === undefined ? {} : { contentType }),
    key: { id: `${id}:replay:${again}`, forDay: false },
    submission,
    firstAt: firstAt ?? receivedAt,
  });
  if (fate === "refused") await settle(engine, source, id, accepted.id);
  return accepted;
};

const settle = async ({ world }: Engine, source: string, id: string, replayedAs: string): Promise<void> => {
  const item = await world.table.get(keys.payload(source, id), "consistent");
  if (item === undefined) return;
  // What it held goes with the new one, which an erasure finds by the lead's entries.
  const payload: Payload = { ...bodyOf<Payload>(item), raw: "", fate: "replayed", replayedAs };
  await world.table.commit([
    { put: { ...item, rev: item.rev + 1, body: JSON.stringify(payload), list: listingOf(payload) }, expect: item.rev },
  ]);
};
