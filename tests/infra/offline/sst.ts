import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as z from "zod";
import { startAws } from "./aws.ts";
import { lines } from "./values.ts";

export type Result = { code: number; output: string };
export type Settings = Record<string, string>;

/** The real CLI, in `folder`. Nothing of the caller's environment but PATH reaches it: no account, no region, no setting. */
export const sst = async (folder: string, args: string[], settings: Settings = {}): Promise<Result> => {
  const child = spawn(binary, args, {
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      PATH: process.env["PATH"] ?? "",
      NO_COLOR: "1",
      SST_NO_BUN: "1",
      SST_TELEMETRY_DISABLED: "1",
      ...settings,
    },
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (part) => (output += String(part)));
  const code = await new Promise<number>((done, failed) => {
    child.on("error", failed);
    child.on("close", (status) => done(status ?? 1));
  });
  return { code, output };
};

/** Takes the platform out of the binary and installs what it needs from npm: half a minute and 320 MB, once per version. */
export const install = (folder: string): Promise<Result> => {
  // npm may be told where its registry is; our own settings for scripts are not meant for SST.
  const npm = Object.entries(process.env).flatMap(([name, value]) =>
    value !== undefined && /^(npm_config_(registry|userconfig|cafile|cache)|HOME|https?_proxy|no_proxy)$/i.test(name)
      ? [[name, value]]
      : [],
  );
  return sst(folder, ["install"], { SST_SKIP_DEPENDENCY_CHECK: "1", SST_STAGE: "ci", ...Object.fromEntries(npm) });
};

const Resource = z.object({
  type: z.string(),
  name: z.string(),
  urn: z.string(),
  parent: z.string().optional(),
  custom: z.boolean(),
  protect: z.boolean().optional(),
  retainOnDelete: z.boolean().optional(),
  dependsOn: z.array(z.string()),
  inputs: z.record(z.string(), z.unknown()).default({}),
  /** What a component of SST says about itself. */
  outputs: z.record(z.string(), z.unknown()).optional(),
});
export type Resource = z.infer<typeof Resource>;

export type Evaluation = Result & { resources: Resource[] };

/** `sst diff` of a stage into which nothing was deployed: everything that a first deployment would make. */
export const evaluate = async (
  folder: string,
  stage: string,
  secrets: Settings,
  settings: Settings = {},
): Promise<Evaluation> => {
  const home = join(folder, ".sst/offline");
  const kept = join(home, `${stage}.json`);
  mkdirSync(join(home, "sst/bin"), { recursive: true });
  rmSync(kept, { force: true });
  const standIn = fileURLToPath(new URL("pulumi.ts", import.meta.url));
  writeFileSync(
    join(home, "sst/bin/pulumi"),
    `#!/bin/sh\nexec "${process.execPath}" --no-warnings "${standIn}" "$@"\n`,
    { mode: 0o755 },
  );
  const secretFile = join(home, "secrets.env");
  writeFileSync(secretFile, lines(secrets));
  const aws = await startAws();
  const offline = {
    HOME: home,
    XDG_CONFIG_HOME: home,
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_ENDPOINT_URL: aws.url,
    INFRA_KEEP: kept,
    ...settings,
  };
  try {
    const loaded = await sst(folder, ["secret", "load", secretFile, "--stage", stage], offline);
    if (loaded.code !== 0) return { ...loaded, resources: [] };
    const diff = await sst(folder, ["diff", "--stage", stage], offline);
    if (diff.code !== 0) return { ...diff, resources: [] };
    const { resources } = z.object({ resources: z.array(Resource) }).parse(JSON.parse(readFileSync(kept, "utf8")));
    return { ...diff, resources };
  } finally {
    await aws.close();
  }
};

/** `sst` brings its binary as a package per platform. */
export const platformPackage = createRequire(import.meta.url).resolve(
  `sst-${process.platform}-${process.arch}/package.json`,
);
const binary = join(dirname(platformPackage), "bin/sst");
