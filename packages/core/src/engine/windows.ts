import type { Catalogue } from "../catalogue.ts";
import type { Cause } from "../leads/cause.ts";
import type { Lead, Score } from "../leads/lead.ts";
import { KEPT_WINDOWS, windowsOf } from "../scoring/score.ts";
import { windowAt } from "../scoring/signals.ts";
import type { Instant } from "../world/world.ts";
import type { Engine } from "./engine.ts";
import { recount } from "./recount.ts";
import { entriesOf } from "./timeline.ts";

/**
 * The record remembers the newest windows of each capped signal. What happened in an older one and is told only now counts
 * by what the timeline knows of that window: the same score, in whatever order things are told.
 */
export const withOldWindows = async (
  engine: Engine,
  lead: Lead,
  causes: Cause[],
  { scoring, settings }: Catalogue,
): Promise<Lead> => {
  const { caps } = lead.score;
  if (Object.keys(caps).length < KEPT_WINDOWS) return lead;
  const moments = causes.flatMap((cause) => momentOf(cause) ?? []);
  const forgotten = scoring.signals.flatMap((rule) => {
    if (rule.cap === undefined) return [];
    const kept = windowsOf(caps, rule.id);
    const oldest = kept.length < KEPT_WINDOWS ? undefined : kept[0];
    if (oldest === undefined) return [];
    return moments.flatMap((at) => windowAt(rule, at, settings.timeZone) ?? []).filter((window) => window < oldest);
  });
  if (forgotten.length === 0) return lead;
  const all = recount(lead, await entriesOf(engine, lead.id), scoring, settings.timeZone).caps;
  const found: Score["caps"] = {};
  for (const window of forgotten) if (all[window] !== undefined) found[window] = all[window];
  return { ...lead, score: { ...lead.score, caps: { ...found, ...caps } } };
};

/** When that which a cause tells of happened, where it may give points. */
const momentOf = (cause: Cause): Instant | undefined => {
  switch (cause.type) {
    case "tracked":
    case "mailEvent":
      return cause.occurredAt;
    case "clicked":
      return cause.evidence.occurredAt;
    case "captured":
      return cause.capture.occurredAt ?? cause.at;
    case "called":
      return cause.at;
    default:
      return undefined;
  }
};
