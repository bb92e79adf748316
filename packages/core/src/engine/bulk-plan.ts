import type { Filter } from "./lead-listing.ts";

/** What is done to many people at once. `owner` null: nobody's any more. */
export type Act =
  | { kind: "enrol"; workflow: string }
  | { kind: "leave"; workflow: string; reason: string }
  | { kind: "tag"; add?: string[]; remove?: string[] }
  | { kind: "owner"; owner: string | null }
  | { kind: "optOut" };

/** Those chosen one by one, or all who match. */
export type Selection = { leads: string[] } | { filter: Filter };

/**
 * A bulk act as a job, page by page. `after`: where the next page begins; `pages` so far. `pace`: so many people, then a
 * rest. `by` = who asked for it.
 */
export type BulkPlan = {
  kind: "bulk";
  act: Act;
  selection: Selection;
  after?: string;
  pages: number;
  pace?: { people: number; everyMs: number };
  by?: string;
  /** The job that takes it back. */
  undo?: string;
};
/** Takes a bulk act back, page by page, as far as it can be. */
export type BulkUndoPlan = { kind: "bulkUndo"; of: string; act: Act; page: number; pages: number; by?: string };

/** What became of the people of a bulk act. `refused`: by reason; `heldBack`: they came in, and their mail waits. */
export type BulkReport = {
  applied: number;
  already: number;
  refused: Record<string, number>;
  heldBack: Record<string, number>;
};
export const emptyBulk = (): BulkReport => ({ applied: 0, already: 0, refused: {}, heldBack: {} });

/** Whom a page of the job is about, written down before anything happens to them: a repeated page finds its own list. */
export type BulkPage = { people: Changed[]; report: BulkReport; next?: string; looked: number };
export type Changed = { lead: string; tags?: string[]; owner?: string | null };
