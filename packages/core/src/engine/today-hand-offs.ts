import type { Catalogue } from "../catalogue.ts";
import { nextMove } from "../handoff/next-move.ts";
import type { Handoff, Lead } from "../leads/lead.ts";
import { totalAt } from "../scoring/score.ts";
import { addBusinessHours } from "../workspace/calendar.ts";
import type { Instant } from "../world/world.ts";
import type { Engine } from "./engine.ts";
import { findMany } from "./lead-store.ts";
import type { FirstHandOff, Need } from "./today-need.ts";

/** So many open hand-offs are read, the soonest due first. */
const MOST = 100;
const HOUR_MS = 3_600_000;

/** Hand-offs that were to be answered, that are due within the hour, and, for those who answer them, that wait. */
export const handOffNeeds = async (engine: Engine, { settings }: Catalogue, waiting: boolean): Promise<Need[]> => {
  const now = engine.world.clock.now();
  const page = await engine.world.table.listed({ in: "handoffs#open", limit: MOST });
  const leads = await findMany(
    engine,
    page.items.map(({ pk }) => pk),
  );
  const open = leads.flatMap((lead): Waiting[] => {
    const handoff = lead?.handoff;
    if (lead === undefined || handoff?.state !== "open") return [];
    // Reminders move the deadline; what was promised is the first one.
    return [{ lead, handoff, promisedAt: addBusinessHours(handoff.openedAt, settings.slaHours, settings) }];
  });
  const sorted = open.toSorted((a, b) => a.promisedAt - b.promisedAt);
  const over = sorted.filter(({ promisedAt }) => promisedAt < now);
  const soon = sorted.filter(({ promisedAt }) => promisedAt >= now && promisedAt - now <= HOUR_MS);
  const rest = sorted.filter(({ promisedAt }) => promisedAt - now > HOUR_MS);
  const needs: Need[] = [];
  const [late] = over;
  if (late !== undefined) {
    const next = nextMove(late.handoff, settings, engine.cache.roster);
    needs.push({
      id: "handOffsOver",
      kind: "handOffsOver",
      severity: "now",
      count: over.length,
      first: first(late, now),
      sinceAt: late.promisedAt,
      ...(next === undefined ? {} : { next }),
    });
  }
  const [due] = soon;
  if (due !== undefined)
    needs.push({
      id: "handOffsSoon",
      kind: "handOffsSoon",
      severity: "soon",
      count: soon.length,
      first: first(due, now),
      owners: ownersOf(soon),
    });
  const [later] = rest;
  if (waiting && later !== undefined)
    needs.push({
      id: "handOffsWaiting",
      kind: "handOffsWaiting",
      severity: "look",
      count: rest.length,
      first: first(later, now),
    });
  return needs;
};

type Waiting = { lead: Lead; handoff: Handoff; promisedAt: Instant };

const first = ({ lead, handoff, promisedAt }: Waiting, now: Instant): FirstHandOff => ({
  handoff: handoff.id,
  lead: lead.id,
  score: totalAt(lead.score, now),
  dueAt: promisedAt,
  ...(lead.name === undefined ? {} : { name: lead.name }),
  ...(lead.company === undefined ? {} : { company: lead.company.name }),
  ...(handoff.owner === undefined ? {} : { owner: handoff.owner }),
});

const ownersOf = (all: Waiting[]): { owner: string; n: number }[] => {
  const counted = new Map<string, number>();
  for (const { handoff } of all)
    if (handoff.owner !== undefined) counted.set(handoff.owner, (counted.get(handoff.owner) ?? 0) + 1);
  return [...counted].map(([owner, n]) => ({ owner, n })).sort((a, b) => b.n - a.n);
};
