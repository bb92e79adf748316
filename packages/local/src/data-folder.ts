import { randomBytes } from "node:crypto";
import { accessSync, constants, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Words } from "./commands/terminal.ts";

/** What a person did wrong, in one line: printed in their language, with a non-zero exit. A plain text is somebody else's words. */
export class Refused extends Error {
  override readonly name = "Refused";
  readonly words: Words;
  constructor(words: Words | string, options?: ErrorOptions) {
    const both = typeof words === "string" ? { ja: words, en: words } : words;
    super(both.en, options);
    this.words = both;
  }
}

/** The folder that holds everything: the database, the API key, the workspace's secret. */
export type DataFolder = { path: string; database: string; apiKey: string; secret: string; isNew: boolean };

export const open = (path: string, env: NodeJS.ProcessEnv): DataFolder => {
  try {
    mkdirSync(path, { recursive: true });
    accessSync(path, constants.W_OK);
  } catch {
    throw new Refused({
      ja: `データフォルダ ${path} に書き込めません。--data DIR で別の場所を選んでください。`,
      en: `The data folder ${path} cannot be written. Choose another with --data DIR.`,
    });
  }
  const database = join(path, "rekindle.db");
  return {
    path,
    database,
    isNew: !existsSync(database),
    apiKey: env["REKINDLE_API_KEY"] ?? kept(join(path, "api-key"), () => `rk_${randomBytes(24).toString("base64url")}`),
    secret: kept(join(path, "secret"), () => randomBytes(32).toString("base64url")),
  };
};

const kept = (file: string, make: () => string): string => {
  if (existsSync(file)) return readFileSync(file, "utf8").trim();
  const value = make();
  try {
    writeFileSync(file, `${value}\n`, { mode: 0o600, flag: "wx" });
  } catch {
    throw new Refused({
      ja: `${file} に書き込めません。--data DIR で別のフォルダを選んでください。`,
      en: `${file} cannot be written. Choose another folder with --data DIR.`,
    });
  }
  return value;
};
