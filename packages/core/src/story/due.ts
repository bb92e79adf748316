import { currentGraph } from "../catalogue.ts";
import type { Lead } from "../leads/lead.ts";
import * as Score from "../scoring/score.ts";
import type { Instant } from "../world/world.ts";
import { thresholdsOf } from "./asked.ts";
import { dateAt, dormantAt } from "./triggers.ts";
import type { Given } from "./turn.ts";

/**
 * When to look at a lead again: the earliest of everything that time alone can change. A timer that moved later is not
 * rewritten (it fires early and finds nothing), and what is pending keeps a lead due, so that a crash is found by the sweep.
 */
export const dueAt = (lead: Lead, before: Instant | undefined, now: Instant, given: Given): Instant | undefined => {
  if (lead.erased !== undefined) {
    const again = lead.erased.at + ERASED_AGAIN_MS;
    return now < again ? again : undefined;
  }
  if (lead.parked !== undefined) return undefined;
  if (lead.outbox.some(({ retryAt }) => retryAt === undefined))
    return before !== undefined && before <= now ? before : now;
  // A mail may wait for its turn for days: what time does to the lead goes on meanwhile.
  const timers = [
    ...enrolments(lead, given),
    ...handoff(lead, given),
    cooling(lead, now, given),
    ...triggers(lead, given),
  ];
  if (lead.outbox.length > 0)
    return Math.min(
      earliest(timers, now) ?? Number.POSITIVE_INFINITY,
      ...lead.outbox.map(({ retryAt }) => retryAt ?? now),
    );
  const next = earliest(timers, now);
  return before !== undefined && before > now && (next === undefined || next > before) ? before : next;
};

/** A tombstone is wiped once more after the longest life of a function: a stale worker may have appended an entry. */
const ERASED_AGAIN_MS = 15 * 60_000;

const earliest = (moments: (Instant | undefined)[], now: Instant): Instant | undefined => {
  let first: Instant | undefined;
  for (const at of moments) if (at !== undefined && at > now && (first === undefined || at < first)) first = at;
  return first;
};

/** A paused workflow's people wait without being due: resuming looks at them again. */
const enrolments = ({ enrolments }: Lead, { catalogue }: Given): (Instant | undefined)[] =>
  enrolments.filter(({ workflow }) => catalogue.workflows[workflow]?.state === "running").map(({ until }) => until);

const handoff = ({ handoff, score }: Lead, { now, catalogue }: Given): (Instant | undefined)[] => {
  if (handoff?.state === "open") return [handoff.dueAt];
  const cool = handoff?.state === "returned" ? handoff.returned?.coolUntil : undefined;
  return cool !== undefined && Score.totalAt(score, Math.max(now, cool)) >= catalogue.scoring.lines.insideSales
    ? [cool]
    : [];
};

/** Falling below a line is an event too. */
const cooling = (lead: Lead, now: Instant, { catalogue }: Given): Instant | undefined => {
  const { score } = lead;
  const total = Score.totalAt(score, now);
  const below = thresholdsOf(lead, catalogue).filter((line) => line <= total);
  return below.length === 0 ? undefined : Score.coolsAt(score, Math.max(...below), now);
};

const triggers = (lead: Lead, given: Given): (Instant | undefined)[] =>
  Object.entries(given.catalogue.workflows).flatMap(([id, { state }]) => {
    const graph = state === "running" ? currentGraph(given.catalogue, id) : undefined;
    if (graph === undefined) return [];
    const over = graph.definition.entry.reentry === "never" && lead.past[id] !== undefined;
    return graph.definition.triggers.map((trigger) => {
      if (over) return undefined;
      if (trigger.kind === "dormant") return dormantAt(lead.engagedAt, trigger.for, given.catalogue.settings.timeZone);
      return trigger.kind === "date" ? dateAt({ lead, given }, trigger) : undefined;
    });
  });
