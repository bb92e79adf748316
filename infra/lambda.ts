import type { Access } from "./access.ts";
import { environment } from "./environment.ts";

type Lambda = {
  /** The file in packages/functions/src, without `.ts`. */
  source: string;
  memory: sst.aws.FunctionArgs["memory"];
  timeout: sst.aws.FunctionArgs["timeout"];
  access: Access[];
  environment?: Record<string, $util.Input<string>>;
} & Pick<sst.aws.FunctionArgs, "url" | "retries">;

/** One function per event source. Time, memory and access are stated where it is defined; the rest is the same for all. */
export const lambda = (name: string, { source, access, ...args }: Lambda): sst.aws.Function =>
  new sst.aws.Function(name, {
    ...args,
    handler: `packages/functions/src/${source}.handler`,
    runtime: "nodejs24.x",
    architecture: "arm64",
    permissions: access,
    environment: { ...environment, ...args.environment },
    logging: { retention: "1 month" },
    // SST also trusts every principal of the account to take on the role.
    transform: {
      role: { assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "lambda.amazonaws.com" }) },
    },
    // What one route alone needs, such as MJML, is a file of its own, read when that route is called.
    nodejs: { minify: true, splitting: true, esbuild: { mainFields: ["module", "main"], conditions: ["module"] } },
  });
