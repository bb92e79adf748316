import { type AuditEntry, beginEntry, write } from "@rekindle/core/engine/audit";
import type { Context, MiddlewareHandler } from "hono";
import { matchedRoutes } from "hono/route";
import type { AppDeps } from "../deps.ts";
import type { Env } from "../env.ts";
import { problem } from "../problem.ts";
import type { Caller } from "./caller.ts";
import { identify } from "./identify.ts";
import { may, type Rules } from "./rules.ts";

/** The one place that lets in: by the rule of the route that will answer. What is let in to change something is written down first. */
export const guard =
  (deps: AppDeps, rules: Rules): MiddlewareHandler<Env> =>
  async (c, next) => {
    const route = routeOf(c);
    const rule = route === undefined ? undefined : rules[route];
    if (rule === "open" || (route === undefined && !c.req.path.startsWith("/v1/"))) return next();
    c.header("cache-control", "no-store");
    const known = await identify(deps, c);
    if (known === undefined) {
      c.header("www-authenticate", "Bearer");
      return problem(c, 401, "Sign in, or send the API key: Authorization: Bearer <key>");
    }
    const { caller, session } = known;
    // A path that nobody answers is told so, to those who are somebody.
    if (route === undefined) return next();
    if (!may(caller, rule)) return problem(c, 403, `${wordFor(caller)} may not do this`, [], "role");
    c.set("caller", caller);
    if (session !== undefined) c.set("session", session);
    const isChange =
      rule === undefined ? c.req.method !== "GET" : rule.changes && !(rule.trial && c.req.query("dryRun") === "true");
    return isChange ? audited(deps, c, caller, route, next) : next();
  };

/** `METHOD /path` of the handler that will answer; undefined if there is none. */
const routeOf = (c: Context): string | undefined => {
  const found = matchedRoutes(c).find(({ method }) => method !== "ALL");
  return found === undefined ? undefined : routeName(found);
};
export const routeName = ({ method, path }: { method: string; path: string }): string =>
  `${method} ${path.replace(/(.)\/$/, "$1")}`;

const wordFor = (caller: Caller): string =>
  caller.kind === "person" ? `The role ${caller.role}` : `A key for ${caller.scopes.join(", ")}`;

const audited = async (
  { engine, from }: AppDeps,
  c: Context<Env>,
  caller: Caller,
  what: string,
  next: () => Promise<void>,
): Promise<void> => {
  const address = from?.(c);
  const { day, entry } = await beginEntry(engine, {
    id: engine.world.ids.next("audit"),
    at: engine.world.clock.now(),
    by: {
      kind: caller.kind,
      id: caller.id,
      name: caller.name,
      ...(caller.kind === "person" ? { role: caller.role } : {}),
    },
    what,
    thing: partsOf(what, c.req.path),
    ...(address === undefined ? {} : { from: engine.world.seal.addressKey(address) }),
    outcome: "begun",
  });
  await next();
  const { changes } = c.var;
  const done: AuditEntry = {
    ...entry,
    thing: { ...entry.thing, ...(await madeBy(c)) },
    ...(changes === undefined || changes.length === 0 ? {} : { changes: changes.slice(0, MOST_CHANGES) }),
    outcome: c.res.status,
  };
  await write(engine, day, done);
};

/** An entry stays small, whatever somebody changes at once. */
const MOST_CHANGES = 40;

/** `PUT /v1/workflows/:id`, `/v1/workflows/price` → `{ id: "price" }`. */
const partsOf = (what: string, path: string): Record<string, string> => {
  const given = path.split("/");
  return Object.fromEntries(
    what
      .slice(what.indexOf(" ") + 1)
      .split("/")
      .flatMap((part, index) => (part.startsWith(":") ? [[part.slice(1), (given[index] ?? "").slice(0, 200)]] : [])),
  );
};

/** What an answer says that it made: a thing, or a job. */
const madeBy = async (c: Context): Promise<Record<string, string>> => {
  if ((c.res.status !== 201 && c.res.status !== 202) || !c.res.headers.get("content-type")?.includes("json")) return {};
  const answer: unknown = await c.res.clone().json();
  if (typeof answer !== "object" || answer === null) return {};
  const value = "job" in answer ? answer.job : "id" in answer ? answer.id : undefined;
  return typeof value === "string" ? { made: value } : {};
};
