import { graphOf } from "../catalogue.ts";
import { type Cohort, comparedArms, type Learned, learnedFrom, type SplitArms } from "../insight/cohort.ts";
import { reportOf, type VersionReport } from "../insight/counts.ts";
import type { Graph } from "../workflows/graph.ts";
import { USUAL_TIME } from "../workflows/trial.ts";
import * as Calendar from "../workspace/calendar.ts";
import { current } from "./catalogue.ts";
import type { Engine } from "./engine.ts";
import { bodyOf, keys } from "./keys.ts";

/** What came of a version: counters, the verdict on its hypothesis, its splits' arms against each other. */
export type FullReport = VersionReport & {
  hypothesis: Learned | null;
  splits: ReturnType<typeof comparedArms>[];
};

/** The report of every version that was published, newest first. Undefined: nothing was published under this id. */
export const report = async (
  engine: Engine,
  id: string,
  /** Only who came in and what happened from this day on (`YYYY-MM-DD`). */
  since?: string,
): Promise<{ versions: FullReport[] } | undefined> => {
  const catalogue = await current(engine);
  const newest = catalogue.workflows[id]?.version;
  if (newest === undefined) return undefined;
  const versions = Array.from({ length: newest }, (_, n) => newest - n);
  return {
    versions: await Promise.all(
      versions.map(async (version) => {
        const [days, graph] = await Promise.all([
          daysOf(engine, id, version, since),
          graphOf(catalogue, id, version) ?? stored(engine, id, version),
        ]);
        return {
          ...reportOf(version, added(days), stepsOf(graph)),
          ...learned(engine, graph, days, catalogue.settings.timeZone),
        };
      }),
    ),
  };
};

type Day = { day: string; n: Record<string, number> };

const learned = (
  { world }: Engine,
  graph: Graph | undefined,
  days: Day[],
  zone: string,
): Pick<FullReport, "hypothesis" | "splits"> => {
  if (graph === undefined) return { hypothesis: null, splits: [] };
  const now = world.clock.now();
  const { hypothesis } = graph.definition;
  const time = hypothesis?.within ?? USUAL_TIME;
  const cohorts = days.map(({ day, n }): Cohort => ({ overAt: overAt(day, time, zone), n }));
  return {
    hypothesis:
      hypothesis === undefined
        ? null
        : learnedFrom(
            cohorts,
            now,
            { share: hypothesis.share, reaction: hypothesis.reaction },
            Calendar.add(now, time, zone) - now,
          ),
    splits: splitsOf(graph).map((split) => comparedArms(cohorts, now, split)),
  };
};

/** Whoever came in last on that day has had the whole time. */
const overAt = (day: string, time: string, zone: string): number =>
  Calendar.add(Calendar.add(Calendar.momentOf(day, zone) ?? 0, "P1D", zone), time, zone);

const inOrder = (graph: Graph | undefined) => Object.values(graph?.nodes ?? {}).sort((a, b) => a.order - b.order);
const stepsOf = (graph: Graph | undefined): string[] => inOrder(graph).map(({ id }) => id);
const splitsOf = (graph: Graph): SplitArms[] =>
  inOrder(graph).flatMap((node) => (node.kind === "split" ? [{ step: node.id, arms: node.arms }] : []));

const stored = async ({ world }: Engine, id: string, version: number): Promise<Graph | undefined> => {
  const item = await world.table.get(keys.version("workflow", id, version));
  return item === undefined ? undefined : bodyOf<{ graph: Graph }>(item).graph;
};

const added = (days: Day[]): Record<string, number> => {
  const total: Record<string, number> = {};
  for (const { n } of days) for (const [name, value] of Object.entries(n)) total[name] = (total[name] ?? 0) + value;
  return total;
};

/** The counters of each day. */
const daysOf = async ({ world }: Engine, id: string, version: number, since: string | undefined): Promise<Day[]> => {
  const days: Day[] = [];
  let after: string | undefined;
  do {
    const page = await world.table.query({
      pk: keys.counter(id, version, "").pk,
      ...(since === undefined ? {} : { from: since, to: "9" }),
      limit: 400,
      ...(after === undefined ? {} : { after }),
    });
    for (const item of page.items) days.push({ day: item.sk, n: bodyOf<{ n: Day["n"] }>(item).n });
    after = page.next;
  } while (after !== undefined);
  return days;
};
