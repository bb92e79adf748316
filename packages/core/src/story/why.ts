import { currentGraph, graphOf } from "../catalogue.ts";
import { type Failing, failingIn } from "../leads/failing.ts";
import type { Enrolment, Lead } from "../leads/lead.ts";
import type { Trigger } from "../workflows/definition.ts";
import { refusal } from "../workflows/enter.ts";
import type { Graph } from "../workflows/graph.ts";
import * as Calendar from "../workspace/calendar.ts";
import type { Instant } from "../world/world.ts";
import { entryRules, mayMail } from "./rules.ts";
import { begin, type Given, type StoryTurn } from "./turn.ts";

/**
 * Why a mail went or did not go, why somebody is inside or not: the first rule that decided, asked of the engine itself. `until` =
 * when it may be otherwise; `facts` = what the rule looked at.
 */
export type Why = {
  verdict: "yes" | "waiting" | "no";
  rule: string;
  at?: Instant;
  until?: Instant;
  workflow?: string;
  version?: number;
  step?: string;
  facts: Record<string, string | number>;
  failing?: Failing;
  /** What would let them in. */
  triggers?: Trigger[];
};

/** Why the lead is in the workflow, or not. */
export const whyWorkflow = (lead: Lead, workflow: string, given: Given): Why => {
  const turn = begin(lead, given);
  const known = given.catalogue.workflows[workflow];
  const graph = currentGraph(given.catalogue, workflow);
  if (known === undefined || graph === undefined) return no("notPublished", { workflow });
  const inside = lead.enrolments.find((enrolment) => enrolment.workflow === workflow);
  if (inside?.state === "active") return standing(turn, inside);
  if (known.state === "paused") return no("paused", { workflow });
  if (inside !== undefined)
    return { verdict: "waiting", rule: "pending", workflow, facts: {}, ...untilOf(inside.until) };
  const { triggers } = graph.definition;
  const refused = refusal(lead, graph, triggers[0]?.kind ?? "manual", turn.now, entryRules(turn));
  if (refused !== undefined) return refusedEntry(turn, graph, refused.reason);
  return { ...no("notTriggered", { workflow, version: graph.version }), triggers };
};

/** Of a mail that this workflow sends: where the lead stands before it, or why it is not inside. */
export const whyMailOf = (lead: Lead, workflow: string, template: string, given: Given): Why => {
  const inside = lead.enrolments.find((enrolment) => enrolment.workflow === workflow && enrolment.state === "active");
  if (inside === undefined) return whyWorkflow(lead, workflow, given);
  const node = graphOf(given.catalogue, workflow, inside.version)?.nodes[inside.step];
  const here = standing(begin(lead, given), inside);
  return node?.kind === "email" && node.template === template
    ? here
    : { ...here, rule: here.rule === "inside" ? "notYet" : here.rule };
};

/** Which workflows send the mail, of those that are published. */
export const sendersOf = (template: string, { catalogue }: Given): string[] =>
  Object.keys(catalogue.workflows).filter((workflow) =>
    Object.values(currentGraph(catalogue, workflow)?.nodes ?? {}).some(
      (node) => node.kind === "email" && node.template === template,
    ),
  );

const standing = (turn: StoryTurn, { workflow, version, step, until, arrivedAt, holdout }: Enrolment): Why => {
  const { lead, given } = turn;
  const place = { workflow, version, step };
  const graph = graphOf(given.catalogue, workflow, version);
  const node = graph?.nodes[step];
  const base = { verdict: "waiting" as const, at: arrivedAt, ...place, facts: {} };
  if (given.catalogue.workflows[workflow]?.state === "paused") return { ...base, rule: "paused" };
  if (lead.parked !== undefined) return { ...base, rule: "parked", facts: { reason: lead.parked.reason } };
  if (node?.kind !== "email" || graph === undefined) return { ...base, rule: "inside", ...untilOf(until) };
  if (holdout === true) return { ...base, verdict: "no", rule: "holdout" };
  const verdict = mayMail(turn, lead, graph);
  if (verdict.open) return { ...base, rule: "underWay", ...untilOf(until) };
  return {
    ...base,
    verdict: verdict.final ? "no" : "waiting",
    rule: verdict.reason,
    facts: factsOf(lead, verdict.reason),
    ...untilOf(verdict.until),
  };
};

const refusedEntry = (turn: StoryTurn, graph: Graph, reason: string): Why => {
  const { lead, now, given } = turn;
  const { entry } = graph.definition;
  const past = lead.past[graph.id];
  const base = no(reason, { workflow: graph.id, version: graph.version });
  const { timeZone } = given.catalogue.settings;
  switch (reason) {
    case "entryCondition": {
      const failing = entry.when === undefined ? undefined : failingIn(entry.when, entryRules(turn).subject(lead));
      return failing === undefined ? base : { ...base, failing };
    }
    case "reentryNever":
      return { ...base, facts: { times: past?.n ?? 0 }, ...(past?.leftAt === undefined ? {} : { at: past.leftAt }) };
    case "reentryTooEarly":
      return typeof entry.reentry === "object"
        ? { ...base, until: Calendar.add(past?.leftAt ?? now, entry.reentry.after, timeZone) }
        : base;
    default:
      return { ...base, facts: factsOf(lead, reason) };
  }
};

/** What a rule of the gate looked at. */
const factsOf = ({ gate, handoff }: Lead, reason: string): Record<string, string | number> => {
  switch (reason) {
    case "optedOut":
      return gate.optedOutAt === undefined ? {} : { at: gate.optedOutAt };
    case "bounced":
    case "complained":
    case "suppressed":
      return gate.suppressed === undefined ? {} : { at: gate.suppressed.at };
    case "openDeal":
      return { deals: gate.deals.length };
    case "companyDeal":
      return { deals: gate.company?.open ?? 0 };
    case "handedOff":
      return handoff === undefined ? {} : { at: handoff.openedAt };
    default:
      return {};
  }
};

const no = (rule: string, place: Pick<Why, "workflow" | "version">): Why => ({
  verdict: "no",
  rule,
  facts: {},
  ...place,
});
const untilOf = (until: Instant | undefined) => (until === undefined ? {} : { until });
