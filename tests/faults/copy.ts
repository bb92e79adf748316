import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import * as z from "zod";
import type { Bug } from "./bugs.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** What `planted-run.ts` prints at its end. */
const Broken = z.object({ broken: z.array(z.object({ run: z.number(), lines: z.array(z.string()) })) });

/** Copies the core, changes the copy, and plays runs with it in a process of its own until one breaks. */
export const runCopy = async (bug: Bug, seed: number, runs: number): Promise<z.infer<typeof Broken>> => {
  const folder = mkdtempSync(join(tmpdir(), "rekindle-planted-"));
  try {
    const core = join(folder, "core");
    cpSync(join(root, "packages/core"), core, { recursive: true, filter: (path) => !path.includes("node_modules") });
    symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
    for (const [file, text] of changed(bug)) writeFileSync(join(core, "src", file), text);
    return Broken.parse(JSON.parse(await output(join(core, "src"), [`${seed}`, `${runs}`, bug.port ?? ""])));
  } finally {
    rmSync(folder, { recursive: true });
  }
};

/** The files of the core as they are with the bug; throws where the source has moved on, and the bug has to follow. */
export const changed = ({ rule, changes }: Bug): Map<string, string> => {
  const files = new Map<string, string>();
  for (const { file, from, to } of changes) {
    const text = files.get(file) ?? readFileSync(join(root, "packages/core/src", file), "utf8");
    if (text.split(from).length !== 2) throw new Error(`${rule}: ${file} does not hold exactly once: ${from}`);
    files.set(file, text.split(from).join(to));
  }
  return files;
};

const output = (core: string, args: string[]): Promise<string> =>
  new Promise((resolve, reject) => {
    const here = (file: string) => fileURLToPath(new URL(file, import.meta.url));
    const child = spawn(process.execPath, ["--import", here("redirect.ts"), here("planted-run.ts"), ...args], {
      cwd: root,
      env: { ...process.env, REKINDLE_CORE_COPY: core },
      stdio: ["ignore", "pipe", "inherit"],
    });
    let said = "";
    child.stdout.on("data", (part: Buffer) => {
      said += part.toString();
    });
    child.on("error", reject);
    child.on("exit", (code) => {
      if (code === 0) resolve(said);
      else reject(new Error(`A planted run ended with ${code}`));
    });
  });
