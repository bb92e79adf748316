import type { Entry } from "../leads/entry.ts";
import type { Lead } from "../leads/lead.ts";
import type { Clock, Instant, Item, Seal, WholeTable } from "../world/world.ts";
import { bodyOf, keys } from "./keys.ts";

/** First line. `secret`: the workspace secret's fingerprint, without which no address would be found again. */
export type Header = { rekindle: "backup"; version: typeof VERSION; at: Instant; secret: string };
/** Last line. `moved`: leads that never stood still while they were read; they are as of some moment during the backup. */
export type Manifest = {
  lines: number;
  leads: number;
  kinds: Record<string, number>;
  moved: string[];
  sha256: string;
};
/** Between them: an item, or a key under which everything said so far is to be forgotten. Later lines win. */
export type Line = { item: Item } | { forget: string };

export const VERSION = 1;
/** SHA-256 over all lines before the manifest, each with its line feed. */
export type Checksum = { update(text: string): unknown; digest(): string };
type Source = { table: WholeTable; seal: Pick<Seal, "addressKey">; clock: Clock };

/**
 * A workspace as JSON lines. Of a table at rest (or a snapshot) it is exact. Of one that is written to, each lead is: its
 * record, the entries before it, its address, company and deals are read in an order in which nothing can be missing, and
 * whoever moved meanwhile is read again. Left out: sessions, cursors, queues, and what SES has still to say.
 */
export async function* backup({ table, seal, clock }: Source, checksum: Checksum): AsyncGenerator<string> {
  const manifest: Pick<Manifest, "lines" | "kinds"> = { lines: 0, kinds: {} };
  const write = (line: Header | Line): string => {
    const text = `${JSON.stringify(line)}\n`;
    checksum.update(text);
    if ("item" in line) {
      manifest.lines += 1;
      const kind = kindOf(line.item);
      manifest.kinds[kind] = (manifest.kinds[kind] ?? 0) + 1;
    }
    return text;
  };
  yield write({ rekindle: "backup", version: VERSION, at: clock.now(), secret: fingerprint(seal) });

  const records = new Map<string, Seen>();
  for await (const item of everything(table))
    if (isRecord(item)) {
      records.set(item.pk, seenOf(item));
      yield write({ item });
    }
  let moved = new Set<string>();
  for await (const item of everything(table)) {
    const known = records.get(item.pk);
    if (isRecord(item) && known?.rev !== item.rev) moved.add(item.pk);
    if (!isRecord(item) && !isLeftOut(item) && belongs(item, known)) yield write({ item });
  }
  for (let round = 0; moved.size > 0 && round < MOST_ROUNDS; round++) {
    const ids = [...moved];
    for (const id of ids) {
      yield write({ forget: id });
      for (const item of await wholeOf({ table, seal }, id)) {
        if (isRecord(item)) records.set(id, seenOf(item));
        yield write({ item });
      }
    }
    const now = await table.getMany(ids.map(keys.lead), "consistent");
    moved = new Set(ids.filter((id, index) => now[index]?.rev !== records.get(id)?.rev));
  }
  const all: Manifest = { ...manifest, leads: records.size, moved: [...moved], sha256: checksum.digest() };
  yield `${JSON.stringify({ manifest: all })}\n`;
}

const MOST_ROUNDS = 3;

export const fingerprint = (seal: Pick<Seal, "addressKey">): string => seal.addressKey("fingerprint of a backup");
export const isRecord = ({ sk }: Item): boolean => sk === "lead";
/** Sessions are of this deployment, and a cursor of this queue: without one everything overdue is found. */
const isLeftOut = ({ pk }: Item): boolean => pk.startsWith("session#") || pk === "cursor";

/** About 100 bytes a lead: all that is kept in memory. `from`: the first revision whose entry the record holds itself. */
type Seen = { rev: number; from: number };
const seenOf = (item: Item): Seen => {
  const { tail } = bodyOf<Pick<Lead, "tail">>(item);
  return { rev: item.rev, from: tail[0]?.rev ?? item.rev + 1 };
};

/** Entries that the record still holds, or that are newer than it, come with the record. */
const belongs = ({ sk, body }: Item, known: Seen | undefined): boolean => {
  if (!sk.startsWith("entry#") || known === undefined) return true;
  const entries: Entry[] = JSON.parse(body);
  return (entries[0]?.rev ?? 0) < known.from;
};

/** A lead and what hangs together with it: record first, so that whatever it refers to is as new or newer. */
const wholeOf = async ({ table, seal }: Pick<Source, "table" | "seal">, id: string): Promise<Item[]> => {
  const record = await table.get(keys.lead(id), "consistent");
  if (record === undefined) return [];
  const { email, company, gate } = bodyOf<Lead>(record);
  const known = seenOf(record);
  const under: Item[] = [];
  let after: string | undefined;
  do {
    const page = await table.query({
      pk: id,
      limit: 200,
      read: "consistent",
      ...(after === undefined ? {} : { after }),
    });
    under.push(...page.items.filter((item) => !isRecord(item) && belongs(item, known)));
    after = page.next;
  } while (after !== undefined);
  const around = await table.getMany(
    [
      ...(email === "" ? [] : [keys.address(seal.addressKey(email))]),
      ...(company === undefined ? [] : [keys.company(company.key), keys.member(company.key, id)]),
      ...gate.deals.map(keys.deal),
    ],
    "consistent",
  );
  return [record, ...under, ...around.filter((item) => item !== undefined)];
};

async function* everything(table: WholeTable): AsyncGenerator<Item> {
  let after: string | undefined;
  do {
    const page = await table.scan({ limit: 500, ...(after === undefined ? {} : { after }) });
    yield* page.items;
    after = page.next;
  } while (after !== undefined);
}

/** `lead`, `entry`, `address`, `workflow` … */
const kindOf = ({ pk, sk }: Item): string =>
  (pk.startsWith("lead_") || pk.startsWith("company#") ? sk : pk).replace(/[#_].*/s, "");
