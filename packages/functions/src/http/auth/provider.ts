import * as oidc from "openid-client";
import * as z from "zod";

/** Any OpenID provider. `rolesClaim` names the claim that holds roles or groups. */
export type ProviderConfig = { issuer: string; clientId: string; clientSecret?: string; rolesClaim: string };

/** What is remembered of a sign-in while the person is with the provider. */
export const Flow = z.object({ state: z.string(), nonce: z.string(), verifier: z.string() });
export type Flow = z.infer<typeof Flow>;

/** Who came back. `address` only if the provider has verified it; `roles` as the claim has it. */
export type Arrival = { subject: string; name: string; address?: string; roles: unknown; idToken?: string };

export type Provider = {
  issuer: string;
  /** Where to send the browser. `callback` is where it comes back to. */
  begin(callback: string): Promise<{ to: string; flow: Flow }>;
  /** `came` is the whole address that the browser came back to. Whatever does not fit exactly is refused. */
  finish(came: URL, flow: Flow): Promise<Arrival | { refused: string }>;
  /** Where one signs out there as well; undefined if the provider has no such place. */
  end(back: string, idToken: string | undefined): Promise<string | undefined>;
};

export const openProvider = (settings: ProviderConfig): Provider => {
  const { issuer, rolesClaim } = settings;
  /** Lives as long as the process; asked for again after a failure. */
  let known: Promise<oidc.Configuration> | undefined;
  const discovered = (): Promise<oidc.Configuration> => {
    known ??= discover(settings).catch((error: unknown) => {
      known = undefined;
      throw error;
    });
    return known;
  };
  return {
    issuer,
    begin: async (callback) => {
      const flow = { state: oidc.randomState(), nonce: oidc.randomNonce(), verifier: oidc.randomPKCECodeVerifier() };
      const to = oidc.buildAuthorizationUrl(await discovered(), {
        redirect_uri: callback,
        scope: "openid email profile",
        state: flow.state,
        nonce: flow.nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(flow.verifier),
        code_challenge_method: "S256",
      });
      return { to: to.href, flow };
    },
    finish: async (came, { state, nonce, verifier }) => {
      const config = await discovered();
      try {
        const tokens = await oidc.authorizationCodeGrant(config, came, {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: verifier,
          idTokenExpected: true,
        });
        const claims = tokens.claims();
        if (claims === undefined) return { refused: "no ID token" };
        const lacking = claims["email"] === undefined || claims[rolesClaim] === undefined;
        const more =
          lacking && config.serverMetadata().userinfo_endpoint !== undefined
            ? await oidc.fetchUserInfo(config, tokens.access_token, claims.sub)
            : {};
        return arrivalOf({ ...more, ...claims }, rolesClaim, tokens.id_token);
      } catch (error) {
        const reason = refusalIn(error);
        if (reason === undefined) throw error;
        return { refused: reason };
      }
    },
    end: async (back, idToken) => {
      const config = await discovered();
      if (config.serverMetadata().end_session_endpoint === undefined) return undefined;
      // Cognito has a way of its own.
      const parameters: Record<string, string> = /^cognito-idp\./.test(new URL(issuer).hostname)
        ? { logout_uri: back }
        : { post_logout_redirect_uri: back, ...(idToken === undefined ? {} : { id_token_hint: idToken }) };
      return oidc.buildEndSessionUrl(config, parameters).href;
    },
  };
};

const discover = async ({ issuer, clientId, clientSecret }: ProviderConfig): Promise<oidc.Configuration> => {
  const url = new URL(issuer);
  const found = await oidc.discovery(url, clientId, undefined, oidc.None(), {
    // Without TLS only on one machine, as tests do.
    execute:
      url.protocol === "http:" && /^(localhost|127\.0\.0\.1)$/.test(url.hostname) ? [oidc.allowInsecureRequests] : [],
  });
  const server = found.serverMetadata();
  const ways = server.token_endpoint_auth_methods_supported ?? ["client_secret_basic"];
  const way =
    clientSecret === undefined
      ? oidc.None()
      : ways.includes("client_secret_post")
        ? oidc.ClientSecretPost(clientSecret)
        : oidc.ClientSecretBasic(clientSecret);
  const config = new oidc.Configuration(server, clientId, undefined, way);
  if (url.protocol === "http:") oidc.allowInsecureRequests(config);
  // TLS would do (OpenID Connect Core, 3.1.3.7); the signature holds where a proxy ends TLS, too.
  oidc.enableNonRepudiationChecks(config);
  return config;
};

const Claims = z.object({
  sub: z.string(),
  name: z.string().optional().catch(undefined),
  email: z.string().optional().catch(undefined),
  // Cognito's user info has it as a word.
  email_verified: z.union([z.boolean(), z.literal("true").transform(() => true)]).catch(false),
});

const arrivalOf = (claims: Record<string, unknown>, rolesClaim: string, idToken: string | undefined): Arrival => {
  const { sub, name, email, email_verified } = Claims.parse(claims);
  return {
    subject: sub,
    name: name ?? email ?? sub,
    roles: claims[rolesClaim],
    ...(email !== undefined && email_verified ? { address: email } : {}),
    ...(idToken === undefined ? {} : { idToken }),
  };
};

/** Why the provider or its answer was refused; undefined: something else went wrong, such as the network. */
const refusalIn = (error: unknown): string | undefined => {
  if (error instanceof oidc.AuthorizationResponseError || error instanceof oidc.ResponseBodyError) return error.error;
  if (error instanceof oidc.ClientError) return error.cause instanceof Error ? error.cause.message : error.message;
  return undefined;
};
