import { eventConditionsIn } from "../leads/evaluate.ts";
import { problemsIn } from "../leads/problems.ts";
import type { Definition, Trigger } from "./definition.ts";
import {
  dateFieldFindings,
  durationFindings,
  emptyFinding,
  type Finding,
  type Judgement,
  lengthFindings,
  sorted,
} from "./findings.ts";
import type { Graph } from "./graph.ts";
import { before, reachable } from "./reach.ts";
import { conditionsIn, type Place } from "./steps.ts";
import { stepFindings } from "./validate-step.ts";

/** What is wrong with a workflow whose shape is right. Problems stop publishing, warnings do not. */
export const judge = (graph: Graph, places: Place[]): Judgement => {
  const { definition } = graph;
  return sorted([
    ...frameFindings(definition, places),
    ...definition.triggers.flatMap((trigger, index) => triggerFindings(trigger, `triggers.${index}`)),
    ...conditionsIn(definition).flatMap(({ when, path, step }) =>
      problemsIn(when, path).map((problem) => (step === undefined ? problem : { ...problem, step })),
    ),
    ...places.flatMap((place) => stepFindings(place, graph.id).map((finding) => ({ ...finding, step: place.id }))),
    ...reachFindings(graph, places),
    ...goalFindings(places),
    ...templateFindings(graph, places),
  ]);
};

const frameFindings = ({ triggers, window, entry, hypothesis }: Definition, places: Place[]): Finding[] => {
  const findings: Finding[] = [];
  if (triggers.length === 0)
    findings.push({ path: "triggers", message: "Nobody comes in: there is no trigger", warning: true });
  if (window !== undefined && window.from === window.to)
    findings.push({ path: "window.to", message: "The window never opens: from and to are the same" });
  if (typeof entry.reentry === "object") findings.push(...durationFindings(entry.reentry.after, "entry.reentry.after"));
  if (hypothesis?.within !== undefined) findings.push(...durationFindings(hypothesis.within, "hypothesis.within"));
  if (places.length > maxSteps) findings.push({ path: "steps", message: `More than ${maxSteps} steps in all` });
  return findings;
};

const maxSteps = 500;

const triggerFindings = (trigger: Trigger, path: string): Finding[] => {
  switch (trigger.kind) {
    case "form":
      return emptyFinding(trigger.source, `${path}.source`);
    case "event":
      return emptyFinding(trigger.name, `${path}.name`);
    case "list":
      return emptyFinding(trigger.list, `${path}.list`);
    case "date":
      return [
        ...dateFieldFindings(trigger.field, `${path}.field`),
        ...(trigger.offset === undefined ? [] : lengthFindings(trigger.offset, `${path}.offset`)),
      ];
    case "dormant":
      return durationFindings(trigger.for, `${path}.for`);
    case "dealLost":
    case "returned":
      return trigger.after === undefined ? [] : lengthFindings(trigger.after, `${path}.after`);
    case "stage":
    case "condition":
    case "manual":
      return [];
    default:
      return trigger satisfies never;
  }
};

const reachFindings = (graph: Graph, places: Place[]): Finding[] => {
  const reached = reachable(graph);
  const unlessHandedOff = reachable(graph, ({ kind }) => kind === "handOff");
  return places.flatMap(({ path, id }) => {
    if (!reached.has(id)) return [{ path, step: id, message: "Nobody comes here: every way to it has ended before" }];
    if (unlessHandedOff.has(id)) return [];
    const message = "Nobody comes here: who is handed over to sales leaves the workflow";
    return [{ path, step: id, message, warning: true as const }];
  });
};

const goalFindings = (places: Place[]): Finding[] =>
  places.flatMap(({ step, path, id, order }) => {
    if (step.kind !== "goal") return [];
    if (order === 0) return [{ path, step: id, message: "Nobody stands before this goal", warning: true as const }];
    if (path.split(".").length === 2) return [];
    const message = "A goal inside a path also catches those who took another path";
    return [{ path, step: id, message, warning: true as const }];
  });

/** A question about a mail that the workflow has not sent by then: mostly a slip, though another workflow may send it. */
const templateFindings = (graph: Graph, places: Place[]): Finding[] => {
  const sends = places.flatMap(({ step, id }) => (step.kind === "email" ? [{ id, template: step.template }] : []));
  return conditionsIn(graph.definition).flatMap(({ when, path, step }) => {
    if (step === undefined) return [];
    const asked = eventConditionsIn([when]).flatMap(({ template }) => template ?? []);
    if (asked.length === 0) return [];
    const earlier = before(graph, step);
    return asked
      .filter((template) => !sends.some((sent) => sent.template === template && earlier.has(sent.id)))
      .map((template) => ({
        path,
        step,
        message: `"${template}" is not sent before this step`,
        warning: true as const,
      }));
  });
};
