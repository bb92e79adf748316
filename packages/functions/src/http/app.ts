import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { audit, auditExport } from "./audit.ts";
import { guard } from "./auth/guard.ts";
import { rules } from "./auth/rules.ts";
import { signingIn } from "./auth/sign-in.ts";
import { broadcasts } from "./broadcasts.ts";
import { bulk } from "./bulk.ts";
import { companies } from "./companies.ts";
import { deals } from "./deals.ts";
import type { AppDeps } from "./deps.ts";
import type { Env } from "./env.ts";
import { exporting } from "./export.ts";
import { forms } from "./forms.ts";
import { handoffs } from "./handoffs.ts";
import { hooks } from "./hooks.ts";
import { jobs } from "./jobs.ts";
import { apiKeys } from "./keys.ts";
import { leads } from "./leads.ts";
import { me } from "./me.ts";
import { methodsAt } from "./methods.ts";
import { people } from "./people.ts";
import { pinpoint } from "./pinpoint.ts";
import { problem, toProblem } from "./problem.ts";
import { limited } from "./rate-limit.ts";
import { scoring } from "./scoring.ts";
import { secured } from "./security-headers.ts";
import { segment } from "./segment.ts";
import { segments } from "./segments.ts";
import { sending } from "./sending.ts";
import { settings } from "./settings.ts";
import { signing } from "./signing.ts";
import { simulation } from "./simulation.ts";
import { sourcePayloads } from "./source-payloads.ts";
import { sourceTrial } from "./source-trial.ts";
import { sources } from "./sources.ts";
import { starters } from "./starters.ts";
import { leadTasks, openTaskList } from "./tasks.ts";
import { templateLooks } from "./template-looks.ts";
import { templates } from "./templates.ts";
import { today } from "./today.ts";
import { traceOf } from "./trace.ts";
import { tracking } from "./tracking.ts";
import { unsubscribing } from "./unsubscribe.ts";
import { vocabulary } from "./vocabulary.ts";
import { why } from "./why.ts";
import { workflows } from "./workflows.ts";
import { workspace } from "./workspace.ts";

const MB = 1_048_576;
const upTo = (megabytes: number) =>
  bodyLimit({
    maxSize: megabytes * MB,
    onError: (c) => problem(c, 413, `The body is larger than ${megabytes} MB`),
  });
const usual = upTo(1);
const lists = upTo(5);

/** The whole API. Who may call what stands in auth/rules.ts, route by route, and is enforced in one place. */
export const app = (deps: AppDeps) => {
  const { engine, nowWallMs } = deps;
  const made = new Hono<Env>()
    .use(async (c, next) => {
      c.set("engine", engine);
      c.set("nowWallMs", nowWallMs);
      c.set("trace", traceOf(c.req.raw.headers));
      c.header("x-trace-id", c.var.trace);
      await next();
    })
    .use(secured())
    .use(limited(deps))
    .use((c, next) => (/^\/v1\/(leads|deals)\/import$/.test(c.req.path) ? lists : usual)(c, next))
    .use(guard(deps, rules))
    .get("/healthz", (c) => c.json({ status: "ok" as const }))
    .route("/hooks", hooks)
    .route("/f", forms)
    .route("/t", tracking)
    .route("/u", unsubscribing)
    .route("/v1", segment)
    .route("/auth", signingIn(deps))
    .route("/v1/workflows/import/pinpoint", pinpoint)
    .route("/v1/workflows", workflows)
    .route("/v1/templates", templates)
    .route("/v1/templates", templateLooks)
    .route("/v1/sources", sources)
    .route("/v1/sources", sourcePayloads)
    .route("/v1/sources", sourceTrial)
    .route("/v1/leads", leads)
    .route("/v1/leads", leadTasks)
    .get("/v1/leads/:id/why", why)
    .get("/v1/tasks", openTaskList)
    .route("/v1/segments", segments)
    .route("/v1/bulk", bulk)
    .route("/v1/broadcasts", broadcasts)
    .route("/v1/handoffs", handoffs)
    .route("/v1/deals", deals)
    .route("/v1/companies", companies)
    .route("/v1/jobs", jobs)
    .route("/v1/simulate", simulation)
    .route("/v1/sending", sending)
    .route("/v1/vocabulary", vocabulary)
    .route("/v1/starters", starters)
    .route("/v1/people", people)
    .route("/v1/keys", apiKeys)
    .route("/v1/scoring", scoring)
    .route("/v1/audit", audit)
    .route("/v1/export/audit", auditExport)
    .route("/v1/export", exporting)
    .route("/v1/me", me)
    .route("/v1/signing", signing)
    .route("/v1", today)
    .route("/v1", settings)
    .route("/v1", workspace)
    .onError(toProblem((event, fields) => engine.world.log(event, fields)));
  return made.notFound((c) => {
    const allowed = methodsAt(made.routes, c.req.path);
    if (allowed.length === 0) return problem(c, 404, `There is nothing at ${c.req.path}`);
    c.header("allow", allowed.join(", "));
    return problem(c, 405, `${c.req.path} takes ${allowed.join(", ")}`);
  });
};
