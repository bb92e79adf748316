import { graphOf } from "../catalogue.ts";
import { reportOf, type VersionReport } from "../insight/counts.ts";
import type { Graph } from "../workflows/graph.ts";
import { current } from "./catalogue.ts";
import type { Engine } from "./engine.ts";
import { bodyOf, keys } from "./keys.ts";

/** The report of every version that was published, newest first. Undefined: nothing was published under this id. */
export const report = async (engine: Engine, id: string): Promise<{ versions: VersionReport[] } | undefined> => {
  const catalogue = await current(engine);
  const newest = catalogue.workflows[id]?.version;
  if (newest === undefined) return undefined;
  const versions = Array.from({ length: newest }, (_, n) => newest - n);
  return {
    versions: await Promise.all(
      versions.map(async (version) =>
        reportOf(
          version,
          await sum(engine, id, version),
          stepsOf(graphOf(catalogue, id, version) ?? (await stored(engine, id, version))),
        ),
      ),
    ),
  };
};

const stepsOf = (graph: Graph | undefined): string[] =>
  Object.values(graph?.nodes ?? {})
    .sort((a, b) => a.order - b.order)
    .map(({ id }) => id);

const stored = async ({ world }: Engine, id: string, version: number): Promise<Graph | undefined> => {
  const item = await world.table.get(keys.version("workflow", id, version));
  return item === undefined ? undefined : bodyOf<{ graph: Graph }>(item).graph;
};

/** The counters of all days, added up. */
const sum = async ({ world }: Engine, id: string, version: number): Promise<Record<string, number>> => {
  const total: Record<string, number> = {};
  let after: string | undefined;
  do {
    const page = await world.table.query({
      pk: keys.counter(id, version, "").pk,
      limit: 400,
      ...(after === undefined ? {} : { after }),
    });
    for (const item of page.items)
      for (const [name, n] of Object.entries(bodyOf<{ n: Record<string, number> }>(item).n))
        total[name] = (total[name] ?? 0) + n;
    after = page.next;
  } while (after !== undefined);
  return total;
};
