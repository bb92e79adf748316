import type { Graph, Node } from "./graph.ts";

/** Where a node leads by itself; the end of the workflow is left out. */
export const nextsOf = (node: Node): string[] => {
  switch (node.kind) {
    case "waitUntil":
      return present([node.met, node.timeout]);
    case "branch":
      return present([...node.paths.map(({ next }) => next), node.else]);
    case "split":
      return present(node.arms.map(({ next }) => next));
    default:
      return present([node.next]);
  }
};

const present = (nexts: (string | undefined)[]): string[] => nexts.filter((next) => next !== undefined);

/** Steps that somebody can come to. A goal is reached from wherever somebody stands before it in the document. */
export const reachable = (graph: Graph, ends: (node: Node) => boolean = () => false): Set<string> => {
  const reached = new Set<string>();
  const visit = (id: string): void => {
    const node = graph.nodes[id];
    if (node === undefined || reached.has(id)) return;
    reached.add(id);
    if (!ends(node)) for (const next of nextsOf(node)) visit(next);
  };
  visit(graph.start);
  for (const goal of graph.goals) visit(goal);
  return reached;
};

/** Steps from which somebody can have come to `target`, itself left out. */
export const before = (graph: Graph, target: string): Set<string> => {
  const leadsTo = new Map<string, string[]>();
  const all = Object.values(graph.nodes);
  const goals = graph.goals.flatMap((id) => graph.nodes[id] ?? []);
  for (const node of all) {
    const jumps = goals.filter(({ order }) => order > node.order).map(({ id }) => id);
    for (const next of [...nextsOf(node), ...jumps]) leadsTo.set(next, [...(leadsTo.get(next) ?? []), node.id]);
  }
  const found = new Set<string>();
  const visit = (id: string): void => {
    for (const origin of leadsTo.get(id) ?? []) {
      if (found.has(origin)) continue;
      found.add(origin);
      visit(origin);
    }
  };
  visit(target);
  return found;
};
