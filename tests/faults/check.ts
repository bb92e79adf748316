import type { Deal } from "@rekindle/core/deals/deal";
import type { Company } from "@rekindle/core/engine/company";
import type { Engine } from "@rekindle/core/engine/engine";
import type { JobRecord } from "@rekindle/core/engine/job";
import { fromItem } from "@rekindle/core/engine/lead-store";
import type { Payload } from "@rekindle/core/engine/payloads";
import { entriesOf } from "@rekindle/core/engine/timeline";
import type { Entry } from "@rekindle/core/leads/entry";
import type { Lead } from "@rekindle/core/leads/lead";
import type { Item, Key } from "@rekindle/core/world/world";
import type { Asked } from "./acts.ts";
import { entryOf } from "./book.ts";
import { checkCounters } from "./check-counters.ts";
import { checkHistory } from "./check-history.ts";
import { checkListings } from "./check-listings.ts";
import { checkMails } from "./check-mails.ts";
import { checkPoints } from "./check-points.ts";
import { cleanVerdict, type Verdict } from "./verdict.ts";
import type { Surroundings } from "./world.ts";

/** A lead as it is after everything: its record, its entries, and what was written beside the record. */
export type Found = { record: Lead; entries: Entry[]; asides: Entry[] };

/** Compares what truly happened with what is recorded. */
export const check = async (engine: Engine, around: Surroundings, asked: Asked, posted: string[]): Promise<Verdict> => {
  const { book, truth, leads: queue, events, sim } = around;
  const verdict = cleanVerdict();
  const found: Found[] = [];
  for (const item of [...truth.items()].filter(({ sk }) => sk === "lead")) found.push(await findLead(engine, item));
  for (const lead of found) {
    if (lead.record.erased === undefined) {
      checkHistory(verdict, lead, book.entries.get(lead.record.id) ?? new Map(), posted);
      checkMails(verdict, lead, book);
    } else forgotten(verdict, lead, around);
    checkRest(verdict, lead, truth.item({ pk: `company#${lead.record.company?.key}`, sk: "company" }), sim.now());
  }
  checkCauses(verdict, found, asked);
  await checkCounters(verdict, engine, found);
  if (!book.late.lists) checkListings(verdict, found, [...truth.items()]);
  if (asked.remodelled) await checkPoints(verdict, engine, found);
  verdict.afterLock.push(...book.seen.afterLock);
  verdict.stuck.push(...book.seen.lyingAbout);
  if (!asked.everyoneIsDone()) verdict.stuck.push("somebody outside still waits for an answer");
  for (const [name, one] of Object.entries({ leads: queue, events }))
    if (one.waiting() + one.deadLetters().length > 0) verdict.stuck.push(`messages are left in the queue of ${name}`);
  checkOthers(verdict, [...truth.items()], asked.jobs);
  return verdict;
};

const findLead = async (engine: Engine, key: Key): Promise<Found> => {
  const item = await engine.world.table.get(key, "consistent");
  if (item === undefined) throw new Error(`${key.pk} is gone`);
  const record = fromItem(item);
  const { items } = await engine.world.table.query({ pk: key.pk, from: "aside#", to: "aside#~", limit: 1000 });
  return { record, entries: await entriesOf(engine, key.pk), asides: items.map(({ body }) => entryOf(body)) };
};

/** Nothing is left of an erased person but the tombstone; what was counted stays counted, as it was seen to be written. */
const forgotten = (verdict: Verdict, found: Found, { book, truth }: Surroundings): void => {
  const { id } = found.record;
  // A worker that stands still for longer than a function lives may write once more: rulings know no such worker.
  if (!book.injections.some(({ kind }) => kind === "pause"))
    for (const { pk, sk } of truth.items())
      if (pk === id && sk !== "lead") verdict.stuck.push(`${id}: ${sk} is left of an erased person`);
  found.entries = [...(book.entries.get(id) ?? new Map<string, number>()).keys()].map(entryOf);
  for (const fact of found.entries.flatMap(({ facts }) => facts))
    if (fact.type === "form.submitted" && fact.payload !== undefined)
      if (truth.item({ pk: `payload#${fact.source}`, sk: fact.payload }) !== undefined)
        verdict.stuck.push(`${id}: the form ${fact.payload} is left of an erased person`);
  found.asides = book.asides.get(id) ?? [];
};

/** Every accepted cause stands in a timeline, once. */
const checkCauses = (verdict: Verdict, found: Found[], { accepted, deals, erased }: Asked): void => {
  const times = new Map<string, number>();
  const add = (id: string) => times.set(id, (times.get(id) ?? 0) + 1);
  for (const { entries } of found)
    for (const { cause, facts } of entries) {
      if (cause.id !== undefined) add(cause.id);
      for (const fact of facts)
        if (fact.type === "deal.opened" || fact.type === "deal.lost") add(`${fact.type} ${fact.deal}`);
    }
  const wanted = [...accepted, ...deals.map((deal) => ({ what: "deal", cause: `deal.opened ${deal}`, who: "" }))];
  for (const { what, cause, who } of new Map(wanted.map((one) => [one.cause, one])).values()) {
    const n = times.get(cause) ?? 0;
    if (n === 0 && !erased.has(who) && (who !== "" || erased.size === 0))
      verdict.lost.push(`${what} ${cause} is in no timeline`);
    if (n > 1) verdict.twice.push(`${what} ${cause} happened ${n} times`);
  }
};

/** Nothing is pending, overdue, parked, or held by a deal that is over. */
const checkRest = (verdict: Verdict, { record }: Found, company: Item | undefined, now: number): void => {
  const { id, outbox, dueAt, parked, enrolments, gate } = record;
  const say = (what: string) => verdict.stuck.push(`${id}: ${what}`);
  for (const { id: effect } of outbox) say(`${effect} is still in its outbox`);
  if (dueAt !== undefined && dueAt <= now) say("it is due, and nobody looks");
  if (parked !== undefined) say(`parked: ${parked.reason}`);
  for (const { workflow, step } of enrolments) say(`still at ${step} of ${workflow}`);
  const deals: Company | undefined = company === undefined ? undefined : JSON.parse(company.body);
  if ((gate.company?.open ?? 0) > 0 && deals?.open.length === 0) say("held by a deal that is over");
};

const checkOthers = (verdict: Verdict, items: Item[], jobs: string[]): void => {
  for (const { pk, sk, body, due } of items) {
    if (sk === "job") {
      const { state, done, total, report }: JobRecord = JSON.parse(body);
      if (state !== "done") verdict.stuck.push(`job ${pk} is ${state}`);
      else if (
        jobs.includes(pk) &&
        (done !== total || report.created + report.merged + report.rejected.length !== total)
      )
        verdict.lost.push(`job ${pk} tells ${report.created} + ${report.merged} of ${total} rows`);
    }
    if (pk.startsWith("payload#")) {
      const { fate }: Payload = JSON.parse(body);
      if (fate === "waiting") verdict.stuck.push(`delivery ${sk} waits`);
    }
    if (sk === "deal" && due !== undefined) {
      const { id }: Deal = JSON.parse(body);
      verdict.stuck.push(`the people of ${id} were not told`);
    }
  }
};
