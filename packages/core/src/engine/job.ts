import type { ConsentBasis } from "../leads/lead.ts";
import type { Simulation } from "../preview/simulate.ts";
import type { Instant } from "../world/world.ts";
import type { CatchUp } from "./catch-up-plan.ts";
import type { Engine } from "./engine.ts";
import type { EnrolPlan } from "./enrol-plan.ts";
import { bodyOf, keys, shardOf } from "./keys.ts";
import { send } from "./message.ts";
import type { MovePlan } from "./move-plan.ts";
import type { PreviewInput } from "./preview.ts";

/** Long work, in pieces small enough for one function life each. It stays due until it is done: a crash goes on where it was. */
export type JobRecord = {
  id: string;
  kind: "leads" | "deals" | "catchUp" | "simulate" | "move" | "enrol";
  state: "running" | "done" | "failed";
  done: number;
  total: number;
  createdAt: Instant;
  report: Report;
  plan: ImportPlan | CatchUp | SimulatePlan | MovePlan | EnrolPlan;
  /** What a simulation came to. */
  result?: Simulation & { synthetic: number };
  error?: string;
};
export type SimulatePlan = { kind: "simulate"; input: PreviewInput };
export type ImportPlan = { kind: "import"; chunk: number; chunks: number; list?: string; consent: ConsentBasis };
export type Report = {
  created: number;
  merged: number;
  rejected: { line: number; reason: string }[];
  /** Rows whose person wants no mail. */
  heldBack: number;
  /** Rows taken in without a ground for mail. */
  noConsent: number;
  lines: { merged: number[]; heldBack: number[] };
};
export const emptyReport = (): Report => ({
  created: 0,
  merged: 0,
  rejected: [],
  heldBack: 0,
  noConsent: 0,
  lines: { merged: [], heldBack: [] },
});

export const startJob = async (engine: Engine, job: JobRecord, delayMs = 0): Promise<void> => {
  await storeJob(engine, job, delayMs);
  if (job.state === "running") await send(engine, [{ kind: "job", job: job.id }], delayMs);
};

/** It begins by itself a minute after `delayMs`, whatever becomes of the message that lets it begin at once. */
export const storeJob = async ({ world, config }: Engine, job: JobRecord, delayMs: number): Promise<void> => {
  const due = { shard: shardOf(job.id, config.shards), at: world.clock.now() + delayMs + 60_000 };
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
