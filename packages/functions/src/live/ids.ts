import { randomBytes } from "node:crypto";
import type { Clock, Ids } from "@rekindle/core/world/world";

const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/**
 * ULIDs: ten characters of time, sixteen of chance. Within one millisecond the chance counts up, so that ids of one process
 * are in the order in which they were made.
 */
export const ids = (clock: Clock): Ids => {
  let time = -1;
  let chance: number[] = [];
  return {
    next: (prefix) => {
      const now = clock.now();
      if (now > time) {
        time = now;
        chance = [...randomBytes(16)].map((byte) => byte % 32);
      } else chance = oneMore(chance);
      return `${prefix}_${inTen(time)}${chance.map((digit) => alphabet.charAt(digit)).join("")}`;
    },
  };
};

const oneMore = (digits: number[]): number[] => {
  const next = [...digits];
  for (let at = next.length - 1; at >= 0; at--) {
    const digit = ((next[at] ?? 0) + 1) % 32;
    next[at] = digit;
    if (digit !== 0) break;
  }
  return next;
};

const inTen = (time: number): string => {
  let head = "";
  for (let left = time; head.length < 10; left = Math.floor(left / 32)) head = alphabet.charAt(left % 32) + head;
  return head;
};
