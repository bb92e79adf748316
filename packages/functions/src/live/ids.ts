import { randomBytes } from "node:crypto";
import type { Clock, Ids } from "@rekindle/core/world/world";

const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** ULIDs: ten characters of time, sixteen of chance. */
export const ids = (clock: Clock): Ids => ({
  next: (prefix) => {
    let time = clock.now();
    let head = "";
    for (let i = 0; i < 10; i++) {
      head = alphabet.charAt(time % 32) + head;
      time = Math.floor(time / 32);
    }
    return `${prefix}_${head}${[...randomBytes(16)].map((byte) => alphabet.charAt(byte % 32)).join("")}`;
  },
});
