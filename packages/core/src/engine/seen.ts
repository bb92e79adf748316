import type { Cause } from "../leads/cause.ts";
import type { Entry } from "../leads/entry.ts";
import type { Lead } from "../leads/lead.ts";
import type { Engine } from "./engine.ts";
import { bodyOf } from "./keys.ts";

/**
 * The record remembers its newest causes. A message accepted before the newest that was forgotten (a redrive) looks its
 * cause up in the timeline first; what is found there took effect and is left out.
 */
export const missedInRecord = async (engine: Engine, lead: Lead, causes: Cause[]): Promise<Cause[]> => {
  const { evictedAt } = lead.causes;
  if (evictedAt === undefined) return causes;
  const old = causes.filter(({ id, at }) => id !== undefined && at <= evictedAt);
  if (old.length === 0) return causes;
  const ids = await causeIds(engine, lead);
  return causes.filter((cause) => !old.includes(cause) || cause.id === undefined || !ids.has(cause.id));
};

const causeIds = async ({ world }: Engine, lead: Lead): Promise<Set<string>> => {
  const ids = new Set<string>();
  const note = (entries: Entry[]) => {
    for (const { cause } of entries) if (cause.id !== undefined) ids.add(cause.id);
  };
  note(lead.tail);
  let after: string | undefined;
  do {
    const page = await world.table.query({
      pk: lead.id,
      from: "entry#",
      to: "entry#~",
      limit: 200,
      read: "consistent",
      ...(after === undefined ? {} : { after }),
    });
    for (const item of page.items) note(bodyOf<Entry[]>(item));
    after = page.next;
  } while (after !== undefined);
  return ids;
};
