import type { Deal } from "../deals/deal.ts";
import { countsOf } from "../insight/counts.ts";
import { dailyOf } from "../insight/daily-counts.ts";
import type { Entry, Fact } from "../leads/entry.ts";
import type { Lead } from "../leads/lead.ts";
import { totalAt } from "../scoring/score.ts";
import { dayOf } from "../workspace/calendar.ts";
import type { Item, Key } from "../world/world.ts";
import { current } from "./catalogue.ts";
import type { Company } from "./company.ts";
import { type Told, tellViews, toldOf } from "./company-view.ts";
import type { Engine } from "./engine.ts";
import { findRows } from "./find-rows.ts";
import { countsOfPayload } from "./intake-counts.ts";
import { bodyOf, keys } from "./keys.ts";
import { fromBody } from "./lead-store.ts";
import { note } from "./problems.ts";
import { isAfter } from "./sequence.ts";
import { cooledBelow, dailyOfDeal } from "./standing-counts.ts";

/** One change of the table, as the stream tells it. `seq` grows within a shard; compared as numbers of any length. */
export type Change = { seq: string; key: Key; before?: { body: string }; after?: { body: string } };

/**
 * Everything that can be rebuilt: counters and listings, from the stream of records. A batch may come twice: each counter
 * remembers the last sequence number it took, and listings are written whole.
 */
export const project = async (engine: Engine, shard: string, changes: Change[]): Promise<void> => {
  const { settings, scoring } = await current(engine);
  const counts = new Map<string, { key: Key; increments: { seq: string; name: string; n: number }[] }>();
  const views = new Map<string, Item | Key>();
  const add = (key: Key, seq: string, name: string, n: number) => {
    const id = `${key.pk} ${key.sk}`;
    const known = counts.get(id) ?? { key, increments: [] };
    known.increments.push({ seq, name, n });
    counts.set(id, known);
  };
  const say = (seq: string, at: number, lead: string, fact: Fact) => {
    const day = dayOf(at, settings.timeZone);
    for (const count of countsOf(fact))
      if (count.workflow !== "")
        add(
          keys.counter(
            count.workflow,
            count.version,
            count.at === undefined ? day : dayOf(count.at, settings.timeZone),
          ),
          seq,
          count.name,
          count.n,
        );
    for (const name of dailyOf(fact, at, settings.timeZone)) add(keys.daily(day), seq, name, 1);
    if (fact.type === "handoff.opened" && fact.owner !== undefined) add(keys.roster(day), seq, fact.owner, 1);
    if (fact.type === "mail.failed") failures.push({ lead, mail: fact.mail, reason: fact.reason, at });
  };
  const told: Told[] = [];
  const failures: { lead: string; mail: string; reason: string; at: number }[] = [];
  for (const { seq, key, before, after } of changes) {
    if (key.sk === "company")
      told.push(
        after === undefined
          ? { seq, key: key.pk.slice("company#".length), what: "noDeals" }
          : {
              seq,
              key: key.pk.slice("company#".length),
              what: "deals",
              company: JSON.parse(after.body) satisfies Company,
            },
      );
    if (key.sk === "deal")
      for (const { day, name, n } of dailyOfDeal(dealIn(before), dealIn(after), settings.timeZone))
        add(keys.standing(day), seq, name, n);
    if (after === undefined) {
      if (key.sk !== "lead" || before === undefined) continue;
      const change = goneBy(engine, seq, key.pk, before.body);
      for (const view of change.views) views.set(`${view.pk} ${view.sk}`, view);
      told.push(...change.told);
    } else if (key.sk === "lead") {
      const change = toldBy(engine, seq, key.pk, after.body, before?.body, scoring.lines.insideSales);
      told.push(...change.told);
      if (change.cooledAt !== undefined)
        add(keys.standing(dayOf(change.cooledAt, settings.timeZone)), seq, "cooled", 1);
      for (const entry of change.entries) for (const fact of entry.facts) say(seq, entry.at, key.pk, fact);
      for (const view of change.views) views.set(`${view.pk} ${view.sk}`, view);
    } else if (key.sk.startsWith("aside#") && before === undefined) {
      const entry: Entry = JSON.parse(after.body);
      for (const fact of entry.facts) say(seq, entry.at, key.pk, fact);
    } else if (key.pk.startsWith("payload#")) {
      for (const { source, day, name, n } of countsOfPayload(before?.body, after.body, settings.timeZone))
        add(keys.intake(source, day), seq, name, n);
    }
  }
  await applyViews(engine, [...views.values()]);
  await tellViews(engine, shard, told);
  for (const { key, increments } of counts.values()) await increment(engine, shard, key, increments);
  for (const { lead, mail, reason, at } of failures)
    await note(engine, { id: `mail-${lead}-${mail}`, kind: "mailFailed", lead, reason, at });
};

const dealIn = (image: Change["after"]): Deal | undefined => (image === undefined ? undefined : JSON.parse(image.body));

/** What a change of a record says. Nothing where it cannot be read: the stream goes on with the others. */
const toldBy = (
  { world }: Engine,
  seq: string,
  id: string,
  after: string,
  before: string | undefined,
  line: number,
): { entries: Entry[]; views: (Item | Key)[]; told: Told[]; cooledAt?: number } => {
  try {
    const lead = fromBody(after);
    const known = before === undefined ? undefined : fromBody(before);
    const entries = newEntries(known, lead);
    const cooled = entries.length === 0 && cooledBelow(known, lead, line);
    return {
      entries,
      views: viewsOf(known, lead, world.clock.now()),
      told: toldOf(seq, known, lead),
      ...(cooled ? { cooledAt: lead.lastAt } : {}),
    };
  } catch (error) {
    world.log("stream.unreadable", { lead: id, error: error instanceof Error ? error.message : String(error) });
    return { entries: [], views: [], told: [] };
  }
};

/** A record that was taken away takes its rows out of every list. */
const goneBy = ({ world }: Engine, seq: string, id: string, before: string): { views: Key[]; told: Told[] } => {
  try {
    const lead = fromBody(before);
    const places = lead.enrolments.map((enrolment) => keys.place(id, enrolment.id));
    return { views: [keys.view(id), keys.handoffView(id), ...places], told: toldOf(seq, lead, undefined) };
  } catch (error) {
    world.log("stream.unreadable", { lead: id, error: error instanceof Error ? error.message : String(error) });
    return { views: [keys.view(id)], told: [] };
  }
};

/** An entry counts only on the record whose revision it has: a commit without an entry shows the old one again. */
const newEntries = (before: Lead | undefined, { tail, rev }: Lead): Entry[] =>
  tail.filter((entry) => entry.rev > (before?.rev ?? 0) && entry.rev <= rev);

/** What lists show of a lead, as of its last commit. A key alone = the listing is to be removed. */
const viewsOf = (before: Lead | undefined, lead: Lead, now: number): (Item | Key)[] => {
  const views: (Item | Key)[] = [];
  const total = Math.max(0, Math.round(totalAt(lead.score, now) * 100));
  const row = {
    ...keys.view(lead.id),
    rev: lead.rev,
    body: "{}",
    list: { in: `leads#${lead.stage}`, by: `${String(total).padStart(8, "0")}#${lead.id}` },
  };
  views.push(lead.erased === undefined ? row : keys.view(lead.id));
  const ids = new Set(lead.enrolments.map(({ id }) => id));
  for (const { id } of before?.enrolments ?? []) if (!ids.has(id)) views.push(keys.place(lead.id, id));
  for (const { id, workflow, version, step, arrivedAt, state } of lead.enrolments) {
    const known = before?.enrolments.find((other) => other.id === id);
    if (known !== undefined && known.step === step && known.state === state && known.version === version) continue;
    const at = state === "pending" ? `pending#${workflow}` : `place#${workflow}#${version}#${step}`;
    views.push({
      ...keys.place(lead.id, id),
      rev: lead.rev,
      body: "{}",
      list: { in: at, by: `${String(arrivedAt).padStart(15, "0")}#${lead.id}` },
    });
  }
  views.push(...findRows(before, lead));
  const { handoff } = lead;
  if (handoff !== undefined && JSON.stringify(handoff) !== JSON.stringify(before?.handoff)) {
    const by = `${String(handoff.dueAt ?? handoff.openedAt).padStart(15, "0")}#${lead.id}`;
    views.push({
      ...keys.handoffView(lead.id),
      rev: lead.rev,
      body: "{}",
      list: { in: `handoffs#${handoff.state}`, by },
    });
  } else if (lead.erased !== undefined && before?.handoff !== undefined) views.push(keys.handoffView(lead.id));
  return views;
};

const applyViews = async ({ world }: Engine, views: (Item | Key)[]): Promise<void> => {
  const items = views.filter((view): view is Item => "body" in view);
  await world.table.put(items);
  await world.table.remove(views.filter((view) => !("body" in view)));
};

type Counter = { seen: Record<string, string>; n: Record<string, number> };

/** Takes what is newer than the counter's last number of this shard, on the counter's revision. */
const increment = async (
  { world }: Engine,
  shard: string,
  key: Key,
  increments: { seq: string; name: string; n: number }[],
): Promise<void> => {
  for (let tries = 0; tries < 20; tries++) {
    const item = await world.table.get(key, "consistent");
    const { seen, n }: Counter = item === undefined ? { seen: {}, n: {} } : bodyOf<Counter>(item);
    const fresh = increments.filter(({ seq }) => isAfter(seq, seen[shard]));
    if (fresh.length === 0) return;
    const next = { ...n };
    for (const { name, n: by } of fresh) next[name] = (next[name] ?? 0) + by;
    const last = fresh.map(({ seq }) => seq).reduce((a, b) => (isAfter(b, a) ? b : a));
    const body = JSON.stringify({ seen: { ...seen, [shard]: last }, n: next });
    const [answer] = await world.table.commit([
      { put: { ...key, rev: (item?.rev ?? 0) + 1, body }, expect: item?.rev ?? 0 },
    ]);
    if (answer === "stored") return;
  }
  throw new Error(`Counter ${key.pk} is fought over`);
};
