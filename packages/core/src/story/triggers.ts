import { currentGraph } from "../catalogue.ts";
import type { Fact } from "../leads/entry.ts";
import { evaluate } from "../leads/evaluate.ts";
import type { DealFacts } from "../leads/lead.ts";
import type { Occurrence } from "../leads/occurrence.ts";
import { subject } from "../scoring/score.ts";
import type { Trigger } from "../workflows/definition.ts";
import { type EntryRefusal, enter, refusal, wait } from "../workflows/enter.ts";
import type { Graph } from "../workflows/graph.ts";
import * as Calendar from "../workspace/calendar.ts";
import { turnIn } from "../workspace/spread.ts";
import type { Instant } from "../world/world.ts";
import { entryRules } from "./rules.ts";
import type { StoryTurn } from "./turn.ts";

/** Workflows whose doors are open. A paused one takes nobody in. */
const running = ({ given }: StoryTurn): Graph[] =>
  Object.entries(given.catalogue.workflows).flatMap(([id, { state }]) => {
    const graph = state === "running" ? currentGraph(given.catalogue, id) : undefined;
    return graph === undefined ? [] : [graph];
  });

/** Triggers that something which just happened sets off. */
export const fromNews = (turn: StoryTurn, occurrence: Occurrence): void => {
  const lost = occurrence.type === "deal.lost" ? lossIn(turn) : undefined;
  if (lost?.rekindle?.workflow !== undefined) return chosen(turn, lost, lost.rekindle.workflow);
  for (const graph of running(turn))
    for (const trigger of graph.definition.triggers) {
      if (!sets(occurrence, trigger)) continue;
      if (trigger.kind === "dealLost") afterLoss(turn, graph, trigger);
      else if (trigger.kind === "returned" && trigger.after !== undefined)
        wait(turn, graph.id, trigger.kind, Calendar.add(turn.now, trigger.after, zoneOf(turn)));
      else enter(turn, graph, trigger.kind, entryRules(turn));
    }
};

const sets = ({ type, source, name, properties }: Occurrence, trigger: Trigger): boolean => {
  switch (trigger.kind) {
    case "form":
      return type === "form.submitted" && source === trigger.source;
    case "event":
      return type === trigger.name || (type === "event.tracked" && name === trigger.name);
    case "dealLost":
      return type === "deal.lost" && covers(trigger, String(properties["reason"]));
    case "returned":
      return (
        type === "handoff.returned" &&
        (trigger.reasons === undefined || trigger.reasons.some((reason) => reason === properties["reason"]))
      );
    case "stage":
      return type === "stage.entered" && properties["stage"] === trigger.is;
    case "list":
      return type === "list.joined" && properties["list"] === trigger.list;
    case "condition":
    case "dormant":
    case "date":
    case "manual":
      return false;
    default:
      return trigger satisfies never;
  }
};

type Loss = Extract<Fact, { type: "deal.lost" }>;
const lossIn = (turn: StoryTurn): Loss | undefined => turn.facts.findLast((fact) => fact.type === "deal.lost");

/** A person has said which workflow takes this loss up, or that none does. */
const chosen = (turn: StoryTurn, lost: Loss, workflow: string | null): void => {
  const graph = running(turn).find(({ id }) => id === workflow);
  if (graph === undefined) return;
  const trigger = graph.definition.triggers.find((one) => one.kind === "dealLost" && covers(one, lost.reason));
  takeUp(turn, graph, lost, trigger?.kind === "dealLost" ? trigger.after : undefined);
};

export const covers = ({ reasons }: Extract<Trigger, { kind: "dealLost" }>, reason: string): boolean =>
  reasons === undefined || reasons.some((one) => one === reason);

const afterLoss = (turn: StoryTurn, graph: Graph, { after }: Extract<Trigger, { kind: "dealLost" }>): void => {
  const lost = lossIn(turn);
  if (lost !== undefined) takeUp(turn, graph, lost, after);
};

/** A lost deal starts its workflow when the wait since the day it was closed is over; if that is past, at once. */
const takeUp = (turn: StoryTurn, graph: Graph, lost: Loss, after: string | undefined): void => {
  const { deal: id, name, reason, competitor, closedAt, rekindle } = lost;
  const deal: DealFacts = {
    id,
    reason,
    closedAt,
    ...(name === undefined ? {} : { name }),
    ...(competitor === undefined ? {} : { competitor }),
  };
  const due = after === undefined ? turn.now : Calendar.add(closedAt, after, zoneOf(turn));
  const at = Math.max(due, rekindle?.from ?? due);
  if (at > turn.now) wait(turn, graph.id, "dealLost", at, deal);
  else enter(turn, graph, "dealLost", entryRules(turn), { deal });
};

/** Enters from that moment on. Who may not enter now gets no place to wait at; the rest is judged once more when it is time. */
export const enterFrom = (
  turn: StoryTurn,
  graph: Graph,
  trigger: Trigger["kind"],
  from: Instant,
): EntryRefusal | undefined => {
  const rules = entryRules(turn);
  if (from <= turn.now) return enter(turn, graph, trigger, rules);
  const refused = refusal(turn.lead, graph, trigger, turn.now, rules);
  if (refused === undefined) wait(turn, graph.id, trigger, from);
  else if (!refused.quiet) turn.say({ type: "enrolment.refused", workflow: graph.id, reason: refused.reason });
  return refused;
};

/** Those whose wait for entry is over are judged now, by the version of now. */
export const fromPending = (turn: StoryTurn): void => {
  for (const { id, workflow, state, until, trigger, deal } of turn.lead.enrolments) {
    if (state !== "pending" || until === undefined || until > turn.now) continue;
    const { workflows } = turn.given.catalogue;
    const graph = currentGraph(turn.given.catalogue, workflow);
    const goes = (reason: string) =>
      turn.say({ type: "enrolment.left", enrolment: id, workflow, version: 0, step: "", reason });
    if (graph === undefined) goes("notPublished");
    else if (workflows[workflow]?.state === "running") {
      const kind = kindOf(trigger);
      if (lasting.includes(kind) && !stillHolds(turn, workflow)) goes("entryCondition");
      else enter(turn, graph, kind, entryRules(turn), { deal, as: id });
    }
  }
};

/** What a place was kept for. */
const kindOf = (trigger: string): Trigger["kind"] => {
  switch (trigger) {
    case "returned":
    case "manual":
    case "dormant":
    case "condition":
      return trigger;
    default:
      return "dealLost";
  }
};
/** Triggers that hold for as long as they hold: who waited for a turn and came back to life meanwhile is no longer meant. */
const lasting: Trigger["kind"][] = ["dormant", "condition"];
const stillHolds = (turn: StoryTurn, workflow: string): boolean => {
  const graph = currentGraph(turn.given.catalogue, workflow);
  return (graph?.definition.triggers ?? []).some(
    (trigger, index) => holds(turn, workflow, index, trigger) !== undefined,
  );
};

/** Triggers that hold or do not hold. Each fires when it begins to hold, and again only after it ceased to. */
export const fromConditions = (turn: StoryTurn): void => {
  const graphs = running(turn);
  const next: string[] = [];
  for (const graph of graphs)
    graph.definition.triggers.forEach((trigger, index) => {
      const key = holds(turn, graph.id, index, trigger);
      if (key === undefined) return;
      next.push(key);
      if (!turn.lead.held.includes(key)) enterFrom(turn, graph, trigger.kind, turnAt(turn, graph, trigger));
    });
  const paused = turn.lead.held.filter(
    (key) =>
      !graphs.some(({ id }) => key.startsWith(`${id}#`)) &&
      turn.given.catalogue.workflows[key.slice(0, key.indexOf("#"))] !== undefined,
  );
  const held = [...next, ...paused];
  if (held.length !== turn.lead.held.length || held.some((key, i) => key !== turn.lead.held[i])) turn.change({ held });
};

/** Whoever stood at the door when the workflow was published begins when their turn comes; later ones begin at once. */
const turnAt = (turn: StoryTurn, { id }: Graph, { kind }: Trigger): Instant => {
  const { workflows, settings } = turn.given.catalogue;
  const spread = workflows[id]?.spread;
  return spread === undefined || !lasting.includes(kind) ? turn.now : turnIn(spread, turn.lead.id, settings);
};

/** The key under which a holding trigger is remembered; what it holds for is part of it. */
const holds = (turn: StoryTurn, workflow: string, index: number, trigger: Trigger): string | undefined => {
  const { lead, now } = turn;
  const key = `${workflow}#${index}`;
  switch (trigger.kind) {
    case "condition":
      return evaluate(trigger.when, subject(lead, now, zoneOf(turn))) ? key : undefined;
    case "dormant":
      return dormantAt(lead.engagedAt, trigger.for, zoneOf(turn)) <= now ? `${key}@${lead.engagedAt}` : undefined;
    case "date": {
      const at = dateAt(turn, trigger);
      return at !== undefined && at <= now && now < at + A_DAY_MS ? `${key}@${at}` : undefined;
    }
    default:
      return undefined;
  }
};

/** A date that passed more than a day ago starts nothing: the lead came too late for it. */
const A_DAY_MS = 86_400_000;

export const dormantAt = (engagedAt: Instant, duration: string, zone: string): Instant =>
  Calendar.add(engagedAt, duration, zone);

export const dateAt = (
  { lead, given }: Pick<StoryTurn, "lead" | "given">,
  { field, offset }: Extract<Trigger, { kind: "date" }>,
): Instant | undefined => {
  const { timeZone } = given.catalogue.settings;
  const moment = Calendar.momentOf(lead.attributes[field.replace(/^attributes\./, "")], timeZone);
  return moment === undefined || offset === undefined ? moment : Calendar.add(moment, offset, timeZone);
};

const zoneOf = ({ given }: StoryTurn): string => given.catalogue.settings.timeZone;
