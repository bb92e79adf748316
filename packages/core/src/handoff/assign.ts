import type { Entry } from "../leads/entry.ts";
import type { Rep } from "../workspace/settings.ts";

/** Hand-offs that each rep got today, as far as this worker knows. */
export type Roster = Record<string, number>;

/**
 * The next owner: whoever has the least of today's capacity used, in the order of the settings; when all are full, the one
 * least over. A rep who already let this hand-off go by is left out while there is another, and whoever is away on `day`
 * (YYYY-MM-DD) while somebody is there.
 */
export const assign = (reps: Rep[], roster: Roster, day: string, except: string[] = []): string | undefined => {
  const there = reps.filter((rep) => !isAway(rep, day));
  const present = there.length > 0 ? there : reps;
  const others = present.filter(({ id, manager }) => !manager && !except.includes(id));
  const candidates = others.length > 0 ? others : present.filter(({ id }) => !except.includes(id));
  const load = ({ id, capacityPerDay }: Rep) =>
    capacityPerDay === 0 ? Number.POSITIVE_INFINITY : (roster[id] ?? 0) / capacityPerDay;
  let best: Rep | undefined;
  for (const rep of candidates) if (best === undefined || load(rep) < load(best)) best = rep;
  return best?.id;
};

export const isAway = ({ away = [] }: Rep, day: string): boolean =>
  away.some(({ from, to }) => from <= day && day <= to);

/** With the hand-offs of these entries. Whoever decides for many leads at once must not wait for the counters. */
export const withAssigned = (roster: Roster, entries: Entry[]): Roster => {
  const next = { ...roster };
  for (const { facts } of entries)
    for (const fact of facts)
      if (fact.type === "handoff.opened" && fact.owner !== undefined) next[fact.owner] = (next[fact.owner] ?? 0) + 1;
  return next;
};

/** The higher count of each rep: the counters lag behind the worker, and know of the other workers. */
export const merged = (a: Roster, b: Roster): Roster => {
  const next = { ...a };
  for (const [rep, n] of Object.entries(b)) next[rep] = Math.max(n, next[rep] ?? 0);
  return next;
};

export const managerOf = (reps: Rep[]): string | undefined => reps.find(({ manager }) => manager)?.id;
