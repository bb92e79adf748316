import * as Engine from "@rekindle/core/engine/engine";
import { preview } from "@rekindle/core/engine/preview";
import { round, stopwatch } from "./measure.ts";
import { publish } from "./publish.ts";

import { open } from "./world.ts";

const eight = `name: eight
steps:
${"  - { kind: email, template: one }\n  - { kind: wait, for: P10D }\n".repeat(8)}`;
const DAYS = 90;

/** The preview that a marketer sees: so many people × 8 mails × 90 days, with people who open, click and leave. */
export const simulating = async (leads: number) => {
  const bench = await open("sqlite");
  try {
    const engine = Engine.create(bench.world, { catalogueLifeMs: 10_000 });
    await publish(bench, eight);
    // The first run compiles; the second is what everybody after sees.
    const took: number[] = [];
    let run = await preview(engine, { workflow: "bench", sample: leads, days: DAYS });
    for (let n = 0; n < 2; n++) {
      const stop = stopwatch(bench.tableCpuMs);
      run = await preview(engine, { workflow: "bench", sample: leads, days: DAYS });
      took.push(stop().seconds);
    }
    if (run.status !== "done") throw new Error(JSON.stringify(run));
    return {
      leads,
      days: DAYS,
      seconds: round(Math.min(...took), 2),
      sends: run.days.reduce((sum, { sends }) => sum + sends, 0),
      decisionsPerLead: round(run.decisions / leads, 2),
    };
  } finally {
    await bench.close();
  }
};
