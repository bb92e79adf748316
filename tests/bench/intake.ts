import { createHmac } from "node:crypto";
import * as Engine from "@rekindle/core/engine/engine";
import { keys } from "@rekindle/core/engine/keys";
import { Source } from "@rekindle/core/leads/source";
import { app } from "@rekindle/functions/http/app";
import { chunks, latencies, round, stopwatch } from "./measure.ts";
import { drain } from "./stage.ts";
import { type BenchWorld, open, type TableKind } from "./world.ts";

const key = Buffer.from("0123456789abcdef0123456789abcdef");

/** Signed deliveries of new people, each through the whole HTTP app until it is stored; then what the queue makes of them. */
export const intake = async (deliveries: number, kind: TableKind) => {
  const bench = await open(kind);
  try {
    const engine = Engine.create(bench.world, { catalogueLifeMs: 10_000 });
    const post = await door(engine, bench);
    for (let n = 0; n < 50; n++) await post(`warm${n}`);
    await drain(engine, bench);
    const names = Array.from({ length: deliveries }, (_, n) => `${n}`);
    const waits: number[] = [];
    const accepting = stopwatch(bench.tableCpuMs);
    for (const part of chunks(names, IN_FLIGHT)) waits.push(...(await Promise.all(part.map(post))));
    const accepted = accepting();
    const working = stopwatch(bench.tableCpuMs);
    await drain(engine, bench);
    const worked = working();
    return {
      deliveries,
      deliveriesPerSecond: round(deliveries / accepted.seconds),
      accepted: latencies(waits),
      inFlight: IN_FLIGHT,
      cpuMsPerDelivery: round((accepted.engineMs + accepted.tableMs) / deliveries, 3),
      cpuMsPerLeadMade: round((worked.engineMs + worked.tableMs) / deliveries, 3),
      leadsPerSecond: round(deliveries / worked.seconds),
      foreignCores: accepted.foreignCores,
    };
  } finally {
    await bench.close();
  }
};

const IN_FLIGHT = 4;

/** A source, and a way to deliver one person to it that answers how long it took, in ms. */
export const door = async (engine: Engine.Engine, { world }: Pick<BenchWorld, "world">) => {
  const source = Source.parse({
    kind: "standardWebhooks",
    secret: `whsec_${key.toString("base64")}`,
    mapping: { email: "email", name: "name", company: "company", "attributes.department": "department" },
    consent: { basis: "optIn" },
  });
  await world.table.put([{ ...keys.source("bench"), rev: 1, body: JSON.stringify(source) }]);
  const api = app({ engine, apiKey: () => false, nowWallMs: () => Date.now() });
  return async (name: string): Promise<number> => {
    const body = JSON.stringify({
      email: `hook${name}@example.com`,
      name: `渡辺 ${name}`,
      company: "港物流株式会社",
      department: "経理部",
    });
    const at = `${Math.floor(Date.now() / 1000)}`;
    const signature = createHmac("sha256", key).update(`msg_${name}.${at}.${body}`).digest("base64");
    const headers = {
      "content-type": "application/json",
      "webhook-id": `msg_${name}`,
      "webhook-timestamp": at,
      "webhook-signature": `v1,${signature}`,
    };
    const began = performance.now();
    const answer = await api.request("/hooks/bench", { method: "POST", headers, body });
    const took = performance.now() - began;
    if (answer.status !== 202) throw new Error(`A delivery was answered ${answer.status}: ${await answer.text()}`);
    return took;
  };
};
