import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { Refused } from "../data-folder.ts";
import type { Flag, Given } from "./command.ts";

/** A running Rekindle, over its API. */
export type Instance = {
  url: string;
  /** One request. Only a refused key and silence end the command by themselves. */
  ask(method: string, path: string, options?: Options): Promise<Answer>;
  /** The body of a good answer; a refusal ends the command with what the instance said. */
  read<T>(schema: z.ZodType<T>, path: string): Promise<T>;
  /** All pages of a list. */
  all<T>(item: z.ZodType<T>, path: string): Promise<T[]>;
};
type Options = { body?: Uint8Array<ArrayBuffer> | string; type?: string; accept?: string };
export type Answer = { status: number; text: string };

export const instanceFlags: Record<string, Flag> = {
  url: {
    value: "URL",
    says: {
      ja: "接続先(既定: データフォルダの起動中のもの)",
      en: "the instance (default: the one of the data folder)",
    },
  },
  data: {
    value: "DIR",
    says: {
      ja: "APIキーのあるデータフォルダ(既定: .rekindle)",
      en: "data folder that holds the API key (default: .rekindle)",
    },
  },
};

/** Where the local run says under which address it can be found. A hint, no lock: it may be of a run that has ended. */
export const addressFile = (folder: string): string => join(folder, "address");

export const connect = (given: Given, env: NodeJS.ProcessEnv): Instance => {
  const folder = given.flag("data") ?? ".rekindle";
  const kept = (file: string) => (existsSync(file) ? readFileSync(file, "utf8").trim() : undefined);
  const url = (given.flag("url") ?? kept(addressFile(folder)) ?? "http://localhost:4000").replace(/\/$/, "");
  if (!URL.canParse(url))
    throw new Refused({
      ja: `--url は http://localhost:4000 のようなアドレスです。${url} は使えません。`,
      en: `--url is an address such as http://localhost:4000, not ${url}.`,
    });
  const key = env["REKINDLE_API_KEY"] ?? kept(join(folder, "api-key"));
  if (key === undefined)
    throw new Refused({
      ja: "APIキーがありません。REKINDLE_API_KEY を設定するか、--data DIR でローカル実行のフォルダを指定してください。",
      en: `There is no API key: set REKINDLE_API_KEY, or name the folder of a local run with --data DIR.`,
    });

  const ask: Instance["ask"] = async (method, path, { body, type, accept } = {}) => {
    const headers = {
      authorization: `Bearer ${key}`,
      ...(type === undefined ? {} : { "content-type": type }),
      ...(accept === undefined ? {} : { accept }),
    };
    const request = { method, headers, ...(body === undefined ? {} : { body }) };
    const answer = await fetch(`${url}${path}`, request).catch((error: unknown) => {
      throw new Refused(
        {
          ja: `${url} で Rekindle が応答しません。npm start で起動するか、--url で別の接続先を指定してください。`,
          en: `No Rekindle answers at ${url}. Start one with npm start, or name another with --url.`,
        },
        {
          cause: error,
        },
      );
    });
    if (answer.status === 401)
      throw new Refused({
        ja: `${url} はこのAPIキーを受け付けません。REKINDLE_API_KEY を設定するか、--data でデータフォルダを指定してください。`,
        en: `${url} does not accept this API key: set REKINDLE_API_KEY, or name the data folder with --data.`,
      });
    return { status: answer.status, text: await answer.text() };
  };
  const read: Instance["read"] = async (schema, path) => {
    const answer = await ask("GET", path);
    if (answer.status >= 400) throw new Refused(`${url}${path}: ${refusalOf(answer).detail}`);
    return shaped(schema, answer, url);
  };
  return {
    url,
    ask,
    read,
    all: async (item, path) => {
      const page = z.object({ items: z.array(item), next: z.string().nullable() });
      const items: z.infer<typeof item>[] = [];
      let cursor = "";
      for (;;) {
        const found = await read(page, `${path}${path.includes("?") ? "&" : "?"}limit=200${cursor}`);
        items.push(...found.items);
        if (found.next === null) return items;
        cursor = `&cursor=${encodeURIComponent(found.next)}`;
      }
    },
  };
};

/** A good answer, as what it must be: something else is no Rekindle. */
export const shaped = <T>(schema: z.ZodType<T>, { text }: Answer, url: string): T => {
  const parsed = schema.safeParse(parsedJson(text));
  if (!parsed.success)
    throw new Refused({
      ja: `${url} で応答したのは Rekindle でないか、別の版です。`,
      en: `What answers at ${url} is no Rekindle, or one of another version.`,
    });
  return parsed.data;
};

const Problem = z.object({ path: z.string(), message: z.string(), step: z.string().optional() });
export type Problem = z.infer<typeof Problem>;
export const Problems = z.array(Problem);

/** RFC 9457, as far as it is understood. */
export const refusalOf = ({ status, text }: Answer): { detail: string; problems: Problem[] } => {
  const parsed = z
    .object({ detail: z.string().optional(), problems: Problems.default([]) })
    .safeParse(parsedJson(text));
  return parsed.success
    ? { detail: parsed.data.detail ?? `answered ${status}`, problems: parsed.data.problems }
    : { detail: `answered ${status}`, problems: [] };
};

const parsedJson = (text: string): unknown => {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
};
