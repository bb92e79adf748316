import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { Refused } from "../data-folder.ts";
import type { Command } from "./command.ts";
import { connect, instanceFlags, refusalOf } from "./instance.ts";

export const exportWorkflows: Command = {
  name: "export",
  args: "[FOLDER]",
  says: {
    ja: "すべてのシナリオをYAMLで書き出す(既定: workflows)",
    en: "writes all workflows as YAML (default: workflows)",
  },
  flags: instanceFlags,
  examples: ["rekindle export workflows/", "git diff workflows/"],
  run: async (given, { env, print, say, paint }) => {
    const instance = connect(given, env);
    const folder = given.args[0] ?? "workflows";
    const workflows = await instance.all(z.object({ id: z.string() }), "/v1/workflows");
    writable(folder);
    for (const { id } of workflows) {
      const answer = await instance.ask("GET", `/v1/workflows/${encodeURIComponent(id)}`, {
        accept: "application/yaml",
      });
      if (answer.status >= 400) throw new Refused(`${id}: ${refusalOf(answer).detail}`);
      const file = join(folder, `${id}.yaml`);
      writeFileSync(file, answer.text);
      print(`${paint.good("✓")} ${file}`);
    }
    const n = workflows.length;
    if (n === 0) print(say({ ja: "シナリオはまだありません。", en: "There are no workflows yet." }));
    return undefined;
  },
};

const writable = (folder: string): void => {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw new Refused(
      { ja: `フォルダ ${folder} に書き込めません。`, en: `The folder ${folder} cannot be written.` },
      { cause: error },
    );
  }
};
