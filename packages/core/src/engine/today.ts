import type { Catalogue } from "../catalogue.ts";
import { type Month, monthOf } from "../insight/goals.ts";
import { current } from "./catalogue.ts";
import type { Engine } from "./engine.ts";
import { type Changes, changesSince } from "./today-changes.ts";
import { handOffNeeds } from "./today-hand-offs.ts";
import { machineryNeeds } from "./today-machinery.ts";
import type { Need } from "./today-need.ts";
import { type SentToday, sendingNeeds, sentToday } from "./today-sending.ts";
import { type Sources, sourceNeeds } from "./today-sources.ts";
import { taskNeeds } from "./today-tasks.ts";
import { workflowNeeds } from "./today-workflows.ts";

/** Whose day it is. */
export type Desk = "marketing" | "insideSales" | "all";

/** What a person is needed for, most urgent first; what runs by itself; what happened since the business day before. */
export type Today = {
  month: Month;
  needs: Need[];
  well: { workflows: number; sources: number };
  sent: SentToday;
  changes: Changes;
};

export const todayOf = async (engine: Engine, desk: Desk): Promise<Today> => {
  const catalogue = await current(engine);
  const now = engine.world.clock.now();
  const isMarketing = desk !== "insideSales";
  const nobody: Sources = { needs: [], count: 0 };
  const [handOffs, tasks, sources, workflows, machinery, sent, changes] = await Promise.all([
    handOffNeeds(engine, catalogue, desk !== "marketing"),
    desk === "marketing" ? [] : taskNeeds(engine, now),
    isMarketing ? sourceNeeds(engine, catalogue, now) : nobody,
    isMarketing ? workflowNeeds(engine, catalogue) : [],
    isMarketing ? machineryNeeds(engine, now) : [],
    sentToday(engine, catalogue, now),
    changesSince(engine, catalogue, now),
  ]);
  const sending = isMarketing ? sendingNeeds(sent) : [];
  return {
    month: monthOf(now, catalogue.settings),
    needs: [...handOffs, ...tasks, ...sending, ...sources.needs, ...workflows, ...machinery].sort(byUrgency),
    well: { workflows: running(catalogue), sources: sources.count - sources.needs.length },
    sent,
    changes,
  };
};

const running = ({ workflows }: Catalogue): number =>
  Object.values(workflows).filter(({ state }) => state === "running").length;

const rank = { now: 0, soon: 1, look: 2 };
const byUrgency = (a: Need, b: Need): number => rank[a.severity] - rank[b.severity];
