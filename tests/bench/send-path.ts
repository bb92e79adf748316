import * as Engine from "@rekindle/core/engine/engine";
import { handle } from "@rekindle/core/engine/handle";
import { capture } from "@rekindle/core/engine/identity";
import { handleMailEvents } from "@rekindle/core/engine/mail-events";
import * as Publish from "@rekindle/core/engine/publish";
import { tick } from "@rekindle/core/engine/tick";
import { read } from "@rekindle/core/workflows/read";
import { type BenchWorld, open, type TableKind } from "./world.ts";

export type Measured = {
  mails: number;
  mailsPerSecond: number;
  cpuMsPerMail: number;
  peakRssMb: number;
  writeUnitsPerMail: number;
  readUnitsPerMail: number;
  queueRequestsPerMail: number;
  usdPer1000: number;
  lost: number;
  twice: number;
  /** Whose CPU it was: engine with client and sink, and the table's own process. */
  cpuMsByPart: { engine: number; table: number };
  sesRequestsPerMail: number;
};

const letter = `<mjml><mj-body><mj-section><mj-column><mj-text>{{ lead.name }} 様</mj-text>
<mj-text>{% if lead.company %}{{ lead.company }} の皆さまへ。{% endif %}経費精算の費用を見直すなら、どこからがよいでしょうか。</mj-text>
<mj-button href="https://example.com/guide">費用の試算シートを見る</mj-button></mj-column></mj-section></mj-body></mjml>`;
const sequence = `name: bench
steps:
  - { id: start, kind: wait, for: PT1H }
  - { id: one, kind: email, template: one }
  - { id: pause, kind: wait, for: P3D }
  - { id: two, kind: email, template: two }
`;
const HOUR_MS = 3_600_000;

/**
 * N leads × two mails with tracking links, from queued entry to the last delivery event. Half of the leads are in companies
 * of eight. Only the lead's own way is counted: the stream handler's counters and listings are priced apart.
 */
export const sendPath = async (leads: number, kind: TableKind): Promise<Measured> => {
  const bench = await open(kind);
  try {
    const engine = Engine.create(bench.world, { catalogueLifeMs: 10_000 });
    await publish(engine);
    await drain(engine, bench, { requests: 0 });
    const found = await people(engine, leads);
    bench.units.read = 0;
    bench.units.write = 0;
    const queue = { requests: 0 };
    const tableBefore = bench.tableCpuMs();
    const cpu = process.cpuUsage();
    const wall = process.hrtime.bigint();
    for (const part of chunks(found, 50))
      await bench.world.queue.send(
        part.map((lead) => ({
          body: JSON.stringify({
            kind: "cause",
            lead,
            cause: { type: "enrol", id: `enrol:${lead}`, workflow: "bench", at: bench.world.clock.now() },
          }),
        })),
      );
    await drain(engine, bench, queue);
    const entered = { ...bench.units };
    queue.requests = 0;
    for (const ms of [HOUR_MS, 72 * HOUR_MS]) {
      bench.travel(ms);
      await tick(engine);
      await drain(engine, bench, queue);
      await deliver(engine, bench);
    }
    const used = process.cpuUsage(cpu);
    const seconds = Number(process.hrtime.bigint() - wall) / 1e9;
    return report(bench, leads, {
      engineMs: (used.user + used.system) / 1000,
      tableMs: bench.tableCpuMs() - tableBefore,
      seconds,
      entered,
      queueRequests: queue.requests,
    });
  } finally {
    await bench.close();
  }
};

const report = (
  bench: BenchWorld,
  leads: number,
  {
    engineMs,
    tableMs,
    seconds,
    entered,
    queueRequests,
  }: {
    engineMs: number;
    tableMs: number;
    seconds: number;
    entered: { read: number; write: number };
    queueRequests: number;
  },
): Measured => {
  const sent = [...bench.sink.mails().values()];
  const mails = sent.reduce((sum, n) => sum + n, 0);
  const write = (bench.units.write - entered.write) / mails;
  const read = (bench.units.read - entered.read) / mails;
  const perQueue = queueRequests / mails;
  return {
    mails,
    mailsPerSecond: round(mails / seconds),
    cpuMsPerMail: round((engineMs + tableMs) / mails, 3),
    peakRssMb: round(process.resourceUsage().maxRSS / 1000 + bench.tableRssMb()),
    writeUnitsPerMail: round(write, 3),
    readUnitsPerMail: round(read, 3),
    queueRequestsPerMail: round(perQueue, 3),
    usdPer1000: round(cost(write, read, perQueue), 5),
    lost: leads * 2 - sent.length,
    twice: sent.filter((n) => n > 1).length,
    cpuMsByPart: { engine: round(engineMs / mails, 3), table: round(tableMs / mails, 3) },
    sesRequestsPerMail: round(bench.sink.requests() / mails, 3),
  };
};

/** On-demand prices in us-east-1 as of 2026-11: $0.625 a million write units, $0.125 a million read units, $0.40 a million SQS requests. */
const cost = (write: number, read: number, queue: number): number =>
  (write * 0.625 + read * 0.125 + queue * 0.4) / 1000;

const publish = async (engine: Engine.Engine): Promise<void> => {
  for (const id of ["one", "two"]) {
    await Publish.draftTemplate(engine, id, { subject: "{{ lead.name }} 様へのご案内", mjml: letter });
    const made = await Publish.publishTemplate(engine, id);
    if (made.status !== "published") throw new Error(JSON.stringify(made));
  }
  const made = read(sequence, "yaml");
  if (made.status !== "ok") throw new Error(JSON.stringify(made));
  await Publish.draftWorkflow(engine, "bench", made.definition);
  await Publish.publishWorkflow(engine, "bench");
};

const people = async (engine: Engine.Engine, count: number): Promise<string[]> => {
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

/** Ten messages a request, as SQS gives and takes them: one receive, one delete. */
const drain = async (
  engine: Engine.Engine,
  { queue }: Pick<BenchWorld, "queue">,
  count: { requests: number },
): Promise<void> => {
  for (;;) {
    const messages = queue.receive(10);
    if (messages.length === 0) return;
    count.requests += 3;
    const failed = await handle(engine, messages);
    if (failed.length > 0) throw new Error(`${failed.length} messages failed`);
    queue.acknowledge(messages.map(({ receipt }) => receipt));
  }
};

/** SES's delivery events, in batches of 100 to their own handler, after the outcome is committed. */
const deliver = async (engine: Engine.Engine, bench: BenchWorld): Promise<void> => {
  const at = bench.world.clock.now();
  const timestamp = new Date(at).toISOString();
  const delivered = new Date(at + 1000).toISOString();
  for (const part of chunks(bench.sink.takeAccepted(), 100)) {
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
};

const chunks = <T>(all: T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, n) => all.slice(n * size, (n + 1) * size));
const round = (value: number, digits = 1): number => Math.round(value * 10 ** digits) / 10 ** digits;
