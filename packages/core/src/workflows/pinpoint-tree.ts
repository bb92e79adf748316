import type { Next } from "./graph.ts";

/** Activity → where it leads. `undefined` = the journey ends. */
export type Ways = ReadonlyMap<string, readonly Next[]>;

/**
 * A journey is a graph whose paths may meet and cross; a workflow is a tree in which the paths of a branch rejoin right after
 * it. For each branch this finds the activity to rejoin at that makes the fewest steps: where paths cross, something has to
 * stand twice.
 */
export type Layout = {
  /** Steps from `from` until `stop`, an exit included where a path ends while others go on. */
  size(from: Next, stop: Next): number;
  /** Where the paths that part at `activity` rejoin, if everything before `stop` is to be written. */
  joinOf(activity: string, stop: Next): Next;
};

export const layOut = (ways: Ways): Layout => {
  const sizes = new Map<string, number>();
  const reached = new Map<string, ReadonlySet<string>>();

  const reach = (from: Next): ReadonlySet<string> => {
    if (from === undefined) return none;
    const known = reached.get(from);
    if (known !== undefined) return known;
    const all = new Set([from, ...(ways.get(from) ?? []).flatMap((to) => [...reach(to)])]);
    reached.set(from, all);
    return all;
  };

  const shared = (arms: readonly Next[]): string[] => {
    const times = new Map<string, number>();
    for (const arm of arms) for (const id of reach(arm)) times.set(id, (times.get(id) ?? 0) + 1);
    return [...times].filter(([, n]) => n > 1).map(([id]) => id);
  };

  const costOf = (arms: readonly Next[], join: Next, stop: Next): number =>
    arms.reduce((sum, arm) => sum + size(arm, join), 0) + (join === stop ? 0 : size(join, stop));

  const joinOf = (activity: string, stop: Next): Next => {
    const arms = ways.get(activity) ?? [];
    let best: { join: Next; cost: number } = { join: stop, cost: costOf(arms, stop, stop) };
    for (const join of shared(arms)) {
      const cost = join === stop ? best.cost : costOf(arms, join, stop);
      if (cost < best.cost) best = { join, cost };
    }
    return best.join;
  };

  const size = (from: Next, stop: Next): number => {
    if (from === stop) return 0;
    if (from === undefined) return 1;
    const key = `${from} ${stop ?? ""}`;
    const known = sizes.get(key);
    if (known !== undefined) return known;
    const arms = ways.get(from) ?? [];
    const [only] = arms;
    const made = 1 + (arms.length === 1 ? size(only, stop) : costOf(arms, joinOf(from, stop), stop));
    sizes.set(key, made);
    return made;
  };

  return { size, joinOf };
};

const none: ReadonlySet<string> = new Set();

/** A way back, or to an activity that is not there. */
export type CutWay = { from: string; index: number; to: string; why: "loop" | "missing" };

/** The graph without the ways that lead back or nowhere: they end. `known` = ids of the activities and their ways. */
export const withoutLoops = (known: Ways, start: Next): { ways: Ways; cut: CutWay[] } => {
  const cut: CutWay[] = [];
  const ways = new Map<string, Next[]>();
  const open = new Set<string>();
  const visit = (id: string): void => {
    if (ways.has(id)) return;
    open.add(id);
    const mine: Next[] = [];
    for (const [index, to] of (known.get(id) ?? []).entries()) {
      const why =
        to === undefined ? undefined : !known.has(to) ? ("missing" as const) : open.has(to) ? ("loop" as const) : "";
      if (to === undefined || why === undefined) mine.push(undefined);
      else if (why === "") {
        visit(to);
        mine.push(to);
      } else {
        cut.push({ from: id, index, to, why });
        mine.push(undefined);
      }
    }
    open.delete(id);
    ways.set(id, mine);
  };
  if (start !== undefined && known.has(start)) visit(start);
  return { ways, cut };
};
