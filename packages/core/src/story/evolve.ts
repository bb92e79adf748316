import type { Entry, Fact, MailRef } from "../leads/entry.ts";
import type { Effect, Enrolment, Lead, MailState } from "../leads/lead.ts";
import * as Score from "../scoring/score.ts";
import { mailId } from "../workflows/advance.ts";
import type { Instant } from "../world/world.ts";

/**
 * What a fact makes of a record. The only way in which identity, gate, score, enrolments and mails change, so that
 * folding a lead's entries gives its record (guarantee 6).
 */
export const evolve = (lead: Lead, fact: Fact, at: Instant): Lead => {
  switch (fact.type) {
    case "lead.captured":
    case "lead.updated":
      return identity(lead, fact, at);
    case "consent.given": {
      const { optedOutAt: _, ...gate } = lead.gate;
      return { ...lead, consents: [...lead.consents, fact.consent], gate: fact.liftsOptOut ? gate : lead.gate };
    }
    case "stage.entered":
      return { ...lead, stage: fact.stage };
    case "lead.optedOut":
      return { ...lead, gate: { ...lead.gate, optedOutAt: lead.gate.optedOutAt ?? at } };
    case "lead.suppressed":
      return { ...lead, gate: { ...lead.gate, suppressed: { reason: fact.reason, at } } };
    case "lead.unsuppressed": {
      // The bounces that led to it are forgiven: they count no more.
      const { suppressed: _, ...gate } = lead.gate;
      return { ...lead, gate: { ...gate, softBounces: [] } };
    }
    case "lead.erased":
      return erased(lead, at);
    case "lead.parked":
      return { ...lead, parked: { at, reason: fact.reason } };
    case "lead.unparked": {
      const { parked: _, ...rest } = lead;
      return rest;
    }
    case "form.submitted": {
      const filledAt = fact.occurredAt ?? at;
      return {
        ...lead,
        engagedAt: Math.max(lead.engagedAt, filledAt),
        formAt: Math.max(lead.formAt ?? 0, filledAt),
      };
    }
    case "event.tracked":
      return { ...lead, engagedAt: Math.max(lead.engagedAt, fact.occurredAt ?? at) };
    case "call.noted":
      return fact.outcome === "reached" || fact.outcome === "willCall"
        ? { ...lead, engagedAt: Math.max(lead.engagedAt, fact.occurredAt ?? at) }
        : lead;
    case "score.changed":
      return { ...lead, score: Score.given(lead.score, fact) };
    case "score.recounted":
      return { ...lead, score: { ...lead.score, families: fact.families, signals: fact.signals, caps: fact.caps } };
    case "fit.changed":
      return { ...lead, score: { ...lead.score, fit: fact.fit, fitRules: fact.rules } };
    case "enrolment.pending":
    case "enrolment.entered":
    case "enrolment.left":
    case "enrolment.migrated":
    case "step.reached":
    case "split.taken":
    case "goal.reached":
      return { ...lead, ...place(lead, fact, at) };
    case "enrolment.refused":
    case "notify.asked":
    case "webhook.asked":
      return lead;
    case "mail.authorised":
    case "mail.sent":
    case "mail.refused":
    case "mail.withdrawn":
    case "mail.postponed":
    case "mail.lapsed":
    case "mail.failed":
    case "mail.delivered":
    case "mail.opened":
    case "mail.clicked":
    case "mail.bounced":
    case "mail.complained":
      return mailed(lead, fact, at);
    case "notify.done":
    case "webhook.done":
      return { ...lead, outbox: lead.outbox.filter(({ id }) => id !== fact.effect) };
    case "handoff.opened":
    case "handoff.raised":
    case "handoff.escalated":
    case "handoff.assigned":
    case "handoff.accepted":
    case "handoff.returned":
    case "handoff.closed":
      return handedOff(lead, fact, at);
    case "deal.opened":
      return { ...lead, gate: { ...lead.gate, deals: [...new Set([...lead.gate.deals, fact.deal])] } };
    case "deal.moved":
      return lead;
    case "deal.lost":
    case "deal.won":
      return { ...lead, gate: { ...lead.gate, deals: lead.gate.deals.filter((deal) => deal !== fact.deal) } };
    case "company.seen":
      return { ...lead, gate: { ...lead.gate, company: fact.company } };
    default:
      return fact satisfies never;
  }
};

/** Guarantee 6: the record as its entries tell it. Entries in the order of their revisions. */
export const replay = (id: string, entries: Entry[]): Lead => {
  const lead = entries.reduce<Lead>(
    (known, { rev, at, facts }) => ({
      ...facts.reduce((state, fact) => evolve(state, fact, at), known),
      rev,
      lastAt: at,
    }),
    blank(id, entries[0]?.at ?? 0),
  );
  return { ...lead, score: Score.trimmed(lead.score) };
};

/** A lead that nothing is known of yet. */
export const blank = (id: string, at: Instant): Lead => ({
  v: 1,
  id,
  rev: 0,
  email: "",
  attributes: {},
  tags: [],
  lists: [],
  stage: "marketing",
  createdAt: at,
  engagedAt: at,
  consents: [],
  gate: { softBounces: [], deals: [] },
  score: { fit: 0, fitRules: [], families: {}, signals: [], caps: {} },
  facts: {},
  enrolments: [],
  past: {},
  held: [],
  enrolled: 0,
  outbox: [],
  mails: {},
  handoffs: 0,
  causes: { ids: [] },
  tail: [],
  lastAt: at,
});

const identity = (lead: Lead, fact: Extract<Fact, { type: "lead.captured" | "lead.updated" }>, at: Instant): Lead => {
  const captured = fact.type === "lead.captured";
  const added = captured ? (fact.tags ?? []) : (fact.addTags ?? []);
  const removed = captured ? [] : (fact.removeTags ?? []);
  return {
    ...lead,
    ...(captured ? { email: fact.email, createdAt: at, engagedAt: at } : {}),
    ...(fact.name === undefined ? {} : { name: fact.name }),
    ...(fact.company === undefined ? {} : { company: fact.company }),
    ...(captured || fact.owner === undefined ? {} : { owner: fact.owner }),
    attributes: fact.attributes === undefined ? lead.attributes : { ...lead.attributes, ...fact.attributes },
    tags: [...new Set([...lead.tags, ...added])].filter((tag) => !removed.includes(tag)),
    lists: fact.list === undefined ? lead.lists : [...new Set([...lead.lists, fact.list])],
    consents: captured && fact.consent !== undefined ? [...lead.consents, fact.consent] : lead.consents,
  };
};

/** Only the id, the erasure and what must never be forgotten are left. */
const erased = (lead: Lead, at: Instant): Lead => ({
  ...blank(lead.id, lead.createdAt),
  rev: lead.rev,
  lastAt: lead.lastAt,
  gate: { softBounces: [], deals: [], suppressed: { reason: "erased", at } },
  erased: { at },
});

type PlaceFact = Extract<
  Fact,
  {
    type:
      | "enrolment.pending"
      | "enrolment.entered"
      | "enrolment.left"
      | "enrolment.migrated"
      | "step.reached"
      | "split.taken"
      | "goal.reached";
  }
>;
const place = (lead: Lead, fact: PlaceFact, at: Instant): Partial<Lead> => {
  const others = lead.enrolments.filter(({ id }) => id !== fact.enrolment);
  const known = lead.enrolments.find(({ id }) => id === fact.enrolment);
  if (fact.type === "enrolment.pending" || fact.type === "enrolment.entered") {
    const { enrolment: id, workflow, trigger } = fact;
    const deal = fact.deal === undefined ? {} : { deal: fact.deal };
    const enrolment: Enrolment =
      fact.type === "enrolment.pending"
        ? {
            id,
            workflow,
            version: 0,
            state: "pending",
            enteredAt: at,
            step: "",
            visit: 0,
            arrivedAt: at,
            until: fact.until,
            trigger,
            ...deal,
          }
        : {
            id,
            workflow,
            version: fact.version,
            state: "active",
            enteredAt: at,
            step: "",
            visit: 1,
            arrivedAt: at,
            trigger,
            ...deal,
          };
    const past = lead.past[workflow] ?? { n: 0 };
    return {
      enrolments: [...others, enrolment],
      enrolled: Math.max(lead.enrolled, Number(id.slice(1))),
      past: fact.type === "enrolment.entered" ? { ...lead.past, [workflow]: { ...past, n: past.n + 1 } } : lead.past,
    };
  }
  if (fact.type === "enrolment.left") {
    const past = lead.past[fact.workflow] ?? { n: 0 };
    return {
      enrolments: others,
      past: known?.state === "active" ? { ...lead.past, [fact.workflow]: { ...past, leftAt: at } } : lead.past,
    };
  }
  if (known === undefined) return {};
  if (fact.type === "split.taken")
    return { enrolments: [...others, fact.holdout ? { ...known, holdout: true } : known] };
  if (fact.type === "goal.reached")
    return { enrolments: [...others, { ...known, goals: [...(known.goals ?? []), fact.step] }] };
  const { until: _, refused: __, ...rest } = known;
  const until = fact.until === undefined ? {} : { until: fact.until };
  if (fact.type === "enrolment.migrated")
    return {
      enrolments: [
        ...others,
        {
          ...rest,
          version: fact.version,
          step: fact.step,
          visit: visitAfter(lead, known, fact.step),
          arrivedAt: at,
          ...until,
        },
      ],
    };
  return { enrolments: [...others, { ...rest, step: fact.step, arrivedAt: at, ...until }] };
};

/** A step that is come to by a move may mail again, unless its mail is on the way: then that one is meant. */
const visitAfter = ({ outbox }: Lead, known: Enrolment, step: string): number =>
  step === known.step && outbox.some(({ id }) => id === mailId(known)) ? known.visit : known.visit + 1;

type MailFact = Extract<Fact, { type: `mail.${string}` }>;
const mailed = (lead: Lead, fact: MailFact, at: Instant): Lead => {
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

type HandoffFact = Extract<Fact, { type: `handoff.${string}` }>;
const handedOff = (lead: Lead, fact: HandoffFact, at: Instant): Lead => {
  if (fact.type === "handoff.opened") {
    const { handoff: id, line, score, reasons, owner, dueAt, note } = fact;
    return {
      ...lead,
      handoffs: lead.handoffs + 1,
      ...(owner === undefined ? {} : { owner }),
      handoff: {
        id,
        state: "open",
        line,
        openedAt: at,
        level: 0,
        score,
        reasons,
        ...(owner === undefined ? {} : { owner }),
        ...(dueAt === undefined ? {} : { dueAt }),
        ...(note === undefined ? {} : { note }),
      },
    };
  }
  const { handoff } = lead;
  if (handoff === undefined || handoff.id !== fact.handoff) return lead;
  switch (fact.type) {
    case "handoff.raised":
      return { ...lead, handoff: { ...handoff, line: fact.line, score: fact.score } };
    case "handoff.escalated":
    case "handoff.assigned": {
      const owner = fact.owner === undefined ? {} : { owner: fact.owner };
      // The last deadline stays: it says how long the hand-off has been overdue.
      const next =
        fact.type === "handoff.assigned"
          ? { ...handoff, ...owner }
          : { ...handoff, level: fact.level, ...owner, ...(fact.dueAt === undefined ? {} : { dueAt: fact.dueAt }) };
      return { ...lead, ...owner, handoff: next };
    }
    case "handoff.accepted": {
      const { dueAt: _, ...rest } = handoff;
      return { ...lead, handoff: { ...rest, state: "accepted", acceptedAt: at } };
    }
    case "handoff.returned": {
      const { dueAt: _, ...rest } = handoff;
      const cool = fact.coolUntil === undefined ? {} : { coolUntil: fact.coolUntil };
      return { ...lead, handoff: { ...rest, state: "returned", returned: { reason: fact.reason, at, ...cool } } };
    }
    case "handoff.closed": {
      const { dueAt: _, ...rest } = handoff;
      return { ...lead, handoff: { ...rest, state: fact.state } };
    }
    default:
      return fact satisfies never;
  }
};
