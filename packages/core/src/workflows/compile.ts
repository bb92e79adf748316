import type { Definition, Step } from "./definition.ts";
import type { CompileResult, Graph, Next, Node, Problem } from "./graph.ts";
import { type Place, placesOf } from "./steps.ts";
import { judge } from "./validate.ts";

/**
 * Makes the graph that runs. Branches, splits and waits-until rejoin after their step. There is a graph only if there are no
 * problems; warnings do not stop it.
 */
export const compile = (id: string, version: number, definition: Definition): CompileResult => {
  const places = placesOf(definition);
  const doubled = doubledIds(places);
  if (doubled.length > 0) return { problems: doubled, warnings: [] };
  const graph = link(id, version, definition, places);
  const { problems, warnings } = judge(graph, places);
  return problems.length > 0 ? { problems, warnings } : { graph, problems, warnings };
};

const doubledIds = (places: Place[]): Problem[] => {
  const first = new Map<string, string>();
  const problems: Problem[] = [];
  for (const { id, path } of places) {
    const before = first.get(id);
    if (before === undefined) first.set(id, path);
    else problems.push({ path: `${path}.id`, step: id, message: `The step at ${before} has the id "${id}" already` });
  }
  return problems;
};

const link = (id: string, version: number, definition: Definition, places: Place[]): Graph => {
  const placeAt = new Map(places.map((place) => [place.path, place]));
  const nodes: Record<string, Node> = {};

  /** Links a list of steps, last one first, and answers with the first of them: where a path into the list leads. */
  const linkAll = (steps: Step[] | undefined, path: string, after: Next): Next => {
    let next = after;
    for (const [index, step] of [...(steps ?? []).entries()].reverse()) {
      const here = `${path}.${index}`;
      const place = placeAt.get(here);
      if (place === undefined) throw new Error(`No place for the step at ${here}`);
      nodes[place.id] = nodeOf(step, place, next, (inside, key) => linkAll(inside, `${here}.${key}`, next));
      next = place.id;
    }
    return next;
  };

  const start = linkAll(definition.steps, "steps", undefined);
  if (start === undefined) throw new Error("A workflow needs at least one step");
  const goals = places.filter(({ step }) => step.kind === "goal").map((place) => place.id);
  return { id, version, definition, nodes, start, goals };
};

type LinkInside = (steps: Step[] | undefined, key: string) => Next;

const nodeOf = (step: Step, { id, order }: Place, next: Next, inside: LinkInside): Node => {
  switch (step.kind) {
    case "waitUntil":
      return {
        id,
        order,
        kind: "waitUntil",
        when: step.when,
        max: step.max,
        met: inside(step.then, "then"),
        timeout: inside(step.timeout, "timeout"),
      };
    case "branch":
      return {
        id,
        order,
        kind: "branch",
        paths: step.paths.map((path, n) => ({ when: path.when, next: inside(path.steps, `paths.${n}.steps`) })),
        else: inside(step.else, "else"),
      };
    case "split":
      return {
        id,
        order,
        kind: "split",
        arms: step.arms.map(({ name, weight, holdout = false, steps }, n) => ({
          name,
          weight,
          holdout,
          next: inside(steps, `arms.${n}.steps`),
        })),
      };
    case "goal":
      return { id, order, kind: "goal", when: step.when, next };
    case "exit":
      return { ...step, id, order, next: undefined };
    default:
      return { ...step, id, order, next };
  }
};
