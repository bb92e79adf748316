import type { Instant } from "../world/world.ts";
import type { Engine } from "./engine.ts";
import { bodyOf, keys } from "./keys.ts";

/** When a source without deliveries of its own, such as the snippet of a site, was last heard of; to the minute. */
export const markSeen = async (engine: Engine, source: string, at: Instant): Promise<void> => {
  const marked = marks.get(engine) ?? new Map<string, Instant>();
  if (at - (marked.get(source) ?? Number.NEGATIVE_INFINITY) < MINUTE_MS) return;
  marks.set(engine, marked.set(source, at));
  await engine.world.table.put([{ ...keys.sourceSeen(source), rev: 1, body: JSON.stringify({ at }) }]);
};

export const lastSeenAt = async ({ world }: Engine, source: string): Promise<Instant | undefined> => {
  const item = await world.table.get(keys.sourceSeen(source));
  return item === undefined ? undefined : bodyOf<{ at: Instant }>(item).at;
};

const MINUTE_MS = 60_000;
/** As long as the process; a source is an entry, and there are few. */
const marks = new WeakMap<Engine, Map<string, Instant>>();
