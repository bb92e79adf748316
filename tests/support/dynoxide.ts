import { spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import type { DynamoDBClientConfig } from "@aws-sdk/client-dynamodb";
import { oneThread } from "@rekindle/local/commands/dynoxide";

export type Dynoxide = {
  endpoint: string;
  /** For `connect` of live/dynamo-setup.ts. */
  config: DynamoDBClientConfig;
  /** Of its process: benchmarks read its CPU and memory. */
  pid: number;
  stop(): Promise<void>;
};

/** A DynamoDB of one's own, in memory, on a free port; gone with `stop`, at the latest with this process. */
export const startDynoxide = async (): Promise<Dynoxide> => {
  const port = await freePort();
  const binary = createRequire(import.meta.url).resolve("@dynoxide/linux-x64/dynoxide");
  const child = spawn(binary, ["serve", "--host", "127.0.0.1", "--port", `${port}`], {
    stdio: ["ignore", "ignore", "pipe"],
    env: { ...process.env, ...oneThread },
  });
  const stop = async () => {
    process.off("exit", kill);
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exit = once(child, "exit");
    child.kill();
    await exit;
  };
  const kill = () => child.kill();
  process.on("exit", kill);
  await listening(child.stderr);
  const endpoint = `http://127.0.0.1:${port}`;
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  return { endpoint, config: { endpoint, region: "us-east-1", credentials }, pid: child.pid ?? 0, stop };
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
  throw new Error(`dynoxide did not start: ${said.trim()}`);
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
