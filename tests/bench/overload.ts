import { setTimeout as sleep } from "node:timers/promises";
import * as Engine from "@rekindle/core/engine/engine";
import { handle } from "@rekindle/core/engine/handle";
import { find, toItem } from "@rekindle/core/engine/lead-store";
import { sweep, tick } from "@rekindle/core/engine/tick";
import type { Lead } from "@rekindle/core/leads/lead";
import type { MailOutcome, World } from "@rekindle/core/world/world";
import { door } from "./intake.ts";
import { latencies, round, rssMb, stopwatch } from "./measure.ts";
import { publish } from "./publish.ts";
import { deliver, drain, enrol, HOUR_MS, people } from "./stage.ts";
import { type BenchWorld, open, type TableKind } from "./world.ts";

const MINUTE_MS = 60_000;
const RATE = 14;
const EVERY_MS = 20;
const once = `name: bench
steps:
  - { id: start, kind: wait, for: PT1H }
  - { id: one, kind: email, template: one }
  - { id: rest, kind: wait, for: P30D }
`;

/**
 * So many leads due in the same minute. `paced`, as on AWS: SES takes 14 mails a second, in time that one worker moves by
 * waiting for its turns; memory is held against a tenth of the leads. `burst`, as in the embedded run: SES takes everything, and
 * webhooks come in by the very event loop that sends.
 */
export const overload = async (leads: number, kind: TableKind) => {
  const small = await flood(Math.ceil(leads / 10), kind, RATE);
  const big = await flood(leads, kind, RATE);
  const burst = await flood(Math.ceil(leads / 5), kind, undefined);
  return {
    paced: { ...big, memoryRatio: round(big.rssMb / small.rssMb, 2), atATenth: small },
    burst,
  };
};

/** `rate`: mails that SES takes in a second. Without one nothing is paced, and webhooks are measured. */
const flood = async (leads: number, kind: TableKind, rate: number | undefined) => {
  const bench = await open(kind);
  try {
    const sent = new Map<string, number>();
    const counts = { messages: 0, longestQueue: 0, throttled: 0 };
    const world = worldOf(bench, sent, counts, rate);
    const engine = Engine.create(world, { catalogueLifeMs: 10_000, pacing: rate !== undefined });
    await publish(bench, once);
    await drain(engine, bench);
    await crowd(engine, bench, leads);
    const post = await door(engine, bench);
    const memory: number[] = [];
    bench.travel(HOUR_MS);
    counts.messages = 0;
    const began = world.clock.now();
    const stop = stopwatch(bench.tableCpuMs);
    let named = 0;
    const leave = rate === undefined ? visitors(() => post(`${++named}`)) : undefined;
    let minute = 0;
    while (sent.size < leads) {
      const now = world.clock.now();
      if (now - began >= minute * MINUTE_MS) {
        await tick(engine);
        counts.longestQueue = Math.max(counts.longestQueue, bench.queue.waiting());
        if (minute % 5 === 4 && bench.queue.waiting() < 1_000) await sweep(engine);
        memory.push(rssMb());
        minute += 1;
      }
      const messages = bench.queue.receive(10);
      if (messages.length === 0) {
        const next = Math.min(bench.queue.nextVisibleAt() ?? Number.POSITIVE_INFINITY, began + minute * MINUTE_MS);
        bench.travel(Math.max(1, next - now));
        continue;
      }
      const failed = await handle(engine, messages);
      if (failed.length > 0) throw new Error(`${failed.length} messages failed`);
      bench.queue.acknowledge(messages.map(({ receipt }) => receipt));
      await deliver(engine, bench);
      if (now - began > 7 * 24 * HOUR_MS) throw new Error(`Only ${sent.size} of ${leads} were sent within a week`);
    }
    const waits = await leave?.();
    const { engineMs, tableMs, foreignCores } = stop();
    return {
      leads,
      ...(rate === undefined ? {} : paceOf(leads, world.clock.now() - began)),
      twice: [...sent.values()].filter((n) => n > 1).length,
      messagesPerLead: round(counts.messages / leads, 3),
      longestQueue: counts.longestQueue,
      throttled: counts.throttled,
      cpuMsPerMail: round((engineMs + tableMs) / leads, 3),
      ...(waits === undefined ? {} : { webhooks: { n: waits.length, ...latencies(waits) } }),
      rssMb: Math.max(...memory.slice(-Math.ceil(memory.length / 5))),
      foreignCores,
    };
  } finally {
    await bench.close();
  }
};

const paceOf = (mails: number, ms: number) => ({
  hours: round(ms / HOUR_MS, 2),
  mailsPerSimulatedSecond: round((mails * 1000) / ms, 2),
});

/** Time passes where the worker waits. SES takes so many a second and no more. */
const worldOf = (
  bench: BenchWorld,
  sent: Map<string, number>,
  counts: { messages: number; throttled: number },
  rate = Number.POSITIVE_INFINITY,
): World => {
  const { world } = bench;
  const taken = new Map<number, number>();
  return {
    ...world,
    clock: {
      now: world.clock.now,
      wait: async (ms) => {
        bench.travel(ms);
      },
    },
    queue: {
      send: (messages) => {
        counts.messages += messages.length;
        return world.queue.send(messages);
      },
    },
    mailer: {
      account: async () => ({ ratePerSecond: rate, quotaPerDay: 1_000_000, sentLastDay: 0 }),
      send: async (mailing) => {
        const second = Math.floor(world.clock.now() / 1000);
        if (!taken.has(second)) taken.clear();
        const before = taken.get(second) ?? 0;
        const room = Math.max(0, rate - before);
        taken.set(second, before + Math.min(room, mailing.mails.length));
        counts.throttled += Math.max(0, mailing.mails.length - room);
        const go = mailing.mails.slice(0, room);
        const outcomes = await world.mailer.send({ ...mailing, mails: go });
        outcomes.forEach(({ status }, n) => {
          const lead = go[n]?.lead ?? "";
          if (status === "sent") sent.set(lead, (sent.get(lead) ?? 0) + 1);
        });
        return mailing.mails.map(
          (_, n): MailOutcome =>
            outcomes[n] ?? { status: "refused", reason: "Maximum sending rate exceeded.", retry: true },
        );
      },
    },
  };
};

/** Copies of one lead who waits in the workflow: made by putting records, since nobody's arrival is measured here. */
const crowd = async (engine: Engine.Engine, bench: BenchWorld, leads: number): Promise<void> => {
  const [id = ""] = await people(engine, 1);
  await enrol(engine, [id]);
  await drain(engine, bench);
  const lead = await find(engine, id, "consistent");
  if (lead === undefined) throw new Error("The lead is not there");
  const { company: _, ...alone } = lead;
  const copies = (from: number, count: number): Lead[] =>
    Array.from({ length: count }, (_, n) => ({
      ...alone,
      id: `${id.slice(0, -9)}c${String(from + n).padStart(8, "0")}`,
      email: `copy${from + n}@example.com`,
    }));
  await engine.world.table.remove([{ pk: id, sk: "lead" }]);
  for (let from = 0; from < leads; from += 1_000)
    await engine.world.table.put(copies(from, Math.min(1_000, leads - from)).map((copy) => toItem(engine, copy)));
};

/** Requests that come in every 20 ms, whatever the event loop is at: each is waited for since it was to come. */
const visitors = (post: () => Promise<unknown>): (() => Promise<number[]>) => {
  const waits: number[] = [];
  let open = true;
  const coming = (async () => {
    while (open) {
      const due = performance.now() + EVERY_MS;
      await sleep(EVERY_MS);
      await post();
      waits.push(performance.now() - due);
    }
  })();
  return async () => {
    open = false;
    await coming;
    return waits;
  };
};
