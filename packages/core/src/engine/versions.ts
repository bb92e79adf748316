import { type Changes, describeChange } from "../workflows/changes.ts";
import type { Definition } from "../workflows/definition.ts";
import type { Graph } from "../workflows/graph.ts";
import type { Instant } from "../world/world.ts";
import { current } from "./catalogue.ts";
import type { Engine } from "./engine.ts";
import { bodyOf, keys } from "./keys.ts";
import { report } from "./report.ts";
import { findWorkflow } from "./workflow-draft.ts";

export type Version = { version: number; publishedAt: Instant; definition: Definition };

export const findVersion = async ({ world }: Engine, id: string, version: number): Promise<Version | undefined> => {
  const item = await world.table.get(keys.version("workflow", id, version));
  if (item === undefined) return undefined;
  const { graph, publishedAt } = bodyOf<{ graph: Graph; publishedAt: Instant }>(item);
  return { version, publishedAt, definition: graph.definition };
};

/** Every version, newest first, and how many people are on it. Undefined: there is no such workflow. */
export const versionsOf = async (
  engine: Engine,
  id: string,
): Promise<(Omit<Version, "definition"> & { inside: number })[] | undefined> => {
  if ((await findWorkflow(engine, id)) === undefined) return undefined;
  const inside = await insideOf(engine, id);
  const found = await Promise.all([...inside.keys()].map((version) => findVersion(engine, id, version)));
  return found.flatMap((made) =>
    made === undefined
      ? []
      : [{ version: made.version, publishedAt: made.publishedAt, inside: inside.get(made.version) ?? 0 }],
  );
};

/**
 * What publishing the draft would change against the version that runs, and who stays where: nobody moves by publishing.
 * Without a version everything is new.
 */
export type Review = {
  from: number | null;
  to: number;
  before: Definition | null;
  after: Definition;
  changes: Changes;
  staying: { version: number; people: number }[];
};
export const reviewOf = async (engine: Engine, id: string): Promise<Review | undefined> => {
  const draft = await findWorkflow(engine, id);
  if (draft === undefined) return undefined;
  const newest = (await current(engine)).workflows[id]?.version;
  const before = newest === undefined ? undefined : (await findVersion(engine, id, newest))?.definition;
  const staying = [...(await insideOf(engine, id))].map(([version, people]) => ({ version, people }));
  return {
    from: newest ?? null,
    to: (newest ?? 0) + 1,
    before: before ?? null,
    after: draft.definition,
    changes: describeChange(before ?? { ...draft.definition, steps: [] }, draft.definition),
    staying: staying.filter(({ people }) => people > 0),
  };
};

/** What a version changed against the one before it. Undefined: it was never published. */
export const changesOf = async (
  engine: Engine,
  id: string,
  version: number,
): Promise<Pick<Review, "from" | "to" | "before" | "after" | "changes"> | undefined> => {
  const made = await findVersion(engine, id, version);
  if (made === undefined) return undefined;
  const before = version === 1 ? undefined : (await findVersion(engine, id, version - 1))?.definition;
  const after = made.definition;
  return {
    from: before === undefined ? null : version - 1,
    to: version,
    before: before ?? null,
    after,
    changes: describeChange(before ?? { ...after, steps: [] }, after),
  };
};

const insideOf = async (engine: Engine, id: string): Promise<Map<number, number>> =>
  new Map(
    ((await report(engine, id))?.versions ?? []).map(({ version, steps }) => [
      version,
      steps.reduce((sum, { waiting }) => sum + waiting, 0),
    ]),
  );
