import { type Catalogue, currentGraph } from "../catalogue.ts";
import type { Problem } from "../workflows/graph.ts";
import { current } from "./catalogue.ts";
import type { Engine } from "./engine.ts";
import { bodyOf } from "./keys.ts";
import { judgeAll } from "./publish.ts";
import type { Need } from "./today-need.ts";
import type { WorkflowDraft } from "./workflow-draft.ts";

/** Workflows that run and whose published version would be refused by now, such as one whose mail was withdrawn; and paused ones. */
export const workflowNeeds = async (engine: Engine, catalogue: Catalogue): Promise<Need[]> => {
  const published = Object.entries(catalogue.workflows).flatMap(([id, { state }]) => {
    const definition = currentGraph(catalogue, id)?.definition;
    return definition === undefined ? [] : [{ id, state, definition }];
  });
  const running = published.filter(({ state }) => state === "running");
  const judged = await judgeAll(engine, running);
  const broken = running.flatMap(({ id, definition }, index): Need[] => {
    const [worst, ...others] = judged[index]?.problems ?? [];
    if (worst === undefined) return [];
    return [{ ...flaw(id, definition.name, worst, others.length + 1), id: `broken ${id}`, severity: "now" }];
  });
  const drafts = await flawedDrafts(engine, new Set(broken.map(({ id }) => id)));
  const paused = published
    .filter(({ state }) => state === "paused")
    .map(
      ({ id, definition }): Need => ({
        id: `paused ${id}`,
        kind: "workflowPaused",
        severity: "look",
        workflow: id,
        name: definition.name,
      }),
    );
  return [...broken, ...paused, ...drafts];
};

const MOST_DRAFTS = 50;

/** Drafts of running workflows that somebody began and that cannot be published like this. */
const flawedDrafts = async (engine: Engine, broken: ReadonlySet<string>): Promise<Need[]> => {
  const { workflows } = await current(engine);
  const page = await engine.world.table.listed({ in: "workflows", limit: MOST_DRAFTS });
  const drafts = page.items
    .map((item) => bodyOf<WorkflowDraft>(item))
    .filter(({ id }) => workflows[id]?.state === "running" && !broken.has(`broken ${id}`));
  const judged = await judgeAll(engine, drafts);
  return drafts.flatMap(({ id, definition }, index): Need[] => {
    const [worst, ...others] = judged[index]?.problems ?? [];
    if (worst === undefined) return [];
    return [
      { ...flaw(id, definition.name, worst, others.length + 1), id: `draft ${id}`, severity: "look", draft: true },
    ];
  });
};

const flaw = (workflow: string, name: unknown, { message, step }: Problem, count: number) => ({
  kind: "workflowBroken" as const,
  workflow,
  name,
  count,
  message,
  ...(step === undefined ? {} : { step }),
});
