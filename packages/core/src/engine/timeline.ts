import type { Entry, Fact } from "../leads/entry.ts";
import type { Lead } from "../leads/lead.ts";
import type { Instant } from "../world/world.ts";
import type { Engine } from "./engine.ts";
import { bodyOf, keys } from "./keys.ts";
import { fromItem } from "./lead-store.ts";

/**
 * Entries of the timeline items under a lead, and what its record still holds, oldest first. The record is read first: what
 * is put away meanwhile is found twice, never not at all.
 */
export const entriesOf = async (engine: Engine, id: string): Promise<Entry[]> => {
  const record = await engine.world.table.get(keys.lead(id), "consistent");
  return entriesUnder(engine, { id, tail: record === undefined ? [] : fromItem(record).tail }, "consistent");
};

/** The same of a record that was read before. */
export const entriesUnder = async (
  engine: Engine,
  { id, tail }: Pick<Lead, "id" | "tail">,
  read?: "consistent",
): Promise<Entry[]> => {
  const found = new Map(tail.map((entry) => [entry.rev, entry]));
  let after: string | undefined;
  do {
    const page = await engine.world.table.query({
      pk: id,
      from: "entry#",
      to: "entry#~",
      limit: 200,
      ...(read === undefined ? {} : { read }),
      ...(after === undefined ? {} : { after }),
    });
    for (const item of page.items) for (const entry of bodyOf<Entry[]>(item)) found.set(entry.rev, entry);
    after = page.next;
  } while (after !== undefined);
  return [...found.values()].sort((a, b) => a.rev - b.rev);
};

/** `id` names the entry; `rev` is absent for what was written aside (a delivery, an open). */
export type TimelineItem = Fact & { id: string; at: Instant; rev?: number; by?: string; trace?: string };

/**
 * A lead's timeline, newest first: what the record still holds, the entries put away, and deliveries written aside. The
 * cursor is a moment and a place within it.
 */
export const page = async (
  engine: Engine,
  lead: Lead,
  limit: number,
  cursor?: string,
): Promise<{ items: TimelineItem[]; next: string | null }> => {
  const from = cursor === undefined ? Number.POSITIVE_INFINITY : Number(cursor);
  const aside = await asides(engine, lead.id);
  const items: TimelineItem[] = [];
  const add = (entries: Entry[]) => {
    for (const entry of entries) items.push(...itemsOf(entry));
  };
  add(lead.tail);
  let after: string | undefined;
  do {
    const found = await engine.world.table.query({
      pk: lead.id,
      from: "entry#",
      to: "entry#~",
      descending: true,
      limit: 50,
      ...(after === undefined ? {} : { after }),
    });
    for (const item of found.items) add(bodyOf<Entry[]>(item));
    after = found.next;
  } while (after !== undefined && items.filter(({ at }) => at <= from).length <= limit + MOST_AT_ONCE);
  const oldest = after === undefined ? Number.NEGATIVE_INFINITY : Math.min(...items.map(({ at }) => at));
  const all = [...unique(items), ...aside.filter(({ at }) => at >= oldest)].sort(
    (a, b) => b.at - a.at || (b.rev ?? 0) - (a.rev ?? 0) || b.id.localeCompare(a.id),
  );
  const start = cursor === undefined ? 0 : all.findIndex(({ at }) => at < from);
  if (start === -1) return { items: [], next: null };
  let end = Math.min(all.length, start + limit);
  // A page ends between moments, so that the cursor is a moment.
  while (end < all.length && all[end]?.at === all[end - 1]?.at) end += 1;
  const last = all[end - 1];
  return { items: all.slice(start, end), next: end < all.length && last !== undefined ? String(last.at) : null };
};
/** More facts than ever come at one moment. */
const MOST_AT_ONCE = 50;

const itemsOf = ({ rev, at, cause, facts }: Entry): TimelineItem[] =>
  facts.map((fact, index) => ({
    ...fact,
    id: `${rev}.${String(index).padStart(3, "0")}`,
    at,
    rev,
    ...(cause.by === undefined ? {} : { by: cause.by }),
    ...(cause.trace === undefined ? {} : { trace: cause.trace }),
  }));

/** An entry may stand in the record and in the timeline at once. */
const unique = (items: TimelineItem[]): TimelineItem[] => [...new Map(items.map((item) => [item.id, item])).values()];

const asides = async ({ world }: Engine, id: string): Promise<TimelineItem[]> => {
  const found: TimelineItem[] = [];
  let after: string | undefined;
  do {
    const items = await world.table.query({
      pk: id,
      from: "aside#",
      to: "aside#~",
      limit: 200,
      ...(after === undefined ? {} : { after }),
    });
    for (const item of items.items) {
      const { at, cause, facts } = bodyOf<Entry>(item);
      for (const fact of facts)
        found.push({ ...fact, id: item.sk, at, ...(cause.trace === undefined ? {} : { trace: cause.trace }) });
    }
    after = items.next;
  } while (after !== undefined);
  return found;
};
