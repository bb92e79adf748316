import { fromItem } from "@rekindle/core/engine/lead-store";
import type { Entry } from "@rekindle/core/leads/entry";
import type { Instant } from "@rekindle/core/world/world";
import { locks } from "./locks.ts";
import type { Kind } from "./plan.ts";
import { type Invocation, LIFE_MS, type Process } from "./process.ts";
import { watcher } from "./ses-calls.ts";
import type { Written } from "./truth.ts";
import { type Hooks, mailKey, type Witness } from "./witness.ts";

export type Injection = { site: string; kind: Kind };

/** What truly happened, in order, as nobody inside the engine knows it. The checker compares it with what is recorded. */
export type Book = ReturnType<typeof book>;
export const entryOf = (json: string): Entry => JSON.parse(json);

export const book = (witness: Witness) => {
  const { sim, table, trace } = witness;
  const gates = locks();
  const hooks: Hooks = {};
  const calls = watcher(witness, gates, hooks);
  /** Entries of each lead as JSON, and the operation that committed them. */
  const entries = new Map<string, Map<string, number>>();
  /** What was written beside the records, each time that it was not there. */
  const asides = new Map<string, Entry[]>();
  const eventsHandled = new Map<string, Instant[]>();
  const injections: Injection[] = [];
  const errors: string[] = [];
  /** A stream worker wrote after its function's life, when the stream had gone on without it: lists may be older than they were. */
  const late = { lists: false };
  /** Whose operation is done right now. */
  let actor: Process | undefined;

  const wroteLead = ({ order, at, before, after }: Written): void => {
    if (after === undefined) return;
    const lead = fromItem(after);
    const known = entries.get(lead.id) ?? new Map<string, number>();
    entries.set(lead.id, known);
    const fresh = lead.tail.filter((entry) => !known.has(JSON.stringify(entry)));
    for (const entry of fresh) known.set(JSON.stringify(entry), order);
    if (actor !== undefined)
      calls.committed(actor, { order, at }, before === undefined ? undefined : fromItem(before), lead);
    for (const { facts } of fresh)
      for (const fact of facts)
        if (fact.type === "step.reached" && fact.until !== undefined) hooks.reached?.(lead, fact.step, fact.until);
    trace(() => {
      const told = fresh.map(({ cause, facts }) => `${cause.type}: ${facts.map(({ type }) => type).join(" ")}`);
      const pending = lead.outbox.map(({ id, attempt, claim }) => `${id}/${attempt}/${claim}`).join(" ");
      return `worker ${actor?.id}: ${lead.id} rev ${lead.rev} [${told.join("; ")}] outbox ${pending}`;
    });
  };

  return {
    hooks,
    entries,
    asides,
    eventsHandled,
    injections,
    errors,
    late,
    acceptances: calls.acceptances,
    /** Promises that were broken in a way that only the moment could show. */
    seen: calls.seen,
    calling: calls.calling,
    accepting: calls.accepting,
    acts: (process: Process): void => {
      actor = process;
    },
    fault: (process: Process, injection: Injection): void => {
      process.invocation.faultedAt.push(table().order());
      injections.push(injection);
      trace(() => `worker ${process.id}: ${injection.kind} at ${injection.site}`);
    },
    threw: (kind: string, error: unknown): void => {
      errors.push(`${kind}: ${error instanceof Error ? error.message : String(error)}`);
    },
    /** Every write, in order. */
    wrote: (written: Written): void => {
      gates.wrote(written);
      const { kind, beganAt } = actor?.invocation ?? { kind: "", beganAt: 0 };
      if (kind === "stream" && sim.now() - beganAt > LIFE_MS) late.lists = true;
      if (written.key.sk === "lead") wroteLead(written);
      const { key, before, after } = written;
      if (key.sk.startsWith("aside#") && before === undefined && after !== undefined)
        asides.set(key.pk, [...(asides.get(key.pk) ?? []), entryOf(after.body)]);
    },
    read: (process: Process, companies: string[]): void => gates.read(process, companies, table().order()),
    eventHandled: (lead: string, mail: string): void => {
      trace(() => `event handled: ${mail} of ${lead}`);
      const id = mailKey(lead, mail);
      eventsHandled.set(id, [...(eventsHandled.get(id) ?? []), sim.now()]);
    },
    ended: (process: Process, invocation: Invocation): void => {
      trace(() => `worker ${process.id}: ${invocation.kind} ends: ${invocation.end}`);
      if (invocation.end === "ok" && !invocation.jobFailed) calls.endedWell(process, invocation);
    },
  };
};
