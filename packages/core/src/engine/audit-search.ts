import { Temporal } from "temporal-polyfill";
import { type AuditEntry, auditOf } from "./audit.ts";
import type { Engine } from "./engine.ts";

/** `from` and `to`: days of the workspace, both included. `by`: id of a person or key. `what`: a resource, such as `settings`. */
export type AuditSearch = { from: string; to: string; by?: string | undefined; what?: string | undefined };
/** Where a page ended: the day, and the id of the last entry that was read of it. */
type Place = { day: string; before?: string | undefined };

const MOST_READ = 1000;
const MOST_DAYS = 62;
const PAGE = 200;

/**
 * From the newest day back. What a filter leaves out is read too, so a page may end after so many entries or days however few it has
 * found: `next` goes on from there.
 */
export const searchAudit = async (
  engine: Engine,
  { from, to, by, what }: AuditSearch,
  { limit, after }: { limit: number; after?: string },
): Promise<{ items: AuditEntry[]; next?: string }> => {
  const found: AuditEntry[] = [];
  let place: Place = after === undefined ? { day: to } : placeOf(after);
  for (let read = 0, days = 0; place.day >= from && place.day <= to; ) {
    if (found.length >= limit || read >= MOST_READ || days >= MOST_DAYS) return { items: found, next: cursorOf(place) };
    const page = await auditOf(engine, place.day, {
      limit: by === undefined && what === undefined ? limit - found.length : PAGE,
      before: place.before,
    });
    for (const entry of page.items) {
      if (found.length >= limit) break;
      read += 1;
      place = { day: place.day, before: entry.id };
      if ((by === undefined || entry.by.id === by) && (what === undefined || isAbout(entry, what))) found.push(entry);
    }
    const whole = !page.more && (page.items.length === 0 || place.before === page.items.at(-1)?.id);
    if (!whole) continue;
    days += 1;
    place = { day: Temporal.PlainDate.from(place.day).subtract({ days: 1 }).toString() };
  }
  return { items: found };
};

/** `PUT /v1/settings` is about settings; signing in is about itself. */
const isAbout = ({ what }: AuditEntry, resource: string): boolean =>
  what === resource || what.split(" ")[1]?.split("/")[2] === resource;

const cursorOf = ({ day, before }: Place): string => (before === undefined ? day : `${day}~${before}`);
const placeOf = (cursor: string): Place => {
  const [day = "", before] = cursor.split("~");
  return before === undefined ? { day } : { day, before };
};
