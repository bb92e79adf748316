import type { Cause } from "../leads/cause.ts";
import type { Entry, Fact } from "../leads/entry.ts";
import { matches } from "../leads/evaluate.ts";
import type { Lead } from "../leads/lead.ts";
import { mailRef } from "../story/apply-mail.ts";
import { watchesOf } from "../story/asked.ts";
import { hasSeen } from "../story/causes.ts";
import { occurrenceOf } from "../story/occurrences.ts";
import type { Instant, Item } from "../world/world.ts";
import { given } from "./catalogue.ts";
import type { Engine } from "./engine.ts";
import { bodyOf, keys } from "./keys.ts";
import { findMany } from "./lead-store.ts";
import { send } from "./message.ts";
import { read, type Told, toldBy } from "./ses-event.ts";
import { work } from "./work.ts";

/**
 * What SES says about mails. An event that settles a mail, moves the gate or is asked for by a published condition is a
 * cause; any other is written beside the record, once per mail and kind. Answers the ids to be delivered again.
 */
export const handleMailEvents = async (engine: Engine, records: { id: string; body: string }[]): Promise<string[]> => {
  const failed: string[] = [];
  const told = new Map<string, { from: string[]; events: Told[] }>();
  let newest = 0;
  for (const { id, body } of records) {
    const event = read(body);
    if (event === undefined) {
      engine.world.log("mailEvent.unreadable", { message: id });
      continue;
    }
    newest = Math.max(newest, event.mail.timestamp);
    const one = toldBy(event);
    if (one === undefined) continue;
    const known = told.get(one.lead) ?? { from: [], events: [] };
    told.set(one.lead, { from: [...known.from, id], events: [...known.events, one] });
  }
  const leads = [...told.keys()];
  const found = await leadsThatKnow(engine, leads, told);
  const { catalogue } = await given(
    engine,
    found.flatMap((lead) => lead ?? []),
    "",
  );
  const asides: Item[] = [];
  const jobs: { lead: string; causes: Cause[] }[] = [];
  leads.forEach((id, index) => {
    const lead = found[index];
    const events = told.get(id)?.events ?? [];
    if (lead?.erased !== undefined) return;
    // Gone, or its record cannot be read: the protocol tells them apart.
    if (lead === undefined) {
      jobs.push({ lead: id, causes: events.map(causeOf) });
      return;
    }
    const causes: Cause[] = [];
    for (const event of events) {
      const fate = fateOf(lead, event, (fact) => {
        const occurrence = occurrenceOf(fact, event.at);
        return occurrence !== undefined && watchesOf(lead, catalogue).some((watch) => matches(watch, occurrence));
      });
      if (fate === "cause") causes.push(causeOf(event));
      else if (fate !== undefined)
        asides.push(aside(lead.id, event.mail, event.event.kind, event.at, fate, event.trace));
    }
    if (causes.length > 0) jobs.push({ lead: id, causes });
  });
  await engine.world.table.put(uniqueItems(asides));
  for (const result of jobs.length === 0 ? [] : await work(engine, jobs)) {
    const late = result.status === "done" ? untold(result.record, jobs) : [];
    if (late.length > 0) await engine.world.table.put(late);
    if (result.status !== "failed") continue;
    engine.world.log("mailEvent.failed", {
      lead: result.lead,
      error: result.error instanceof Error ? result.error.message : String(result.error),
    });
    // The queue of causes knows how to try again alone, and to park.
    const causes = jobs.find(({ lead }) => lead === result.lead)?.causes ?? [];
    await send(
      engine,
      causes.map((cause) => ({ kind: "cause", lead: result.lead, cause, tries: 1 })),
    );
  }
  await mark(engine, newest);
  return failed;
};

/**
 * An event may overtake the reads that show its mail. Where a record knows nothing of the mail it is read again: an event
 * that settles a mail must not be taken for one of a mail long gone.
 */
const leadsThatKnow = async (
  engine: Engine,
  leads: string[],
  told: Map<string, { events: Told[] }>,
): Promise<(Lead | undefined)[]> => {
  const found = await findMany(engine, leads);
  const behind = leads.filter((id, index) => {
    const lead = found[index];
    return told
      .get(id)
      ?.events.some(
        ({ mail }) => lead?.mails[mail] === undefined && !lead?.outbox.some((effect) => effect.id === mail),
      );
  });
  if (behind.length === 0) return found;
  const again = await findMany(engine, behind, "consistent");
  return found.map((lead, index) => {
    const at = behind.indexOf(leads[index] ?? "");
    return at === -1 ? lead : again[at];
  });
};

/** Deliveries that were to settle a mail, and found it settled meanwhile: they are written beside the record after all. */
const untold = ({ id, ...record }: Lead, jobs: { lead: string; causes: Cause[] }[]): Item[] =>
  (jobs.find(({ lead }) => lead === id)?.causes ?? []).flatMap((cause) => {
    if (cause.type !== "mailEvent" || cause.event.kind !== "delivered" || record.mails[cause.mail]?.state !== "sent")
      return [];
    const ref = mailRef({ id, ...record }, cause.mail);
    return [
      aside(
        id,
        cause.mail,
        "delivered",
        cause.at,
        { type: "mail.delivered", ...ref, occurredAt: cause.occurredAt },
        cause.trace,
      ),
    ];
  });

/** A fact written beside the record, under a key of its own: harmless twice. */
export const aside = (lead: string, mail: string, kind: string, at: Instant, fact: Fact, trace?: string): Item => {
  const entry: Entry = {
    rev: 0,
    at,
    cause: { type: "mailEvent", id: `${mail}:${kind}`, ...(trace === undefined ? {} : { trace }) },
    facts: [fact],
  };
  return { ...keys.aside(lead, mail, kind), rev: 1, body: JSON.stringify(entry) };
};

const uniqueItems = (items: Item[]): Item[] => [
  ...new Map(items.map((item) => [`${item.pk} ${item.sk}`, item])).values(),
];

/** A cause, a fact for beside the record, or nothing new. */
const fateOf = (lead: Lead, { mail, event, at }: Told, asked: (fact: Fact) => boolean): "cause" | Fact | undefined => {
  const state = lead.mails[mail]?.state;
  const unsettled = state === "lapsed" || state === "failed" || lead.outbox.some(({ id }) => id === mail);
  switch (event.kind) {
    case "bounced":
    case "complained":
    case "failed":
      return "cause";
    case "sent":
      return unsettled ? "cause" : undefined;
    case "delivered": {
      const fact: Fact = { type: "mail.delivered", ...mailRef(lead, mail), occurredAt: at };
      if (unsettled || asked(fact)) return "cause";
      // The record told it when the event settled the mail; a complaint may stand there since.
      const told = state === "delivered" || (state !== "sent" && hasSeen(lead, idOf({ mail, event, at })));
      return told ? undefined : fact;
    }
    case "opened": {
      const fact: Fact = { type: "mail.opened", ...mailRef(lead, mail), occurredAt: at };
      return asked(fact) ? "cause" : fact;
    }
    default:
      return event satisfies never;
  }
};

const idOf = ({ mail, event, at }: Omit<Told, "lead">): string =>
  `${mail}:${event.kind}${event.kind === "opened" ? at : ""}`;
const causeOf = ({ mail, event, at, trace }: Told): Cause => ({
  type: "mailEvent",
  id: idOf({ mail, event, at }),
  at,
  mail,
  event,
  occurredAt: at,
  ...(trace === undefined ? {} : { trace }),
});

/** The send time of the newest mail whose event was processed: while it lags, silence says nothing about a mail. */
const mark = async ({ world, cache }: Engine, newest: Instant): Promise<void> => {
  if (newest === 0) return;
  for (let tries = 0; tries < 5; tries++) {
    const item = await world.table.get(keys.watermark, "consistent");
    const known = item === undefined ? 0 : bodyOf<{ at: Instant }>(item).at;
    cache.watermark = Math.max(cache.watermark, known, newest);
    if (known >= newest) return;
    const put = { ...keys.watermark, rev: (item?.rev ?? 0) + 1, body: JSON.stringify({ at: newest }) };
    const [answer] = await world.table.commit([{ put, expect: item?.rev ?? 0 }]);
    if (answer === "stored") return;
  }
};
