import type { Handoff } from "../leads/lead.ts";
import * as Calendar from "../workspace/calendar.ts";
import type { Settings } from "../workspace/settings.ts";
import type { Instant } from "../world/world.ts";
import { assign, managerOf, type Roster } from "./assign.ts";

/** To whom an open hand-off goes if nobody answers, and when: `escalation` as a forecast. At the manager it stays. */
export const nextMove = (
  { state, dueAt, level, owner }: Handoff,
  settings: Settings,
  roster: Roster,
): { owner: string; at: Instant } | undefined => {
  if (state !== "open" || dueAt === undefined || level >= 3) return undefined;
  const at = level === 0 ? Calendar.addBusinessHours(dueAt, settings.escalationHours, settings) : dueAt;
  const next =
    level === 2
      ? managerOf(settings.reps)
      : assign(settings.reps, roster, Calendar.dayOf(at, settings.timeZone), owner === undefined ? [] : [owner]);
  return next === undefined || next === owner ? undefined : { owner: next, at };
};
