import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, extname, join } from "node:path";
import * as z from "zod";
import { Refused } from "../data-folder.ts";
import type { Command } from "./command.ts";
import { connect, type Instance, instanceFlags, type Problem, Problems, refusalOf, shaped } from "./instance.ts";
import type { Terminal } from "./terminal.ts";

const types: Record<string, string> = {
  ".yaml": "application/yaml",
  ".yml": "application/yaml",
  ".json": "application/json",
};

export const push: Command = {
  name: "push",
  args: "[FOLDER | FILE …]",
  says: { ja: "シナリオのファイルを送る(IDはファイル名)", en: "sends workflows from files; the file's name is the id" },
  flags: {
    publish: { says: { ja: "問題がなければ公開する", en: "publish what has no problems" } },
    ...instanceFlags,
  },
  examples: ["rekindle push workflows/", "rekindle push lost-on-price.yaml --publish"],
  run: async (given, terminal) => {
    const instance = connect(given, terminal.env);
    const files = filesOf(given.args.length === 0 ? ["workflows"] : given.args);
    let refused = 0;
    for (const file of files) if (!(await send(instance, file, given.has("publish"), terminal))) refused += 1;
    return refused === 0 ? undefined : 1;
  },
};

const filesOf = (paths: string[]): string[] => {
  const files = paths.flatMap((path) => {
    if (!existsSync(path))
      throw new Refused({ ja: `ファイルやフォルダ ${path} がありません。`, en: `There is no file or folder ${path}.` });
    if (!statSync(path).isDirectory()) return [path];
    return readdirSync(path)
      .toSorted()
      .map((name) => join(path, name));
  });
  const workflows = files.filter((file) => types[extname(file)] !== undefined);
  if (workflows.length === 0)
    throw new Refused({
      ja: `${paths.join(", ")} にシナリオがありません。.yaml、.yml、.json で終わるファイルが必要です。`,
      en: `${paths.join(", ")} holds no workflow: none ends in .yaml, .yml or .json.`,
    });
  return workflows;
};

const Stored = z.object({ problems: Problems, warnings: Problems.default([]) });
const Published = z.object({ version: z.int(), warnings: Problems.default([]) });

/** False: it has problems. A draft is kept all the same, problems beside it. */
const send = async (instance: Instance, file: string, publish: boolean, terminal: Terminal): Promise<boolean> => {
  const { say, paint, print } = terminal;
  const id = basename(file, extname(file));
  const path = `/v1/workflows/${encodeURIComponent(id)}`;
  const type = types[extname(file)] ?? "application/yaml";
  const put = await instance.ask("PUT", path, { body: readFileSync(file, "utf8"), type });
  if (put.status >= 400) {
    const { detail, problems } = refusalOf(put);
    return told(file, [{ path: "", message: detail.split("\n")[0] ?? detail }, ...problems], terminal);
  }
  const { problems, warnings } = shaped(Stored, put, instance.url);
  if (problems.length > 0) return told(file, problems, terminal);
  if (!publish) {
    print(`${paint.good("✓")} ${id}  ${paint.dim(say({ ja: "下書きを保存しました", en: "draft stored" }))}`);
    warned(warnings, terminal);
    return true;
  }
  const answer = await instance.ask("POST", `${path}/publish`);
  if (answer.status >= 400) return told(file, refusalOf(answer).problems, terminal);
  const { version } = shaped(Published, answer, instance.url);
  print(
    `${paint.good("✓")} ${id}  ${say({ ja: `版(v${version})を公開しました`, en: `version ${version} published` })}`,
  );
  warned(warnings, terminal);
  return true;
};

const told = (file: string, problems: Problem[], { paint, complain, say }: Terminal): false => {
  complain(
    `${paint.bad("✗")} ${file}  ${paint.dim(say({ ja: `問題 ${problems.length}件`, en: `problems: ${problems.length}` }))}`,
  );
  for (const problem of problems) complain(`    ${lineOf(problem)}`);
  return false;
};

const warned = (warnings: Problem[], { paint, print }: Terminal): void => {
  for (const warning of warnings) print(`    ${paint.warn("!")} ${lineOf(warning)}`);
};

/** Step and field first: `hello · steps.0.template  There is no template "x".` */
export const lineOf = ({ step, path, message }: Problem): string => {
  const place = [step, path === "" ? undefined : path].filter((part) => part !== undefined).join(" · ");
  return place === "" ? message : `${place}  ${message}`;
};
