import type { Definition } from "../workflows/definition.ts";
import type { Instant } from "../world/world.ts";
import type { Engine } from "./engine.ts";
import { bodyOf, keys } from "./keys.ts";

export type WorkflowDraft = { id: string; definition: Definition; updatedAt: Instant };

/** Apart from publishing: who only reads a draft, the lead queue, carries none of MJML. */
export const findWorkflow = async ({ world }: Engine, id: string): Promise<WorkflowDraft | undefined> => {
  const item = await world.table.get(keys.draft("workflow", id), "consistent");
  return item === undefined ? undefined : bodyOf<WorkflowDraft>(item);
};
