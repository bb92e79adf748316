import type { RowFault } from "../leads/row-fault.ts";
import type { Simulation } from "../preview/simulate.ts";
import type { Effects } from "../scoring/effects.ts";
import type { Instant } from "../world/world.ts";
import type { BulkPlan, BulkReport, BulkUndoPlan } from "./bulk-plan.ts";
import type { CatchUp } from "./catch-up-plan.ts";
import type { Engine } from "./engine.ts";
import type { EnrolPlan } from "./enrol-plan.ts";
import type { ImportPlan, UndoPlan } from "./import-plan.ts";
import { bodyOf, keys, shardOf } from "./keys.ts";
import { send } from "./message.ts";
import type { MovePlan } from "./move-plan.ts";
import type { PreviewInput } from "./preview.ts";
import type { ScoringPlan } from "./scoring-plan.ts";

/** Long work, in pieces small enough for one function life each. It stays due until it is done: a crash goes on where it was. */
export type JobRecord = {
  id: string;
  kind: "leads" | "deals" | "catchUp" | "simulate" | "move" | "enrol" | "undo" | "scoring" | "bulk" | "bulkUndo";
  state: "running" | "done" | "failed";
  done: number;
  total: number;
  createdAt: Instant;
  report: Report;
  plan: ImportPlan | UndoPlan | CatchUp | SimulatePlan | MovePlan | EnrolPlan | ScoringPlan | BulkPlan | BulkUndoPlan;
  /** What a simulation came to. */
  result?: Simulation & { synthetic: number };
  /** What a scoring model would do, as far as people were looked at. */
  effects?: Effects;
  /** What became of the people of a bulk act so far. */
  bulk?: BulkReport;
  /** A paced job goes on then. */
  restUntil?: Instant;
  /** Somebody ended it before its end. */
  stopped?: true;
  error?: string;
  failedAt?: Instant;
  /** How often the piece that is next has thrown. */
  tries?: number;
};
export type SimulatePlan = { kind: "simulate"; input: PreviewInput };
export type Report = {
  created: number;
  merged: number;
  /** The first thousand; all of them are in the file of bad rows. */
  rejected: { line: number; reason: string; fault: RowFault }[];
  /** How many there are, by why. */
  faults: Partial<Record<RowFault, number>>;
  /** Rows whose person wants no mail. */
  heldBack: number;
  /** Rows taken in without a ground for mail. */
  noConsent: number;
  /** The first thousand of each. */
  lines: { merged: number[]; heldBack: number[] };
};
export const emptyReport = (): Report => ({
  created: 0,
  merged: 0,
  rejected: [],
  faults: {},
  heldBack: 0,
  noConsent: 0,
  lines: { merged: [], heldBack: [] },
});

export const startJob = async (engine: Engine, job: JobRecord, delayMs = 0): Promise<void> => {
  await storeJob(engine, job, delayMs);
  if (job.state === "running" && job.restUntil === undefined)
    await send(engine, [{ kind: "job", job: job.id }], delayMs);
};

/** It begins when its rest is over, else by itself a minute after `delayMs`, whatever becomes of the message that lets it begin at once. */
export const storeJob = async ({ world, config }: Engine, job: JobRecord, delayMs: number): Promise<void> => {
  const due = { shard: shardOf(job.id, config.shards), at: job.restUntil ?? world.clock.now() + delayMs + 60_000 };
  await world.table.put([
    {
      ...keys.job(job.id),
      rev: 1,
      body: JSON.stringify(job),
      list: listing(job),
      ...(job.state === "running" ? { due } : {}),
    },
  ]);
};

const listing = ({ createdAt, id }: JobRecord) => ({ in: "jobs", by: `${String(createdAt).padStart(15, "0")}#${id}` });

export const findJob = async ({ world }: Engine, id: string): Promise<JobRecord | undefined> => {
  const item = await world.table.get(keys.job(id), "consistent");
  return item === undefined ? undefined : bodyOf<JobRecord>(item);
};
