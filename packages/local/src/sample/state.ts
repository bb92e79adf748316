import type { DatabaseSync } from "node:sqlite";
import * as Meta from "../meta.ts";

const NAME = "sample";

/**
 * How far the sample of a data folder has come: its catalogue is being made; its half year is being played; it lives; it is
 * being removed. Whatever is interrupted is taken up again by the next start.
 */
export type SampleState = "preparing" | "playing" | "living" | "leaving";

export const open = (db: DatabaseSync) => {
  const meta = Meta.open(db);
  const get = (): SampleState | undefined => states.find((state) => state === meta.get(NAME));
  return {
    get,
    set: (state: SampleState) => meta.set(NAME, state),
    clear: () => meta.remove(NAME),
    /** The people act. */
    isAlive: () => get() === "playing" || get() === "living",
  };
};

const states: SampleState[] = ["preparing", "playing", "living", "leaving"];

export const isSample = (meta: Pick<Meta.Meta, "get">): boolean => meta.get(NAME) !== undefined;
