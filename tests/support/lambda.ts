import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import * as z from "zod";
import { bundle, handlers } from "../../scripts/bundle.ts";

/** Calls a function; its answer comes back as it went, as JSON. Nothing answered is `null`. */
export type Invoke = (event: unknown) => Promise<unknown>;
export type Functions = { invoke: Record<string, Invoke>; stop(): Promise<void> };

type Running = { invoke: Invoke; stop(): Promise<void> };

const host = fileURLToPath(new URL("lambda-host.js", import.meta.url));
const sources = new URL("../../packages/functions/src/", import.meta.url);
const Told = z.union([z.object({ answer: z.unknown() }), z.object({ error: z.string() })]);

/** Every function from its own bundle, each in a process of its own that knows nothing but this environment. */
export const bundled = async (environment: Record<string, string>): Promise<Functions> => {
  const home = mkdtempSync(join(tmpdir(), "rekindle-functions-"));
  const started: ({ name: string } & Running)[] = [];
  for (const name of handlers) {
    await bundle(fileURLToPath(new URL(`${name}.ts`, sources)), join(home, name));
    started.push({ name, ...(await start(join(home, name, "bundle.mjs"), environment)) });
  }
  return {
    invoke: Object.fromEntries(started.map(({ name, invoke }) => [name, invoke])),
    stop: async () => {
      for (const { stop } of started) await stop();
      rmSync(home, { recursive: true });
    },
  };
};

const start = async (file: string, env: Record<string, string>): Promise<Running> => {
  const child = fork(host, [pathToFileURL(file).href], {
    env,
    execArgv: [],
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
  // One structured line per event: nobody reads them here.
  child.stdout?.resume();
  const gone = once(child, "exit");
  const died = gone.then(() => [{ error: `${file} ended` }]);
  const hear = async (): Promise<unknown> => {
    const [message] = await Promise.race([once(child, "message"), died]);
    const told = Told.parse(message);
    if ("error" in told) throw new Error(told.error);
    return told.answer;
  };
  await hear();
  return {
    invoke: (event) => {
      const answer = hear();
      child.send({ event });
      return answer;
    },
    stop: async () => {
      child.kill();
      await gone;
    },
  };
};

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
