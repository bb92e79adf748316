import type { AuditEntry } from "../../api/people.ts";

/** `YYYY-MM-DD` as the zone's calendar has it. */
export const dateIn = (timeZone: string, at: number): string =>
  new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short" }).format(at);

/** Entries by day, in the order in which they came. */
export const daysOf = (entries: AuditEntry[], zone: string): { day: string; entries: AuditEntry[] }[] => {
  const days = new Map<string, AuditEntry[]>();
  for (const entry of entries) {
    const day = dateIn(zone, Date.parse(entry.at));
    days.set(day, [...(days.get(day) ?? []), entry]);
  }
  return [...days].map(([day, of]) => ({ day, entries: of }));
};
