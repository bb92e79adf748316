import { add, dayOf } from "../workspace/calendar.ts";
import { current } from "./catalogue.ts";
import type { Engine } from "./engine.ts";
import { bodyOf } from "./keys.ts";

/** What was counted on a day of the workspace (`YYYY-MM-DD`): from the entries, and from deals and scores. */
export type CountedDay = { day: string; n: Record<string, number> };

/** The days from `from` to `to`, both included, earliest first. */
export const countedBetween = async ({ world }: Engine, from: string, to: string): Promise<CountedDay[]> => {
  const days = new Map<string, Record<string, number>>();
  const [entries, standings] = await Promise.all([
    world.table.query({ pk: "daily", from, to, limit: MOST_DAYS }),
    world.table.query({ pk: "daily", from: `standing#${from}`, to: `standing#${to}`, limit: MOST_DAYS }),
  ]);
  for (const item of [...entries.items, ...standings.items]) {
    const day = item.sk.replace(/^standing#/, "");
    days.set(day, { ...days.get(day), ...bodyOf<{ n: Record<string, number> }>(item).n });
  }
  return [...days].map(([day, n]) => ({ day, n })).sort((a, b) => (a.day < b.day ? -1 : 1));
};
const MOST_DAYS = 200;

export const sumOf = (days: CountedDay[], name: string): number => days.reduce((sum, { n }) => sum + (n[name] ?? 0), 0);

/** What follows `start` in the names → how many: `returned@` → reason → returns. */
export const partsOf = (days: CountedDay[], start: string): Record<string, number> => {
  const parts: Record<string, number> = {};
  for (const { n } of days)
    for (const [name, value] of Object.entries(n))
      if (name.startsWith(start) && value !== 0) {
        const part = name.slice(start.length);
        parts[part] = (parts[part] ?? 0) + value;
      }
  return parts;
};

/** Workflow → hand-offs of people who are in it, or were, in the last 30 days. */
export const handOffsOfMonth = async (engine: Engine): Promise<Record<string, number>> => {
  const { timeZone } = (await current(engine)).settings;
  const now = engine.world.clock.now();
  const days = await countedBetween(engine, dayOf(add(now, "-P30D", timeZone), timeZone), dayOf(now, timeZone));
  return partsOf(days, "handedOff@");
};
