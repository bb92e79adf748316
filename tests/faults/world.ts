import type { SqliteQueue } from "@rekindle/core/world/sqlite-queue";
import type { Ids, Mailer, Outside, Queue, Seal } from "@rekindle/core/world/world";
import type { Book } from "./book.ts";
import type { Plan } from "./plan.ts";
import type { Process } from "./process.ts";
import type { Sim } from "./sim.ts";
import type { Truth } from "./truth.ts";

/** What the workers of one run have in common. */
export type Surroundings = {
  sim: Sim;
  plan: Plan;
  truth: Truth;
  book: Book;
  /** The sending side, and what it stands for. */
  queue: Queue;
  leads: SqliteQueue;
  events: SqliteQueue;
  mailer: Mailer;
  outside: Outside;
  seal: Seal;
  ids: Ids;
  shards: number;
  log(process: Process, event: string, fields: Record<string, string | number | boolean>): void;
  /** The run is over: whoever still waits, waits for ever. */
  isOver(): boolean;
};

/** Ids of a run: the same for the same seed. */
export const countedIds = (): Ids => {
  let n = 0;
  return {
    next: (prefix) => {
      n += 1;
      return `${prefix}_${String(n).padStart(6, "0")}`;
    },
  };
};
