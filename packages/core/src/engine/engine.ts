import type { Catalogue } from "../catalogue.ts";
import type { Roster } from "../handoff/assign.ts";
import type { Instant, World } from "../world/world.ts";

export type EngineConfig = {
  /** Shards of the due index. More shards, more leads due per minute; changing it needs the sweep's first pass. */
  shards: number;
  /** How long a worker may go on with the catalogue it has read. */
  catalogueLifeMs: number;
  /**
   * Mails go no faster than SES takes them (docs/decisions/0011). Off in the local run: its clock jumps to what is due next,
   * and its SES takes everything, so waiting for a second would only slow the days down.
   */
  pacing: boolean;
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
  config: { shards: 4, catalogueLifeMs: 0, pacing: false, ...config },
  cache: { roster: {}, watermark: 0 },
});
