import type { Instant } from "../world/world.ts";
import type { Engine } from "./engine.ts";
import type { JobRecord } from "./job.ts";
import { bodyOf } from "./keys.ts";
import { list, type Problem } from "./problems.ts";
import type { Need } from "./today-need.ts";

/** What stands still until a person looks: parked leads, mails that SES does not take, jobs that failed. */
export const machineryNeeds = async (engine: Engine, now: Instant): Promise<Need[]> => {
  const [{ items }, jobs] = await Promise.all([list(engine), failedJobs(engine, now)]);
  return [...of("mailsFailing", "mailFailed", items), ...of("leadsParked", "parked", items), ...jobs];
};

const of = (kind: "mailsFailing" | "leadsParked", which: Problem["kind"], problems: Problem[]): Need[] => {
  const found = problems.filter((problem) => problem.kind === which).toSorted((a, b) => b.at - a.at);
  const [newest] = found;
  if (newest === undefined) return [];
  const { reason, lead, at } = newest;
  return [{ id: kind, kind, severity: "look", count: found.length, reason, lead, at }];
};

const LOOKED_AT = 30;
/** Whoever has left a failed job for so long has no need of it. */
const KEPT_MS = 7 * 86_400_000;

const failedJobs = async ({ world }: Engine, now: Instant): Promise<Need[]> => {
  const page = await world.table.listed({ in: "jobs", descending: true, limit: LOOKED_AT });
  return page.items.flatMap((item): Need[] => {
    const { id, state, kind: what, error = "", failedAt, createdAt, done, total } = bodyOf<JobRecord>(item);
    const at = failedAt ?? createdAt;
    if (state !== "failed" || now - at > KEPT_MS) return [];
    return [{ id, kind: "jobFailed", severity: "look", job: id, what, reason: error, at, done, total }];
  });
};
