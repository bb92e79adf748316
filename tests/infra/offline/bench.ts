import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { install, platformPackage } from "./sst.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));

/**
 * A copy of what `sst` looks at, in `.infra`: the CLI writes types and builds beside the sources, and planted faults
 * must not touch them. The installed platform stays there from run to run.
 */
export const bench = join(root, ".infra");

const copied = ["sst.config.ts", "package.json", "tsconfig.base.json", "infra", "packages"];

export const prepare = async (): Promise<void> => {
  mkdirSync(bench, { recursive: true });
  for (const part of [...copied, "node_modules"]) rmSync(join(bench, part), { recursive: true, force: true });
  for (const part of copied)
    cpSync(join(root, part), join(bench, part), {
      recursive: true,
      filter: (path) => !["node_modules", "dist"].includes(basename(path)),
    });
  for (const folder of [".", "packages/functions", "packages/core", "packages/web", "packages/local"]) {
    const modules = join(root, folder, "node_modules");
    if (existsSync(modules)) symlinkSync(modules, join(bench, folder, "node_modules"));
  }
  if (installed()) return;
  const { code, output } = await install(bench);
  if (code !== 0 || !installed()) throw new Error(`sst install failed (${code}):\n${output}`);
};

/** The CLI itself compares this file with its own version. */
const installed = (): boolean => {
  const version = join(bench, ".sst/platform/version");
  const { version: wanted } = JSON.parse(readFileSync(platformPackage, "utf8"));
  return existsSync(version) && readFileSync(version, "utf8").includes(wanted);
};
