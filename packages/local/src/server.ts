import { timingSafeEqual } from "node:crypto";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { serve } from "@hono/node-server";
import { serveStatic } from "@hono/node-server/serve-static";
import { app } from "@rekindle/functions/http/app";
import { guard } from "@rekindle/functions/http/auth/guard";
import type { AppDeps, SignIn } from "@rekindle/functions/http/deps";
import type { Env } from "@rekindle/functions/http/env";
import { toProblem } from "@rekindle/functions/http/problem";
import { pagePolicy, secured } from "@rekindle/functions/http/security-headers";
import { Hono } from "hono";
import { Refused } from "./data-folder.ts";
import { type LocalDeps, localRoutes } from "./local-routes.ts";
import { localRules } from "./local-rules.ts";
import { peerOf, rolePicker, withRole } from "./role-picker.ts";

const web = fileURLToPath(new URL("../../web/dist", import.meta.url));
/** Every path that is not the API's. */
const pages = "/:page{(?!v1/|hooks/|f/|t/|u/|local/|assets/|healthz).*}";
const immutable = "public, max-age=31536000, immutable";

export type Served = { url: string; fetch(request: Request): Response | Promise<Response>; close(): Promise<void> };

/** API and pages at one address. Resolves once the port is bound. */
export const startServer = (deps: LocalDeps, { port, host }: { port: number; host: string }): Promise<Served> => {
  const key = Buffer.from(deps.apiKey);
  const isKey = (presented: string): boolean => {
    const given = Buffer.from(presented);
    return given.length === key.length && timingSafeEqual(given, key);
  };
  const { engine } = deps.run;
  const signIn: SignIn = { secret: deps.secret };
  const api: AppDeps = { engine, apiKey: isKey, nowWallMs: () => Date.now(), signIn, from: peerOf };
  const all = app(api);
  const server = new Hono<Env>();
  server.use("/local/*", secured());
  server.use("/local/*", (c, next) => {
    c.set("engine", engine);
    c.set("nowWallMs", api.nowWallMs);
    return next();
  });
  server.use("/local/*", guard(api, localRules));
  server.route("/local", rolePicker(api, signIn));
  server.route("/local", localRoutes(deps));
  server.onError(toProblem((event, fields) => engine.world.log(event, fields)));
  if (existsSync(web)) {
    server.use("/assets/*", secured(pagePolicy));
    server.use("/assets/*", serveStatic({ root: web, onFound: (_, c) => c.header("cache-control", immutable) }));
    server.get(pages, secured(pagePolicy), withRole(api, signIn), serveStatic({ root: web, path: "index.html" }));
  }
  server.all("*", (c) => all.fetch(c.req.raw, c.env));
  return new Promise((resolve, reject) => {
    const listening = serve({ fetch: server.fetch, port, hostname: host }, (address) =>
      resolve({
        url: `http://${host === "127.0.0.1" ? "localhost" : host}:${address.port}`,
        fetch: server.fetch,
        close: () => closed(listening),
      }),
    );
    listening.on("error", (error: NodeJS.ErrnoException) =>
      reject(
        error.code === "EADDRINUSE"
          ? new Refused({
              ja: `ポート ${port} は使用中です。--port N で別のポートを選んでください。`,
              en: `Port ${port} is taken. Choose another with --port N.`,
            })
          : error,
      ),
    );
  });
};

const closed = (server: ReturnType<typeof serve>): Promise<void> =>
  new Promise((done) => {
    server.close(() => done());
    if ("closeAllConnections" in server) server.closeAllConnections();
  });
