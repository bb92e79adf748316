import { openProvider } from "../http/auth/provider.ts";
import type { SignIn } from "../http/deps.ts";
import { config } from "./config.ts";

/** How people sign in, as the environment says. Undefined: only keys come in. */
export const signIn = (): SignIn | undefined => {
  const settings = config();
  const { REKINDLE_URL: url, REKINDLE_SESSION_SECRET: secret, REKINDLE_OIDC_ISSUER: issuer } = settings;
  const clientId = settings.REKINDLE_OIDC_CLIENT_ID;
  if (url === undefined || secret === undefined || issuer === undefined || clientId === undefined) return undefined;
  const clientSecret = settings.REKINDLE_OIDC_CLIENT_SECRET;
  return {
    url: url.replace(/\/$/, ""),
    secret,
    provider: openProvider({
      issuer,
      clientId,
      rolesClaim: settings.REKINDLE_OIDC_ROLES_CLAIM,
      ...(clientSecret === undefined ? {} : { clientSecret }),
    }),
  };
};
