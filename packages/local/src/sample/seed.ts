import { readFileSync } from "node:fs";
import type { DatabaseSync } from "node:sqlite";
import { current } from "@rekindle/core/engine/catalogue";
import type { Engine } from "@rekindle/core/engine/engine";
import { setGoal, signGoal } from "@rekindle/core/engine/goals";
import { keys } from "@rekindle/core/engine/keys";
import { draftTemplate } from "@rekindle/core/engine/mail-draft";
import * as Publish from "@rekindle/core/engine/publish";
import { read } from "@rekindle/core/workflows/read";
import * as Sqlite from "@rekindle/core/world/sqlite";
import type { Instant } from "@rekindle/core/world/world";
import { scoring, settings, sources } from "./company.ts";
import * as Diary from "./diary.ts";
import { mails, unfinished } from "./mails.ts";
import * as State from "./state.ts";
import { story } from "./story.ts";
import { START } from "./time.ts";

/** Names of the sample's workflows, each a file beside this one. */
export const workflows = ["lost-on-price", "dormant-90", "after-seminar", "after-brochure"];

/**
 * Makes the sample company and plays its half year up to the morning on which a user first looks. Interrupted, it goes on
 * where it was. `play` moves the clock as `Loop.advance` does; the run must have the sample's people.
 */
export const seedSample = async (
  { engine }: { engine: Engine },
  db: DatabaseSync,
  play: (to: Instant) => Promise<void>,
): Promise<void> => {
  const state = State.open(db);
  if (state.get() === "living" || state.get() === "leaving") return;
  if (state.get() !== "playing") {
    state.set("preparing");
    await publish(engine);
    const diary = Diary.open(db);
    Sqlite.transaction(db, () => {
      diary.plan(story());
      state.set("playing");
    });
  }
  // Here a lost second is played again; a file on disk is safe from a crash all the same.
  db.exec("pragma synchronous = normal");
  await play(START);
  if (db.isOpen) db.exec("pragma synchronous = full");
  // Stopped on the way: the next start plays the rest. Or removed on the way: then it must not come back.
  if (engine.world.clock.now() < START || state.get() !== "playing") return;
  for (const month of ["2026-11", "2026-12"]) await agree(engine, month);
  state.set("living");
};

/** Both departments want as much as a good month of the sample brings. */
const agree = async (engine: Engine, month: string): Promise<void> => {
  await setGoal(engine, month, { handOffs: 12, meetings: 3, wins: 1 }, "佐藤 美咲");
  await signGoal(engine, month, { side: "marketing", signed: true, by: "佐藤 美咲" });
  await signGoal(engine, month, { side: "sales", signed: true, by: "高木 恵子" });
};

const publish = async (engine: Engine): Promise<void> => {
  const { templates, workflows: known, scoringVersion } = await current(engine);
  await Publish.changeSettings(engine, ({ baseUrl }) => settings(baseUrl));
  if (scoringVersion === 0) await Publish.publishScoring(engine, scoring);
  await engine.world.table.put(
    Object.entries(sources).map(([id, source]) => ({
      ...keys.source(id),
      rev: 1,
      body: JSON.stringify(source),
      list: { in: "sources", by: id },
    })),
  );
  for (const [id, draft] of Object.entries(mails)) {
    if (templates[id] !== undefined) continue;
    await draftTemplate(engine, id, draft);
    published(id, await Publish.publishTemplate(engine, id));
  }
  await draftTemplate(engine, unfinished.id, unfinished.draft);
  for (const id of workflows) {
    if (known[id] !== undefined) continue;
    await Publish.draftWorkflow(engine, id, definitionOf(id));
    published(id, await Publish.publishWorkflow(engine, id));
  }
  await draftThirdMail(engine);
};

/** The next version of one workflow is under way, and cannot go out yet: its new mail asks for a variable that there is not. */
const draftThirdMail = async (engine: Engine): Promise<void> => {
  const definition = definitionOf("dormant-90");
  const [last, ...before] = definition.steps.toReversed();
  if (last === undefined) return;
  const steps = [...before.toReversed(), { id: "cases", kind: "email" as const, template: unfinished.id }, last];
  await Publish.draftWorkflow(engine, "dormant-90", { ...definition, steps });
};

const definitionOf = (id: string) => {
  const made = read(readFileSync(new URL(`workflows/${id}.yaml`, import.meta.url), "utf8"), "yaml");
  if (made.status !== "ok") throw new Error(`The sample's workflow ${id} is wrong: ${JSON.stringify(made)}`);
  return made.definition;
};

const published = (id: string, made: Publish.Publishing): void => {
  if (made.status !== "published") throw new Error(`The sample's ${id} is wrong: ${JSON.stringify(made)}`);
};
