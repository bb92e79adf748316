import { blank } from "@rekindle/core/leads/blank";
import type { Entry, Fact } from "@rekindle/core/leads/entry";
import type { Lead } from "@rekindle/core/leads/lead";
import { evolve } from "@rekindle/core/story/evolve";
import type { Book } from "./book.ts";
import { emailSteps } from "./catalogue.ts";
import type { Found } from "./check.ts";
import type { Verdict } from "./verdict.ts";
import type { Acceptance } from "./witness.ts";

const GRACE_MS = 15 * 60_000;

/** Mails at SES and mails in the record are the same, each once. */
export const checkMails = (verdict: Verdict, { record, entries }: Found, book: Book): void => {
  const { id } = record;
  const facts = entries.flatMap((entry) => entry.facts);
  const taken = new Map(
    [...book.acceptances]
      .filter(([key]) => key.startsWith(`${id} `))
      .map(([key, all]) => [key.slice(id.length + 1), all]),
  );
  const told = new Set(facts.flatMap((fact) => (fact.type === "mail.sent" ? [fact.mail] : [])));
  for (const mail of told) if (!taken.has(mail)) verdict.lost.push(`${id}: ${mail} is recorded as sent, and never was`);
  for (const [mail, all] of taken) {
    const unknown = facts.some((fact) => fact.type === "mail.lapsed" && fact.mail === mail);
    if (!told.has(mail) && !unknown) verdict.lost.push(`${id}: ${mail} was sent, and nobody recorded it`);
    if (all.length > 1) {
      const why = unexcused(all, book);
      if (why === undefined) verdict.twiceStated.push(`${id}: ${mail}`);
      else verdict.twice.push(`${id}: ${mail} went ${all.length} times: ${why}`);
    }
  }
  checkSteps(verdict, id, entries);
};

/** Undefined: each repetition is the stated hole, where worker and event were both lost. Otherwise what is wrong with it. */
const unexcused = (all: Acceptance[], { eventsHandled }: Book): string | undefined => {
  for (const [n, next] of all.entries()) {
    const before = all[n - 1];
    if (before === undefined) continue;
    const [a, b] = [before.auth, next.auth];
    if (a === undefined || b === undefined) return "a worker sent what it had not authorised";
    if (a === b) return "one attempt made two mails";
    if (b.at - a.at < GRACE_MS - 60_000) return "authorised anew within the grace";
    if (before.invocation.end === "ok" && !before.invocation.faultedAt.some((order) => order >= (a.calledAt ?? 0)))
      return "nothing had gone wrong with the worker of the first one";
    const handled = eventsHandled.get(`${before.lead} ${before.mail}`) ?? [];
    if (handled.some((at) => at >= before.at && at < b.at)) return "SES's event had been handled by then";
  }
  return undefined;
};

/** Nobody passes a mail's step without the mail, or a reason that held. */
const checkSteps = (verdict: Verdict, id: string, entries: Entry[]): void => {
  let lead: Lead = blank(id, 0);
  const settled = new Set<string>();
  for (const { at, facts } of entries)
    for (const fact of facts) {
      const wrong = judge(lead, fact, settled);
      if (wrong !== undefined) verdict.lost.push(`${id}: ${wrong}`);
      lead = evolve(lead, fact, at);
    }
};

const judge = (lead: Lead, fact: Fact, settled: Set<string>): string | undefined => {
  switch (fact.type) {
    case "mail.sent":
      settled.add(fact.mail);
      return undefined;
    case "mail.refused":
      settled.add(`${fact.enrolment}-${fact.step}-1`);
      return undefined;
    case "mail.failed":
      settled.add(fact.mail);
      return `${fact.mail} failed: ${fact.reason}`;
    case "mail.lapsed": {
      settled.add(fact.mail);
      const { optedOutAt, suppressed, deals, company } = lead.gate;
      const shut = optedOutAt ?? suppressed ?? (deals.length > 0 || (company?.open ?? 0) > 0 ? true : undefined);
      const place = lead.enrolments.find((one) => fact.mail.startsWith(`${one.id}-`));
      return shut === undefined && place !== undefined
        ? `${fact.mail} lapsed without a reason: ${fact.reason}`
        : undefined;
    }
    case "step.reached":
      return emailSteps.has(fact.from) && !settled.has(`${fact.enrolment}-${fact.from}-1`)
        ? `${fact.enrolment} left ${fact.from} before its mail was settled`
        : undefined;
    case "enrolment.left":
      if (fact.reason === "stepMissing" || fact.reason === "loop") return `${fact.enrolment} left: ${fact.reason}`;
      return fact.reason === "finished" && emailSteps.has(fact.step) && !settled.has(`${fact.enrolment}-${fact.step}-1`)
        ? `${fact.enrolment} finished before its mail was settled`
        : undefined;
    default:
      return undefined;
  }
};
