import { blank } from "../leads/blank.ts";
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
  if (!isWhole(lead)) throw new Error(`${lead.id} is damaged`);
  return { ...lead, mails: mapped(mails, mailOf) };
};

/** What the protocol itself relies on, before anything is decided. */
const isWhole = ({ enrolments, outbox, tail, causes, score }: Partial<Omit<Lead, "mails">>): boolean =>
  [enrolments, outbox, tail, causes?.ids].every(Array.isArray) && typeof score?.caps === "object";

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

/** Of a record that cannot be read only the id is known: what happens to that lead fails, and waits until it is mended. */
export const findOrId = async (engine: Engine, id: string, read?: "consistent"): Promise<Lead | undefined> => {
  const [found] = await readMany(engine, [id], read);
  if (found === undefined) return undefined;
  return "lead" in found ? found.lead : blank(id, 0);
};

/** What cannot be read is left out: one record must not keep a list of others from being shown. */
export const findMany = async (engine: Engine, ids: string[], read?: "consistent"): Promise<(Lead | undefined)[]> =>
  (await readMany(engine, ids, read)).map((found) => (found !== undefined && "lead" in found ? found.lead : undefined));

/** Each record by itself: one that cannot be read is the trouble of its lead alone (guarantee 9). */
export const readMany = async (
  { world }: Engine,
  ids: string[],
  read?: "consistent",
): Promise<({ lead: Lead } | { unreadable: unknown } | undefined)[]> =>
  (await world.table.getMany(ids.map(keys.lead), read)).map((item) => {
    if (item === undefined) return undefined;
    try {
      return { lead: fromItem(item) };
    } catch (error) {
      world.log("lead.unreadable", { lead: item.pk, error: error instanceof Error ? error.message : String(error) });
      return { unreadable: error };
    }
  });
