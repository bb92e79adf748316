import type { Instant } from "../world/world.ts";
import type {
  AttributeValue,
  CompanySeen,
  Consent,
  DealFacts,
  Line,
  LostReason,
  Outcome,
  ReturnReason,
  Score,
  Stage,
  Trial,
} from "./lead.ts";

/**
 * How a lost deal that came by a list is taken up again: `from` = not before that moment, `workflow` = this one whatever its triggers
 * say, null: none. Absent: as the triggers of what is published say.
 */
export type Rekindle = { from?: Instant; workflow?: string | null };

/** One commit's worth of history: why (the cause) and what became true (the facts). Folding facts gives the record. */
export type Entry = {
  /** The record's revision that this entry made. */
  rev: number;
  at: Instant;
  cause: { type: string; id?: string; by?: string; trace?: string };
  facts: Fact[];
};

/** What happened to a lead, in the past tense. `type` is also the type of a timeline item. */
export type Fact =
  | {
      type: "lead.captured";
      email: string;
      name?: string;
      company?: { key: string; name: string };
      attributes?: Record<string, AttributeValue>;
      tags?: string[];
      list?: string;
      source?: string;
      consent?: Consent;
    }
  | {
      type: "lead.updated";
      name?: string;
      company?: { key: string; name: string };
      attributes?: Record<string, AttributeValue>;
      addTags?: string[];
      removeTags?: string[];
      list?: string;
      owner?: string | null;
      source?: string;
    }
  | { type: "consent.given"; consent: Consent; liftsOptOut?: boolean }
  | { type: "stage.entered"; stage: Stage }
  | { type: "lead.optedOut"; via: string; mail?: string }
  | { type: "lead.suppressed"; reason: "bounce" | "complaint" | "erased" | "list" }
  | { type: "lead.unsuppressed"; by: string }
  | { type: "lead.erased" }
  | { type: "lead.parked"; reason: string }
  | { type: "lead.unparked" }
  // what they did
  | { type: "form.submitted"; source: string; form?: string; payload?: string; occurredAt?: Instant }
  | { type: "event.tracked"; name: string; properties: Record<string, AttributeValue>; occurredAt?: Instant }
  | {
      type: "call.noted";
      note?: string;
      outcome?: string;
      chips: Record<string, string | boolean>;
      by?: string;
      occurredAt?: Instant;
    }
  // what it means
  | {
      type: "score.changed";
      signal: string;
      family: string;
      points: number;
      total: number;
      givenAt: Instant;
      halfLifeDays?: number;
      window?: string /** Given by a rule of the model, which a new model may judge anew; not by a step or a return. */;
      rule?: boolean;
    }
  /** A new scoring model, applied to everything that happened so far. */
  | {
      type: "score.recounted";
      model: number;
      families: Score["families"];
      signals: Score["signals"];
      caps: Score["caps"];
      total: number;
    }
  | { type: "fit.changed"; fit: number; rules: { id: string; points: number }[]; total: number }
  // where they are
  | {
      type: "enrolment.pending";
      enrolment: string;
      workflow: string;
      until: Instant;
      trigger: string;
      deal?: DealFacts;
    }
  | {
      type: "enrolment.entered";
      enrolment: string;
      workflow: string;
      version: number;
      step: string;
      trigger: string;
      deal?: DealFacts;
      trial?: Trial;
    }
  | { type: "enrolment.refused"; workflow: string; reason: string }
  | { type: "enrolment.left"; enrolment: string; workflow: string; version: number; step: string; reason: string }
  | {
      type: "enrolment.migrated";
      enrolment: string;
      workflow: string;
      from: number;
      fromStep?: string;
      version: number;
      step: string;
      until?: Instant;
    }
  | {
      type: "step.reached";
      enrolment: string;
      workflow: string;
      version: number;
      from: string;
      step: string;
      until?: Instant;
      via?: string;
    }
  | {
      type: "split.taken";
      enrolment: string;
      workflow: string;
      version: number;
      step: string;
      arm: string;
      holdout?: boolean;
      enteredAt?: Instant;
    }
  /** Something came of a workflow, for the first time; `inTime`: within the time of its hypothesis. */
  | {
      type: "outcome.reached";
      enrolment: string;
      workflow: string;
      version: number;
      step: string;
      enteredAt: Instant;
      what: Outcome;
      inTime?: boolean;
      whom?: boolean;
      arms?: Record<string, string>;
    }
  | { type: "goal.reached"; enrolment: string; workflow: string; version: number; step: string }
  // what we said
  | ({ type: "mail.authorised"; attempt: number } & MailRef)
  | ({ type: "mail.sent"; messageId?: string; subject?: string; fromEvent?: boolean } & MailRef)
  | ({ type: "mail.refused"; enrolment: string; reason: string; until?: Instant } & Omit<
      MailRef,
      "mail" | "templateVersion"
    >)
  | ({ type: "mail.withdrawn"; reason: string } & MailRef)
  | ({ type: "mail.postponed"; reason: string; until: Instant } & MailRef)
  | ({ type: "mail.lapsed"; reason: string } & MailRef)
  | ({ type: "mail.failed"; reason: string } & MailRef)
  | ({ type: "mail.delivered"; occurredAt: Instant } & MailRef)
  | ({ type: "mail.opened"; occurredAt: Instant; machine?: boolean } & MailRef)
  | ({
      type: "mail.clicked";
      url: string;
      link: number;
      verdict: "human" | "machine";
      why?: string;
      occurredAt: Instant;
      /** No person had clicked this mail before. */
      first?: boolean;
    } & MailRef)
  | ({ type: "mail.bounced"; kind: "permanent" | "transient"; reason: string; occurredAt: Instant } & MailRef)
  | ({ type: "mail.complained"; occurredAt: Instant } & MailRef)
  // people inside
  | { type: "notify.asked"; effect: string; channel: string; text: string }
  | { type: "notify.done"; effect: string; channel: string; result: string }
  | { type: "webhook.asked"; effect: string; url: string }
  | { type: "webhook.done"; effect: string; url: string; result: string }
  | {
      type: "handoff.opened";
      handoff: string;
      line: Line;
      owner?: string;
      dueAt?: Instant;
      score: number;
      reasons: { signal: string; at: Instant; points: number; left: number }[];
      note?: string;
      workflow?: string;
      version?: number;
      step?: string;
    }
  | { type: "handoff.raised"; handoff: string; line: Line; score: number }
  | { type: "handoff.escalated"; handoff: string; level: number; owner?: string; dueAt?: Instant }
  | { type: "handoff.assigned"; handoff: string; owner: string; by?: string }
  | { type: "handoff.accepted"; handoff: string; by?: string }
  | { type: "handoff.returned"; handoff: string; reason: ReturnReason; note?: string; coolUntil?: Instant; by?: string }
  /** Its answer was taken back: it waits as before. */
  | { type: "handoff.reopened"; handoff: string; dueAt: Instant; by?: string }
  | { type: "handoff.closed"; handoff: string; state: "won" | "lost" | "deal" }
  // what came of it
  | { type: "deal.opened"; deal: string; name?: string; stage: string }
  | { type: "deal.moved"; deal: string; stage: string }
  | {
      type: "deal.lost";
      deal: string;
      reason: LostReason;
      closedAt: Instant;
      name?: string;
      competitor?: string;
      rekindle?: Rekindle;
    }
  /** As if it had never been: an import was taken back. */
  | { type: "deal.withdrawn"; deal: string }
  | { type: "deal.won"; deal: string; name?: string }
  | { type: "company.seen"; company: CompanySeen };

export type MailRef = {
  mail: string;
  workflow: string;
  version: number;
  step: string;
  template: string;
  templateVersion: number;
};
export type FactOf<Type extends Fact["type"]> = Extract<Fact, { type: Type }>;
