import { create, type Engine } from "@rekindle/core/engine/engine";
import { handle } from "@rekindle/core/engine/handle";
import { capture } from "@rekindle/core/engine/identity";
import { keys } from "@rekindle/core/engine/keys";
import { draftTemplate } from "@rekindle/core/engine/mail-draft";
import { handleMailEvents } from "@rekindle/core/engine/mail-events";
import * as Publish from "@rekindle/core/engine/publish";
import { sweep, tick } from "@rekindle/core/engine/tick";
import { read } from "@rekindle/core/workflows/read";
import type { Settings } from "@rekindle/core/workspace/settings";
import * as Sqlite from "@rekindle/core/world/sqlite";
import * as SqliteQueue from "@rekindle/core/world/sqlite-queue";
import * as SqliteTable from "@rekindle/core/world/sqlite-table";
import type { Mail, Mailing, MailOutcome, QueueMessage, World } from "@rekindle/core/world/world";
import { nodeSeal } from "@rekindle/functions/live/node-seal";
import { budget } from "@rekindle/local/ses/budget";
import { onTestFinished } from "vitest";
import { simulation } from "../faults/sim.ts";
import { countedIds } from "../faults/world.ts";
import { chance } from "./chance.ts";
import { mjml, start } from "./lab.ts";

export type CrowdOptions = {
  workers?: number;
  ratePerSecond?: number;
  quotaPerDay?: number;
  seed?: number;
  settings?: (settings: Settings) => Settings;
  /** What SES answers before it takes anything; absent: it takes what its rate allows. */
  refuses?: (mails: Mail[], random: () => number) => MailOutcome[] | undefined;
  /** Nobody may know the limits. */
  account?: () => Promise<never>;
};

export type Sent = { mail: string; lead: string; to: string; at: number; template: string };

/** Many workers on one table, one queue and one SES, whose clock only these move: each call of a port takes its time. */
export const crowd = async (options: CrowdOptions = {}) => {
  const { workers = 16, ratePerSecond = 14, quotaPerDay = 50_000, seed = 1, refuses, settings } = options;
  const db = Sqlite.open(":memory:");
  onTestFinished(() => db.close());
  const random = chance(seed);
  // The quiet start of a minute, so that ticks and minutes agree.
  const sim = simulation(Math.ceil(start / 60_000) * 60_000, random);
  const clock = { now: sim.now, wait: sim.sleep };
  const table = SqliteTable.open(db);
  const queue = SqliteQueue.open(db, clock, { name: "leads", visibilityMs: 360_000, maxReceives: 9 });
  const sent: Sent[] = [];
  /** When each mail stood before SES, taken or not. */
  const attempts: { at: number }[] = [];
  const joined: string[] = [];
  const events: { at: number; lead: string; mail: string }[] = [];
  const counts = { messages: 0, ledger: 0, conflicts: 0, accounts: 0, throttled: 0 };
  const logged: string[] = [];
  const bucket = budget(ratePerSecond);

  const accept = async ({ template, mails }: Mailing): Promise<MailOutcome[]> => {
    await sim.sleep(sim.between(5, 20));
    attempts.push(...mails.map(() => ({ at: sim.now() })));
    const no = refuses?.(mails, random);
    if (no !== undefined) return no;
    const taken = bucket.take(mails.length, sim.now());
    if (taken < mails.length) counts.throttled += mails.length - taken;
    const answers = mails.map((one, n): MailOutcome => {
      if (n >= taken) return { status: "refused", reason: "Maximum sending rate exceeded.", retry: true };
      sent.push({ mail: one.mail, lead: one.lead, to: one.to, at: sim.now(), template: template.id });
      events.push({ at: sim.now() + sim.between(1_000, 4_000), lead: one.lead, mail: one.mail });
      return { status: "sent", messageId: `ses-${one.lead}-${one.mail}` };
    });
    wake(sim.now() + 1_000);
    await sim.sleep(sim.between(20, 120));
    return answers;
  };
  const slow =
    <Args extends unknown[], Answer>(act: (...args: Args) => Promise<Answer>) =>
    async (...args: Args): Promise<Answer> => {
      await sim.sleep(sim.between(2, 10));
      return act(...args);
    };
  const isLedger = (writes: { put: { pk: string } }[]) => writes.some(({ put }) => put.pk === keys.pacing.pk);
  const ids = countedIds();
  const world: World = {
    clock,
    ids,
    seal: nodeSeal("a secret of the tests, long enough"),
    table: {
      ...table,
      get: slow(table.get),
      getMany: slow(table.getMany),
      put: slow(table.put),
      commit: slow(async (writes) => {
        const answers = await table.commit(writes);
        if (isLedger(writes)) counts.ledger += 1;
        if (isLedger(writes) && answers[0] === "conflict") counts.conflicts += 1;
        return answers;
      }),
    },
    queue: {
      send: slow(async (messages) => {
        counts.messages += messages.length;
        await sending.send(messages);
      }),
    },
    mailer: {
      send: accept,
      account: async () => {
        counts.accounts += 1;
        await options.account?.();
        const sentLastDay = sent.filter(({ at }) => at > sim.now() - 86_400_000).length;
        return { ratePerSecond, quotaPerDay, sentLastDay };
      },
    },
    outside: { post: async () => ({ status: 200, body: "{}" }) },
    log: (event) => logged.push(event),
  };
  const process = (): Engine => create(world, { shards: 2, catalogueLifeMs: 10_000, pacing: true });
  const free = Array.from({ length: workers }, process);
  const eventWorker = process();
  const failures: unknown[] = [];
  /** As event sources do: some time after there is something, and only then. */
  let planned = Number.POSITIVE_INFINITY;
  const wake = (at: number): void => {
    const when = Math.max(at, sim.now()) + sim.between(10, 300);
    if (when >= planned) return;
    planned = when;
    sim.at(when, () => {
      if (planned !== when) return;
      planned = Number.POSITIVE_INFINITY;
      poll();
    });
  };
  const hand = async (engine: Engine, messages: SqliteQueue.Received[]): Promise<void> => {
    const failed = new Set(await handle(engine, messages));
    queue.acknowledge(messages.filter(({ id }) => !failed.has(id)).map(({ receipt }) => receipt));
    free.push(engine);
    wake(sim.now());
  };
  const poll = (): void => {
    for (let engine = free.pop(); engine !== undefined; engine = free.pop()) {
      const messages = queue.receive(10);
      if (messages.length === 0) {
        free.push(engine);
        break;
      }
      hand(engine, messages).catch((error: unknown) => failures.push(error));
    }
    const due = events.filter(({ at }) => at <= sim.now()).slice(0, 100);
    if (due.length > 0) {
      events.splice(0, events.length, ...events.filter((event) => !due.includes(event)));
      handleMailEvents(eventWorker, due.map(deliveryOf)).catch((error: unknown) => failures.push(error));
    }
    const next = [...(free.length > 0 ? [queue.nextVisibleAt() ?? []].flat() : []), ...events.map(({ at }) => at)];
    if (next.length > 0) wake(Math.min(...next));
  };
  const sending = {
    send: async (messages: QueueMessage[]) => {
      await queue.send(messages);
      wake(sim.now());
    },
  };
  const office = create({ ...world, table, queue: sending }, { shards: 2, pacing: true });
  if (settings !== undefined) await Publish.changeSettings(office, settings);
  const every = (ms: number, act: () => void): void => {
    sim.at((Math.floor(sim.now() / ms) + 1) * ms, () => {
      act();
      every(ms, act);
    });
  };
  every(60_000, () => {
    tick(office).catch((error: unknown) => failures.push(error));
  });
  every(300_000, () => {
    if (queue.waiting() < 1_000) sweep(office).catch((error: unknown) => failures.push(error));
  });

  return {
    now: sim.now,
    engine: office,
    table,
    queue,
    sent,
    attempts,
    joined,
    counts,
    logged,
    failures,
    /** Plays so long. */
    play: (ms: number) => sim.run(sim.now() + ms),
    template: async (id: string) => {
      await draftTemplate(office, id, {
        subject: `${id}のご案内`,
        mjml: mjml("<mj-text>{{ lead.name }} 様</mj-text>"),
      });
      const made = await Publish.publishTemplate(office, id);
      if (made.status !== "published") throw new Error(JSON.stringify(made));
    },
    workflow: async (id: string, yaml: string) => {
      const made = read(yaml, "yaml");
      if (made.status !== "ok") throw new Error(JSON.stringify(made));
      await Publish.draftWorkflow(office, id, made.definition);
      const published = await Publish.publishWorkflow(office, id);
      if (published.status !== "published") throw new Error(JSON.stringify(published));
    },
    /** A person on this list, as of now. */
    join: async (email: string, list: string) => {
      const at = sim.now();
      const consent = { basis: "optIn" as const, at, source: "test" };
      const capturing = { via: "import" as const, email, name: "渡辺 真由美", attributes: {}, tags: [], list, consent };
      const captured = await capture(office, capturing, { id: `join:${email}`, at });
      if (captured.status !== "suppressed") joined.push(captured.lead.id);
    },
  };
};

const deliveryOf = ({ at, lead, mail }: { at: number; lead: string; mail: string }) => {
  const timestamp = new Date(at).toISOString();
  const tags = { lead: [lead], mail: [mail] };
  const body = { eventType: "Delivery", mail: { timestamp, messageId: mail, tags }, delivery: { timestamp } };
  return { id: `${lead}-${mail}`, body: JSON.stringify(body) };
};

/** The most mails that began to go in one second. */
export const mostPerSecond = (sent: { at: number }[]): number =>
  Math.max(...[...Map.groupBy(sent, ({ at }) => Math.floor(at / 1000)).values()].map(({ length }) => length));
