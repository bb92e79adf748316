import { accountAccess, indexAccess, mailAccess, queueAccess, tableAccess } from "./access.ts";
import { signIn } from "./auth.ts";
import { lambda } from "./lambda.ts";
import { router } from "./router.ts";
import { apiKeyHash, originSecret, sessionSecret } from "./secrets.ts";

/** Everything over HTTP: API, webhooks, tracking, unsubscribe, sign-in. */
export const onHttp = lambda("OnHttp", {
  source: "on-http",
  memory: "1769 MB",
  timeout: "30 seconds",
  url: { cors: false },
  access: [
    tableAccess("get", "getMany", "query", "put", "remove", "commit", "transact"),
    indexAccess("list"),
    indexAccess("due"),
    queueAccess,
    mailAccess,
    accountAccess,
  ],
  environment: {
    REKINDLE_URL: router.url,
    REKINDLE_API_KEY_HASH: apiKeyHash.value,
    REKINDLE_ORIGIN_SECRET: originSecret.value,
    REKINDLE_SESSION_SECRET: sessionSecret.value,
    REKINDLE_OIDC_ISSUER: signIn.issuer,
    REKINDLE_OIDC_CLIENT_ID: signIn.clientId,
    REKINDLE_OIDC_CLIENT_SECRET: signIn.clientSecret,
    REKINDLE_OIDC_ROLES_CLAIM: signIn.rolesClaim,
  },
});

/** The first part of every path that is the API's; all others are pages. */
export const apiPaths = ["/v1", "/hooks", "/f", "/t", "/u", "/auth", "/healthz"];

for (const path of apiPaths) router.route(path, onHttp.url, { readTimeout: "35 seconds" });
