import type { DatabaseSync } from "node:sqlite";
import type { Lead } from "@rekindle/core/leads/lead";
import { add } from "@rekindle/core/workspace/calendar";
import { copyOf, type Faults } from "./faults.ts";
import { type Lab, type LabOptions, lab } from "./lab.ts";

/** One data folder through any number of processes: each dies with its crash, and the next goes on. */
export type HardTimes = {
  now(): Lab;
  /** Somebody outside who tries until it works: a provider's webhook, a browser, a person. */
  insist<T>(act: (lab: Lab) => Promise<T>): Promise<T>;
  travel(duration: string): Promise<void>;
  close(): Promise<void>;
};

const MOST_TRIES = 20;

/** `faults` are those of the first process; later ones work. */
export const hardTimes = async (
  prepared: DatabaseSync,
  faults: Faults | undefined,
  options: LabOptions = {},
): Promise<HardTimes> => {
  const db = copyOf(prepared);
  let current = await lab({ ...options, db, ...(faults === undefined ? {} : { wrap: faults.wrap }) });
  const insist = async <T>(act: (lab: Lab) => Promise<T>): Promise<T> => {
    for (let tries = 1; ; tries++)
      try {
        return await act(current);
      } catch (error) {
        if (tries >= MOST_TRIES) throw error;
        if (faults?.isDead() !== true) continue;
        await current.close();
        faults = undefined;
        current = await lab({ ...options, db });
      }
  };
  return {
    now: () => current,
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
