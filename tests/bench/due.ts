import * as Engine from "@rekindle/core/engine/engine";
import { keys, shardOf } from "@rekindle/core/engine/keys";
import { tick } from "@rekindle/core/engine/tick";
import type { Item } from "@rekindle/core/world/world";
import { quantile, round, stopwatch } from "./measure.ts";
import { type BenchWorld, open, type TableKind } from "./world.ts";

const DUE_A_MINUTE = 500;
const MINUTES = 21;
const MINUTE_MS = 60_000;

/**
 * The tick's cost by what is due and by what waits: the same number of leads due in each minute, among few and among many
 * that wait for later days. `ratio` = CPU of a tick among many, divided by that among few: near 1. The first
 * quarter of the ticks counts, since others use the machine.
 */
export const due = async (waiting: number, kind: TableKind) => {
  const few = Math.ceil(waiting / 100);
  // The first run compiles.
  await ticks(few, kind);
  const some = await ticks(few, kind);
  const many = await ticks(waiting, kind);
  return {
    waiting,
    duePerTick: DUE_A_MINUTE,
    cpuMsPerTick: { [few]: some.cpuMs, [waiting]: many.cpuMs },
    ratio: round(many.cpuMs / some.cpuMs, 2),
    idleCpuMsPerTick: { [few]: some.idleCpuMs, [waiting]: many.idleCpuMs },
    readUnitsPerTick: { [few]: some.readUnits, [waiting]: many.readUnits },
    peakRssMb: many.peakRssMb,
    foreignCores: many.foreignCores,
  };
};

const ticks = async (waiting: number, kind: TableKind) => {
  const bench = await open(kind);
  try {
    const engine = Engine.create(bench.world);
    const { shards } = engine.config;
    const now = bench.world.clock.now();
    await tick(engine);
    await seed(bench, waiting, (n) => now + 86_400_000 + (n % 10_000_000) * 1000, shards, "waits");
    await seed(
      bench,
      MINUTES * DUE_A_MINUTE,
      (n) => now + (0.5 + Math.floor(n / DUE_A_MINUTE)) * MINUTE_MS,
      shards,
      "due",
    );
    bench.units.read = 0;
    const busy: number[] = [];
    const whole = stopwatch(bench.tableCpuMs);
    for (let n = 0; n < MINUTES; n++) {
      bench.travel(MINUTE_MS);
      const { queued, cpuMs } = await one(engine, bench);
      if (queued !== DUE_A_MINUTE) throw new Error(`${queued} were due`);
      busy.push(cpuMs);
    }
    const readUnits = round(bench.units.read / MINUTES, 2);
    const idle: number[] = [];
    for (let n = 0; n < MINUTES; n++) {
      bench.travel(MINUTE_MS);
      idle.push((await one(engine, bench)).cpuMs);
    }
    return {
      cpuMs: quantile(busy, 0.25),
      idleCpuMs: quantile(idle, 0.25),
      readUnits,
      peakRssMb: round(process.resourceUsage().maxRSS / 1000 + bench.tableRssMb()),
      foreignCores: whole().foreignCores,
    };
  } finally {
    await bench.close();
  }
};

const one = async (engine: Engine.Engine, bench: BenchWorld) => {
  const stop = stopwatch(bench.tableCpuMs);
  const queued = await tick(engine);
  const { engineMs, tableMs } = stop();
  return { queued, cpuMs: engineMs + tableMs };
};

/** Short records: the tick reads keys only. */
const seed = async ({ world }: BenchWorld, count: number, at: (n: number) => number, shards: number, name: string) => {
  const body = JSON.stringify({ filled: "x".repeat(100) });
  let items: Item[] = [];
  for (let n = 0; n < count; n++) {
    const id = `lead_${name}${String(n).padStart(8, "0")}`;
    items.push({ ...keys.lead(id), rev: 1, body, due: { shard: shardOf(id, shards), at: at(n) } });
    if (items.length < 1_000 && n < count - 1) continue;
    await world.table.put(items);
    items = [];
  }
};
