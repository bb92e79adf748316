import type { Instant } from "../world/world.ts";
import type { Engine } from "./engine.ts";
import { bodyOf, keys } from "./keys.ts";
import { type Message, send } from "./message.ts";

/** Leads in one message: small enough that one message's work fits a function's life by far. */
const PER_MESSAGE = 50;
const PAGE = 500;
const MINUTE_MS = 60_000;

/**
 * Each minute: what became due since the cursor goes to the queue, and the cursor is saved last. Overlapping ticks are
 * harmless, what the cursor misses is the sweep's. Costs by what is due, not by what waits.
 */
export const tick = async (engine: Engine): Promise<number> => {
  const { world, config } = engine;
  const now = world.clock.now();
  let queued = 0;
  for (let shard = 0; shard < config.shards; shard++) {
    const name = `s${shard}`;
    const cursor = await world.table.get(keys.cursor(name));
    const from = cursor === undefined ? 0 : bodyOf<{ until: Instant }>(cursor).until;
    queued += await queueDue(engine, name, now, from);
    if (queued > 0 || cursor === undefined)
      await world.table.put([{ ...keys.cursor(name), rev: 1, body: JSON.stringify({ until: now }) }]);
  }
  return queued;
};

/** Every five minutes, and only while the queue is short: everything overdue, from the beginning of time. */
export const sweep = async (engine: Engine): Promise<number> => {
  let queued = 0;
  const now = engine.world.clock.now();
  for (let shard = 0; shard < engine.config.shards; shard++) queued += await queueDue(engine, `s${shard}`, now, 0);
  return queued;
};

const queueDue = async (engine: Engine, shard: string, until: Instant, from: Instant): Promise<number> => {
  let after: string | undefined;
  let first: Instant | undefined;
  let queued = 0;
  do {
    const page = await engine.world.table.due({
      shard,
      until,
      limit: PAGE,
      from,
      ...(after === undefined ? {} : { after }),
    });
    const leads = page.keys.filter(({ sk }) => sk === "lead");
    const messages: Message[] = [];
    for (let at = 0; at < leads.length; at += PER_MESSAGE) {
      const part = leads.slice(at, at + PER_MESSAGE);
      const look: Message = { kind: "look", leads: part.map(({ pk }) => pk) };
      first ??= part[0]?.at;
      // What became due one after the other goes on in that rhythm: these mails have turns (docs/decisions/0011).
      const delayMs = engine.config.pacing && from > 0 ? Math.min((part[0]?.at ?? 0) - (first ?? 0), MINUTE_MS) : 0;
      if (delayMs > 0) await send(engine, [look], delayMs);
      else messages.push(look);
    }
    for (const { pk, sk } of page.keys) {
      if (sk === "deal") messages.push({ kind: "deal", deal: pk });
      else if (sk === "job") messages.push({ kind: "job", job: pk });
      else if (pk.startsWith("payload#"))
        messages.push({ kind: "payload", source: pk.slice("payload#".length), payload: sk });
    }
    if (messages.length > 0) await send(engine, messages);
    queued += page.keys.length;
    after = page.next;
  } while (after !== undefined);
  return queued;
};
