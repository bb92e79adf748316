import * as Engine from "@rekindle/core/engine/engine";
import { handle } from "@rekindle/core/engine/handle";
import { retryJob } from "@rekindle/core/engine/jobs";
import * as SqliteQueue from "@rekindle/core/world/sqlite-queue";
import type { World } from "@rekindle/core/world/world";
import type { Fate } from "@rekindle/local/ses/fate";
import * as Ses from "@rekindle/local/ses/open";
import { chance } from "../support/chance.ts";
import { book as bookOf, type Injection } from "./book.ts";
import { SHARDS, seal, startAt } from "./catalogue.ts";
import { check } from "./check.ts";
import { queuePump, schedule } from "./feed.ts";
import type { Kit } from "./kit.ts";
import { people } from "./people.ts";
import type { Plan } from "./plan.ts";
import { troubled } from "./ports.ts";
import { pool } from "./process.ts";
import { type Sim, simulation } from "./sim.ts";
import { eventPump, streamPump } from "./streams.ts";
import { type Truth, truth as truthOf } from "./truth.ts";
import type { Verdict } from "./verdict.ts";
import { countedIds, type Surroundings } from "./world.ts";

const HOUR_MS = 3_600_000;
/** So long things go wrong; so long afterwards everything has come to rest, also what looks again after a week. */
const STORM_MS = 20 * HOUR_MS;
const PEACE_MS = 11 * 24 * HOUR_MS;

export type Outcome = {
  verdict: Verdict;
  /** Mails that SES took. */
  mails: number;
  injections: Injection[];
  /** What handlers threw besides injected errors. */
  errors: string[];
};
export type Faulty = (world: World) => World;
export type Trace = (line: string) => void;

/** One run: some people, a storm, a long peace; then the reckoning. The same seed and plan give the same run. */
export const play = async (
  kit: Kit,
  seed: number,
  planOf: (sim: Sim, until: number) => Plan,
  { faulty = (world) => world, trace }: { faulty?: Faulty; trace?: Trace } = {},
): Promise<Outcome> => {
  const data = await kit.fresh();
  const sim = simulation(startAt, chance(seed));
  const until = startAt + STORM_MS;
  const plan = planOf(sim, until);
  const book = bookOf({
    sim,
    skewMs: plan.skewMs,
    table: () => truth,
    trace: (what) => trace?.(`${clockText(sim.now())} ${what()}`),
  });
  const made: { seq: number; change: { seq: string; key: { pk: string; sk: string } } }[] = [];
  const truth: Truth = truthOf(sim, data, (written) => {
    book.wrote(written);
    const { key, before, after } = written;
    const images = { ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) };
    const seq = made.length + 1;
    if (data.changes === undefined) made.push({ seq, change: { seq: String(seq), key, ...images } });
    stream.wake(sim.now());
    if (after?.due !== undefined) due.wake(sim.now());
  });
  const clock = { now: sim.now };
  const settings = { visibilityMs: 6 * 60_000, maxReceives: 5 };
  const leads = SqliteQueue.open(data.db, clock, { name: "leads", ...settings });
  const events = SqliteQueue.open(data.db, clock, { name: "events", ...settings });
  const ses = Ses.open(data.db, clock, { throttle: false, fate: fateOf });
  kit.connect(ses);
  const posted: string[] = [];
  let over = false;
  const around: Surroundings = {
    sim,
    plan,
    truth,
    book,
    leads,
    events,
    queue: {
      send: async (messages) => {
        leads.enqueue(troubled(messages, { plan }));
        queue.wake(leads.nextVisibleAt() ?? sim.now());
      },
    },
    mailer: {
      ...kit.mailer,
      send: async (mailing) => {
        const outcomes = await kit.mailer.send(mailing);
        mailEvents.wake(sim.now());
        return outcomes;
      },
    },
    outside: {
      post: async ({ headers }) => {
        posted.push(headers["webhook-id"] ?? "");
        return { status: 200, body: '{"id":"crm-1"}' };
      },
    },
    seal,
    ids: countedIds(),
    shards: SHARDS,
    log: (process, event, fields) => {
      if (event === "job.failed") process.invocation.jobFailed = true;
      trace?.(`${clockText(sim.now())} #${process.id} ${event} ${JSON.stringify(fields)}`);
    },
    isOver: () => over,
  };
  const workers = pool(around, faulty);
  const stream = streamPump(around, workers, data.changes ?? ((seq, limit) => made.slice(seq, seq + limit)));
  const mailEvents = eventPump(around, workers, ses);
  const queue = queuePump(around, workers, "queue", leads, handle);
  const due = schedule(around, workers);
  const outside = people(around, workers, until);
  try {
    await sim.run(until + PEACE_MS / 2);
    // A person puts back what the storm left in the dead letters, and what gave up.
    for (const { pk, sk, body } of truth.items())
      if (sk === "job" && JSON.parse(body).state === "failed")
        workers.invoke("http", (engine) => retryJob(engine, pk)).catch((error: unknown) => book.threw("retry", error));
    if (leads.redrive() + events.redrive() > 0) {
      queue.wake(sim.now());
      mailEvents.wake(sim.now());
    }
    await sim.run(until + PEACE_MS);
    const world: World = {
      clock,
      ids: around.ids,
      seal,
      table: data.table,
      queue: around.queue,
      mailer: around.mailer,
      outside: around.outside,
      log: () => undefined,
    };
    const verdict = await check(Engine.create(world, { shards: SHARDS }), around, outside, posted);
    const mails = [...book.acceptances.values()].reduce((sum, all) => sum + all.length, 0);
    return { verdict, mails, injections: book.injections, errors: book.errors };
  } finally {
    over = true;
    data.close();
  }
};

/** One of the people complains, and one address does not exist. */
const fateOf = (to: string): Fate =>
  to === "form2@example.com" ? "complain" : to === "list2@example.com" ? "softBounce" : "deliver";

const clockText = (at: number): string => new Date(at).toISOString().slice(5, 23);
