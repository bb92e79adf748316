import { createHash } from "node:crypto";

/** Names a content: the same for the same content, whoever stored it. */
export const tagOf = (value: unknown): string =>
  createHash("sha256").update(JSON.stringify(value)).digest("base64url").slice(0, 16);
