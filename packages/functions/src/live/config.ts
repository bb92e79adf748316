import * as z from "zod";
import { usualLimits } from "../http/rate-limit.ts";

const PerSecond = z.coerce.number().min(1).max(100_000);

/** What a function is told, as environment. Read once; a missing value names itself. */
const Config = z.object({
  REKINDLE_TABLE: z.string(),
  REKINDLE_LEAD_QUEUE_URL: z.url(),
  REKINDLE_SECRET: z.string().min(16),
  /** What signs links, newest first, separated by spaces; empty: REKINDLE_SECRET does. Rotation: docs/security.md. */
  REKINDLE_LINK_SECRETS: z
    .string()
    .default("")
    .transform((text) => text.split(/\s+/).filter((one) => one !== ""))
    .refine((secrets) => secrets.every((one) => one.length >= 16), "Each secret has at least 16 characters"),
  REKINDLE_CONFIGURATION_SET: z.string().default("rekindle"),
  /** SHA-256 of the API key, hex: the key itself is nowhere. */
  REKINDLE_API_KEY_HASH: z.string().length(64).optional(),
  /** Where pages and links of this deployment are. */
  REKINDLE_URL: z.url().optional(),
  /** What the router shows to the API with each request. */
  REKINDLE_ORIGIN_SECRET: z.string().min(1).optional(),
  /** Seals the cookies of sessions. With it, the address and a provider, people sign in; without, only keys come in. */
  REKINDLE_SESSION_SECRET: z.string().min(16).optional(),
  REKINDLE_OIDC_ISSUER: z.url().optional(),
  REKINDLE_OIDC_CLIENT_ID: z.string().min(1).optional(),
  /** Absent for a provider that knows the client as a public one. */
  REKINDLE_OIDC_CLIENT_SECRET: z.string().min(1).optional(),
  /** The claim that holds roles or groups. */
  REKINDLE_OIDC_ROLES_CLAIM: z.string().min(1).default("cognito:groups"),
  /** Requests per second of one API key, of one address to /hooks, and of one address to links; ten times as many at once. */
  REKINDLE_KEY_PER_SECOND: PerSecond.default(usualLimits.key.perSecond),
  REKINDLE_HOOKS_PER_SECOND: PerSecond.default(usualLimits.hooks.perSecond),
  REKINDLE_LINKS_PER_SECOND: PerSecond.default(usualLimits.links.perSecond),
  REKINDLE_SHARDS: z.coerce.number().int().min(1).max(256).default(4),
  REKINDLE_CATALOGUE_LIFE_MS: z.coerce.number().int().min(0).default(10_000),
  /** Other endpoints than AWS's own, for tests against emulators. */
  REKINDLE_DYNAMODB_ENDPOINT: z.url().optional(),
  REKINDLE_SQS_ENDPOINT: z.url().optional(),
  REKINDLE_SES_ENDPOINT: z.url().optional(),
});
export type Config = z.infer<typeof Config>;

let known: Config | undefined;
export const config = (): Config => {
  known ??= parsed(process.env);
  return known;
};

const parsed = (env: NodeJS.ProcessEnv): Config => {
  const read = Config.safeParse(env);
  if (read.success) return read.data;
  throw new Error(
    `Configuration: ${read.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; ")}`,
  );
};
