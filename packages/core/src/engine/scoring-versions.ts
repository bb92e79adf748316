import { defaultModel } from "../scoring/default-model.ts";
import { current } from "./catalogue.ts";
import type { Engine } from "./engine.ts";
import { keys } from "./keys.ts";
import { type StoredScoring, storedScoring } from "./scoring-version.ts";

export type ScoringVersion = StoredScoring & { version: number };

/** Published models, newest first; version 0 is the one that ships. */
export const scoringVersions = async (
  engine: Engine,
  { limit, after }: { limit: number; after?: string },
): Promise<{ items: ScoringVersion[]; next?: string }> => {
  const { scoringVersion } = await current(engine);
  const first = after === undefined ? scoringVersion : Math.min(scoringVersion, Number(after));
  if (!Number.isInteger(first) || first < 0) throw new RangeError("no such cursor");
  const wanted = Array.from({ length: Math.min(limit, first + 1) }, (_, n) => first - n);
  const found = await engine.world.table.getMany(wanted.map((version) => keys.version("scoring", "model", version)));
  const items = wanted.flatMap((version, index): ScoringVersion[] => {
    const item = found[index];
    if (version === 0) return [{ version, model: defaultModel, signedOff: [] }];
    return item === undefined ? [] : [{ version, ...storedScoring(item) }];
  });
  const next = first - wanted.length;
  return next < 0 ? { items } : { items, next: `${next}` };
};

export const findScoringVersion = async (engine: Engine, version: number): Promise<ScoringVersion | undefined> => {
  if (version === 0) return { version, model: defaultModel, signedOff: [] };
  const item = await engine.world.table.get(keys.version("scoring", "model", version));
  return item === undefined ? undefined : { version, ...storedScoring(item) };
};
