import { dayOf } from "../workspace/calendar.ts";
import type { Instant } from "../world/world.ts";
import { current } from "./catalogue.ts";
import type { Engine } from "./engine.ts";
import { bodyOf, keys } from "./keys.ts";

/** One change by a person or by a key: who, what, which thing, from where, and what came of it. */
export type AuditEntry = {
  id: string;
  at: Instant;
  by: { kind: "person" | "key"; id: string; name: string; role?: string };
  /** `PUT /v1/workflows/:id`. */
  what: string;
  /** Parts of the path, and the id of what was made. */
  thing: Record<string, string>;
  /** Hash of the network address: the same address has the same one. */
  from?: string;
  /** `begun` until the answer is known; it stays where the process died in between. */
  outcome: "begun" | number;
};

/** Writes the entry down before the change is made: no change without a trace. Answers the day that it stands under. */
export const beginEntry = async (engine: Engine, entry: AuditEntry): Promise<{ day: string; entry: AuditEntry }> => {
  const day = dayOf(entry.at, (await current(engine)).settings.timeZone);
  await write(engine, day, entry);
  return { day, entry };
};

/** Writes down what came of it. */
export const write = ({ world }: Engine, day: string, entry: AuditEntry): Promise<void> =>
  world.table.put([
    { ...keys.audit(day, entry.id), rev: entry.outcome === "begun" ? 1 : 2, body: JSON.stringify(entry) },
  ]);

/** A day of the workspace (`YYYY-MM-DD`), newest first. */
export const auditOf = async (
  { world }: Engine,
  day: string,
  page: { limit: number; after?: string },
): Promise<{ items: AuditEntry[]; next?: string }> => {
  const { items, next } = await world.table.query({ pk: keys.audit(day, "").pk, descending: true, ...page });
  const entries = items.map((item) => bodyOf<AuditEntry>(item));
  return next === undefined ? { items: entries } : { items: entries, next };
};
