import type { FactOf } from "../leads/entry.ts";
import type { Handoff, Lead, Line } from "../leads/lead.ts";
import * as Calendar from "../workspace/calendar.ts";
import type { Settings } from "../workspace/settings.ts";
import type { Instant } from "../world/world.ts";
import { assign, managerOf, type Roster } from "./assign.ts";

export type Lines = Record<Line, number>;
/** The score as it is now: its total, and the signals with what is left of each, strongest first. */
export type Scored = { total: number; signals(): Handoff["reasons"] };

/** With inside sales right now: nurture is silent. */
export const isWithSales = ({ handoff }: Pick<Lead, "handoff">): boolean =>
  handoff?.state === "open" || handoff?.state === "accepted";

/** The highest hand-off line that the score has reached. `warm` hands nothing over. */
const reached = (total: number, lines: Lines): Line | undefined =>
  total >= lines.sales ? "sales" : total >= lines.insideSales ? "insideSales" : undefined;

/**
 * What crossing a line does: opens one hand-off, raises an open one to a higher line, reopens after a return once the
 * cool-down is over and the score is still above.
 */
export const crossing = (
  lead: Lead,
  { total, signals }: Scored,
  lines: Lines,
  now: Instant,
  settings: Settings,
  roster: Roster,
): FactOf<"handoff.opened"> | FactOf<"handoff.raised"> | undefined => {
  const line = reached(total, lines);
  if (line === undefined || !mayBeHandedOver(lead, now)) return undefined;
  const { handoff } = lead;
  if (handoff !== undefined && isWithSales(lead)) {
    const higher = line === "sales" && handoff.line !== "sales";
    return higher ? { type: "handoff.raised", handoff: handoff.id, line, score: total } : undefined;
  }
  return open(lead, { total, signals }, line, now, settings, roster);
};

/** Everything that a rep needs to know why this lead is here. */
export const open = (
  lead: Lead,
  { total, signals }: Scored,
  line: Line,
  now: Instant,
  settings: Settings,
  roster: Roster,
  extra: Partial<Pick<FactOf<"handoff.opened">, "note" | "workflow" | "version" | "step">> = {},
): FactOf<"handoff.opened"> => {
  const owner = assign(settings.reps, roster, Calendar.dayOf(now, settings.timeZone));
  const fit =
    lead.score.fit === 0 ? [] : [{ signal: "fit", at: lead.createdAt, points: lead.score.fit, left: lead.score.fit }];
  return {
    type: "handoff.opened",
    handoff: `handoff_${lead.id.replace(/^lead_/, "")}_${lead.handoffs + 1}`,
    line,
    score: total,
    reasons: [...fit, ...signals()].slice(0, 10),
    dueAt: Calendar.addBusinessHours(now, settings.slaHours, settings),
    ...(owner === undefined ? {} : { owner }),
    ...extra,
  };
};

/** The lead that a hand-off's id belongs to. */
export const leadOf = (handoff: string): string | undefined => {
  const [, ulid] = /^handoff_([0-9A-Za-z]+)_\d+$/.exec(handoff) ?? [];
  return ulid === undefined ? undefined : `lead_${ulid}`;
};

export const mayBeHandedOver = (lead: Lead, now: Instant): boolean => isFree(lead) && !isResting(lead, now);

/** Nothing but a rest after a return may stand between the lead and a hand-off. */
export const isFree = (lead: Pick<Lead, "erased" | "gate" | "stage">): boolean =>
  lead.erased === undefined &&
  lead.gate.deals.length === 0 &&
  lead.stage !== "customer" &&
  lead.gate.suppressed?.reason !== "complaint";

const isResting = ({ handoff }: Lead, now: Instant): boolean =>
  handoff?.state === "returned" &&
  (handoff.returned?.reason === "wrongPerson" || (handoff.returned?.coolUntil ?? 0) > now);

/** No answer by the end of the SLA: remind, then the next person, then the manager, then it stays there, overdue. */
export const escalation = (
  handoff: Handoff,
  now: Instant,
  settings: Settings,
  roster: Roster,
): FactOf<"handoff.escalated"> | undefined => {
  const { dueAt, level, owner, id } = handoff;
  if (handoff.state !== "open" || dueAt === undefined || dueAt > now || level >= 3) return undefined;
  const next =
    level === 1
      ? assign(settings.reps, roster, Calendar.dayOf(now, settings.timeZone), owner === undefined ? [] : [owner])
      : level === 2
        ? managerOf(settings.reps)
        : owner;
  return {
    type: "handoff.escalated",
    handoff: id,
    level: level + 1,
    ...(next === undefined ? {} : { owner: next }),
    ...(level < 2 ? { dueAt: Calendar.addBusinessHours(now, settings.escalationHours, settings) } : {}),
  };
};
