import { dayOf } from "../workspace/calendar.ts";
import type { Difference } from "../workspace/differences.ts";
import { dayMs } from "../workspace/zone.ts";
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
  /** What it changed, where the handler says so. */
  changes?: Difference[];
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
export const write = async (engine: Engine, day: string, entry: AuditEntry): Promise<void> => {
  const { retention } = (await current(engine)).settings;
  const until = retention.auditDays === null ? undefined : entry.at + retention.auditDays * dayMs;
  await engine.world.table.put([
    {
      ...keys.audit(day, entry.id),
      rev: entry.outcome === "begun" ? 1 : 2,
      body: JSON.stringify(entry),
      ...(until === undefined ? {} : { expiresAt: until }),
    },
  ]);
};

/** A day of the workspace (`YYYY-MM-DD`), newest first, from the entry before `before` on. */
export const auditOf = async (
  { world }: Engine,
  day: string,
  { limit, before }: { limit: number; before?: string | undefined },
): Promise<{ items: AuditEntry[]; more: boolean }> => {
  const { items } = await world.table.query({
    pk: keys.audit(day, "").pk,
    descending: true,
    limit: limit + 1,
    ...(before === undefined ? {} : { to: before }),
  });
  const entries = items.map((item) => bodyOf<AuditEntry>(item)).filter(({ id }) => id !== before);
  return { items: entries.slice(0, limit), more: entries.length > limit };
};
