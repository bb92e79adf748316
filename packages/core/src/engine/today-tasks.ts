import { startOfNextDay } from "../workspace/calendar.ts";
import type { Instant } from "../world/world.ts";
import { current } from "./catalogue.ts";
import type { Engine } from "./engine.ts";
import { find } from "./lead-store.ts";
import { openTasks } from "./tasks.ts";
import type { Need } from "./today-need.ts";

/** What was promised for today, or before. */
export const taskNeeds = async (engine: Engine, now: Instant): Promise<Need[]> => {
  const { settings } = await current(engine);
  const { items } = await openTasks(engine, { until: startOfNextDay(now, settings.timeZone), limit: MOST });
  const [task] = items;
  if (task === undefined) return [];
  const lead = await find(engine, task.lead);
  const { dueAt, text, kind, owner } = task;
  return [
    {
      id: "tasksDue",
      kind: "tasksDue",
      severity: dueAt < now ? "now" : dueAt - now <= HOUR_MS ? "soon" : "look",
      count: items.length,
      first: {
        lead: task.lead,
        dueAt,
        callback: kind === "callback",
        ...(text === undefined ? {} : { text }),
        ...(owner === undefined ? {} : { owner }),
        ...(lead?.name === undefined ? {} : { name: lead.name }),
        ...(lead?.company === undefined ? {} : { company: lead.company.name }),
      },
    },
  ];
};
const MOST = 100;
const HOUR_MS = 3_600_000;
