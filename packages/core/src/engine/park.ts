import type { Cause } from "../leads/cause.ts";
import type { Engine } from "./engine.ts";
import { keys } from "./keys.ts";
import { noteParked } from "./problems.ts";
import { work } from "./work.ts";

/**
 * Takes a lead that failed alone out of the due index, and puts it on the problems page. What happened is written into the
 * record all the same; what the record cannot take waits beside the problem until the lead is put back.
 */
export const park = async (engine: Engine, lead: string, causes: Cause[], error: unknown): Promise<void> => {
  const at = engine.world.clock.now();
  const reason = error instanceof Error ? error.message : String(error);
  const parked: Cause = { type: "parked", reason, at };
  const told = causes.filter(({ type }) => type !== "look");
  const commits = async (all: Cause[]): Promise<boolean> => {
    const [result] = await work(engine, [{ lead, causes: all }]);
    return result?.status !== "failed";
  };
  const written = await commits([parked, ...told]);
  if (!written && !(await commits([parked]))) await shelve(engine, lead);
  await noteParked(engine, { id: `parked-${lead}`, kind: "parked", lead, reason, at }, written ? [] : told);
};

/** A record that nobody can read is only no longer due. It keeps its revision: whoever can read it may still write it. */
const shelve = async ({ world }: Engine, lead: string): Promise<void> => {
  const item = await world.table.get(keys.lead(lead), "consistent");
  if (item?.due === undefined) return;
  const { due: _, ...put } = item;
  await world.table.commit([{ put, expect: item.rev }]);
};
