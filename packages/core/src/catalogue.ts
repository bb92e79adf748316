import type { Watch } from "./leads/condition.ts";
import type { Template } from "./mail/template.ts";
import type { ScoringModel } from "./scoring/model.ts";
import type { Graph } from "./workflows/graph.ts";
import type { Settings } from "./workspace/settings.ts";
import type { Spread } from "./workspace/spread.ts";
import type { Instant } from "./world/world.ts";

/** What is published: immutable versions, cached by each worker. A decision reads nothing else but the lead. */
export type Catalogue = {
  /** Revision of the manifest that this was made from. */
  rev: number;
  settings: Settings;
  /** What outgoing webhooks are signed with. */
  signing?: { secret: string; since: Instant; previous?: { secret: string; until: Instant } };
  scoring: ScoringModel;
  scoringVersion: number;
  /** The published version of each workflow, whether it runs, and how those begin who were at its door when it was published. */
  workflows: Record<string, { version: number; state: "running" | "paused"; spread?: Spread }>;
  templates: Record<string, { version: number }>;
  /** `id@version`. Versions still in use stay loadable. */
  graphs: Record<string, Graph>;
  mails: Record<string, Template>;
  /** Facts of the history that published conditions ask for. */
  watches: Watch[];
  /** Segment → what it asks of the history. */
  asking?: Record<string, Watch[]>;
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
