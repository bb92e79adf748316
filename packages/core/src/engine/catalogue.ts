import type { Catalogue } from "../catalogue.ts";
import { merged, type Roster } from "../handoff/assign.ts";
import type { Condition, Watch } from "../leads/condition.ts";
import { thresholdsIn, together, watchesIn } from "../leads/evaluate.ts";
import type { Lead } from "../leads/lead.ts";
import type { Template } from "../mail/template.ts";
import { defaultModel } from "../scoring/default-model.ts";
import type { ScoringModel } from "../scoring/model.ts";
import type { Given } from "../story/turn.ts";
import type { Graph } from "../workflows/graph.ts";
import { conditionsIn } from "../workflows/steps.ts";
import { dayOf } from "../workspace/calendar.ts";
import { defaults, Settings } from "../workspace/settings.ts";
import type { Item, Key } from "../world/world.ts";
import type { Engine } from "./engine.ts";
import { bodyOf, keys } from "./keys.ts";
import { storedScoring } from "./scoring-version.ts";

/** What is published, as one small item: every worker reads it, nobody else's write can tear it. */
export type Manifest = {
  settings: Settings;
  scoring: number;
  workflows: Catalogue["workflows"];
  templates: Catalogue["templates"];
  /** What segments ask of the history. */
  asking?: NonNullable<Catalogue["asking"]>;
  /** Of outgoing webhooks; absent until somebody asks for one. */
  signing?: NonNullable<Catalogue["signing"]>;
};
export const emptyManifest: Manifest = { settings: defaults, scoring: 0, workflows: {}, templates: {} };

/** All that decisions about these leads may know, read anew when the cached catalogue's life is over. */
export const given = async (engine: Engine, leads: Lead[], claim: string): Promise<Given> => {
  const catalogue = await withPinned(engine, await current(engine), leads);
  const { roster, watermark } = engine.cache;
  return { now: engine.world.clock.now(), claim, catalogue, roster, watermark };
};

export const current = async (engine: Engine): Promise<Catalogue> => {
  const { world, cache, config } = engine;
  const now = world.clock.now();
  if (cache.catalogue !== undefined && cache.readAt !== undefined && now - cache.readAt < config.catalogueLifeMs)
    return cache.catalogue;
  const day = dayOf(now, cache.catalogue?.settings.timeZone ?? defaults.timeZone);
  const [manifest, watermark, roster] = await world.table.getMany([keys.manifest, keys.watermark, keys.roster(day)]);
  cache.watermark = watermark === undefined ? 0 : bodyOf<{ at: number }>(watermark).at;
  const counted: Roster = roster === undefined ? {} : bodyOf<{ n: Roster }>(roster).n;
  cache.roster = cache.rosterDay === day ? merged(cache.roster, counted) : counted;
  cache.rosterDay = day;
  const rev = manifest?.rev ?? 0;
  if (cache.catalogue === undefined || cache.manifestRev !== rev) {
    cache.catalogue = await build(engine, manifest === undefined ? emptyManifest : bodyOf<Manifest>(manifest), rev);
    cache.manifestRev = rev;
  }
  // Only now: whoever could not read all of it must not go on with what was before.
  cache.readAt = now;
  return cache.catalogue;
};

const build = async (engine: Engine, manifest: Manifest, rev: number): Promise<Catalogue> => {
  const before = engine.cache.catalogue;
  const graphs = { ...before?.graphs };
  const mails = { ...before?.mails };
  await fetchGraphs(
    engine,
    graphs,
    Object.entries(manifest.workflows).map(([id, { version }]) => `${id}@${version}`),
  );
  await fetchMails(
    engine,
    mails,
    Object.entries(manifest.templates).map(([id, { version }]) => `${id}@${version}`),
  );
  const scoring = await scoringOf(engine, manifest.scoring, before);
  const conditions = Object.entries(manifest.workflows).flatMap(([id, { version }]) => {
    const graph = graphs[`${id}@${version}`];
    return graph === undefined ? [] : conditionsIn(graph.definition).map(({ when }) => when);
  });
  return {
    rev,
    // Settings that are newer than what was stored have their defaults.
    settings: Settings.parse(manifest.settings),
    ...(manifest.signing === undefined ? {} : { signing: manifest.signing }),
    scoring,
    scoringVersion: manifest.scoring,
    workflows: manifest.workflows,
    templates: manifest.templates,
    graphs,
    mails,
    ...(manifest.asking === undefined ? {} : { asking: manifest.asking }),
    ...asked(conditions, scoring, Object.values(manifest.asking ?? {}).flat()),
  };
};

/** What the record must remember, and at which scores something may change. */
export const asked = (
  conditions: Condition[],
  scoring: ScoringModel,
  more: Watch[] = [],
): Pick<Catalogue, "watches" | "thresholds"> => ({
  watches: together([...watchesIn(conditions), ...more]),
  thresholds: [...new Set([...Object.values(scoring.lines), ...thresholdsIn(conditions)])].sort((a, b) => a - b),
});

const scoringOf = async ({ world }: Engine, version: number, before: Catalogue | undefined): Promise<ScoringModel> => {
  if (version === 0) return defaultModel;
  if (before !== undefined && before.scoringVersion === version) return before.scoring;
  const item = await world.table.get(keys.version("scoring", "model", version), "consistent");
  if (item === undefined) throw new Error(`Scoring model ${version} is missing`);
  return storedScoring(item).model;
};

/** A version that this worker does not know is fetched, never an error. */
const withPinned = async (engine: Engine, catalogue: Catalogue, leads: Lead[]): Promise<Catalogue> => {
  const graphs = new Set<string>();
  const mails = new Set<string>();
  for (const { enrolments, outbox } of leads) {
    for (const { workflow, version } of enrolments) if (version > 0) graphs.add(`${workflow}@${version}`);
    for (const effect of outbox) {
      if (effect.kind !== "mail") continue;
      graphs.add(`${effect.workflow}@${effect.workflowVersion}`);
      mails.add(`${effect.template}@${effect.version}`);
    }
  }
  await fetchGraphs(engine, catalogue.graphs, [...graphs]);
  await fetchMails(engine, catalogue.mails, [...mails]);
  return catalogue;
};

const fetchGraphs = (engine: Engine, known: Catalogue["graphs"], wanted: string[]): Promise<void> =>
  fetch(engine, known, wanted, "workflow", (item) => bodyOf<{ graph: Graph }>(item).graph);
const fetchMails = (engine: Engine, known: Catalogue["mails"], wanted: string[]): Promise<void> =>
  fetch(engine, known, wanted, "template", (item) => bodyOf<Template>(item));

const fetch = async <T>(
  { world }: Engine,
  known: Record<string, T>,
  wanted: string[],
  kind: "workflow" | "template",
  read: (item: Item) => T,
): Promise<void> => {
  const missing = wanted.filter((name) => known[name] === undefined);
  if (missing.length === 0) return;
  const look = async (names: string[], how?: "consistent"): Promise<string[]> => {
    const items = await world.table.getMany(
      names.map((name) => versionKey(kind, name)),
      how,
    );
    return names.filter((name, index) => {
      const item = items[index];
      if (item !== undefined) known[name] = read(item);
      return item === undefined;
    });
  };
  // One that was published just now may not show yet, and its people would be taken for nobody's.
  const absent = await look(missing);
  if (absent.length > 0) await look(absent, "consistent");
};

const versionKey = (kind: "workflow" | "template", name: string): Key => {
  const at = name.lastIndexOf("@");
  return keys.version(kind, name.slice(0, at), Number(name.slice(at + 1)));
};
