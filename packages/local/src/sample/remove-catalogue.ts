import type { Manifest } from "@rekindle/core/engine/catalogue";
import type { Engine } from "@rekindle/core/engine/engine";
import type { JobRecord } from "@rekindle/core/engine/job";
import { bodyOf, keys } from "@rekindle/core/engine/keys";
import { changeSettings } from "@rekindle/core/engine/publish";
import { defaults } from "@rekindle/core/workspace/settings";
import type { Key, Table } from "@rekindle/core/world/world";
import { lists, sources } from "./company.ts";
import { itemsIn, keysUnder } from "./everything.ts";
import { mails, unfinished } from "./mails.ts";
import { workflows } from "./seed.ts";

const templates = [...Object.keys(mails), unfinished.id];

/** Removes what the sample published, took in and counted; settings and scoring are the defaults again. */
export const forgetCatalogue = async (engine: Engine): Promise<void> => {
  const { table } = engine.world;
  const versions = await forgetInManifest(engine);
  await table.remove([
    ...(await under(table, [
      ...workflows.map((id) => `workflow#${id}`),
      ...templates.map((id) => `template#${id}`),
      ...Object.keys(sources).flatMap((id) => [`source#${id}`, `payload#${id}`, `intake#${id}`]),
      ...versions.map((version) => `count#${version}`),
      "scoring#model",
      "daily",
      "goal",
      "roster",
    ])),
    ...(await jobs(table)),
  ]);
};

const under = async (table: Table, partitions: string[]): Promise<Key[]> => {
  const found: Key[] = [];
  for (const pk of partitions) found.push(...(await keysUnder(table, pk)));
  return found;
};

/** The names of the versions that were counted: `<workflow>#<version>`. */
const forgetInManifest = async (engine: Engine): Promise<string[]> => {
  const { table } = engine.world;
  await changeSettings(engine, ({ baseUrl }) => ({ ...defaults, baseUrl }));
  for (;;) {
    const item = await table.get(keys.manifest, "consistent");
    if (item === undefined) return [];
    const manifest = bodyOf<Manifest>(item);
    const next: Manifest = {
      ...manifest,
      scoring: 0,
      workflows: without(manifest.workflows, workflows),
      templates: without(manifest.templates, templates),
    };
    const put = { ...item, rev: item.rev + 1, body: JSON.stringify(next) };
    const [answer] = await table.commit([{ put, expect: item.rev }]);
    if (answer !== "stored") continue;
    return workflows.flatMap((id) =>
      Array.from({ length: manifest.workflows[id]?.version ?? 0 }, (_, n) => `${id}#${n + 1}`),
    );
  }
};

const without = <T>(all: Record<string, T>, names: string[]): Record<string, T> =>
  Object.fromEntries(Object.entries(all).filter(([name]) => !names.includes(name)));

/** Imports of the sample's lists, and the looks at leads that its publications caused. */
const jobs = async (table: Table): Promise<Key[]> => {
  const ours = (await itemsIn(table, "jobs")).filter((item) => {
    const { plan } = bodyOf<JobRecord>(item);
    return plan.kind !== "import" || Object.values(lists).some((list) => list === plan.list);
  });
  return under(
    table,
    ours.map(({ pk }) => pk),
  );
};
