import type { Rep } from "../workspace/settings.ts";

/** Hand-offs that each rep got today, as far as this worker knows. */
export type Roster = Record<string, number>;

/**
 * The next owner: whoever has the least of today's capacity used, in the order of the settings; when all are full, the one
 * least over. A rep who already let this hand-off go by is left out while there is another.
 */
export const assign = (reps: Rep[], roster: Roster, except: string[] = []): string | undefined => {
  const others = reps.filter(({ id, manager }) => !manager && !except.includes(id));
  const candidates = others.length > 0 ? others : reps.filter(({ id }) => !except.includes(id));
  const load = ({ id, capacityPerDay }: Rep) =>
    capacityPerDay === 0 ? Number.POSITIVE_INFINITY : (roster[id] ?? 0) / capacityPerDay;
  let best: Rep | undefined;
  for (const rep of candidates) if (best === undefined || load(rep) < load(best)) best = rep;
  return best?.id;
};

export const managerOf = (reps: Rep[]): string | undefined => reps.find(({ manager }) => manager)?.id;
