import * as Engine from "@rekindle/core/engine/engine";
import * as Publish from "@rekindle/core/engine/publish";
import type { ScoringModel } from "@rekindle/core/scoring/model";
import { chunks, round, stopwatch } from "./measure.ts";
import { drain, HOUR_MS, people } from "./stage.ts";
import { open, type TableKind } from "./world.ts";

export const scoring: ScoringModel = {
  families: { mail: { halfLifeDays: 30 }, web: { halfLifeDays: 14 } },
  signals: [
    { id: "clicked", on: "mail.clicked", points: 5, family: "mail", cap: { points: 10, per: "day" } },
    { id: "pricing", on: "pricingSeen", points: 8, family: "web", cap: { points: 24, per: "week" } },
  ],
  fit: [{ id: "accounting", when: { field: "attributes.department", contains: "経理" }, points: 10 }],
  lines: { warm: 40, insideSales: 70, sales: 100 },
};
const ROUNDS = 4;

/** Events that give points: four for each lead, hours apart, ten messages of the queue at a time as Lambda gets them. */
export const score = async (leads: number, kind: TableKind) => {
  const bench = await open(kind);
  try {
    const engine = Engine.create(bench.world, { catalogueLifeMs: 10_000 });
    await Publish.publishScoring(engine, scoring);
    await drain(engine, bench);
    const found = await people(engine, leads);
    bench.units.read = 0;
    bench.units.write = 0;
    const stop = stopwatch(bench.tableCpuMs);
    for (let n = 0; n < ROUNDS; n++) {
      bench.travel(HOUR_MS);
      const at = bench.world.clock.now();
      for (const part of chunks(found, 100))
        await bench.world.queue.send(
          part.map((lead) => ({
            body: JSON.stringify({
              kind: "cause",
              lead,
              cause: { type: "tracked", id: `seen:${n}`, at, occurredAt: at, name: "pricingSeen", properties: { n } },
            }),
          })),
        );
      await drain(engine, bench);
    }
    const { seconds, engineMs, tableMs, foreignCores } = stop();
    const updates = found.length * ROUNDS;
    return {
      updates,
      updatesPerSecond: round(updates / seconds),
      cpuMsPerUpdate: round((engineMs + tableMs) / updates, 3),
      writeUnitsPerUpdate: round(bench.units.write / updates, 3),
      readUnitsPerUpdate: round(bench.units.read / updates, 3),
      foreignCores,
    };
  } finally {
    await bench.close();
  }
};
