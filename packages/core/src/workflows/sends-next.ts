import type { Graph, Next, Node } from "./graph.ts";

/** May the time that is over at this step lead to a mail at once, before anything that takes time? On any branch. */
export const sendsNext = (graph: Graph, step: string): boolean => {
  const seen = new Set<string>();
  const open: Next[] = [step];
  for (let at = open.pop(); at !== undefined || open.length > 0; at = open.pop()) {
    const node = at === undefined || seen.has(at) ? undefined : graph.nodes[at];
    if (node === undefined) continue;
    seen.add(node.id);
    if (node.kind === "email") return true;
    // What takes time is passed only where it is what has just been waited for.
    if (node.id === step || !takesTime(node)) open.push(...after(node));
  }
  return false;
};

const takesTime = ({ kind }: Node): boolean => kind === "wait" || kind === "waitUntil" || kind === "exit";

const after = (node: Node): Next[] => {
  switch (node.kind) {
    case "branch":
      return [...node.paths.map(({ next }) => next), node.else];
    case "split":
      return node.arms.filter(({ holdout }) => !holdout).map(({ next }) => next);
    case "waitUntil":
      return [node.timeout];
    default:
      return [node.next];
  }
};
