import { randomBytes } from "node:crypto";
import type { StoredSource } from "@rekindle/core/leads/source";

/** 32 characters of base64url. */
export const newSecret = (): string => randomBytes(24).toString("base64url");

/** The source with a new secret; the one before it is good until then, so that nothing is lost while it is pasted elsewhere. */
export const rotated = (source: StoredSource, secret: string, until: number): StoredSource => {
  const { secret: old, secretInPath } = source;
  if (typeof secretInPath === "string")
    return {
      ...source,
      secretInPath: secret,
      previous: { secretInPath, until, ...(old === undefined ? {} : { secret: old }) },
    };
  const previous = old === undefined ? undefined : { secret: old, until };
  return { ...source, secret, ...(previous === undefined ? {} : { previous }) };
};
