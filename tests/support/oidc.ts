import { generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { createServer } from "node:http";
import { openProvider } from "@rekindle/functions/http/auth/provider";
import Provider from "oidc-provider";
import { onTestFinished } from "vitest";
import { oidcStore } from "./oidc-store.ts";

const newKey = (): KeyObject => generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
/** Made once for a test file: RSA keys take their time. */
let made: KeyObject | undefined;
const ownKey = (): KeyObject => {
  made ??= newKey();
  return made;
};
export const foreignKey = newKey;

/** What the provider says of its users, by the name they sign in with. */
const users: Record<string, Record<string, unknown>> = {
  kanri: { name: "管理 花子", email: "kanri@akari.example", email_verified: true, groups: ["everybody", "admin"] },
  mori: { name: "森 健太", email: "Mori@akari.example", email_verified: true, groups: ["inside-sales"] },
  guest: { name: "客 一郎", email: "guest@akari.example", email_verified: true },
  liar: { name: "偽 次郎", email: "guest@akari.example", email_verified: false },
};

export type Claims = Record<string, unknown>;

/** A real OpenID provider on the loopback interface, for one client. It can be made to answer with another ID token. */
export const startOidc = async (own: string) => {
  let change: (claims: Claims) => Claims = (claims) => claims;
  let key: KeyObject = ownKey();
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the provider listens on no port");
  const issuer = `http://127.0.0.1:${address.port}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: "rekindle",
        client_secret: "a secret between the two",
        redirect_uris: [`${own}/auth/callback`],
        post_logout_redirect_uris: [own],
        token_endpoint_auth_method: "client_secret_post",
      },
    ],
    jwks: { keys: [{ ...ownKey().export({ format: "jwk" }), kid: "own", use: "sig", alg: "RS256" }] },
    adapter: oidcStore(),
    ttl: { AccessToken: 600, AuthorizationCode: 60, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
    cookies: { keys: ["of the tests"] },
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name", "groups"] },
    features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: true, logoutSource: askToLogOut } },
    interactions: { url: (_: unknown, { uid }: { uid: string }) => `/login/${uid}` },
    findAccount: (_: unknown, id: string) => ({ accountId: id, claims: () => ({ sub: id, ...users[id] }) }),
    loadExistingGrant: async ({ oidc }: { oidc: { client: { clientId: string }; session: { accountId: string } } }) => {
      const grant = new provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId });
      grant.addOIDCScope("openid email profile");
      await grant.save();
      return grant;
    },
  });
  provider.use(async (context, next) => {
    await next();
    const { body } = context;
    if (context.path === "/token" && isObject(body) && typeof body["id_token"] === "string")
      context.body = { ...body, id_token: signed(change(claimsOf(body["id_token"])), key) };
  });
  const answer = provider.callback();
  server.on("request", (request, response) => {
    if (!request.url?.startsWith("/login/")) return void answer(request, response);
    if (request.method === "GET") {
      response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
      return response.end(
        '<title>Company login</title><main><h1>Company login</h1><form method="post"><input name="login" aria-label="Name"><button>Log in</button></form></main>',
      );
    }
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const accountId = new URLSearchParams(Buffer.concat(chunks).toString()).get("login");
      void provider.interactionFinished(request, response, { login: { accountId } });
    });
    return undefined;
  });
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  });
  return {
    issuer,
    client: () =>
      openProvider({ issuer, clientId: "rekindle", clientSecret: "a secret between the two", rolesClaim: "groups" }),
    /** From now on ID tokens say something else, or are signed by somebody else. */
    lie: (next: (claims: Claims) => Claims, by: KeyObject = ownKey()) => {
      change = next;
      key = by;
    },
  };
};

const askToLogOut = (context: { body: unknown }, form: string): void => {
  context.body = `<title>Log out</title><main>${form}<button form="op.logoutForm" name="logout" value="yes">Log out here, too</button></main>`;
};
const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;
const claimsOf = (token: string): Claims => JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());
const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");
const signed = (claims: Claims, key: KeyObject): string => {
  const text = `${part({ alg: "RS256", kid: "own", typ: "JWT" })}.${part(claims)}`;
  return `${text}.${sign("RSA-SHA256", Buffer.from(text), key).toString("base64url")}`;
};
