import { countsOf } from "../insight/counts.ts";
import type { Entry, Fact } from "../leads/entry.ts";
import type { Lead } from "../leads/lead.ts";
import { totalAt } from "../scoring/score.ts";
import { dayOf } from "../workspace/calendar.ts";
import type { Item, Key } from "../world/world.ts";
import { current } from "./catalogue.ts";
import type { Engine } from "./engine.ts";
import { bodyOf, keys } from "./keys.ts";
import { fromBody } from "./lead-store.ts";
import { note } from "./problems.ts";

/** One change of the table, as the stream tells it. `seq` grows within a shard; compared as numbers of any length. */
export type Change = { seq: string; key: Key; before?: { body: string }; after?: { body: string } };

/**
 * Everything that can be rebuilt: counters and listings, from the stream of records. A batch may come twice: each counter
 * remembers the last sequence number it took, and listings are written whole.
 */
export const project = async (engine: Engine, shard: string, changes: Change[]): Promise<void> => {
  const { settings } = await current(engine);
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
      if (count.workflow !== "") add(keys.counter(count.workflow, count.version, day), seq, count.name, count.n);
    for (const { key, name } of daily(fact, day)) add(key, seq, name, 1);
    if (fact.type === "mail.failed") failures.push({ lead, mail: fact.mail, reason: fact.reason, at });
  };
  const failures: { lead: string; mail: string; reason: string; at: number }[] = [];
  for (const { seq, key, before, after } of changes) {
    if (after === undefined) continue;
    if (key.sk === "lead") {
      const change = toldBy(engine, key.pk, after.body, before?.body);
      for (const entry of change.entries) for (const fact of entry.facts) say(seq, entry.at, key.pk, fact);
      for (const view of change.views) views.set(`${view.pk} ${view.sk}`, view);
    } else if (key.sk.startsWith("aside#") && before === undefined) {
      const entry: Entry = JSON.parse(after.body);
      for (const fact of entry.facts) say(seq, entry.at, key.pk, fact);
    }
  }
  await applyViews(engine, [...views.values()]);
  for (const { key, increments } of counts.values()) await increment(engine, shard, key, increments);
  for (const { lead, mail, reason, at } of failures)
    await note(engine, { id: `mail-${lead}-${mail}`, kind: "mailFailed", lead, reason, at });
};

/** What a change of a record says. Nothing where it cannot be read: the stream goes on with the others. */
const toldBy = (
  { world }: Engine,
  id: string,
  after: string,
  before: string | undefined,
): { entries: Entry[]; views: (Item | Key)[] } => {
  try {
    const lead = fromBody(after);
    const known = before === undefined ? undefined : fromBody(before);
    return { entries: newEntries(known, lead), views: viewsOf(known, lead, world.clock.now()) };
  } catch (error) {
    world.log("stream.unreadable", { lead: id, error: error instanceof Error ? error.message : String(error) });
    return { entries: [], views: [] };
  }
};

/** An entry counts only on the record whose revision it has: a commit without an entry shows the old one again. */
const newEntries = (before: Lead | undefined, { tail, rev }: Lead): Entry[] =>
  tail.filter((entry) => entry.rev > (before?.rev ?? 0) && entry.rev <= rev);

const daily = (fact: Fact, day: string): { key: Key; name: string }[] => {
  if (fact.type === "handoff.opened" && fact.owner !== undefined)
    return [
      { key: keys.roster(day), name: fact.owner },
      { key: { pk: "daily", sk: day }, name: "handedOff" },
    ];
  if (fact.type === "handoff.opened") return [{ key: { pk: "daily", sk: day }, name: "handedOff" }];
  const name = dailyNames[fact.type];
  return name === undefined ? [] : [{ key: { pk: "daily", sk: day }, name }];
};
const dailyNames: Partial<Record<Fact["type"], string>> = {
  "lead.captured": "captured",
  "mail.sent": "sent",
  "mail.delivered": "delivered",
  "mail.clicked": "clicked",
  "mail.bounced": "bounced",
  "mail.complained": "complained",
  "lead.optedOut": "optedOut",
  "handoff.accepted": "accepted",
  "handoff.returned": "returned",
  "deal.opened": "dealsOpened",
  "deal.won": "dealsWon",
  "deal.lost": "dealsLost",
};

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

/** Sequence numbers of DynamoDB have up to 40 digits. */
const isAfter = (seq: string, last: string | undefined): boolean =>
  last === undefined || seq.length > last.length || (seq.length === last.length && seq > last);
