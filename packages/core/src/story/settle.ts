import { currentGraph, graphOf } from "../catalogue.ts";
import { crossing, escalation, isWithSales } from "../handoff/lines.ts";
import { evaluate } from "../leads/evaluate.ts";
import type { Enrolment } from "../leads/lead.ts";
import type { Occurrence } from "../leads/occurrence.ts";
import { subject } from "../scoring/score.ts";
import { fitChange, give, rulesFor } from "../scoring/signals.ts";
import { advance } from "../workflows/advance.ts";
import type { Graph } from "../workflows/graph.ts";
import { arrive, leave } from "../workflows/place.ts";
import { announce, handOverAtOnce, scored, stepRules } from "./rules.ts";
import { fromConditions, fromNews, fromPending } from "./triggers.ts";
import type { StoryTurn } from "./turn.ts";

/** So often may one thing lead to another within a decision: more than the steps of the longest workflow. */
const MOST_ROUNDS = 600;

/**
 * Lets everything that follows from the cause happen: points, fit, lines, exits, goals, triggers, steps, until nothing new
 * is said. Order within a round does not matter for the score; lines and exits come before steps: who is handed over or
 * leaves is not mailed.
 */
export const settle = (turn: StoryTurn): void => {
  if (turn.lead.erased !== undefined) return;
  let heard = 0;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const said = turn.facts.length;
    for (; heard < turn.news.length; heard++) {
      const occurrence = turn.news[heard];
      if (occurrence === undefined) break;
      score(turn, occurrence);
      fromNews(turn, occurrence);
    }
    judgeFit(turn);
    lines(turn);
    exits(turn);
    goals(turn);
    fromPending(turn);
    fromConditions(turn);
    steps(turn);
    if (turn.facts.length === said) return;
  }
  throw new Error(`Lead ${turn.lead.id} does not come to rest: its workflows or rules call each other for ever`);
};

const score = (turn: StoryTurn, occurrence: Occurrence): void => {
  const { now, given } = turn;
  const { scoring, settings } = given.catalogue;
  for (const rule of rulesFor(turn.lead, occurrence, scoring, now, settings.timeZone)) {
    const at = Math.min(occurrence.at, now);
    for (const fact of give(turn.lead, rule, at, scoring, now, settings.timeZone)) turn.say(fact);
    if (rule.handOff) handOverAtOnce(turn, rule.id);
  }
};

const judgeFit = (turn: StoryTurn): void => {
  const { scoring, settings } = turn.given.catalogue;
  const change = fitChange(turn.lead, scoring, turn.now, settings.timeZone);
  if (change !== undefined) turn.say(change);
};

/** The default exits and the workflow's own. They act at once: whatever a lead waits for, it waits no longer. */
const exits = (turn: StoryTurn): void => {
  const { gate } = turn.lead;
  const became = (type: "stage.entered" | "company.seen") =>
    turn.facts.some(
      (fact) =>
        fact.type === type &&
        (fact.type === "company.seen" ? fact.company.won : fact.type === "stage.entered" && fact.stage === "customer"),
    );
  const customer = became("stage.entered") || became("company.seen");
  const reason =
    gate.suppressed !== undefined
      ? exitBySuppression[gate.suppressed.reason]
      : gate.optedOutAt !== undefined
        ? "optedOut"
        : gate.deals.length > 0
          ? "dealOpened"
          : undefined;
  for (const enrolment of turn.lead.enrolments) {
    if (reason !== undefined) leave(turn, enrolment.id, reason);
    else if (customer && isOld(turn, enrolment)) leave(turn, enrolment.id, "customer");
    else if (enrolment.state === "active" && isWithSales(turn.lead)) leave(turn, enrolment.id, "handedOff");
    else if (enrolment.state === "active") ownExit(turn, enrolment);
  }
};
const exitBySuppression = { bounce: "bounced", complaint: "complained", erased: "erased", list: "suppressed" } as const;

/** Entered before this decision: what starts because somebody became a customer goes on. */
const isOld = (turn: StoryTurn, { id }: Enrolment): boolean =>
  !turn.facts.some((fact) => fact.type === "enrolment.entered" && fact.enrolment === id);

const ownExit = (turn: StoryTurn, enrolment: Enrolment): void => {
  const graph = graphOf(turn.given.catalogue, enrolment.workflow, enrolment.version);
  const exit = graph?.definition.exits.find(({ when }) => evaluate(when, since(turn, enrolment)));
  if (exit !== undefined) leave(turn, enrolment.id, exit.reason);
};

/** Goals catch whoever stands before them as soon as their condition holds. */
const goals = (turn: StoryTurn): void => {
  for (const { graph, enrolment } of active(turn)) {
    const here = graph.nodes[enrolment.step]?.order ?? Number.POSITIVE_INFINITY;
    const goal = graph.goals.find((id) => {
      const node = graph.nodes[id];
      return (
        node?.kind === "goal" &&
        node.order > here &&
        !enrolment.goals?.includes(id) &&
        evaluate(node.when, since(turn, enrolment))
      );
    });
    if (goal !== undefined) arrive(turn, graph, enrolment.id, goal, turn.given.catalogue.settings, "goal");
  }
};

const steps = (turn: StoryTurn): void => {
  const rules = stepRules(turn);
  for (const { graph, enrolment } of active(turn)) if (advance(turn, graph, enrolment.id, rules)) return;
};

/** Enrolments that may move: running, not pending; higher priority first. */
const active = (turn: StoryTurn): { graph: Graph; enrolment: Enrolment }[] =>
  turn.lead.enrolments
    .flatMap((enrolment) => {
      const { catalogue } = turn.given;
      const graph = graphOf(catalogue, enrolment.workflow, enrolment.version);
      const runs = catalogue.workflows[enrolment.workflow]?.state === "running";
      return graph === undefined || !runs || enrolment.state === "pending" ? [] : [{ graph, enrolment }];
    })
    .sort((a, b) => priorityOf(turn, b.graph) - priorityOf(turn, a.graph));

const priorityOf = ({ given }: StoryTurn, { id, definition }: Graph): number =>
  (currentGraph(given.catalogue, id)?.definition ?? definition).priority;

/** A lead as exits and goals see it: what happened before it entered does not count. */
const since = (turn: StoryTurn, enrolment: Enrolment) => ({
  ...subject(turn.lead, turn.now, turn.given.catalogue.settings.timeZone, undefined, enrolment.deal),
  since: enrolment.enteredAt,
});

const lines = (turn: StoryTurn): void => {
  const { scoring, settings } = turn.given.catalogue;
  const { roster } = turn.given;
  const fact = crossing(turn.lead, scored(turn), scoring.lines, turn.now, settings, roster);
  if (fact !== undefined) turn.say(fact);
  const { handoff } = turn.lead;
  if (handoff === undefined) return;
  const opened = turn.facts.some(({ type }) => type === "handoff.opened");
  if (opened && turn.lead.stage !== "insideSales") {
    turn.say({ type: "stage.entered", stage: "insideSales" });
    announce(
      turn,
      handoff.id,
      `${turn.lead.name ?? turn.lead.id} (${Math.round(handoff.score)}) → ${handoff.owner ?? "—"}`,
    );
  }
  const late = escalation(handoff, turn.now, settings, roster);
  if (late === undefined) return;
  turn.say(late);
  announce(turn, handoff.id, `${turn.lead.name ?? turn.lead.id}: ${late.owner ?? "—"}`);
};
