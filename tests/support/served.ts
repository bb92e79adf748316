import { createServer } from "node:http";
import { app } from "@rekindle/functions/http/app";
import { onTestFinished } from "vitest";
import { built } from "./built-pages.ts";
import { memoryEngine } from "./memory-engine.ts";
import { startOidc } from "./oidc.ts";

/** The product as a company has it: pages and API at one address, and a provider where its people log in. */
export const startServed = async () => {
  const memory = memoryEngine();
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server listens on no port");
  // Another host than the provider's: browsers do not tell cookies by port.
  const url = `http://localhost:${address.port}`;
  const oidc = await startOidc(url);
  const key = "rk_of_the_tests";
  const api = app({
    engine: memory.engine,
    apiKey: (presented) => presented === key,
    nowWallMs: () => Date.now(),
    signIn: { secret: "a secret of the tests, long enough", url, provider: oidc.client() },
  });
  const asked: Request[] = [];
  const answer = async (request: Request): Promise<Response> => {
    asked.push(request);
    const { pathname } = new URL(request.url);
    if (/^\/(v1|auth|hooks|f|t|u|healthz)(\/|$)/.test(pathname)) return api.fetch(request);
    // As the site in the cloud does it: any other path is a page, and a page takes no POST.
    const page = built().get(pathname.slice(1)) ?? built().get("index.html");
    if (request.method !== "GET" || page === undefined) return new Response("", { status: 405 });
    return new Response(new Uint8Array(page.bytes), { headers: { "content-type": page.type } });
  };
  server.on("request", async (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk);
    const headers = Object.entries(incoming.headersDistinct).flatMap(([name, values = []]) =>
      values.map((value): [string, string] => [name, value]),
    );
    const { method = "GET" } = incoming;
    const response = await answer(
      new Request(`${url}${incoming.url}`, {
        method,
        headers,
        ...(method === "GET" || method === "HEAD" ? {} : { body: new Uint8Array(Buffer.concat(chunks)) }),
      }),
    );
    outgoing.writeHead(response.status, [
      ...[...response.headers].filter(([name]) => name !== "set-cookie").flat(),
      ...response.headers.getSetCookie().flatMap((cookie) => ["set-cookie", cookie]),
    ]);
    outgoing.end(Buffer.from(await response.arrayBuffer()));
  });
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  });
  return { ...memory, url, key, asked };
};
