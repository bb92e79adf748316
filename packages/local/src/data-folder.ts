import { randomBytes } from "node:crypto";
import { accessSync, constants, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** What a person did wrong, in one line: printed as it is, with a non-zero exit. */
export class Refused extends Error {
  override readonly name = "Refused";
}

/** The folder that holds everything: the database, the API key, the workspace's secret. */
export type DataFolder = { path: string; database: string; apiKey: string; secret: string; isNew: boolean };

export const open = (path: string, env: NodeJS.ProcessEnv): DataFolder => {
  try {
    mkdirSync(path, { recursive: true });
    accessSync(path, constants.W_OK);
  } catch {
    throw new Refused(`The data folder ${path} cannot be written. Choose another with --data DIR.`);
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
    throw new Refused(`${file} cannot be written. Choose another folder with --data DIR.`);
  }
  return value;
};
