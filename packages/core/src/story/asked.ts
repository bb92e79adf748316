import { type Catalogue, graphOf } from "../catalogue.ts";
import type { Watch } from "../leads/condition.ts";
import { thresholdsIn, watchesIn } from "../leads/evaluate.ts";
import type { Lead } from "../leads/lead.ts";
import type { Graph } from "../workflows/graph.ts";
import { conditionsIn } from "../workflows/steps.ts";

/**
 * What conditions ask of a lead's history: those that are published now, and those of older versions that the lead is still
 * on. An edit must not make anybody deaf to what they wait for (guarantee 8).
 */
export const watchesOf = (lead: Pick<Lead, "enrolments">, catalogue: Catalogue): Watch[] => {
  const pinned = pinnedGraphs(lead, catalogue);
  if (pinned.length === 0) return catalogue.watches;
  const all = new Map(catalogue.watches.map((watch) => [watch.key, watch]));
  for (const watch of pinned.flatMap((graph) => askedBy(graph).watches)) {
    const keep = Math.max(watch.keep, all.get(watch.key)?.keep ?? 0);
    all.set(watch.key, { ...watch, keep });
  }
  return [...all.values()];
};

/** Scores at which something may change for the lead. */
export const thresholdsOf = (lead: Pick<Lead, "enrolments">, catalogue: Catalogue): number[] => {
  const pinned = pinnedGraphs(lead, catalogue);
  return pinned.length === 0
    ? catalogue.thresholds
    : [...catalogue.thresholds, ...pinned.flatMap((graph) => askedBy(graph).thresholds)];
};

const pinnedGraphs = ({ enrolments }: Pick<Lead, "enrolments">, catalogue: Catalogue): Graph[] =>
  enrolments.flatMap(({ workflow, version }) => {
    const isCurrent = version === 0 || catalogue.workflows[workflow]?.version === version;
    const graph = isCurrent ? undefined : graphOf(catalogue, workflow, version);
    return graph === undefined ? [] : [graph];
  });

/** A graph never changes, so it is read once. */
const known = new WeakMap<Graph, { watches: Watch[]; thresholds: number[] }>();
const askedBy = (graph: Graph): { watches: Watch[]; thresholds: number[] } => {
  const found = known.get(graph);
  if (found !== undefined) return found;
  const conditions = conditionsIn(graph.definition).map(({ when }) => when);
  const made = { watches: watchesIn(conditions), thresholds: thresholdsIn(conditions) };
  known.set(graph, made);
  return made;
};
