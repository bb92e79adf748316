import type { Lead } from "../leads/lead.ts";
import type { Item } from "../world/world.ts";
import type { Engine } from "./engine.ts";
import { keys, shardOf } from "./keys.ts";

export const toItem = ({ config }: Pick<Engine, "config">, lead: Lead): Item => ({
  ...keys.lead(lead.id),
  rev: lead.rev,
  body: JSON.stringify(lead),
  ...(lead.dueAt === undefined ? {} : { due: { shard: shardOf(lead.id, config.shards), at: lead.dueAt } }),
});

/** Stored by us, so not parsed again; a record of a newer program is refused rather than misread. */
export const fromItem = (item: Item): Lead => {
  const lead: Lead = JSON.parse(item.body);
  if (lead.v !== 1) throw new Error(`${item.pk} was written by a newer version of Rekindle (shape ${lead.v})`);
  return lead;
};

export const find = async ({ world }: Engine, id: string, read?: "consistent"): Promise<Lead | undefined> => {
  const item = await world.table.get(keys.lead(id), read);
  return item === undefined ? undefined : fromItem(item);
};

export const findMany = async ({ world }: Engine, ids: string[], read?: "consistent"): Promise<(Lead | undefined)[]> =>
  (await world.table.getMany(ids.map(keys.lead), read)).map((item) =>
    item === undefined ? undefined : fromItem(item),
  );
