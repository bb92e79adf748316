import type { DatabaseSync } from "node:sqlite";
import type { Clock, Instant } from "@rekindle/core/world/world";
import * as Meta from "./meta.ts";

/**
 * The only clock of the local run. It moves when it is told to, never back, and is written down before anything later
 * commits: after a crash it goes on where it was.
 */
export type LocalClock = Clock & { move(to: Instant): void };

export const open = (db: DatabaseSync, startAt: Instant): LocalClock => {
  const meta = Meta.open(db);
  let now = Number(meta.get("clock") ?? startAt);
  meta.set("clock", String(now));
  return {
    now: () => now,
    move: (to) => {
      if (to <= now) return;
      meta.set("clock", String(to));
      now = to;
    },
  };
};
