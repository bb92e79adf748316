import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import * as z from "zod";
import { bundle, handlers } from "../../scripts/bundle.ts";

/** What Lambda calls. Whatever is answered comes back as it went: JSON. */
export type Invoke = (event: unknown) => Promise<unknown>;
export type Functions = { invoke(name: string): Promise<Invoke>; remove(): void };

const Handler = z.object({ handler: z.function({ input: [z.unknown()], output: z.promise(z.unknown()) }) });
const sources = new URL("../../packages/functions/src/", import.meta.url);

/** Every function, from the bundle that is deployed, in this process and with its environment. */
export const bundled = async (environment: Record<string, string>): Promise<Functions> => {
  const home = mkdtempSync(join(tmpdir(), "rekindle-functions-"));
  for (const name of handlers) await bundle(fileURLToPath(new URL(`${name}.ts`, sources)), join(home, name));
  const before = { ...process.env };
  Object.assign(process.env, environment);
  return {
    invoke: async (name) => {
      const { handler } = Handler.parse(await import(pathToFileURL(join(home, name, "bundle.mjs")).href));
      return async (event) => json(await handler(JSON.parse(JSON.stringify(event))));
    },
    remove: () => {
      for (const name of Object.keys(environment)) delete process.env[name];
      Object.assign(process.env, before);
      rmSync(home, { recursive: true });
    },
  };
};

const json = (answer: unknown): unknown => (answer === undefined ? undefined : JSON.parse(JSON.stringify(answer)));

/** A recorded event, with words in it replaced. */
export const recorded = (name: string, words: Record<string, string> = {}): Record<string, unknown> => {
  const text = readFileSync(new URL(`../samples/${name}.json`, import.meta.url), "utf8");
  const spelt = Object.entries(words).reduce(
    (known, [word, meant]) => known.replaceAll(word, () => JSON.stringify(meant).slice(1, -1)),
    text,
  );
  return z.record(z.string(), z.unknown()).parse(JSON.parse(spelt));
};

/** SQS's batch of these bodies, with ids `m0`, `m1` … */
export const batchOf = (bodies: string[]) => ({
  Records: bodies.map((body, n) => ({ ...recorded("aws/sqs-record"), messageId: `m${n}`, body })),
});
