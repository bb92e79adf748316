import { add, dayOf, isBusinessDay, startOfDay } from "../workspace/calendar.ts";
import { current } from "./catalogue.ts";
import type { Engine } from "./engine.ts";
import { bodyOf, keys } from "./keys.ts";

/**
 * What a preview's days are held against: what SES lets out a day, what inside sales can take a day, the days without work, and
 * what everything else will be about: its mean of the last four weeks on the same weekday.
 */
export type Frame = {
  quota: number;
  capacity: { total: number; reps: { id: string; name: string; perDay: number }[] };
  days: { off: boolean; others: { sends: number; handOffs: number } }[];
};

const WEEKS = 4;

export const frameOf = async (engine: Engine, workflow: string, days: number): Promise<Frame> => {
  const { settings, workflows } = await current(engine);
  const { world } = engine;
  const { timeZone: zone } = settings;
  const today = startOfDay(world.clock.now(), zone);
  const [{ quotaPerDay }, before] = await Promise.all([
    world.mailer.account(),
    othersBefore(engine, workflow, workflows[workflow]?.version ?? 0),
  ]);
  const reps = settings.reps.filter(({ manager }) => !manager);
  return {
    quota: quotaPerDay,
    capacity: {
      total: reps.reduce((sum, { capacityPerDay }) => sum + capacityPerDay, 0),
      reps: reps.map(({ id, name, capacityPerDay: perDay }) => ({ id, name, perDay })),
    },
    days: Array.from({ length: days }, (_, n) => {
      const at = add(today, `P${n}D`, zone);
      const off = !isBusinessDay(at, settings);
      const { sends = 0, handOffs = 0 } = (off ? undefined : before[n % 7]) ?? {};
      return { off, others: { sends: Math.round(sends), handOffs: Math.round(handOffs) } };
    }),
  };
};

/** Means by weekday, today's first, without this workflow's own mails. */
const othersBefore = async (
  { world, cache }: Engine,
  workflow: string,
  newest: number,
): Promise<{ sends: number; handOffs: number }[]> => {
  const zone = cache.catalogue?.settings.timeZone ?? "Asia/Tokyo";
  const now = world.clock.now();
  const dates = Array.from({ length: 7 * WEEKS }, (_, n) => dayOf(add(now, `-P${n + 1}D`, zone), zone));
  const versions = Array.from({ length: Math.min(newest, 5) }, (_, n) => newest - n);
  const counters = await world.table.getMany([
    ...dates.map((date) => ({ pk: "daily", sk: date })),
    ...versions.flatMap((version) => dates.map((date) => keys.counter(workflow, version, date))),
  ]);
  const figures = counters.map((item) => (item === undefined ? {} : bodyOf<{ n: Record<string, number> }>(item).n));
  return Array.from({ length: 7 }, (_, weekday) => {
    const sum = { sends: 0, handOffs: 0 };
    dates.forEach((_, n) => {
      if ((n + 1) % 7 !== (7 - weekday) % 7) return;
      const { sent = 0, handedOff = 0 } = figures[n] ?? {};
      const own = versions.map((_, v) => figures[dates.length * (v + 1) + n] ?? {});
      sum.sends += Math.max(0, sent - total(own, "|sent"));
      sum.handOffs += Math.max(0, handedOff - total(own, "|handedOff"));
    });
    return { sends: sum.sends / WEEKS, handOffs: sum.handOffs / WEEKS };
  });
};

const total = (counters: Record<string, number>[], end: string): number =>
  counters
    .flatMap((n) => Object.entries(n))
    .reduce((sum, [name, value]) => (name.endsWith(end) ? sum + value : sum), 0);
