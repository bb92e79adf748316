import type { Engine } from "@rekindle/core/engine/engine";
import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { deals } from "./deals.ts";
import type { Env } from "./env.ts";
import { handoffs } from "./handoffs.ts";
import { hooks } from "./hooks.ts";
import { jobs } from "./jobs.ts";
import { leads } from "./leads.ts";
import { methodsAt } from "./methods.ts";
import { problem, toProblem } from "./problem.ts";
import { segment } from "./segment.ts";
import { simulation } from "./simulation.ts";
import { sources } from "./sources.ts";
import { templates } from "./templates.ts";
import { tracking } from "./tracking.ts";
import { unsubscribing } from "./unsubscribe.ts";
import { workflows } from "./workflows.ts";
import { workspace } from "./workspace.ts";

export type AppDeps = {
  engine: Engine;
  /** Compares in constant time. */
  apiKey(presented: string): boolean | Promise<boolean>;
  /** The wall's time: ages of signatures and sessions are its matter, not the domain's. */
  nowWallMs(): number;
};

const MB = 1_048_576;
const upTo = (megabytes: number) =>
  bodyLimit({
    maxSize: megabytes * MB,
    onError: (c) => problem(c, 413, `The body is larger than ${megabytes} MB`),
  });
const usual = upTo(1);
const lists = upTo(5);

/** The whole API. Everything under /v1 needs the key, but for Segment's three paths, which have their own. */
export const app = ({ engine, apiKey, nowWallMs }: AppDeps) => {
  const made = new Hono<Env>()
    .use(async (c, next) => {
      c.set("engine", engine);
      c.set("nowWallMs", nowWallMs);
      c.header("x-content-type-options", "nosniff");
      await next();
    })
    .use((c, next) => (/^\/v1\/(leads|deals)\/import$/.test(c.req.path) ? lists : usual)(c, next))
    .get("/healthz", (c) => c.json({ status: "ok" as const }))
    .route("/hooks", hooks)
    .route("/t", tracking)
    .route("/u", unsubscribing)
    .route("/v1", segment)
    .use("/v1/*", async (c, next) => {
      const [, presented = ""] = /^Bearer (.+)$/i.exec(c.req.header("authorization") ?? "") ?? [];
      if (presented !== "" && (await apiKey(presented))) return next();
      c.header("www-authenticate", "Bearer");
      return problem(c, 401, "Send the API key: Authorization: Bearer <key>");
    })
    .route("/v1/workflows", workflows)
    .route("/v1/templates", templates)
    .route("/v1/sources", sources)
    .route("/v1/leads", leads)
    .route("/v1/handoffs", handoffs)
    .route("/v1/deals", deals)
    .route("/v1/jobs", jobs)
    .route("/v1/simulate", simulation)
    .route("/v1", workspace)
    .onError(toProblem((event, fields) => engine.world.log(event, fields)));
  return made.notFound((c) => {
    const allowed = methodsAt(made.routes, c.req.path);
    if (allowed.length === 0) return problem(c, 404, `There is nothing at ${c.req.path}`);
    c.header("allow", allowed.join(", "));
    return problem(c, 405, `${c.req.path} takes ${allowed.join(", ")}`);
  });
};

export type App = ReturnType<typeof app>;
