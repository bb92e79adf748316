import type { Engine } from "./engine.ts";

const FIRST_MS = 100;
const LONGEST_MS = 3_000;

/**
 * Lets the others through: whoever met them at one record and comes back at once meets them again. By chance up to 100 ms, three times
 * that each time; `who` is a token of its own, so no two wait alike. Where nobody can wait, one process works alone.
 */
export const afterConflict = async ({ world }: Engine, who: string, times: number): Promise<void> =>
  world.clock.wait?.(Math.ceil(share(`${who} ${times}`) * Math.min(LONGEST_MS, FIRST_MS * 3 ** times)));

/** A number in [0, 1) that looks like chance, the same for the same text. */
const share = (text: string): number => {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
};
