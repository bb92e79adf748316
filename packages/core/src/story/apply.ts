import { currentGraph } from "../catalogue.ts";
import { isMachineOpen, verdictOf } from "../engagement/click-verdict.ts";
import { accepted, reopened, returnEffects, returned } from "../handoff/verdict.ts";
import { captured } from "../leads/capture.ts";
import type { Cause, CauseOf } from "../leads/cause.ts";
import type { Handoff, ReturnReason } from "../leads/lead.ts";
import { behaviourAt } from "../scoring/score.ts";
import { withTotals } from "../scoring/signals.ts";
import { leave } from "../workflows/place.ts";
import { applyCompany, applyDeal, heedCompany } from "./apply-deal.ts";
import { applyEvent, applyOutcome, applyWithdrawal, mailRef } from "./apply-mail.ts";
import { migrate } from "./migrate.ts";
import { enterFrom } from "./triggers.ts";
import type { StoryTurn } from "./turn.ts";

/** What a cause says by itself. What follows from it is `settle`'s. */
export const apply = (turn: StoryTurn, cause: Cause): void => {
  const { lead, now } = turn;
  if (lead.erased !== undefined && cause.type !== "erased") return;
  switch (cause.type) {
    case "look":
      return;
    case "captured":
      for (const fact of captured(lead, cause)) turn.say(fact);
      return heedCompany(turn, lead.gate.company);
    case "updated":
      return updated(turn, cause);
    case "tracked":
      return turn.say({
        type: "event.tracked",
        name: cause.name,
        properties: cause.properties,
        occurredAt: Math.min(cause.occurredAt, now),
      });
    case "clicked": {
      const ref = mailRef(turn.lead, cause.mail, cause);
      const sentAt = lead.mails[cause.mail]?.at;
      const { occurredAt } = cause.evidence;
      const first = lead.mails[cause.mail]?.clicked === undefined && lead.mails[cause.mail] !== undefined;
      return turn.say({
        type: "mail.clicked",
        ...ref,
        url: cause.url,
        link: cause.link,
        ...verdictOf(cause.evidence, sentAt),
        occurredAt: Math.min(occurredAt, now),
        ...(first ? { first } : {}),
      });
    }
    case "opened":
      return turn.say({
        type: "mail.opened",
        ...mailRef(turn.lead, cause.mail, cause),
        occurredAt: Math.min(cause.at, now),
        ...(isMachineOpen(cause.userAgent) ? { machine: true } : {}),
      });
    case "optedOut":
      if (lead.gate.optedOutAt === undefined)
        turn.say({ type: "lead.optedOut", via: cause.via, ...(cause.mail === undefined ? {} : { mail: cause.mail }) });
      return;
    case "mailEvent":
      return applyEvent(turn, cause);
    case "outcome":
      return applyOutcome(turn, cause);
    case "withdraw":
      return applyWithdrawal(turn, cause);
    case "effectDone":
      return effectDone(turn, cause);
    case "called":
      return called(turn, cause);
    case "accepted":
      for (const fact of accepted(lead, cause.by)) turn.say(fact);
      return;
    case "assigned":
      if (lead.handoff !== undefined)
        turn.say({
          type: "handoff.assigned",
          handoff: lead.handoff.id,
          owner: cause.owner,
          ...(cause.by === undefined ? {} : { by: cause.by }),
        });
      return;
    case "returned":
      return sentBack(turn, cause);
    case "reopened":
      return takenBack(turn, cause);
    case "deal":
      return applyDeal(turn, cause.change);
    case "company":
      return lead.company?.key === cause.company ? applyCompany(turn, cause.seen) : undefined;
    case "enrol":
      return enrol(turn, cause);
    case "leave":
      for (const { id, workflow } of lead.enrolments) if (workflow === cause.workflow) leave(turn, id, cause.reason);
      return;
    case "migrate":
      return migrate(turn, cause);
    case "unsuppressed":
      if (lead.gate.suppressed?.reason === "bounce") turn.say({ type: "lead.unsuppressed", by: cause.by ?? "admin" });
      return;
    case "caughtUp":
      return caughtUp(turn, cause);
    case "erased":
      for (const { id } of lead.enrolments) leave(turn, id, "erased");
      return turn.say({ type: "lead.erased" });
    case "parked":
      return turn.say({ type: "lead.parked", reason: cause.reason });
    case "unparked":
      if (lead.parked !== undefined) turn.say({ type: "lead.unparked" });
      return;
    default:
      return cause satisfies never;
  }
};

const updated = (turn: StoryTurn, { set }: CauseOf<"updated">): void => {
  const { companySeen, stage, ...identity } = set;
  if (Object.keys(identity).length > 0) turn.say({ type: "lead.updated", ...identity });
  const { handoff } = turn.lead;
  // Whoever has the lead has its hand-off as well.
  if (typeof identity.owner === "string" && isAnswerable(handoff) && handoff.owner !== identity.owner)
    turn.say({ type: "handoff.assigned", handoff: handoff.id, owner: identity.owner });
  const before = turn.lead.gate.company;
  if (companySeen !== undefined) turn.say({ type: "company.seen", company: companySeen });
  heedCompany(turn, before);
  if (stage !== undefined && stage !== turn.lead.stage) turn.say({ type: "stage.entered", stage });
};

const isAnswerable = (handoff: Handoff | undefined): handoff is Handoff =>
  handoff?.state === "open" || handoff?.state === "accepted";

const effectDone = (turn: StoryTurn, { effect: id, claim, ok, result, fills }: CauseOf<"effectDone">): void => {
  const effect = turn.lead.outbox.find((known) => known.id === id);
  if (effect === undefined || effect.kind === "mail" || effect.claim !== claim) return;
  if (!ok && effect.attempt < 8)
    return turn.change({
      outbox: turn.lead.outbox.map((known) =>
        known.id === id ? { ...known, claim: "", retryAt: turn.now + 60_000 * 2 ** effect.attempt } : known,
      ),
    });
  if (fills !== undefined && Object.keys(fills).length > 0) turn.say({ type: "lead.updated", attributes: fills });
  if (effect.kind === "notify") turn.say({ type: "notify.done", effect: id, channel: effect.channel, result });
  else turn.say({ type: "webhook.done", effect: id, url: effect.url, result });
};

/** A call note. Dialling is accepting (domain.md, 2). */
const called = (turn: StoryTurn, { note, outcome, chips, by, at }: CauseOf<"called">): void => {
  turn.say({
    type: "call.noted",
    chips,
    occurredAt: Math.min(at, turn.now),
    ...(note === undefined ? {} : { note }),
    ...(outcome === undefined ? {} : { outcome }),
    ...(by === undefined ? {} : { by }),
  });
  for (const fact of accepted(turn.lead, by)) turn.say(fact);
};

const sentBack = (turn: StoryTurn, { reason, note, by }: CauseOf<"returned">): void => {
  const { settings } = turn.given.catalogue;
  const facts = returned(
    turn.lead,
    { reason, ...(note === undefined ? {} : { note }), ...(by === undefined ? {} : { by }) },
    turn.now,
    settings.timeZone,
  );
  if (facts.length === 0) return;
  // The points go first, or the score that was just judged too high would reopen the hand-off.
  weigh(turn, reason, `returned-${reason}`, 1);
  for (const fact of facts) turn.say(fact);
};

/** What a return costs, or gives back. */
const weigh = (turn: StoryTurn, reason: ReturnReason, signal: string, sign: 1 | -1): void => {
  const { points, family = "sales" } = returnEffects[reason];
  if (points === 0) return;
  const { halfLifeDays } = turn.given.catalogue.scoring.families[family] ?? {};
  const change = {
    type: "score.changed" as const,
    signal,
    family,
    points: sign * points,
    total: 0,
    givenAt: turn.now,
    ...(halfLifeDays === undefined ? {} : { halfLifeDays }),
  };
  for (const fact of withTotals(turn.lead, [change], turn.now)) turn.say(fact);
};

const takenBack = (turn: StoryTurn, { by }: CauseOf<"reopened">): void => {
  const { handoff } = turn.lead;
  const facts = reopened(turn.lead, by, turn.now, turn.given.catalogue.settings);
  for (const fact of facts) turn.say(fact);
  const reason = handoff?.returned?.reason;
  if (facts.length > 0 && reason !== undefined) weigh(turn, reason, `reopened-${reason}`, -1);
};

/** Counts of newly asked history join the record; a recount under a new model replaces the points. */
const caughtUp = (turn: StoryTurn, { facts, score, model }: CauseOf<"caughtUp">): void => {
  if (facts !== undefined) turn.change({ facts: { ...turn.lead.facts, ...facts } });
  if (score === undefined) return;
  const { families, signals, caps } = score;
  const total = turn.lead.score.fit + behaviourAt(score, turn.now);
  turn.say({ type: "score.recounted", model: model ?? 0, families, signals, caps, total });
};

const enrol = (turn: StoryTurn, { workflow, from = turn.now }: CauseOf<"enrol">): void => {
  const graph = currentGraph(turn.given.catalogue, workflow);
  const refused =
    graph === undefined ? { reason: "notPublished", quiet: true } : enterFrom(turn, graph, "manual", from);
  if (refused?.quiet) turn.say({ type: "enrolment.refused", workflow, reason: refused.reason });
};
