import type { Lead, MailState } from "../leads/lead.ts";
import type { Item } from "../world/world.ts";
import type { Engine } from "./engine.ts";
import { keys, shardOf } from "./keys.ts";

/**
 * The record as its item's body. Each write is paid by the kilobyte, and a record carries up to 14 mails: they are rows
 * instead of objects. `dueAt` stands in the item's own attribute.
 */
type Stored = Omit<Lead, "mails" | "dueAt"> & { mails: Record<string, MailRow> };
type MailRow = [MailState["state"], number, string, number, string, string, number, true?];

export const toItem = ({ config }: Pick<Engine, "config">, { mails, dueAt, ...lead }: Lead): Item => ({
  ...keys.lead(lead.id),
  rev: lead.rev,
  body: JSON.stringify({ ...lead, mails: mapped(mails, rowOf) } satisfies Stored),
  ...(dueAt === undefined ? {} : { due: { shard: shardOf(lead.id, config.shards), at: dueAt } }),
});

/** Stored by us, so not parsed again; a record of a newer program is refused rather than misread. */
export const fromItem = (item: Item): Lead => ({
  ...fromBody(item.body),
  ...(item.due === undefined ? {} : { dueAt: item.due.at }),
});

/** The record without its due date, as the stream brings it. */
export const fromBody = (body: string): Lead => {
  const { mails, ...lead }: Stored = JSON.parse(body);
  if (lead.v !== 1) throw new Error(`${lead.id} was written by a newer version of Rekindle (shape ${lead.v})`);
  return { ...lead, mails: mapped(mails, mailOf) };
};

const mapped = <A, B>(record: Record<string, A>, map: (value: A) => B): Record<string, B> => {
  const made: Record<string, B> = {};
  for (const [key, value] of Object.entries(record)) made[key] = map(value);
  return made;
};

const rowOf = (mail: MailState): MailRow => {
  const { state, at, workflow, version, step, template, templateVersion, clicked } = mail;
  const row: MailRow = [state, at, workflow, version, step, template, templateVersion];
  if (clicked) row.push(true);
  return row;
};
const mailOf = ([state, at, workflow, version, step, template, templateVersion, clicked]: MailRow): MailState => ({
  state,
  at,
  workflow,
  version,
  step,
  template,
  templateVersion,
  ...(clicked === undefined ? {} : { clicked }),
});

export const find = async ({ world }: Engine, id: string, read?: "consistent"): Promise<Lead | undefined> => {
  const item = await world.table.get(keys.lead(id), read);
  return item === undefined ? undefined : fromItem(item);
};

export const findMany = async ({ world }: Engine, ids: string[], read?: "consistent"): Promise<(Lead | undefined)[]> =>
  (await world.table.getMany(ids.map(keys.lead), read)).map((item) =>
    item === undefined ? undefined : fromItem(item),
  );
