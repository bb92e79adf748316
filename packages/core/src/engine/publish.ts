import type { Watch } from "../leads/condition.ts";
import { watchesIn } from "../leads/evaluate.ts";
import { publish as publishMail } from "../mail/publish.ts";
import type { ScoringModel } from "../scoring/model.ts";
import type { SignOff } from "../scoring/sign-off.ts";
import { check } from "../workflows/check.ts";
import { compile } from "../workflows/compile.ts";
import type { Definition } from "../workflows/definition.ts";
import type { Problem } from "../workflows/graph.ts";
import { conditionsIn } from "../workflows/steps.ts";
import type { Settings } from "../workspace/settings.ts";
import type { Spread } from "../workspace/spread.ts";
import { current, emptyManifest, type Manifest } from "./catalogue.ts";
import type { CatchUp } from "./catch-up-plan.ts";
import type { Engine } from "./engine.ts";
import { emptyReport, type JobRecord, storeJob } from "./job.ts";
import { bodyOf, keys } from "./keys.ts";
import { findTemplate, keepWritten } from "./mail-draft.ts";
import { send } from "./message.ts";
import type { StoredScoring } from "./scoring-version.ts";
import { findWorkflow, type WorkflowDraft } from "./workflow-draft.ts";

export type Publishing =
  | { status: "published"; version: number; warnings: Problem[] }
  | { status: "refused"; problems: Problem[] }
  | { status: "missing" };

/** A draft is kept whatever is wrong with it: problems stand beside it and stop only its publication. */
export const draftWorkflow = async (
  engine: Engine,
  id: string,
  definition: Definition,
): Promise<{ problems: Problem[]; warnings: Problem[] }> => {
  const draft: WorkflowDraft = { id, definition, updatedAt: engine.world.clock.now() };
  await engine.world.table.put([
    { ...keys.draft("workflow", id), rev: 1, body: JSON.stringify(draft), list: { in: "workflows", by: id } },
  ]);
  return judge(engine, id, definition);
};

export const judge = async (
  engine: Engine,
  id: string,
  definition: Definition,
): Promise<{ problems: Problem[]; warnings: Problem[] }> => {
  const [found] = await judgeAll(engine, [{ id, definition }]);
  return found ?? { problems: [], warnings: [] };
};

/** Several against what there is now, which is read once. */
export const judgeAll = async (
  engine: Engine,
  definitions: { id: string; definition: Definition }[],
): Promise<{ problems: Problem[]; warnings: Problem[] }[]> => {
  const existing = await names(engine);
  return definitions.map(({ id, definition }) => {
    const { graph, problems, warnings } = compile(id, 0, definition);
    if (graph === undefined) return { problems, warnings };
    const known = check(graph, existing);
    return { problems: [...problems, ...known.problems], warnings: [...warnings, ...known.warnings] };
  });
};

const names = async (engine: Engine) => {
  const catalogue = await current(engine);
  const sources = await engine.world.table.listed({ in: "sources", limit: 500 });
  const drafts = await engine.world.table.listed({ in: "workflows", limit: 1000 });
  return {
    templates: Object.keys(catalogue.templates),
    workflows: drafts.items.map(({ pk }) => pk.slice("workflow#".length)),
    sources: sources.items.map(({ pk }) => pk.slice("source#".length)),
    lists: [],
    channels: Object.keys(catalogue.settings.channels),
  };
};

/**
 * Makes an immutable version of the draft and lets it run. Nobody who is inside moves by this (guarantee 8). `spread`: those who
 * stand at its door come in over days; without it, at once.
 */
export const publishWorkflow = async (engine: Engine, id: string, spread?: Spread): Promise<Publishing> => {
  const draft = await findWorkflow(engine, id);
  if (draft === undefined) return { status: "missing" };
  const { problems, warnings } = await judge(engine, id, draft.definition);
  if (problems.length > 0) return { status: "refused", problems };
  const before = await current(engine);
  const publishedAt = engine.world.clock.now();
  const { version } = await putVersion(engine, "workflow", id, before.workflows[id]?.version, (number) => ({
    graph: compile(id, number, draft.definition).graph,
    publishedAt,
  }));
  const asked = newlyAsked(draft.definition, before.watches);
  // Where only a person lets people in, there is nobody who would find the new door open.
  const byHandAlone =
    before.workflows[id] === undefined && draft.definition.triggers.every(({ kind }) => kind === "manual");
  const catchUp = byHandAlone && asked.length === 0 ? undefined : await prepareCatchUp(engine, asked, false);
  await changeManifest(engine, (manifest) => {
    const known = manifest.workflows[id];
    const newest = { version: Math.max(version, known?.version ?? 0), state: known?.state ?? ("running" as const) };
    const begin = spread === undefined ? {} : { spread };
    return { ...manifest, workflows: { ...manifest.workflows, [id]: { ...newest, ...begin } } };
  });
  await catchUp?.();
  return { status: "published", version, warnings };
};

/** A paused workflow does nothing and takes nobody in; its people keep their places. Resuming looks at them again. */
export const setState = async (engine: Engine, id: string, state: "running" | "paused"): Promise<boolean> => {
  const { workflows } = await current(engine);
  const known = workflows[id];
  if (known === undefined) return false;
  const catchUp = state === "running" ? await prepareCatchUp(engine, [], false) : undefined;
  await changeManifest(engine, (manifest) => ({
    ...manifest,
    workflows: { ...manifest.workflows, [id]: { ...known, ...manifest.workflows[id], state } },
  }));
  await catchUp?.();
  return true;
};

/** A missing variable or a template that does not compile is refused here, and not when it is sent. */
export const publishTemplate = async (engine: Engine, id: string): Promise<Publishing> => {
  const found = await findTemplate(engine, id);
  if (found === undefined) return { status: "missing" };
  const made = await publishMail(id, 0, found.draft);
  if (made.status === "refused") return { status: "refused", problems: made.problems };
  const before = (await current(engine)).templates[id]?.version;
  const { version } = await putVersion(engine, "template", id, before, (number) => ({
    ...made.template,
    version: number,
  }));
  await keepWritten(engine, found, version);
  await changeManifest(engine, (manifest) => ({
    ...manifest,
    templates: {
      ...manifest.templates,
      [id]: { version: Math.max(version, manifest.templates[id]?.version ?? 0) },
    },
  }));
  return { status: "published", version, warnings: [] };
};

/** No workflow knows it any more, so nothing is sent of it. Its versions stay: links in mails that went out must go on working. */
export const withdrawTemplate = async (engine: Engine, id: string): Promise<void> => {
  await changeManifest(engine, ({ templates: { [id]: _, ...templates }, ...manifest }) => ({ ...manifest, templates }));
  await engine.world.table.remove([keys.draft("template", id)]);
};

/** Replaces the model and applies it to everything that happened so far. */
export const publishScoring = async (
  engine: Engine,
  model: ScoringModel,
  { by, signedOff = [] }: { by?: string; signedOff?: SignOff[] } = {},
): Promise<{ version: number }> => {
  const before = await current(engine);
  const made: StoredScoring = {
    model,
    publishedAt: engine.world.clock.now(),
    signedOff,
    ...(by === undefined ? {} : { by }),
  };
  const { version } = await putVersion(engine, "scoring", "model", before.scoringVersion, () => made);
  const catchUp = await prepareCatchUp(engine, [], true);
  await changeManifest(engine, (manifest) => ({ ...manifest, scoring: Math.max(version, manifest.scoring) }));
  await catchUp();
  return { version };
};

export const changeSettings = async (engine: Engine, change: (settings: Settings) => Settings): Promise<Settings> => {
  const manifest = await changeManifest(engine, (known) => ({ ...known, settings: change(known.settings) }));
  return manifest.settings;
};

/**
 * Under the first number that nobody took: leads are pinned to versions, so one that was written is never written again, not
 * by somebody who publishes at the same moment, and not after a publication that died on its way.
 */
const putVersion = async (
  { world }: Engine,
  kind: "workflow" | "template" | "scoring",
  id: string,
  newest: number | undefined,
  make: (version: number) => unknown,
): Promise<{ version: number }> => {
  const first = (newest ?? 0) + 1;
  for (let version = first; version < first + MOST_VERSIONS; version++) {
    const put = { ...keys.version(kind, id, version), rev: 1, body: JSON.stringify(make(version)) };
    const [answer] = await world.table.commit([{ put, expect: 0 }]);
    if (answer === "stored") return { version };
  }
  throw new Error(`${id} is fought over: too many publications at once`);
};
const MOST_VERSIONS = 50;

const MOST_TRIES = 10;
/** On its revision, so that two who change it at once both do. */
export const changeManifest = async (engine: Engine, change: (manifest: Manifest) => Manifest): Promise<Manifest> => {
  const { world, cache } = engine;
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const item = await world.table.get(keys.manifest, "consistent");
    const next = change(item === undefined ? emptyManifest : bodyOf<Manifest>(item));
    const rev = (item?.rev ?? 0) + 1;
    const [answer] = await world.table.commit([
      { put: { ...keys.manifest, rev, body: JSON.stringify(next) }, expect: item?.rev ?? 0 },
    ]);
    if (answer !== "stored") continue;
    delete cache.readAt;
    return next;
  }
  throw new Error("The catalogue is fought over: too many publications at once");
};

/**
 * Stores the job that brings what is published to those who are there, before it is published: a crash in between leaves it due.
 * The answer begins it. Workers hold the old catalogue for its life: the leads are looked at after that.
 */
export const prepareCatchUp = async (
  engine: Engine,
  watches: Watch[],
  rescore: boolean,
): Promise<() => Promise<void>> => {
  const { world, config } = engine;
  const plan: CatchUp = { kind: "catchUp", watches, rescore, stage: "marketing" };
  const delayMs = config.catalogueLifeMs === 0 ? 0 : config.catalogueLifeMs + FUNCTION_LIFE_MS;
  const job: JobRecord = {
    id: world.ids.next("job"),
    kind: "catchUp",
    state: "running",
    done: 0,
    total: 0,
    createdAt: world.clock.now(),
    report: emptyReport(),
    plan,
  };
  await storeJob(engine, job, delayMs);
  return () => send(engine, [{ kind: "job", job: job.id }], delayMs);
};

/** Facts of the history that nobody asked for before, or not of so many times. */
const newlyAsked = (definition: Definition, before: Watch[]): Watch[] => {
  const known = new Map(before.map(({ key, keep }) => [key, keep]));
  const asked = watchesIn(conditionsIn(definition).map(({ when }) => when));
  return asked.filter(({ key, keep }) => (known.get(key) ?? 0) < keep);
};
const FUNCTION_LIFE_MS = 60_000;
