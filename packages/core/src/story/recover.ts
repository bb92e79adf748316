import { graphOf } from "../catalogue.ts";
import type { Effect, Lead, MailEffect } from "../leads/lead.ts";
import { mailId } from "../workflows/advance.ts";
import type { Instant } from "../world/world.ts";
import { mayMail } from "./rules.ts";
import type { StoryTurn } from "./turn.ts";

/** Without outcome or SES event for so long, a mail's fate is unknown: longer than send budget + function life + usual delay of events. */
export const GRACE_MS = 15 * 60_000;
/** While no events flow, silence says nothing; so long at most. */
const MOST_SILENCE_MS = 6 * 3_600_000;
const MOST_ATTEMPTS = 10;

/** When an effect that nobody settled is worth another look. */
export const recheckAt = ({ at, retryAt }: Effect): Instant => retryAt ?? at + GRACE_MS;

/**
 * Picks up what a worker left behind. The gate is asked again: open, the mail is authorised anew under this worker's claim;
 * closed, it lapses. What went wrong for certain (throttled) may also be withdrawn: its step then decides anew.
 */
export const recover = (turn: StoryTurn): void => {
  const { lead, now, given } = turn;
  for (const effect of lead.outbox) {
    if (effect.claim === given.claim || recheckAt(effect) > now) continue;
    if (effect.kind !== "mail") again(turn, effect);
    else if (effect.retryAt !== undefined) retry(turn, effect);
    else if (effect.at <= given.watermark || now - effect.at >= MOST_SILENCE_MS) resend(turn, effect);
  }
};

const again = (turn: StoryTurn, effect: Exclude<Effect, MailEffect>): void => {
  const { retryAt: _, ...rest } = effect;
  const outbox = turn.lead.outbox.map((known) =>
    known.id === effect.id ? { ...rest, attempt: effect.attempt + 1, claim: turn.given.claim, at: turn.now } : known,
  );
  if (effect.attempt < MOST_ATTEMPTS) return turn.change({ outbox });
  if (effect.kind === "notify")
    turn.say({ type: "notify.done", effect: effect.id, channel: effect.channel, result: "gave up" });
  else turn.say({ type: "webhook.done", effect: effect.id, url: effect.url, result: "gave up" });
};

/** Certainly not sent. */
const retry = (turn: StoryTurn, effect: MailEffect): void => {
  const shut = closedFor(turn, effect);
  if (shut === undefined) turn.say({ type: "mail.authorised", attempt: effect.attempt + 1, ...refOf(effect) });
  else turn.say({ type: "mail.withdrawn", reason: shut, ...refOf(effect) });
};

/** Sent or not: nobody knows. */
const resend = (turn: StoryTurn, effect: MailEffect): void => {
  const graph = graphOf(turn.given.catalogue, effect.workflow, effect.workflowVersion);
  const node = graph?.nodes[effect.step];
  const rather = node?.kind === "email" && node.onUnknown === "lapse" ? "lapse rather than repeat" : undefined;
  const shut = rather ?? closedFor(turn, effect) ?? (effect.attempt >= MOST_ATTEMPTS ? "too many attempts" : undefined);
  if (shut === undefined) turn.say({ type: "mail.authorised", attempt: effect.attempt + 1, ...refOf(effect) });
  else turn.say({ type: "mail.lapsed", reason: `outcome unknown, not repeated: ${shut}`, ...refOf(effect) });
};

/** Why the mail may not go now; undefined: it may. The mail itself does not count against the frequency. */
const closedFor = (turn: StoryTurn, effect: MailEffect): string | undefined => {
  const { lead, given } = turn;
  const place = lead.enrolments.find(({ id }) => id === effect.enrolment);
  if (place === undefined || mailId(place) !== effect.id) return "left";
  const graph = graphOf(given.catalogue, effect.workflow, effect.workflowVersion);
  if (graph === undefined) return "workflow missing";
  const without: Lead = { ...lead, outbox: lead.outbox.filter(({ id }) => id !== effect.id) };
  const verdict = mayMail(turn, without, graph);
  return verdict.open ? undefined : verdict.reason;
};

export const refOf = ({ id, workflow, workflowVersion, step, template, version }: MailEffect) => ({
  mail: id,
  workflow,
  version: workflowVersion,
  step,
  template,
  templateVersion: version,
});
