import type { CauseOf } from "../leads/cause.ts";
import type { Fact, MailRef } from "../leads/entry.ts";
import { matches } from "../leads/evaluate.ts";
import type { Lead, MailEffect } from "../leads/lead.ts";
import type { Instant } from "../world/world.ts";
import { watchesOf } from "./asked.ts";
import { occurrenceOf } from "./occurrences.ts";
import { refOf } from "./recover.ts";
import type { StoryTurn } from "./turn.ts";

const effectOf = ({ outbox }: Lead, mail: string): MailEffect | undefined =>
  outbox.find((effect): effect is MailEffect => effect.kind === "mail" && effect.id === mail);

/** Where a mail came from: from the record while it is young, else what the message itself knows. */
export const mailRef = (
  lead: Lead,
  mail: string,
  known: { template?: string; templateVersion?: number } = {},
): MailRef => {
  const effect = effectOf(lead, mail);
  if (effect !== undefined) return refOf(effect);
  const state = lead.mails[mail];
  if (state !== undefined) {
    const { workflow, version, step, template, templateVersion } = state;
    return { mail, workflow, version, step, template, templateVersion };
  }
  const [, enrolment = "", step = ""] = /^(e\d+)-(.+)-\d+$/.exec(mail) ?? [];
  const place = lead.enrolments.find(({ id }) => id === enrolment);
  return {
    mail,
    workflow: place?.workflow ?? "",
    version: place?.version ?? 0,
    step,
    template: known.template ?? "",
    templateVersion: known.templateVersion ?? 0,
  };
};

/** SES's answer. A throttled mail waits longer each time; a mail that SES will never take is settled as failed. */
export const applyOutcome = (turn: StoryTurn, { mail, claim, outcome, subject }: CauseOf<"outcome">): void => {
  const { lead, now } = turn;
  const effect = effectOf(lead, mail);
  switch (outcome.status) {
    case "sent":
      if (effect !== undefined || unsettled(lead, mail))
        turn.say({
          type: "mail.sent",
          ...mailRef(lead, mail),
          messageId: outcome.messageId,
          ...(subject === undefined ? {} : { subject }),
        });
      return;
    case "refused":
      if (effect === undefined || effect.claim !== claim) return;
      if (outcome.retry)
        turn.say({
          type: "mail.postponed",
          ...refOf(effect),
          reason: outcome.reason,
          until: outcome.until ?? now + backoff(effect.attempt),
        });
      else turn.say({ type: "mail.failed", ...refOf(effect), reason: outcome.reason });
      return;
    case "unknown":
      return;
    default:
      return outcome satisfies never;
  }
};

/** One minute, doubled each time, an hour at most. */
const backoff = (attempt: number): number => Math.min(60, 2 ** (attempt - 1)) * 60_000;

/** The company changed between the commit and SES: the mail stays here. */
export const applyWithdrawal = (turn: StoryTurn, { mail, claim, reason }: CauseOf<"withdraw">): void => {
  const effect = effectOf(turn.lead, mail);
  if (effect !== undefined && effect.claim === claim) turn.say({ type: "mail.withdrawn", ...refOf(effect), reason });
};

const unsettled = ({ mails }: Lead, mail: string): boolean => {
  const state = mails[mail]?.state;
  return state === "lapsed" || state === "failed";
};

/** Three transient bounces in 30 days suppress (domain.md, 5). */
const SOFT_BOUNCES = 3;
const SOFT_WINDOW_MS = 30 * 86_400_000;

/** A published condition wants to know of it. */
const isAsked = ({ lead, now, given }: StoryTurn, fact: Fact): boolean => {
  const occurrence = occurrenceOf(fact, now);
  return occurrence !== undefined && watchesOf(lead, given.catalogue).some((watch) => matches(watch, occurrence));
};

/** An event of SES settles the mail whatever the outbox says, also after a lapse. */
export const applyEvent = (turn: StoryTurn, { mail, event, occurredAt }: CauseOf<"mailEvent">): void => {
  const { lead, now } = turn;
  const ref = mailRef(lead, mail);
  const pending = effectOf(lead, mail) !== undefined || unsettled(lead, mail);
  const at: Instant = Math.min(occurredAt, now);
  if (pending && event.kind !== "failed") turn.say({ type: "mail.sent", ...ref, fromEvent: true });
  switch (event.kind) {
    case "sent":
      return;
    case "delivered": {
      // Found settled meanwhile, it is told beside the record: another copy of the event may have been told there already.
      const fact: Fact = { type: "mail.delivered", ...ref, occurredAt: at };
      return pending || isAsked(turn, fact) ? turn.say(fact) : undefined;
    }
    case "opened":
      return turn.say({ type: "mail.opened", ...ref, occurredAt: at });
    case "failed":
      return turn.say({ type: "mail.failed", ...ref, reason: event.reason });
    case "complained":
      turn.say({ type: "mail.complained", ...ref, occurredAt: at });
      return turn.say({ type: "lead.suppressed", reason: "complaint" });
    case "bounced": {
      turn.say({ type: "mail.bounced", ...ref, kind: event.bounce, reason: event.reason, occurredAt: at });
      const { softBounces: soft, suppressed } = turn.lead.gate;
      const tooMany = soft.some(
        (last, n) => last - (soft[n - SOFT_BOUNCES + 1] ?? Number.NEGATIVE_INFINITY) < SOFT_WINDOW_MS,
      );
      if ((event.bounce === "permanent" || (event.bounce === "transient" && tooMany)) && suppressed === undefined)
        turn.say({ type: "lead.suppressed", reason: "bounce" });
      return;
    }
    default:
      return event satisfies never;
  }
};
