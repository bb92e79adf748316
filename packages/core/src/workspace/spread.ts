import type { Instant } from "../world/world.ts";
import { openingsFrom } from "./openings.ts";
import type { Settings } from "./settings.ts";

/**
 * When the n-th person begins (0, 1 …): so many each business day, when it opens, the first after `since`. So nobody is mailed
 * before there was time to think again. Without `perDay` all begin on the first day.
 */
export const turnOf = (
  n: number,
  perDay: number | undefined,
  since: Instant,
  { businessHours, timeZone }: Pick<Settings, "businessHours" | "timeZone">,
): Instant => {
  const day = perDay === undefined ? 0 : Math.floor(n / perDay);
  let passed = 0;
  let last = since;
  for (const { from } of openingsFrom(since, businessHours, timeZone, 4_000)) {
    if (from <= since) continue;
    last = from;
    if (passed === day) return from;
    passed += 1;
  }
  // Hours that never open hold nobody back for ever.
  return last + (day - passed + 1) * A_DAY_MS;
};
const A_DAY_MS = 86_400_000;

/** Who comes in by themselves once a workflow is published has a turn too: `people` were expected, `perDay` of them on a business day. */
export type Spread = { since: Instant; perDay: number; people: number };

/** Nobody counts those who come by themselves, so each draws a place in the line: always the same one, evenly spread. */
export const turnIn = (
  { since, perDay, people }: Spread,
  lead: string,
  settings: Parameters<typeof turnOf>[3],
): Instant => {
  let hash = 0x811c9dc5;
  for (let i = 0; i < lead.length; i++) hash = Math.imul(hash ^ lead.charCodeAt(i), 0x01000193);
  return turnOf((hash >>> 0) % Math.max(1, people), perDay, since, settings);
};
