import { type Catalogue, currentGraph } from "../catalogue.ts";
import type { Engine } from "./engine.ts";
import { judgeAll } from "./publish.ts";
import type { Need } from "./today-need.ts";

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
    return [
      {
        id: `broken ${id}`,
        kind: "workflowBroken",
        severity: "now",
        workflow: id,
        name: definition.name,
        count: others.length + 1,
        message: worst.message,
        ...(worst.step === undefined ? {} : { step: worst.step }),
      },
    ];
  });
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
  return [...broken, ...paused];
};
