import * as z from "zod";
import {
  type Conversion,
  conversionOf,
  type Figures,
  type Measure,
  type Month,
  measures,
  monthOf,
  type Progress,
  progressOf,
} from "../insight/goals.ts";
import { add, dayOf } from "../workspace/calendar.ts";
import type { Instant } from "../world/world.ts";
import { current } from "./catalogue.ts";
import { countedBetween, sumOf } from "./daily.ts";
import type { Engine } from "./engine.ts";
import { bodyOf, keys } from "./keys.ts";

export const Targets = z.strictObject({
  handOffs: z.int().min(0).max(1_000_000),
  meetings: z.int().min(0).max(1_000_000),
  wins: z.int().min(0).max(1_000_000),
});
/** The two departments that share a goal. */
export const Side = z.enum(["marketing", "sales"]);
export type Side = z.infer<typeof Side>;

export type Goal = {
  month: string;
  targets: Figures;
  setAt: Instant;
  setBy?: string;
  /** Who agreed, and when. New targets want a new agreement. */
  signed: Partial<Record<Side, { at: Instant; by?: string }>>;
};

/** This month's goal, and how it stands. Without targets the figures are shown alone. */
export type Standing = { month: Month; goal?: Goal; figures: Figures; progress?: Record<Measure, Progress> };

export const standingOf = async (engine: Engine): Promise<Standing> => {
  const { settings } = await current(engine);
  const month = monthOf(engine.world.clock.now(), settings);
  const [goal, days] = await Promise.all([goalOf(engine, month.month), countedBetween(engine, month.from, month.to)]);
  const figures = figuresOf(days);
  if (goal === undefined) return { month, figures };
  const of = (measure: Measure) => progressOf(goal.targets[measure], figures[measure], month);
  return {
    month,
    goal,
    figures,
    progress: { handOffs: of("handOffs"), meetings: of("meetings"), wins: of("wins") },
  };
};

const figuresOf = (days: Awaited<ReturnType<typeof countedBetween>>): Figures => ({
  handOffs: sumOf(days, "handedOff"),
  meetings: sumOf(days, "meetings"),
  wins: sumOf(days, "won"),
});

const LOOKED_BACK = 90;
/** What became of the hand-offs and of the deals of the last 90 days: what a goal is worked out from. */
export const conversionsOf = async (
  engine: Engine,
): Promise<{ days: number; meeting: Conversion; win: Conversion }> => {
  const { settings } = await current(engine);
  const now = engine.world.clock.now();
  const days = await countedBetween(
    engine,
    dayOf(add(now, `-P${LOOKED_BACK}D`, settings.timeZone), settings.timeZone),
    dayOf(now, settings.timeZone),
  );
  const { handOffs, meetings, wins } = figuresOf(days);
  return { days: LOOKED_BACK, meeting: conversionOf(meetings, handOffs), win: conversionOf(wins, meetings) };
};

const goalOf = async ({ world }: Engine, month: string): Promise<Goal | undefined> => {
  const item = await world.table.get(keys.goal(month), "consistent");
  return item === undefined ? undefined : bodyOf<Goal>(item);
};

export const setGoal = (engine: Engine, month: string, targets: Figures, by: string | undefined): Promise<Goal> =>
  change(engine, month, (before) => {
    const same = before !== undefined && measures.every((measure) => before.targets[measure] === targets[measure]);
    return {
      month,
      targets,
      setAt: engine.world.clock.now(),
      ...(by === undefined ? {} : { setBy: by }),
      signed: same ? before.signed : {},
    };
  });

/** Agrees to the goal for a department, or takes that back. Undefined: there is none. */
export const signGoal = async (
  engine: Engine,
  month: string,
  { side, signed, by }: { side: Side; signed: boolean; by: string | undefined },
): Promise<Goal | undefined> => {
  if ((await goalOf(engine, month)) === undefined) return undefined;
  const at = engine.world.clock.now();
  return change(engine, month, (before) => {
    const known = before ?? { month, targets: { handOffs: 0, meetings: 0, wins: 0 }, setAt: at, signed: {} };
    const { [side]: _, ...others } = known.signed;
    return {
      ...known,
      signed: signed ? { ...others, [side]: { at, ...(by === undefined ? {} : { by }) } } : others,
    };
  });
};

const change = async ({ world }: Engine, month: string, next: (before: Goal | undefined) => Goal): Promise<Goal> => {
  for (let tries = 0; tries < 8; tries++) {
    const item = await world.table.get(keys.goal(month), "consistent");
    const goal = next(item === undefined ? undefined : bodyOf<Goal>(item));
    const put = { ...keys.goal(month), rev: (item?.rev ?? 0) + 1, body: JSON.stringify(goal) };
    const [answer] = await world.table.commit([{ put, expect: item?.rev ?? 0 }]);
    if (answer === "stored") return goal;
  }
  throw new Error(`The goal of ${month} is fought over`);
};
