import { router } from "./router.ts";
import { account, production, region } from "./stage.ts";

/** Where people sign in: a provider of the company's own, or a user pool made here. Any OpenID provider will do. */
type SignIn = {
  issuer: $util.Input<string>;
  clientId: $util.Input<string>;
  clientSecret: $util.Input<string>;
  /** The claim that holds roles or groups. */
  rolesClaim: string;
};

const ownProvider = (issuer: string): SignIn => {
  const clientId = process.env["REKINDLE_OIDC_CLIENT_ID"];
  if (clientId === undefined) throw new Error("REKINDLE_OIDC_ISSUER needs REKINDLE_OIDC_CLIENT_ID beside it.");
  return {
    issuer,
    clientId,
    clientSecret: new sst.Secret("OidcClientSecret").value,
    rolesClaim: process.env["REKINDLE_OIDC_ROLES_CLAIM"] ?? "roles",
  };
};

const userPool = (): SignIn => {
  const users = new sst.aws.CognitoUserPool("Users", {
    usernames: ["email"],
    mfa: "optional",
    softwareToken: true,
    domain: { prefix: $interpolate`rekindle-${$app.stage}-${account}` },
    transform: {
      userPool: {
        // By invitation only, and no recovery by telephone: nobody gives us a number.
        adminCreateUserConfig: { allowAdminCreateUserOnly: true },
        accountRecoverySetting: { recoveryMechanisms: [{ name: "verified_email", priority: 1 }] },
        passwordPolicy: { minimumLength: 12, temporaryPasswordValidityDays: 7 },
        deletionProtection: production ? "ACTIVE" : "INACTIVE",
      },
    },
  });
  for (const role of ["admin", "marketer", "inside-sales"])
    new aws.cognito.UserGroup(`Users-${role}`, { name: role, userPoolId: users.id });
  const client = users.addClient("WebClient", {
    callbackUrls: [$interpolate`${router.url}/auth/callback`],
    transform: {
      client: {
        generateSecret: true,
        allowedOauthFlows: ["code"],
        allowedOauthScopes: ["openid", "email", "profile"],
        logoutUrls: [router.url],
        preventUserExistenceErrors: "ENABLED",
      },
    },
  });
  return {
    issuer: $interpolate`https://cognito-idp.${region}.amazonaws.com/${users.id}`,
    clientId: client.id,
    clientSecret: client.secret,
    rolesClaim: "cognito:groups",
  };
};

const issuer = process.env["REKINDLE_OIDC_ISSUER"];
export const signIn = issuer === undefined || issuer === "" ? userPool() : ownProvider(issuer);
