import type { ConsentBasis } from "../leads/lead.ts";

/** What an import does with its rows, piece by piece. */
export type ImportPlan = {
  kind: "import";
  chunk: number;
  chunks: number;
  consent: ConsentBasis;
  list?: string;
  /** What the file was called. */
  file?: string;
  rekindling?: Rekindling;
  /** People who have a turn to begin so far. */
  started: number;
  /** The job that takes it back. */
  undo?: string;
};

/** How people whose deals are lost begin again. Those whose wait since the loss is over have turns, so many on a business day. */
export type Rekindling = {
  /** Absent: all on the next business day. */
  perDay?: number;
  /** Nobody begins by this import. */
  later?: true;
  /** Lost reason → the workflow that takes it up, null: none. Absent: as the triggers say. */
  workflows?: Record<string, string | null>;
};

/** Takes an import back: what it made goes, unless somebody was mailed since. `kept`: so much stays. */
export type UndoPlan = { kind: "undo"; of: string; chunk: number; chunks: number; kept: number };
