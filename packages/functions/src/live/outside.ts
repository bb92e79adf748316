import type { Outside } from "@rekindle/core/world/world";

const LIMIT_MS = 10_000;

/** POST by fetch: follows no redirect, waits ten seconds at most, reads 64 kB of the answer at most. */
export const outside: Outside = {
  post: async ({ url, headers, body }) => {
    try {
      const answer = await fetch(url, {
        method: "POST",
        headers,
        body,
        redirect: "manual",
        signal: AbortSignal.timeout(LIMIT_MS),
      });
      return { status: answer.status, body: (await answer.text()).slice(0, 65_536) };
    } catch (error) {
      return { status: "unknown", reason: error instanceof Error ? error.message : String(error) };
    }
  },
};
