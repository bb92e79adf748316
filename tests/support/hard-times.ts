import type { DatabaseSync } from "node:sqlite";
import type { Lead } from "@rekindle/core/leads/lead";
import { add } from "@rekindle/core/workspace/calendar";
import { onTestFinished } from "vitest";
import { copyOf } from "./copy-of.ts";
import type { Faults } from "./faults.ts";
import { type Lab, type LabOptions, lab } from "./lab.ts";

/** One data folder through any number of processes: each dies with its crash, and the next goes on. */
export type HardTimes = {
  /** The process that runs, with nothing going wrong any more. */
  peace(): Lab;
  /** Somebody outside who tries until it works: a provider's webhook, a browser, a person. */
  insist<T>(act: (lab: Lab) => Promise<T>): Promise<T>;
  travel(duration: string): Promise<void>;
  close(): Promise<void>;
};

const MOST_TRIES = 20;

/** One process after the other has these faults; those that come after the last have none. */
export const hardTimes = async (
  prepared: DatabaseSync,
  faults: Faults[],
  options: Omit<LabOptions, "db"> = {},
): Promise<HardTimes> => {
  const db = copyOf(prepared);
  let process = 0;
  const { wrap: always = (parts) => parts } = options;
  const open = () => lab({ ...options, db, wrap: (parts) => always(faults[process]?.wrap(parts) ?? parts) });
  let current = await open();
  const insist = async <T>(act: (lab: Lab) => Promise<T>): Promise<T> => {
    for (let tries = 1; ; tries++)
      try {
        return await act(current);
      } catch (error) {
        if (tries >= MOST_TRIES) throw error;
        if (faults[process]?.isDead() !== true) continue;
        await current.close();
        process += 1;
        current = await open();
      }
  };
  return {
    peace: () => {
      for (const each of faults) each.end();
      return current;
    },
    insist,
    travel: async (duration) => {
      const to = add(current.clock.now(), duration, "Asia/Tokyo");
      await insist(({ loop }) => loop.advance(to));
    },
    close: async () => {
      await current.close();
      db.close();
    },
  };
};

/** Why a lead is not at rest; empty: nothing is pending, overdue, parked or left in a queue. */
export const unrest = ({ clock, queue }: Lab, lead: Lead): string[] => [
  ...(lead.outbox.length > 0 ? [`outbox: ${lead.outbox.map(({ id }) => id).join(", ")}`] : []),
  ...(lead.dueAt !== undefined && lead.dueAt <= clock.now() ? ["overdue"] : []),
  ...(lead.parked === undefined ? [] : [`parked: ${lead.parked.reason}`]),
  ...(queue.waiting() > 0 ? ["messages wait"] : []),
  ...(queue.deadLetters().length > 0 ? ["dead letters"] : []),
];

/** A data folder that is made once and copied for each run: publishing costs more than many a story. */
export const prepared = (prepare: (lab: Lab) => Promise<unknown>): (() => Promise<DatabaseSync>) => {
  let made: Promise<DatabaseSync> | undefined;
  const make = async (): Promise<DatabaseSync> => {
    const fresh = await lab();
    await prepare(fresh);
    return copyOf(fresh.db);
  };
  return () => {
    made ??= make();
    return made;
  };
};

/** A lab of its own on a copy of the data. */
export const labOn = async (data: () => Promise<DatabaseSync>, options: Omit<LabOptions, "db"> = {}): Promise<Lab> => {
  const db = copyOf(await data());
  const opened = await lab({ ...options, db });
  // The clock of the data goes on, and only ahead.
  if (options.startAt !== undefined) opened.clock.move(options.startAt);
  onTestFinished(() => {
    if (db.isOpen) db.close();
  });
  return opened;
};

/** For properties: labs that wait for the end of the test to be closed are too many. */
export const closeLab = async ({ close, db }: Lab): Promise<void> => {
  await close();
  db.close();
};
