import * as Engine from "@rekindle/core/engine/engine";
import { handle } from "@rekindle/core/engine/handle";
import { importLeads } from "@rekindle/core/engine/imports";
import { findJob } from "@rekindle/core/engine/job";
import { round, rssMb, stopwatch } from "./measure.ts";
import { open, type TableKind } from "./world.ts";

/** A list of people, from its bytes to the last lead. Memory: at a tenth of the rows and at the end. */
export const importing = async (rows: number, kind: TableKind) => {
  const bench = await open(kind);
  try {
    const engine = Engine.create(bench.world, { catalogueLifeMs: 10_000 });
    const bytes = new TextEncoder().encode(
      [
        "会社名,部署名,役職,氏名,e-mail,電話番号",
        ...Array.from(
          { length: rows },
          (_, n) =>
            `${n % 2 === 0 ? `港物流${n >> 4}株式会社` : ""},経理部,課長,渡辺 真由美${n},mayumi${n}@minato-logi.example,03-1234-5678`,
        ),
      ].join("\n"),
    );
    const stop = stopwatch(bench.tableCpuMs);
    const started = await importLeads(engine, bytes, { list: "expo", consent: "businessCard" });
    if (started.status !== "started") throw new Error(started.reason);
    const readSeconds = stop().seconds;
    const memory: number[] = [];
    for (let messages = bench.queue.receive(10); messages.length > 0; messages = bench.queue.receive(10)) {
      const failed = await handle(engine, messages);
      if (failed.length > 0) throw new Error("A part of the list failed");
      bench.queue.acknowledge(messages.map(({ receipt }) => receipt));
      memory.push(rssMb());
    }
    const { seconds, engineMs, tableMs, foreignCores } = stop();
    const job = await findJob(engine, started.job);
    if (job?.state !== "done" || job.report.created !== rows) throw new Error(`The import ended as ${job?.state}`);
    const early = Math.max(...memory.slice(0, Math.ceil(memory.length / 10)));
    const late = Math.max(...memory.slice(-Math.ceil(memory.length / 10)));
    return {
      rows,
      rowsPerSecond: round(rows / seconds),
      readSeconds: round(readSeconds, 2),
      cpuMsPerRow: round((engineMs + tableMs) / rows, 3),
      megabytes: round(bytes.length / 1e6),
      rssMbAtATenth: early,
      rssMbAtTheEnd: late,
      memoryRatio: round(late / early, 2),
      peakRssMb: round(process.resourceUsage().maxRSS / 1000 + bench.tableRssMb()),
      foreignCores,
    };
  } finally {
    await bench.close();
  }
};
