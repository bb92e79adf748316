import { graphOf } from "../catalogue.ts";
import type { Definition } from "../workflows/definition.ts";
import { current } from "./catalogue.ts";
import type { Engine } from "./engine.ts";
import { bodyOf } from "./keys.ts";
import { mailsOf } from "./population.ts";
import { findVersion, versionsOf } from "./versions.ts";
import type { WorkflowDraft } from "./workflow-draft.ts";

/** A workflow that sends a mail: as it runs now, or only as it is being written. */
export type Use = { workflow: string; name: Definition["name"]; state: "running" | "paused" | "draft" };

const MOST_WORKFLOWS = 500;

export const workflowsOf = async ({ world }: Engine): Promise<WorkflowDraft[]> =>
  (await world.table.listed({ in: "workflows", limit: MOST_WORKFLOWS })).items.map((item) =>
    bodyOf<WorkflowDraft>(item),
  );

/** Mail → the workflows that send it. */
export const usesOf = async (engine: Engine): Promise<Map<string, Use[]>> => {
  const catalogue = await current(engine);
  const uses = new Map<string, Use[]>();
  for (const { id, definition } of await workflowsOf(engine)) {
    const known = catalogue.workflows[id];
    const graph = known === undefined ? undefined : graphOf(catalogue, id, known.version);
    const running = new Set(graph === undefined ? [] : mailsOf(graph.definition));
    for (const mail of new Set([...running, ...mailsOf(definition)])) {
      const state = known !== undefined && running.has(mail) ? known.state : "draft";
      uses.set(mail, [...(uses.get(mail) ?? []), { workflow: id, name: definition.name, state }]);
    }
  }
  return uses;
};

/** Those that would break without the mail; people may be on their way to it in a version that is no longer the newest. */
export const heldBy = async (engine: Engine, mail: string): Promise<Use[]> => {
  const named = (await usesOf(engine)).get(mail) ?? [];
  const older: Use[] = [];
  for (const { id, definition } of await workflowsOf(engine)) {
    if (named.some(({ workflow }) => workflow === id)) continue;
    for (const { version, inside } of (await versionsOf(engine, id)) ?? []) {
      if (inside === 0) continue;
      const made = await findVersion(engine, id, version);
      if (made === undefined || !mailsOf(made.definition).includes(mail)) continue;
      older.push({ workflow: id, name: definition.name, state: "running" });
      break;
    }
  }
  return [...named, ...older];
};
