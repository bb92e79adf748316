import type { Scope } from "../workspace/people.ts";
import type { Instant } from "../world/world.ts";
import type { Engine } from "./engine.ts";
import { bodyOf, keys } from "./keys.ts";

/** A key as it is kept: never the key itself, only its SHA-256 in hex. */
export type ApiKey = { id: string; name: string; scopes: Scope[]; hash: string; createdAt: Instant; by?: string };

export const keepKey = async ({ world }: Engine, key: Omit<ApiKey, "createdAt">): Promise<ApiKey> => {
  const kept: ApiKey = { ...key, createdAt: world.clock.now() };
  await world.table.put([
    { ...keys.apiKey(key.id), rev: 1, body: JSON.stringify(kept), list: { in: "keys", by: key.id } },
  ]);
  return kept;
};

/** Consistent: a key that was revoked a moment ago opens nothing. */
export const findKey = async ({ world }: Engine, id: string): Promise<ApiKey | undefined> => {
  const item = await world.table.get(keys.apiKey(id), "consistent");
  return item === undefined ? undefined : bodyOf<ApiKey>(item);
};

export const listKeys = async (
  { world }: Engine,
  page: { limit: number; after?: string },
): Promise<{ items: ApiKey[]; next?: string }> => {
  const { items, next } = await world.table.listed({ in: "keys", ...page });
  const known = items.map((item) => bodyOf<ApiKey>(item));
  return next === undefined ? { items: known } : { items: known, next };
};

export const revokeKey = ({ world }: Engine, id: string): Promise<void> =>
  world.table.remove([keys.apiKey(id), keys.apiKeyUse(id)]);

/** An hour is exact enough to tell a key that nobody needs any more. */
const NOTED_MS = 3_600_000;
/** Per process and key: when its use was noted last. Lives as long as the engine. */
const noted = new WeakMap<Engine, Map<string, Instant>>();

/** Remembers that a key was used, at most once an hour and process. */
export const noteUse = async (engine: Engine, id: string): Promise<void> => {
  const known = noted.get(engine) ?? new Map<string, Instant>();
  noted.set(engine, known);
  const now = engine.world.clock.now();
  if (now - (known.get(id) ?? Number.NEGATIVE_INFINITY) < NOTED_MS) return;
  known.set(id, now);
  await engine.world.table.put([{ ...keys.apiKeyUse(id), rev: 1, body: JSON.stringify({ at: now }) }]);
};

/** When each of these was used last; undefined: never. */
export const usesOf = async ({ world }: Engine, ids: string[]): Promise<(Instant | undefined)[]> =>
  (await world.table.getMany(ids.map(keys.apiKeyUse))).map((item) =>
    item === undefined ? undefined : bodyOf<{ at: Instant }>(item).at,
  );
