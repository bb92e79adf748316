import type { Chosen } from "../leads/chosen-columns.ts";
import type { Instant } from "../world/world.ts";
import type { Engine } from "./engine.ts";
import { bodyOf, keys } from "./keys.ts";

/** What people said of the columns of a list stays known for lists with the same header. */
export type Remembered = { columns: Chosen };
export type Before = { job: string; at: Instant };

export const recall = async (
  engine: Engine,
  kind: "leads" | "deals",
  header: string[],
): Promise<Remembered | undefined> => {
  const item = await engine.world.table.get(keys.mapping(printOf(engine, kind, header)));
  return item === undefined ? undefined : bodyOf<Remembered>(item);
};

export const remember = async (
  engine: Engine,
  kind: "leads" | "deals",
  header: string[],
  remembered: Remembered,
): Promise<void> =>
  engine.world.table.put([
    { ...keys.mapping(printOf(engine, kind, header)), rev: 1, body: JSON.stringify(remembered) },
  ]);

/** The job that took in the very same file. */
export const importedBefore = async ({ world }: Engine, file: string): Promise<Before | undefined> => {
  const item = await world.table.get(keys.imported(file));
  return item === undefined ? undefined : bodyOf<Before>(item);
};

export const noteImported = async ({ world }: Engine, file: string, job: string): Promise<void> => {
  const at = world.clock.now();
  const before: Before = { job, at };
  await world.table.put([{ ...keys.imported(file), rev: 1, body: JSON.stringify(before), expiresAt: at + MEMORY_MS }]);
};
const MEMORY_MS = 400 * 86_400_000;

const printOf = ({ world }: Engine, kind: string, header: string[]): string =>
  world.seal.addressKey(`header\n${kind}\n${JSON.stringify(header)}`);
