import { createHash, timingSafeEqual } from "node:crypto";

/** The header that the router adds to each request (infra/router.ts). */
const HEADER = "x-rekindle-origin";

/** Whether a request came by the router, where firewall and limits stand. Without a secret, as in tests, all of them did. */
export const fromRouter = (secret: string | undefined) => {
  const hash = (text: string) => createHash("sha256").update(text).digest();
  const expected = secret === undefined ? undefined : hash(secret);
  return (headers: Record<string, unknown> = {}): boolean => {
    const given = headers[HEADER];
    return expected === undefined || timingSafeEqual(hash(typeof given === "string" ? given : ""), expected);
  };
};

/** Who asked the router: it sets this header itself, whatever a client sends under its name. */
export const viewerOf = (headers: Headers): string | undefined => headers.get("x-rekindle-viewer") ?? undefined;
