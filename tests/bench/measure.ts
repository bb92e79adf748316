import { readFileSync } from "node:fs";

export type Spent = {
  seconds: number;
  /** CPU of this process: engine, client, sink. */
  engineMs: number;
  tableMs: number;
  /** Cores that others used meanwhile. With nobody else there it is about 0. */
  foreignCores: number;
};

/** From here on: what it takes until the answer is called. `tableCpuMs`: CPU of a table that is a process of its own. */
export const stopwatch = (tableCpuMs: () => number): (() => Spent) => {
  const began = { table: tableCpuMs(), busy: busyMs(), cpu: process.cpuUsage(), wall: performance.now() };
  return () => {
    const wallMs = performance.now() - began.wall;
    const { user, system } = process.cpuUsage(began.cpu);
    const engineMs = (user + system) / 1000;
    const tableMs = tableCpuMs() - began.table;
    const foreignMs = Math.max(0, busyMs() - began.busy - engineMs - tableMs);
    return { seconds: wallMs / 1000, engineMs, tableMs, foreignCores: round(foreignMs / wallMs, 2) };
  };
};

/** Of the whole machine since it started: ticks of 10 ms of everything but idling and waiting for disks. */
const busyMs = (): number => {
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0, steal = 0] =
    readFileSync("/proc/stat", "utf8").split("\n")[0]?.trim().split(/\s+/).slice(1).map(Number) ?? [];
  return (user + nice + system + irq + softirq + steal) * 10;
};

/** Memory that this process has in use right now; its peak is `process.resourceUsage().maxRSS`. */
export const rssMb = (): number => round(process.memoryUsage.rss() / 1e6);

/** The value that this part of all values does not exceed. */
export const quantile = (values: number[], part: number): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0, 2);
};

export const latencies = (values: number[]) => ({ p50Ms: quantile(values, 0.5), p99Ms: quantile(values, 0.99) });

export const round = (value: number, digits = 1): number => Math.round(value * 10 ** digits) / 10 ** digits;

export const chunks = <T>(all: T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, n) => all.slice(n * size, (n + 1) * size));
