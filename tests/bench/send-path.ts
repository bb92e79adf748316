import * as Engine from "@rekindle/core/engine/engine";
import { tick } from "@rekindle/core/engine/tick";
import { latencies, round, type Spent, stopwatch } from "./measure.ts";
import { publish } from "./publish.ts";
import { deliver, drain, enrol, HOUR_MS, people } from "./stage.ts";
import { type BenchWorld, open, type TableKind } from "./world.ts";

/** As the contract has it; what it costs per mail. */
export type SendPath = {
  mails: number;
  mailsPerSecond: number;
  cpuMsPerMail: number;
  peakRssMb: number;
  /** Units and dollars are DynamoDB's: 0 and the queue's on SQLite. */
  writeUnitsPerMail: number;
  readUnitsPerMail: number;
  queueRequestsPerMail: number;
  usdPer1000: number;
  lost: number;
  twice: number;
  sesRequestsPerMail: number;
  /** Whose CPU it was: engine with client and sink, and the table's own process. */
  cpuMsByPart: { engine: number; table: number };
  rssMbByPart: { engine: number; table: number };
  /** From due until SES has it, where everybody is due at once: the last of a burst waits for all before it. */
  dueToSent: { p50Ms: number; p99Ms: number };
  foreignCores: number;
};

/**
 * N leads × two mails with tracking links, from queued entry to the last delivery event. Half of the leads are in companies
 * of eight. Only the lead's own way is counted: the stream handler's counters and listings are priced apart. Mails go as fast
 * as SES takes them, without pacing.
 */
export const sendPath = async (leads: number, kind: TableKind): Promise<SendPath> => {
  const bench = await open(kind);
  try {
    const engine = Engine.create(bench.world, { catalogueLifeMs: 10_000 });
    await publish(bench);
    await drain(engine, bench);
    const found = await people(engine, leads);
    bench.units.read = 0;
    bench.units.write = 0;
    const stop = stopwatch(bench.tableCpuMs);
    await enrol(engine, found);
    await drain(engine, bench);
    const entered = { ...bench.units };
    const queue = { requests: 0 };
    const waits: number[] = [];
    for (const ms of [HOUR_MS, 72 * HOUR_MS]) {
      bench.travel(ms);
      const due = performance.now();
      await tick(engine);
      await drain(engine, bench, queue);
      for (const { at } of await deliver(engine, bench)) waits.push(at - due);
    }
    return report(bench, { leads, spent: stop(), entered, queueRequests: queue.requests, waits });
  } finally {
    await bench.close();
  }
};

type Run = {
  leads: number;
  spent: Spent;
  entered: BenchWorld["units"];
  queueRequests: number;
  waits: number[];
};

const report = (bench: BenchWorld, { leads, spent, entered, queueRequests, waits }: Run): SendPath => {
  const sent = [...bench.sink.mails().values()];
  const mails = sent.reduce((sum, n) => sum + n, 0);
  const write = (bench.units.write - entered.write) / mails;
  const read = (bench.units.read - entered.read) / mails;
  const perQueue = queueRequests / mails;
  const memory = { engine: round(process.resourceUsage().maxRSS / 1000), table: round(bench.tableRssMb()) };
  const { seconds, engineMs, tableMs, foreignCores } = spent;
  return {
    mails,
    mailsPerSecond: round(mails / seconds),
    cpuMsPerMail: round((engineMs + tableMs) / mails, 3),
    peakRssMb: round(memory.engine + memory.table),
    writeUnitsPerMail: round(write, 3),
    readUnitsPerMail: round(read, 3),
    queueRequestsPerMail: round(perQueue, 3),
    usdPer1000: round(cost(write, read, perQueue), 5),
    lost: leads * 2 - sent.length,
    twice: sent.filter((n) => n > 1).length,
    sesRequestsPerMail: round(bench.sink.requests() / mails, 3),
    cpuMsByPart: { engine: round(engineMs / mails, 3), table: round(tableMs / mails, 3) },
    rssMbByPart: memory,
    dueToSent: latencies(waits),
    foreignCores,
  };
};

/** On-demand prices in us-east-1 as of 2026-11: $0.625 a million write units, $0.125 a million read units, $0.40 a million SQS requests. */
const cost = (write: number, read: number, queue: number): number =>
  (write * 0.625 + read * 0.125 + queue * 0.4) / 1000;
