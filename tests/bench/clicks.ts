import * as Engine from "@rekindle/core/engine/engine";
import * as Publish from "@rekindle/core/engine/publish";
import { tick } from "@rekindle/core/engine/tick";
import { clickToken, pack } from "@rekindle/core/mail/tokens";
import { app } from "@rekindle/functions/http/app";
import { latencies, round, stopwatch } from "./measure.ts";
import { publish } from "./publish.ts";
import { scoring } from "./score.ts";
import { deliver, drain, enrol, HOUR_MS, people } from "./stage.ts";
import { open, type TableKind } from "./world.ts";

/** Each lead clicks in its mail: the redirect, which a person waits for, and the score, which nobody waits for. */
export const clicks = async (leads: number, kind: TableKind) => {
  const bench = await open(kind);
  try {
    const engine = Engine.create(bench.world, { catalogueLifeMs: 10_000 });
    await publish(bench);
    await Publish.publishScoring(engine, scoring);
    await drain(engine, bench);
    await enrol(engine, await people(engine, leads));
    await drain(engine, bench);
    bench.travel(HOUR_MS);
    await tick(engine);
    await drain(engine, bench);
    const mails = await deliver(engine, bench);
    bench.travel(HOUR_MS);
    const api = app({ engine, apiKey: () => false, nowWallMs: () => Date.now() });
    const headers = { "user-agent": "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/142.0" };
    const paths = mails.map(
      ({ lead, mail }) => `/t/c/${clickToken(bench.world.seal, pack({ lead, mail, template: "one", version: 1 }))}1`,
    );
    const waits: number[] = [];
    const redirecting = stopwatch(bench.tableCpuMs);
    for (const path of paths) {
      const began = performance.now();
      const answer = await api.request(path, { headers });
      waits.push(performance.now() - began);
      if (answer.status !== 302) throw new Error(`A click was answered ${answer.status}`);
    }
    const redirected = redirecting();
    bench.units.write = 0;
    bench.units.read = 0;
    const telling = stopwatch(bench.tableCpuMs);
    await drain(engine, bench);
    const told = telling();
    return {
      clicks: mails.length,
      redirectsPerSecond: round(mails.length / redirected.seconds),
      redirect: latencies(waits),
      cpuMsPerRedirect: round((redirected.engineMs + redirected.tableMs) / mails.length, 3),
      cpuMsPerScoredClick: round((told.engineMs + told.tableMs) / mails.length, 3),
      writeUnitsPerClick: round(bench.units.write / mails.length, 3),
      readUnitsPerClick: round(bench.units.read / mails.length, 3),
      foreignCores: redirected.foreignCores,
    };
  } finally {
    await bench.close();
  }
};
