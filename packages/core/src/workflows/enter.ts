import { evaluate, type Subject } from "../leads/evaluate.ts";
import type { DealFacts, Lead } from "../leads/lead.ts";
import type { Turn } from "../leads/turn.ts";
import * as Calendar from "../workspace/calendar.ts";
import type { Settings } from "../workspace/settings.ts";
import type { Instant } from "../world/world.ts";
import type { Trigger } from "./definition.ts";
import type { Graph } from "./graph.ts";
import { arrive } from "./place.ts";
import { trialOf } from "./trial.ts";

/** Why a lead may not enter. `quiet` reasons are everyday ones and leave no entry. */
export type EntryRefusal = { reason: string; quiet: boolean };

/** What the other domains say: may the lead be mailed at all, is it with sales. */
export type EntryRules = {
  settings: Settings;
  subject(lead: Lead, deal?: DealFacts): Subject;
  mailShut(lead: Lead): string | undefined;
  withSales(lead: Lead): boolean;
};

export const refusal = (
  lead: Lead,
  graph: Graph,
  trigger: Trigger["kind"],
  now: Instant,
  rules: EntryRules,
  deal?: DealFacts,
): EntryRefusal | undefined => {
  const { entry } = graph.definition;
  if (lead.erased !== undefined) return { reason: "erased", quiet: true };
  if (lead.enrolments.some(({ workflow, state }) => workflow === graph.id && state === "active"))
    return { reason: "alreadyInside", quiet: true };
  const past = lead.past[graph.id];
  if (past !== undefined && entry.reentry !== "always") {
    if (entry.reentry === "never") return { reason: "reentryNever", quiet: true };
    if (now < Calendar.add(past.leftAt ?? now, entry.reentry.after, rules.settings.timeZone))
      return { reason: "reentryTooEarly", quiet: true };
  }
  if (rekindles.includes(trigger) && (lead.stage === "customer" || lead.gate.company?.won))
    return { reason: "customer", quiet: false };
  if (lead.gate.deals.length > 0) return { reason: "openDeal", quiet: false };
  if (rules.withSales(lead)) return { reason: "handedOff", quiet: false };
  const shut = sendsMail(graph) ? rules.mailShut(lead) : undefined;
  if (shut !== undefined) return { reason: shut, quiet: false };
  if (entry.when !== undefined && !evaluate(entry.when, rules.subject(lead, deal)))
    return { reason: "entryCondition", quiet: true };
  return undefined;
};

/** Triggers of lost-lead mail: a customer never gets it. */
const rekindles: Trigger["kind"][] = ["dealLost", "returned", "dormant"];

export const sendsMail = ({ nodes }: Graph): boolean => Object.values(nodes).some(({ kind }) => kind === "email");

/** Enters, or says why not. `as` = the pending enrolment that becomes active. */
export const enter = (
  turn: Turn,
  graph: Graph,
  trigger: Trigger["kind"],
  rules: EntryRules,
  { deal, as }: { deal?: DealFacts | undefined; as?: string } = {},
): EntryRefusal | undefined => {
  const refused = refusal(turn.lead, graph, trigger, turn.now, rules, deal);
  const { id: workflow, version } = graph;
  if (refused !== undefined) {
    if (as !== undefined)
      turn.say({ type: "enrolment.left", enrolment: as, workflow, version: 0, step: "", reason: refused.reason });
    else if (!refused.quiet) turn.say({ type: "enrolment.refused", workflow, reason: refused.reason });
    return refused;
  }
  const enrolment = as ?? `e${turn.lead.enrolled + 1}`;
  turn.say({
    type: "enrolment.entered",
    enrolment,
    workflow,
    version,
    step: graph.start,
    trigger,
    ...(deal === undefined ? {} : { deal }),
    trial: trialOf(graph, turn.now, rules.settings, rules.subject(turn.lead, deal)),
  });
  arrive(turn, graph, enrolment, graph.start, rules.settings);
  return undefined;
};

/** Enters later: the place is kept, version and conditions are judged then. */
export const wait = (
  turn: Turn,
  workflow: string,
  trigger: Trigger["kind"],
  until: Instant,
  deal?: DealFacts,
): void => {
  if (turn.lead.enrolments.some((known) => known.workflow === workflow)) return;
  turn.say({
    type: "enrolment.pending",
    enrolment: `e${turn.lead.enrolled + 1}`,
    workflow,
    until,
    trigger,
    ...(deal === undefined ? {} : { deal }),
  });
};
