import { defaultPhrases, type Phrase } from "../handoff/phrases.ts";
import type { Key } from "../world/world.ts";
import type { Engine } from "./engine.ts";
import { bodyOf } from "./keys.ts";

const key: Key = { pk: "catalogue", sk: "phrases" };

/** The workspace's phrase list for call notes; until it has its own, the one that ships. */
export const phrasesOf = async ({ world }: Engine): Promise<Phrase[]> => {
  const item = await world.table.get(key);
  return item === undefined ? defaultPhrases : bodyOf<Phrase[]>(item);
};

export const replacePhrases = async ({ world }: Engine, phrases: Phrase[]): Promise<void> =>
  world.table.put([{ ...key, rev: 1, body: JSON.stringify(phrases) }]);
