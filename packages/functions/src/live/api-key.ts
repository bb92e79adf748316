import { createHash, timingSafeEqual } from "node:crypto";
import { config } from "./config.ts";

/** Compares hashes in constant time. Without a configured key nobody gets in. */
export const isApiKey = (): ((presented: string) => boolean) => {
  const known = config().REKINDLE_API_KEY_HASH;
  if (known === undefined) return () => false;
  const expected = Buffer.from(known, "hex");
  return (presented) => timingSafeEqual(createHash("sha256").update(presented).digest(), expected);
};
