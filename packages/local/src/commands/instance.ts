import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { Refused } from "../data-folder.ts";
import type { Flag, Given } from "./command.ts";

/** A running Rekindle, over its API. */
export type Instance = {
  url: string;
  /** The body of a good answer; refusals end the command with what the instance said. */
  read<T>(schema: z.ZodType<T>, path: string): Promise<T>;
  /** The same, where the path may not exist: only local runs have a clock. */
  readMaybe<T>(schema: z.ZodType<T>, path: string): Promise<T | undefined>;
  /** All pages of a list. */
  all<T>(item: z.ZodType<T>, path: string): Promise<T[]>;
  ask(method: string, path: string, options?: { body?: Uint8Array | string; type?: string; accept?: string }): Promise<Answer>;
};
export type Answer = { status: number; text: string; refusal: string; problems: Problem[] };

export const Problem = z.object({ path: z.string(), message: z.string(), step: z.string().optional() });
export type Problem = z.infer<typeof Problem>;

export const instanceFlags: Record<string, Flag> = {
  url: {
    value: "URL",
    says: { ja: "接続先(既定: データフォルダの起動中のもの)", en: "the instance (default: the one of the data folder)" },
  },
  data: {
    value: "DIR",
    says: { ja: "APIキーのあるデータフォルダ(既定: .rekindle)", en: "data folder that holds the API key (default: .rekindle)" },
  },
};

/** Where the local run says under which address it can be found. A hint, no lock: it may be of a run that has ended. */
export const addressFile = (folder: string): string => join(folder, "address");

export const connect = (given: Given, env: NodeJS.ProcessEnv): Instance => {
  const folder = given.flag("data") ?? ".rekindle";
  const kept = (file: string) => (existsSync(file) ? readFileSync(file, "utf8").trim() : undefined);
  const url = (given.flag("url") ?? kept(addressFile(folder)) ?? "http://localhost:4000").replace(/\/$/, "");
  if (!URL.canParse(url)) throw new Refused(`--url is an address such as http://localhost:4000, not ${url}.`);
  const key = env["REKINDLE_API_KEY"] ?? kept(join(folder, "api-key"));
  if (key === undefined)
    throw new Refused(`There is no API key: set REKINDLE_API_KEY, or name the folder of a local run with --data DIR.`);

  const ask: Instance["ask"] = async (method, path, { body, type, accept } = {}) => {
    const answer = await fetch(`${url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        ...(type === undefined ? {} : { "content-type": type }),
        ...(accept === undefined ? {} : { accept }),
      },
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : new Uint8Array(body) }),
    }).catch(() => {
      throw new Refused(`No Rekindle answers at ${url}. Start one with npm start, or name another with --url.`);
    });
    if (answer.status === 401) throw new Refused(`${url} does not accept this API key. Set REKINDLE_API_KEY, or --data DIR.`);
    return { status: answer.status, text: await answer.text() } satisfies Pick<Answer, "status" | "text"> & object as never;
  };
  return { url, ask } as never;
};
