import { fromItem } from "@rekindle/core/engine/lead-store";
import type { Lead } from "@rekindle/core/leads/lead";
import type { Instant, Mailing, MailOutcome } from "@rekindle/core/world/world";
import type { locks } from "./locks.ts";
import type { Invocation, Process } from "./process.ts";
import { type Acceptance, type Authorisation, type Hooks, mailKey, type Witness } from "./witness.ts";

const BUDGET_MS = 30_000;

/** Watches the way from the commit that authorises a mail to SES: by whom, how late, and with the gate open or shut. */
export const watcher = ({ sim, skewMs, table, trace }: Witness, gates: ReturnType<typeof locks>, hooks: Hooks) => {
  const authorisations = new Map<string, Authorisation[]>();
  const acceptances = new Map<string, Acceptance[]>();
  const seen: { afterLock: string[]; lyingAbout: string[] } = { afterLock: [], lyingAbout: [] };
  /** Clocks of workers differ, and a call takes time. */
  const tolerance = 2 * skewMs + 2_000;
  const latestBy = (process: Process, lead: string, mail: string): Authorisation | undefined =>
    authorisations.get(mailKey(lead, mail))?.findLast(({ by }) => by === process);

  return {
    acceptances,
    seen,
    committed: (
      by: Process,
      { order, at }: { order: number; at: Instant },
      before: Lead | undefined,
      lead: Lead,
    ): void => {
      for (const effect of lead.outbox) {
        if (effect.kind !== "mail" || effect.claim === "" || effect.retryAt !== undefined) continue;
        const known = before?.outbox.some(
          (one) => one.id === effect.id && one.claim === effect.claim && one.at === effect.at,
        );
        if (known) continue;
        const { id: mail, attempt, claim, at: decidedAt } = effect;
        const company = lead.company?.key;
        const { invocation } = by;
        const key = mailKey(lead.id, mail);
        authorisations.set(key, [
          ...(authorisations.get(key) ?? []),
          { lead: lead.id, mail, attempt, claim, by, invocation, order, at, decidedAt, company },
        ]);
        hooks.authorised?.(lead, effect);
      }
    },
    /** A worker is about to call SES: by which commit, and was the gate open when it last looked? */
    calling: (process: Process, { mails }: Mailing): void => {
      for (const { lead, mail } of mails) {
        const auth = latestBy(process, lead, mail);
        const say = (why: string) => seen.afterLock.push(`${mail} of ${lead}: ${why}`);
        if (auth === undefined) {
          say("called by a worker that has authorised nothing");
          continue;
        }
        auth.calledAt = table().order();
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
      const outcomes = await send();
      mailing.mails.forEach(({ lead, mail }, index) => {
        if (outcomes[index]?.status !== "sent") return;
        const auth = latestBy(process, lead, mail);
        const { invocation } = process;
        const key = mailKey(lead, mail);
        const one: Acceptance = { lead, mail, auth, invocation, at: sim.now() };
        acceptances.set(key, [...(acceptances.get(key) ?? []), one]);
        hooks.accepted?.(lead, mail);
      });
      return outcomes;
    },
    /** A handler that ended well has carried out what it authorised, unless it was late; else it left a mail lying. */
    endedWell: (process: Process, invocation: Invocation): void => {
      for (const auth of [...authorisations.values()].flat()) {
        if (auth.invocation !== invocation || auth.calledAt !== undefined) continue;
        if (sim.now() - auth.decidedAt > BUDGET_MS - tolerance) continue;
        const item = table().item({ pk: auth.lead, sk: "lead" });
        const pending = (item === undefined ? [] : fromItem(item).outbox).some(
          ({ id, claim, at, retryAt }) =>
            id === auth.mail && claim === auth.claim && at === auth.decidedAt && retryAt === undefined,
        );
        if (pending) seen.lyingAbout.push(`${auth.mail} of ${auth.lead}: worker ${process.id} left it lying`);
      }
    },
  };
};
