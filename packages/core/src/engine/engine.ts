import type { Catalogue } from "../catalogue.ts";
import type { Roster } from "../handoff/assign.ts";
import type { Instant, World } from "../world/world.ts";

export type EngineConfig = {
  /** Shards of the due index. More shards, more leads due per minute; changing it needs the sweep's first pass. */
  shards: number;
  /** How long a worker may go on with the catalogue it has read. */
  catalogueLifeMs: number;
};

/** What one process works with: the world, and what it has cached of the catalogue. */
export type Engine = {
  world: World;
  config: EngineConfig;
  cache: {
    manifestRev?: number;
    readAt?: Instant;
    catalogue?: Catalogue;
    roster: Roster;
    rosterDay?: string;
    watermark: Instant;
  };
};

export const create = (world: World, config: Partial<EngineConfig> = {}): Engine => ({
  world,
  config: { shards: 4, catalogueLifeMs: 0, ...config },
  cache: { roster: {}, watermark: 0 },
});
