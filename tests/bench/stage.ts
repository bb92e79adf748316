import type * as Engine from "@rekindle/core/engine/engine";
import { handle } from "@rekindle/core/engine/handle";
import { capture } from "@rekindle/core/engine/identity";
import { handleMailEvents } from "@rekindle/core/engine/mail-events";
import { chunks } from "./measure.ts";
import type { BenchWorld } from "./world.ts";

export const HOUR_MS = 3_600_000;

/** Ids of so many leads, half of them in companies of eight. */
export const people = async (engine: Engine.Engine, count: number): Promise<string[]> => {
  const leads: string[] = [];
  for (let n = 0; n < count; n++) {
    const company = n % 2 === 0 ? { company: { key: `会社${n >> 4}`, name: `株式会社会社${n >> 4}` } } : {};
    const captured = await capture(
      engine,
      {
        via: "api",
        email: `person${n}@example.com`,
        name: `渡辺 ${n}`,
        ...company,
        attributes: { department: "経理部", title: "課長", phone: "03-1234-5678" },
        tags: ["展示会2026春"],
        consent: { basis: "optIn", at: engine.world.clock.now(), source: "bench" },
      },
      { id: `person:${n}`, at: engine.world.clock.now() },
    );
    if (captured.status !== "suppressed") leads.push(captured.lead.id);
  }
  return leads;
};

/** All of them into the workflow `bench`, by the queue. */
export const enrol = async ({ world }: Engine.Engine, leads: string[]): Promise<void> => {
  const at = world.clock.now();
  for (const part of chunks(leads, 50))
    await world.queue.send(
      part.map((lead) => ({
        body: JSON.stringify({
          kind: "cause",
          lead,
          cause: { type: "enrol", id: `enrol:${lead}`, workflow: "bench", at },
        }),
      })),
    );
};

/**
 * Until the queue is empty. Ten messages a request, as SQS gives and takes them: a send, a receive and a delete. Two workers at
 * once, as Lambda has many; the first batch alone, or both would read the catalogue.
 */
export const drain = async (
  engine: Engine.Engine,
  { queue }: Pick<BenchWorld, "queue">,
  count: { requests: number } = { requests: 0 },
): Promise<void> => {
  const batch = async (): Promise<boolean> => {
    const messages = queue.receive(10);
    if (messages.length === 0) return false;
    count.requests += 3;
    const failed = await handle(engine, messages);
    if (failed.length > 0) throw new Error(`${failed.length} messages failed`);
    queue.acknowledge(messages.map(({ receipt }) => receipt));
    return true;
  };
  const worker = async (): Promise<void> => {
    while (await batch());
  };
  while (await batch()) await Promise.all([worker(), worker()]);
};

/** SES's delivery events, in batches of 100 to their own handler, after the outcome is committed. The mails they are about. */
export const deliver = async (
  engine: Engine.Engine,
  bench: BenchWorld,
): Promise<{ lead: string; mail: string; at: number }[]> => {
  const at = bench.world.clock.now();
  const timestamp = new Date(at).toISOString();
  const delivered = new Date(at + 1000).toISOString();
  const mails = bench.sink.takeAccepted();
  for (const part of chunks(mails, 100)) {
    const failed = await handleMailEvents(
      engine,
      part.map(({ lead, mail }) => ({
        id: mail,
        body: JSON.stringify({
          eventType: "Delivery",
          mail: { timestamp, messageId: mail, tags: { lead: [lead], mail: [mail] } },
          delivery: { timestamp: delivered },
        }),
      })),
    );
    if (failed.length > 0) throw new Error(`${failed.length} events failed`);
  }
  return mails;
};
