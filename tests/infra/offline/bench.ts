import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { install, platformPackage } from "./sst.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));

/**
 * A copy of what `sst` looks at, in `.infra`: the CLI writes types and builds beside the sources, and planted faults must
 * not touch them. The installed platform stays there from run to run. Not below `.sst`, which `sst` does not bundle from.
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
  linkModules();
  if (installed()) return;
  const { code, output } = await install(bench);
  if (code !== 0 || !installed()) throw new Error(`sst install failed (${code}):\n${output}`);
};

/** Everything that is installed, but the packages of the repository from the copy. */
const linkModules = (): void => {
  const modules = join(bench, "node_modules");
  mkdirSync(join(modules, "@rekindle"), { recursive: true });
  for (const name of readdirSync(join(root, "node_modules")))
    if (name !== "@rekindle") symlinkSync(join(root, "node_modules", name), join(modules, name));
  for (const name of readdirSync(join(bench, "packages"))) {
    symlinkSync(join(bench, "packages", name), join(modules, "@rekindle", name));
    const own = join(root, "packages", name, "node_modules");
    if (existsSync(own)) symlinkSync(own, join(bench, "packages", name, "node_modules"));
  }
};

/** The CLI itself compares this file with its own version. */
const installed = (): boolean => {
  const version = join(bench, ".sst/platform/version");
  const { version: wanted } = JSON.parse(readFileSync(platformPackage, "utf8"));
  return existsSync(version) && readFileSync(version, "utf8").includes(wanted);
};
