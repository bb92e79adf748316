import { type Catalogue, graphOf } from "../catalogue.ts";
import type { Lead } from "../leads/lead.ts";
import { sendsNext } from "../workflows/sends-next.ts";
import { add, dayOf, startOfNextDay } from "../workspace/calendar.ts";
import type { Instant } from "../world/world.ts";
import { current } from "./catalogue.ts";
import type { Engine } from "./engine.ts";
import { bodyOf } from "./keys.ts";
import { findMany } from "./lead-store.ts";

/**
 * How the sending stands: what SES allows, what went today, what may go until the day ends, and how many of the last seven days'
 * mails came back. `planned` is an estimate: of the people who come due a part is read, and the share of mails among them taken for
 * all; `whole` is false where more come due than are counted. Rates are null until something was sent.
 */
export type Sending = {
  quota: { perDay: number; perSecond: number; sentLastDay: number };
  sentToday: number;
  planned: { at: Instant; n: number }[];
  whole: boolean;
  days: number;
  sent: number;
  bounceRate: number | null;
  complaintRate: number | null;
};

const DAYS = 7;
const MOST_DUE_PER_SHARD = 1000;
const MOST_READ = 40;

export const sendingOf = async (engine: Engine): Promise<Sending> => {
  const { world } = engine;
  const now = world.clock.now();
  const catalogue = await current(engine);
  const zone = catalogue.settings.timeZone;
  const [account, days, plan] = await Promise.all([
    world.mailer.account(),
    world.table.getMany(
      Array.from({ length: DAYS }, (_, n) => ({ pk: "daily", sk: dayOf(add(now, `-P${n}D`, zone), zone) })),
    ),
    plannedUntil(engine, now, startOfNextDay(now, zone), catalogue),
  ]);
  const figures = days.map((item) => (item === undefined ? {} : bodyOf<{ n: Record<string, number> }>(item).n));
  const sum = (name: string): number => figures.reduce((total, n) => total + (n[name] ?? 0), 0);
  const sent = sum("sent");
  return {
    quota: { perDay: account.quotaPerDay, perSecond: account.ratePerSecond, sentLastDay: account.sentLastDay },
    sentToday: figures[0]?.["sent"] ?? 0,
    ...plan,
    days: DAYS,
    sent,
    bounceRate: sent === 0 ? null : sum("bounced") / sent,
    complaintRate: sent === 0 ? null : sum("complained") / sent,
  };
};

const HOUR_MS = 3_600_000;

/** Mails that may go from now until then, by hour. */
const plannedUntil = async (
  engine: Engine,
  now: Instant,
  end: Instant,
  catalogue: Catalogue,
): Promise<Pick<Sending, "planned" | "whole">> => {
  const pages = await Promise.all(
    Array.from({ length: engine.config.shards }, (_, n) =>
      engine.world.table.due({ shard: `s${n}`, from: now, until: end - 1, limit: MOST_DUE_PER_SHARD }),
    ),
  );
  const due = pages.flatMap(({ keys }) => keys.filter(({ sk }) => sk === "lead")).sort((a, b) => a.at - b.at);
  const step = Math.max(1, due.length / MOST_READ);
  const some = Array.from({ length: Math.min(due.length, MOST_READ) }, (_, n) => due[Math.floor(n * step)]);
  const leads = await findMany(
    engine,
    some.flatMap((key) => key?.pk ?? []),
  );
  const read = leads.flatMap((lead) => lead ?? []);
  const share = read.length === 0 ? 0 : read.filter((lead) => mayBeSent(lead, end, catalogue)).length / read.length;
  const hours = new Map<Instant, number>();
  for (const { at } of due) {
    const hour = Math.floor(at / HOUR_MS) * HOUR_MS;
    hours.set(hour, (hours.get(hour) ?? 0) + 1);
  }
  return {
    planned: [...hours].map(([at, n]) => ({ at, n: Math.round(n * share) })).filter(({ n }) => n > 0),
    whole: pages.every(({ next }) => next === undefined),
  };
};

const mayBeSent = ({ enrolments }: Lead, end: Instant, catalogue: Catalogue): boolean =>
  enrolments.some(({ workflow, version, step, until = 0, holdout }) => {
    const graph = until < end && holdout !== true ? graphOf(catalogue, workflow, version) : undefined;
    return graph !== undefined && sendsNext(graph, step);
  });
