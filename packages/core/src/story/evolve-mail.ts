import type { Fact, MailRef } from "../leads/entry.ts";
import type { Effect, Lead, MailState } from "../leads/lead.ts";
import type { Instant } from "../world/world.ts";

type MailFact = Extract<Fact, { type: `mail.${string}` }>;
/** What we said, and what became of it: the outbox, the mails, the bounces. */
export const mailed = (lead: Lead, fact: MailFact, at: Instant): Lead => {
  if (fact.type === "mail.refused")
    return {
      ...lead,
      enrolments: lead.enrolments.map((enrolment) =>
        enrolment.id === fact.enrolment
          ? { ...enrolment, refused: fact.reason, ...(fact.until === undefined ? {} : { until: fact.until }) }
          : enrolment,
      ),
    };
  const without = lead.outbox.filter(({ id }) => id !== fact.mail);
  const waiting = lead.outbox.find(({ id }) => id === fact.mail);
  switch (fact.type) {
    case "mail.authorised": {
      const effect: Effect = {
        id: fact.mail,
        kind: "mail",
        attempt: fact.attempt,
        claim: "",
        at,
        enrolment: fact.mail.slice(0, fact.mail.indexOf("-")),
        workflow: fact.workflow,
        workflowVersion: fact.version,
        step: fact.step,
        template: fact.template,
        version: fact.templateVersion,
      };
      return { ...lead, outbox: [...without, effect] };
    }
    case "mail.postponed":
      return waiting === undefined
        ? lead
        : { ...lead, outbox: [...without, { ...waiting, claim: "", retryAt: fact.until }] };
    case "mail.withdrawn":
      return { ...lead, outbox: without };
    case "mail.sent":
      return { ...lead, outbox: without, mails: settled(lead, fact, "sent", waiting?.at ?? at) };
    case "mail.lapsed":
      return { ...lead, outbox: without, mails: settled(lead, fact, "lapsed", at) };
    case "mail.failed":
      return { ...lead, outbox: without, mails: settled(lead, fact, "failed", at) };
    case "mail.delivered":
      return { ...lead, outbox: without, mails: settled(lead, fact, "delivered", at) };
    case "mail.complained":
      return { ...lead, outbox: without, mails: settled(lead, fact, "complained", at) };
    case "mail.bounced": {
      const soft =
        fact.kind === "transient"
          ? [...lead.gate.softBounces, fact.occurredAt].sort((a, b) => a - b).slice(-KEPT_BOUNCES)
          : lead.gate.softBounces;
      return {
        ...lead,
        outbox: without,
        mails: settled(lead, fact, "bounced", at),
        gate: { ...lead.gate, softBounces: soft },
      };
    }
    case "mail.opened":
      return lead;
    case "mail.clicked": {
      const known = lead.mails[fact.mail];
      if (fact.verdict === "machine") return lead;
      return {
        ...lead,
        engagedAt: Math.max(lead.engagedAt, fact.occurredAt),
        mails: known === undefined ? lead.mails : { ...lead.mails, [fact.mail]: { ...known, clicked: true } },
      };
    }
    default:
      return fact satisfies never;
  }
};

/** Events come in any order: a later state in this list is never undone by an earlier one. */
const rank: MailState["state"][] = ["lapsed", "failed", "sent", "delivered", "bounced", "complained"];

/** Bounces are told in any order: one told late may be the third of earlier ones. */
const KEPT_BOUNCES = 8;

/** As many mails stay in the record; older ones live in the timeline. Covers two weeks of SES events at one mail a day. */
const KEPT_MAILS = 14;
const settled = (lead: Lead, fact: MailRef, state: MailState["state"], at: Instant): Lead["mails"] => {
  const known = lead.mails[fact.mail];
  const { workflow, version, step, template, templateVersion } = fact;
  const next: MailState =
    known === undefined
      ? { state, at, workflow, version, step, template, templateVersion }
      : { ...known, state: rank.indexOf(state) > rank.indexOf(known.state) ? state : known.state };
  const all = { ...lead.mails, [fact.mail]: next };
  const keys = Object.keys(all);
  if (keys.length <= KEPT_MAILS) return all;
  const oldest = keys.reduce((a, b) => ((all[a]?.at ?? 0) <= (all[b]?.at ?? 0) ? a : b));
  return Object.fromEntries(Object.entries(all).filter(([key]) => key !== oldest));
};
