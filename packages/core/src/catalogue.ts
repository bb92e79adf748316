import type { Watch } from "./leads/condition.ts";
import type { Template } from "./mail/template.ts";
import type { ScoringModel } from "./scoring/model.ts";
import type { Graph } from "./workflows/graph.ts";
import type { Settings } from "./workspace/settings.ts";

/** What is published: immutable versions, cached by each worker. A decision reads nothing else but the lead. */
export type Catalogue = {
  /** Revision of the manifest that this was made from. */
  rev: number;
  settings: Settings;
  scoring: ScoringModel;
  scoringVersion: number;
  /** The published version of each workflow, and whether it runs. */
  workflows: Record<string, { version: number; state: "running" | "paused" }>;
  templates: Record<string, { version: number }>;
  /** `id@version`. Versions still in use stay loadable. */
  graphs: Record<string, Graph>;
  mails: Record<string, Template>;
  /** Facts of the history that published conditions ask for. */
  watches: Watch[];
  /** Scores at which something may change when a lead cools: the lines, and what published conditions compare with. */
  thresholds: number[];
};

export const graphOf = (catalogue: Catalogue, id: string, version: number): Graph | undefined =>
  catalogue.graphs[`${id}@${version}`];
export const currentGraph = (catalogue: Catalogue, id: string): Graph | undefined => {
  const current = catalogue.workflows[id];
  return current === undefined ? undefined : graphOf(catalogue, id, current.version);
};
export const currentTemplate = (catalogue: Catalogue, id: string): Template | undefined => {
  const current = catalogue.templates[id];
  return current === undefined ? undefined : catalogue.mails[`${id}@${current.version}`];
};
