import { fromItem } from "@rekindle/core/engine/lead-store";
import type { Lead, MailEffect } from "@rekindle/core/leads/lead";
import type { Instant, Mailing, MailOutcome } from "@rekindle/core/world/world";
import { locks } from "./locks.ts";
import type { Kind } from "./plan.ts";
import type { Invocation, Process } from "./process.ts";
import type { Sim } from "./sim.ts";
import type { Truth, Written } from "./truth.ts";

/** One attempt at a mail, as its commit stands in the table. */
export type Authorisation = {
  lead: string;
  mail: string;
  attempt: number;
  claim: string;
  by: Process;
  invocation: Invocation;
  order: number;
  at: Instant;
  /** By the worker's clock, as the record says: the send budget counts from here. */
  decidedAt: Instant;
  company: string | undefined;
  called: boolean;
};
/** SES took it. `auth` is absent when the worker had nothing to go by. */
export type Acceptance = {
  lead: string;
  mail: string;
  auth: Authorisation | undefined;
  invocation: Invocation;
  order: number;
  at: Instant;
};
export type Injection = { site: string; kind: Kind };

/** Called when the world sees something happen: the people of the story react to it. */
export type Hooks = {
  authorised?(lead: Lead, effect: MailEffect): void;
  accepted?(lead: string, mail: string): void;
  reached?(lead: Lead, step: string, until: Instant): void;
};

/** What truly happened, in order, as nobody inside the engine knows it. The checker compares it with what is recorded. */
export type Book = ReturnType<typeof book>;

const BUDGET_MS = 30_000;
const idOf = (lead: string, mail: string): string => `${lead} ${mail}`;

export const book = (
  sim: Sim,
  { skewMs, table, trace }: { skewMs: number; table: () => Truth; trace: (what: () => string) => void },
) => {
  const gates = locks();
  const authorisations = new Map<string, Authorisation[]>();
  const acceptances = new Map<string, Acceptance[]>();
  const entries = new Map<string, Map<string, number>>();
  const eventsHandled = new Map<string, Instant[]>();
  const injections: Injection[] = [];
  const errors: string[] = [];
  /** Broken promises that only this moment can see. */
  const seen: { afterLock: string[]; lyingAbout: string[] } = { afterLock: [], lyingAbout: [] };
  const hooks: Hooks = {};
  /** Who does what is done right now. */
  const now: { actor: Process | undefined } = { actor: undefined };
  const tolerance = 2 * skewMs + 2_000;

  const authorised = (written: Written, before: Lead | undefined, lead: Lead): void => {
    const { actor } = now;
    for (const effect of lead.outbox) {
      if (effect.kind !== "mail" || effect.claim === "" || effect.retryAt !== undefined || actor === undefined)
        continue;
      const known = before?.outbox.some(
        (one) => one.id === effect.id && one.claim === effect.claim && one.at === effect.at,
      );
      if (known) continue;
      const id = idOf(lead.id, effect.id);
      const auth: Authorisation = {
        lead: lead.id,
        mail: effect.id,
        attempt: effect.attempt,
        claim: effect.claim,
        by: actor,
        invocation: actor.invocation,
        order: written.order,
        at: written.at,
        decidedAt: effect.at,
        company: lead.company?.key,
        called: false,
      };
      authorisations.set(id, [...(authorisations.get(id) ?? []), auth]);
      hooks.authorised?.(lead, effect);
    }
  };

  return {
    get actor(): Process | undefined {
      return now.actor;
    },
    set actor(process: Process | undefined) {
      now.actor = process;
    },
    hooks,
    gates,
    authorisations,
    acceptances,
    entries,
    eventsHandled,
    injections,
    errors,
    seen,
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
      if (written.key.sk !== "lead" || written.after === undefined) return;
      const lead = fromItem(written.after);
      const before = written.before === undefined ? undefined : fromItem(written.before);
      const known = entries.get(lead.id) ?? new Map<string, number>();
      entries.set(lead.id, known);
      const fresh = lead.tail.filter((entry) => !known.has(JSON.stringify(entry)));
      for (const entry of fresh) known.set(JSON.stringify(entry), written.order);
      authorised(written, before, lead);
      trace(() => {
        const told = fresh.map(({ cause, facts }) => `${cause.type}: ${facts.map(({ type }) => type).join(" ")}`);
        const pending = lead.outbox.map(({ id, attempt, claim }) => `${id}/${attempt}/${claim}`).join(" ");
        return `worker ${now.actor?.id}: ${lead.id} rev ${lead.rev} [${told.join("; ")}] outbox ${pending}`;
      });
      for (const { facts } of fresh)
        for (const fact of facts)
          if (fact.type === "step.reached" && fact.until !== undefined) hooks.reached?.(lead, fact.step, fact.until);
    },
    /** A worker is about to call SES: by which commit, and was the gate open when it last looked? */
    calling: (process: Process, { mails }: Mailing): void => {
      for (const { lead, mail } of mails) {
        const auth = authorisations.get(idOf(lead, mail))?.findLast(({ by }) => by === process);
        const say = (why: string) => seen.afterLock.push(`${mail} of ${lead}: ${why}`);
        if (auth === undefined) {
          say("called by a worker that has authorised nothing");
          continue;
        }
        auth.called = true;
        trace(() => `worker ${process.id}: calls SES with ${mail} of ${lead}, attempt ${auth.attempt}`);
        const lateMs = sim.now() - auth.at;
        const locked = gates.ofLead(lead, auth.order);
        if (locked !== undefined) say(`authorised although ${locked}`);
        if (lateMs > BUDGET_MS + tolerance) say(`called ${lateMs} ms after its commit`);
        if (auth.company !== undefined && gates.companyOpen(auth.company, process, auth.order))
          say("called although the company had a deal when it was looked at");
      }
    },
    /** Does the call, and notes what SES took of it. */
    accepting: async (
      process: Process,
      mailing: Mailing,
      send: () => Promise<MailOutcome[]>,
    ): Promise<MailOutcome[]> => {
      const order = table().order();
      const outcomes = await send();
      mailing.mails.forEach(({ lead, mail }, index) => {
        if (outcomes[index]?.status !== "sent") return;
        const id = idOf(lead, mail);
        const auth = authorisations.get(id)?.findLast(({ by }) => by === process);
        const { invocation } = process;
        acceptances.set(id, [...(acceptances.get(id) ?? []), { lead, mail, auth, invocation, order, at: sim.now() }]);
        hooks.accepted?.(lead, mail);
      });
      return outcomes;
    },
    read: (process: Process, companies: string[]): void => gates.read(process, companies, table().order()),
    eventHandled: (lead: string, mail: string): void => {
      const id = idOf(lead, mail);
      trace(() => `event handled: ${mail} of ${lead}`);
      eventsHandled.set(id, [...(eventsHandled.get(id) ?? []), sim.now()]);
    },
    /** A handler that ended well has carried out what it authorised, or it lies about. */
    ended: (process: Process, invocation: Invocation): void => {
      trace(() => `worker ${process.id}: ${invocation.kind} ends: ${invocation.end}`);
      if (invocation.end !== "ok") return;
      for (const auths of authorisations.values())
        for (const auth of auths) {
          if (auth.invocation !== invocation || auth.called || sim.now() - auth.decidedAt > BUDGET_MS - tolerance)
            continue;
          const item = table().item({ pk: auth.lead, sk: "lead" });
          const record = item === undefined ? undefined : fromItem(item);
          const pending = record?.outbox.some(
            ({ id, claim, attempt, retryAt }) =>
              id === auth.mail && claim === auth.claim && attempt === auth.attempt && retryAt === undefined,
          );
          if (pending) seen.lyingAbout.push(`${auth.mail} of ${auth.lead}: worker ${process.id} left it lying`);
        }
    },
  };
};
