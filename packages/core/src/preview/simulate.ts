import type { Catalogue } from "../catalogue.ts";
import type { Cause } from "../leads/cause.ts";
import type { Entry, Fact } from "../leads/entry.ts";
import type { Lead } from "../leads/lead.ts";
import { totalAt } from "../scoring/score.ts";
import { decide } from "../story/decide.ts";
import { dayOf, startOfDay, startOfNextDay } from "../workspace/calendar.ts";
import type { Instant } from "../world/world.ts";
import { type Behaviour, reactions } from "./behaviour.ts";
import { heap } from "./heap.ts";

export type SimulationInput = {
  /** As it would be with the workflow published: `with-draft.ts`. */
  catalogue: Catalogue;
  workflow: string;
  leads: Lead[];
  startAt: Instant;
  days: number;
  behaviour: Behaviour;
};
/** `date` is `YYYY-MM-DD` in the workspace's zone. */
export type SimulatedDay = { date: string; sends: number; refused: number; handOffs: number; entered: number };
export type PathEntry = { at: Instant; step?: string; what: Fact["type"]; detail?: string; assumed: boolean };
/** `outcome`: why the lead left, `inside` if it is still there, `not entered: …`. */
export type SimulatedPath = { leadId: string; outcome: string; score: number; entries: PathEntry[] };
export type Simulation = {
  days: SimulatedDay[];
  paths: SimulatedPath[];
  refusals: Record<string, number>;
  /** How many decisions were taken: the cost of a run, which no machine's noise touches. */
  decisions: number;
};

type Happening = { at: Instant; lead: number; cause: Cause; assumed: boolean };

/**
 * The very decisions of the real run, over copies of leads, in order of time: nothing is stored and nobody is mailed. Each
 * mail is taken as sent the moment it is authorised; what people do with it is assumed, and marked so.
 */
export const simulate = (input: SimulationInput, onEntry?: (lead: string, entry: Entry) => void): Simulation => {
  const { catalogue, workflow, behaviour, startAt } = input;
  const zone = catalogue.settings.timeZone;
  const days = calendar(startAt, input.days, zone);
  const end = days.length === 0 ? startAt : (days.at(-1)?.end ?? startAt);
  const leads = input.leads.slice();
  const paths: SimulatedPath[] = leads.map(({ id }) => ({ leadId: id, outcome: "inside", score: 0, entries: [] }));
  const refusals: Record<string, number> = {};
  const roster: Record<string, number> = {};
  let rosterDay = "";
  let decisions = 0;
  const queue = heap<Happening>((a, b) => a.at - b.at || a.lead - b.lead);
  leads.forEach((_, lead) => {
    queue.push({ at: startAt, lead, cause: { type: "enrol", workflow, at: startAt }, assumed: false });
  });
  for (let next = queue.pop(); next !== undefined && next.at < end; next = queue.pop()) {
    const { at, lead: index, cause, assumed } = next;
    const before = leads[index];
    const path = paths[index];
    if (before === undefined || path === undefined || (cause.type === "look" && before.dueAt !== at)) continue;
    const today = dayOf(at, zone);
    if (today !== rosterDay) {
      rosterDay = today;
      for (const rep of Object.keys(roster)) roster[rep] = 0;
    }
    const claim = `s${decisions}`;
    let lead = before;
    const pending: Cause[] = [cause];
    for (let todo = pending.shift(); todo !== undefined; todo = pending.shift()) {
      decisions += 1;
      const decision = decide(lead, todo, { now: at, claim, catalogue, roster, watermark: Number.POSITIVE_INFINITY });
      lead = decision.lead.tail.length === 0 ? decision.lead : { ...decision.lead, tail: [] };
      if (decision.entry === undefined) continue;
      onEntry?.(lead.id, decision.entry);
      for (const fact of decision.entry.facts) {
        note(fact, at, path, days, refusals, roster, zone, assumed && todo === cause);
        if (fact.type === "mail.sent")
          for (const { after, cause: reaction } of reactions(behaviour, lead, fact, at))
            queue.push({ at: at + after, lead: index, cause: reaction, assumed: true });
      }
      for (const effect of lead.outbox) {
        if (effect.claim !== claim || effect.retryAt !== undefined) continue;
        pending.push(
          effect.kind === "mail"
            ? { type: "outcome", mail: effect.id, claim, outcome: { status: "sent", messageId: "" }, at }
            : { type: "effectDone", effect: effect.id, claim, ok: true, result: "simulated", at },
        );
      }
    }
    leads[index] = lead;
    if (lead.dueAt !== undefined && lead.dueAt < end && (lead.dueAt !== before.dueAt || cause.type === "look"))
      queue.push({
        at: Math.max(lead.dueAt, at),
        lead: index,
        cause: { type: "look", at: lead.dueAt },
        assumed: false,
      });
  }
  for (const [index, path] of paths.entries()) path.score = scoreOf(leads[index], end);
  return { days: days.map(({ end: _, ...day }) => day), paths, refusals, decisions };
};

const calendar = (startAt: Instant, count: number, zone: string): (SimulatedDay & { end: Instant })[] => {
  const days: (SimulatedDay & { end: Instant })[] = [];
  for (let at = startOfDay(startAt, zone); days.length < count; at = startOfNextDay(at, zone))
    days.push({ date: dayOf(at, zone), sends: 0, refused: 0, handOffs: 0, entered: 0, end: startOfNextDay(at, zone) });
  return days;
};

const note = (
  fact: Fact,
  at: Instant,
  path: SimulatedPath,
  days: SimulatedDay[],
  refusals: Record<string, number>,
  roster: Record<string, number>,
  zone: string,
  assumed: boolean,
): void => {
  const date = dayOf(at, zone);
  const day = days[days.length - 1]?.date === date ? days.at(-1) : days.find((known) => known.date === date);
  if (day === undefined) return;
  switch (fact.type) {
    case "mail.sent":
      day.sends += 1;
      break;
    case "mail.refused":
      day.refused += 1;
      refusals[fact.reason] = (refusals[fact.reason] ?? 0) + 1;
      break;
    case "handoff.opened":
      day.handOffs += 1;
      if (fact.owner !== undefined) roster[fact.owner] = (roster[fact.owner] ?? 0) + 1;
      break;
    case "enrolment.entered":
      day.entered += 1;
      break;
    case "enrolment.left":
      path.outcome = fact.reason;
      break;
    case "enrolment.refused":
      path.outcome = `not entered: ${fact.reason}`;
      break;
    default:
  }
  const step = "step" in fact && fact.step !== undefined ? { step: fact.step } : {};
  const detail = detailOf(fact);
  path.entries.push({ at, what: fact.type, assumed, ...step, ...(detail === undefined ? {} : { detail }) });
};

const detailOf = (fact: Fact): string | undefined => {
  switch (fact.type) {
    case "mail.sent":
    case "mail.clicked":
      return fact.template;
    case "mail.refused":
    case "enrolment.left":
    case "enrolment.refused":
      return fact.reason;
    case "score.changed":
      return `${fact.signal} ${fact.points > 0 ? "+" : ""}${fact.points}`;
    case "handoff.opened":
      return fact.owner;
    case "split.taken":
      return fact.arm;
    default:
      return undefined;
  }
};

const scoreOf = (lead: Lead | undefined, at: Instant): number =>
  lead === undefined ? 0 : Math.round(totalAt(lead.score, at) * 10) / 10;
