import { timingSafeEqual } from "node:crypto";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { serve } from "@hono/node-server";
import { serveStatic } from "@hono/node-server/serve-static";
import { app } from "@rekindle/functions/http/app";
import { Hono } from "hono";
import { Refused } from "./data-folder.ts";
import { type LocalDeps, localRoutes, session } from "./local-routes.ts";

const web = fileURLToPath(new URL("../../web/dist", import.meta.url));
const immutable = "public, max-age=31536000, immutable";

export type Served = { url: string; fetch(request: Request): Response | Promise<Response>; close(): Promise<void> };

/** API and pages at one address. Resolves once the port is bound. */
export const startServer = (deps: LocalDeps, { port, host }: { port: number; host: string }): Promise<Served> => {
  const key = Buffer.from(deps.apiKey);
  const isKey = (presented: string): boolean => {
    const given = Buffer.from(presented);
    return given.length === key.length && timingSafeEqual(given, key);
  };
  const api = app({ engine: deps.run.engine, apiKey: isKey, nowWallMs: () => Date.now() });
  const server = new Hono();
  server.route("/local", session(deps.apiKey));
  server.use("/local/*", async (c, next) => {
    const [, presented = ""] = /^Bearer (.+)$/.exec(c.req.header("authorization") ?? "") ?? [];
    if (isKey(presented)) return next();
    return c.body(
      JSON.stringify({
        type: "about:blank",
        title: "Unauthorized",
        status: 401,
        detail: "Send the API key: Authorization: Bearer <key>",
        problems: [],
      }),
      401,
      {
        "content-type": "application/problem+json",
      },
    );
  });
  server.route("/local", localRoutes(deps));
  if (existsSync(web)) {
    server.use("/assets/*", serveStatic({ root: web, onFound: (_, c) => c.header("cache-control", immutable) }));
    server.get("/:page{(?!v1/|hooks/|t/|u/|local/|assets/|healthz).*}", serveStatic({ root: web, path: "index.html" }));
  }
  server.all("*", (c) => api.fetch(c.req.raw));
  return new Promise((resolve, reject) => {
    const listening = serve({ fetch: server.fetch, port, hostname: host }, (address) =>
      resolve({
        url: `http://${host === "127.0.0.1" ? "localhost" : host}:${address.port}`,
        fetch: server.fetch,
        close: () => closed(listening),
      }),
    );
    listening.on("error", (error: NodeJS.ErrnoException) =>
      reject(error.code === "EADDRINUSE" ? new Refused(`Port ${port} is taken. Choose another with --port N.`) : error),
    );
  });
};

const closed = (server: ReturnType<typeof serve>): Promise<void> =>
  new Promise((done) => {
    server.close(() => done());
    if ("closeAllConnections" in server) server.closeAllConnections();
  });
