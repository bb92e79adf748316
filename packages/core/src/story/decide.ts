import type { Cause } from "../leads/cause.ts";
import type { Entry } from "../leads/entry.ts";
import type { Lead } from "../leads/lead.ts";
import { apply } from "./apply.ts";
import { hasSeen, remembered } from "./causes.ts";
import { dueAt } from "./due.ts";
import { recover } from "./recover.ts";
import { settle } from "./settle.ts";
import { begin, type Given } from "./turn.ts";

/**
 * `entry` is absent when nothing became true; `changed` when the record must be written all the same (a new claim, an
 * earlier timer). `seen`: the cause took effect before.
 */
export type Decision = { lead: Lead; entry?: Entry; changed: boolean; seen: boolean };

/**
 * Everything that happens to a lead goes through here: a form, a click, a call, a timer, a deal. Pure: the same record,
 * cause and catalogue give the same decision. The caller commits it on the record's revision.
 */
export const decide = (loaded: Lead, cause: Cause, given: Given): Decision => {
  if (cause.id !== undefined && hasSeen(loaded, cause.id)) return { lead: loaded, changed: false, seen: true };
  const turn = begin(loaded, given);
  apply(turn, cause);
  // A parked lead's own decisions fail: what happens is written down, what follows waits until it is put back.
  if (turn.lead.parked === undefined) {
    recover(turn);
    settle(turn);
  }
  const lead = claimed(turn.lead, given.claim, turn.now);
  const due = dueAt(lead, loaded.dueAt, turn.now, given);
  const noted = cause.id === undefined ? lead.causes : remembered(lead.causes, cause.id, Math.max(turn.now, cause.at));
  const changed =
    turn.facts.length > 0 ||
    turn.lead !== loaded ||
    lead !== turn.lead ||
    due !== loaded.dueAt ||
    noted !== lead.causes;
  if (!changed) return { lead: loaded, changed: false, seen: false };
  const rev = loaded.rev + 1;
  const { dueAt: _, ...rest } = lead;
  const next: Lead = { ...rest, rev, lastAt: turn.now, causes: noted, ...(due === undefined ? {} : { dueAt: due }) };
  if (turn.facts.length === 0) return { lead: next, changed: true, seen: false };
  const { type, id, by, trace } = cause;
  const why = {
    type,
    ...(id === undefined ? {} : { id }),
    ...(by === undefined ? {} : { by }),
    ...(trace === undefined ? {} : { trace }),
  };
  const entry: Entry = { rev, at: turn.now, cause: why, facts: turn.facts };
  return { lead: { ...next, tail: [...next.tail, entry] }, entry, changed: true, seen: false };
};

/** What was authorised in this decision is this worker's to carry out. */
const claimed = (lead: Lead, claim: string, now: number): Lead =>
  lead.outbox.some((effect) => effect.claim === "" && effect.retryAt === undefined)
    ? {
        ...lead,
        outbox: lead.outbox.map((effect) =>
          effect.claim === "" && effect.retryAt === undefined ? { ...effect, claim, at: now } : effect,
        ),
      }
    : lead;
