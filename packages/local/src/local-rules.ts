import type { Rules } from "@rekindle/functions/http/auth/rules";

const everyone = { roles: ["marketer", "insideSales"], scopes: ["read"], changes: false } as const;

/** Who may call what only the local run has. Nothing of it is the workspace's own, but for the sample and the time. */
export const localRules: Rules = {
  "GET /local/session": "open",
  "POST /local/session": "open",
  "GET /local/outbox": everyone,
  "GET /local/clock": everyone,
  "POST /local/clock": { ...everyone, scopes: ["write"], changes: true },
  "POST /local/events": { ...everyone, scopes: ["write"], changes: true },
  "GET /local/sample": everyone,
  "DELETE /local/sample": { roles: [], scopes: [], changes: true },
};
