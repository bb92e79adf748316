import type { Capture, Cause } from "../leads/cause.ts";
import type { AttributeValue } from "../leads/lead.ts";
import type { Instant, Key } from "../world/world.ts";
import type { Engine } from "./engine.ts";
import { capture } from "./identity.ts";
import { bodyOf } from "./keys.ts";
import { type Message, send } from "./message.ts";

/** Something a visitor of a tracked site did. `id` makes it count once. */
export type Tracked = {
  id: string;
  name: string;
  properties: Record<string, AttributeValue>;
  occurredAt: Instant;
  at: Instant;
  trace?: string;
};

/** What a visitor does before they say who they are waits so long. */
const WAITS_MS = 90 * 86_400_000;

/**
 * Who a visitor is, under every name they go by (user and anonymous id): from now on, and for what waited. Says who the lead
 * is, or undefined where the person was erased.
 */
export const identify = async (
  engine: Engine,
  source: string,
  names: string[],
  person: Capture,
  cause: { id: string; at: Instant; trace?: string },
): Promise<string | undefined> => {
  const captured = await capture(engine, person, cause);
  if (captured.status === "suppressed") return undefined;
  await recognise(engine, source, names, captured.lead.id);
  return captured.lead.id;
};

/** From now on, and for what waited, a visitor under these names is that lead. */
export const recognise = async (engine: Engine, source: string, names: string[], lead: string): Promise<void> => {
  const visitors = [...new Set(names)].map((name) => visitorKey(engine, source, name));
  const body = JSON.stringify({ lead });
  await engine.world.table.put(visitors.map((key) => ({ ...key, rev: 1, body })));
  for (const key of visitors) await flush(engine, key, lead);
};

/** A visitor's act goes to their lead; of an unknown visitor it waits for their identify. */
export const track = async (engine: Engine, source: string, user: string, tracked: Tracked): Promise<void> => {
  const { table, seal } = engine.world;
  const key = visitorKey(engine, source, user);
  const known = await table.get(key);
  if (known !== undefined) return send(engine, [messageOf(bodyOf<{ lead: string }>(known).lead, tracked)]);
  await table.put([
    {
      pk: key.pk,
      sk: `wait#${seal.addressKey(tracked.id)}`,
      rev: 1,
      body: JSON.stringify(tracked),
      expiresAt: tracked.at + WAITS_MS,
    },
  ]);
  // They may have been identified at this very moment, before the act was there to be found.
  const meanwhile = await table.get(key, "consistent");
  if (meanwhile !== undefined) await flush(engine, key, bodyOf<{ lead: string }>(meanwhile).lead);
};

const flush = async (engine: Engine, { pk }: Key, lead: string): Promise<void> => {
  const { table } = engine.world;
  for (;;) {
    const page = await table.query({ pk, from: "wait#", to: "wait#~", limit: 100 });
    if (page.items.length === 0) return;
    await send(
      engine,
      page.items.map((item) => messageOf(lead, bodyOf<Tracked>(item))),
    );
    await table.remove(page.items.map(({ sk }) => ({ pk, sk })));
  }
};

const messageOf = (lead: string, { id, name, properties, occurredAt, at, trace }: Tracked): Message => {
  const cause: Cause = {
    type: "tracked",
    id,
    at,
    name,
    properties,
    occurredAt,
    ...(trace === undefined ? {} : { trace }),
  };
  return { kind: "cause", lead, cause };
};

/** Only a hash of a visitor's name is kept: it may be an address, and of any length. */
export const visitorKey = ({ world }: Engine, source: string, name: string): Key => ({
  pk: `visitor#${source}#${world.seal.addressKey(`visitor:${name}`)}`,
  sk: "visitor",
});
