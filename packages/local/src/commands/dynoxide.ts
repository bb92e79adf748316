import { spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { Refused } from "../data-folder.ts";

export type Dynoxide = { endpoint: string; stop(): Promise<void> };

/** The DynamoDB emulator on a file of its own, on a free port. It ends with this process, however this one ends. */
export const startDynoxide = async (file: string): Promise<Dynoxide> => {
  const port = await freePort();
  const child = spawn(binary(), ["serve", "--host", "127.0.0.1", "--port", `${port}`, "--db-path", file], {
    stdio: ["ignore", "ignore", "pipe"],
    env: { ...process.env, ...oneThread },
  });
  // A killed process tidies nothing up. Its end of this pipe closes all the same, and then the emulator goes, too.
  const watch = spawn("/bin/sh", ["-c", 'read _; kill -9 "$1" 2>/dev/null', "watch", `${child.pid}`], {
    stdio: ["pipe", "ignore", "ignore"],
  });
  watch.unref();
  const stop = async () => {
    const running = child.exitCode === null && child.signalCode === null;
    const exit = running ? once(child, "exit") : undefined;
    if (running) child.kill();
    await exit;
    watch.kill();
  };
  try {
    await listening(child.stderr);
  } catch (error) {
    await stop();
    throw error;
  }
  return { endpoint: `http://127.0.0.1:${port}`, stop };
};

/** One lock guards its data: several threads only wait for each other, at a quarter more CPU for each write. */
export const oneThread = { TOKIO_WORKER_THREADS: "1" };

const binary = (): string => {
  if (process.platform !== "linux" || process.arch !== "x64")
    throw new Refused({
      ja: "--table dynamodb は x64 の Linux だけで使えます。エミュレータがほかにないためです。このフラグを外してください。",
      en: "--table dynamodb needs Linux on x64: the emulator exists for that alone. Leave the flag out.",
    });
  try {
    return createRequire(import.meta.url).resolve("@dynoxide/linux-x64/dynoxide");
  } catch (error) {
    throw new Refused(
      {
        ja: "DynamoDB のエミュレータが入っていません。npm ci を、任意のパッケージも含めて実行してください。",
        en: "The DynamoDB emulator is not installed: run npm ci, optional packages included.",
      },
      {
        cause: error,
      },
    );
  }
};

/** It says so on stderr, in pieces; if it ends instead, its last words are the error. */
const listening = async (output: NodeJS.ReadableStream): Promise<void> => {
  let said = "";
  for await (const piece of output) {
    said += piece.toString();
    if (/listening on \S+:\d+\s/i.test(said)) {
      output.resume();
      return;
    }
  }
  throw new Refused({
    ja: `DynamoDB のエミュレータが起動しませんでした: ${said.trim().split("\n").at(-1)}`,
    en: `The DynamoDB emulator did not start: ${said.trim().split("\n").at(-1)}`,
  });
};

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("No port");
  return address.port;
};
