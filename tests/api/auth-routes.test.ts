import { app } from "@rekindle/functions/http/app";
import { routeName } from "@rekindle/functions/http/auth/guard";
import { rules } from "@rekindle/functions/http/auth/rules";
import { localRoutes } from "@rekindle/local/local-routes";
import { localRules } from "@rekindle/local/local-rules";
import { rolePicker } from "@rekindle/local/role-picker";
import { expect, test } from "vitest";
import { lab } from "../support/lab.ts";
import { startLocal } from "../support/local.ts";

/**
 * Who may call what, written a second time and by hand: M marketer, I inside sales, and keys to r read, w write, i intake.
 * Admins and admin keys may call all of it, strangers nothing.
 */
const expected = `
POST   /auth/sign-out                            MI ---
GET    /v1/me                                    MI rwi
PATCH  /v1/me                                    MI ---
GET    /v1/leads                                 MI r--
POST   /v1/leads                                 M- -wi
POST   /v1/leads/import                          M- -wi
GET    /v1/leads/:id                             MI r--
PATCH  /v1/leads/:id                             M- -w-
DELETE /v1/leads/:id                             -- ---
GET    /v1/leads/:id/timeline                    MI r--
GET    /v1/leads/:id/score                       MI r--
POST   /v1/leads/:id/calls                       -I -w-
POST   /v1/leads/:id/enrolments                  M- -w-
POST   /v1/leads/:id/optOut                      MI -wi
POST   /v1/leads/:id/unsuppress                  -- ---
GET    /v1/leads/:id/why                         MI r--
GET    /v1/leads/:id/tasks                       MI r--
POST   /v1/leads/:id/tasks                       MI -w-
PATCH  /v1/leads/:id/tasks/:task                 MI -w-
DELETE /v1/leads/:id/tasks/:task                 MI -w-
GET    /v1/tasks                                 MI r--
GET    /v1/segments                              MI r--
POST   /v1/segments                              M- -w-
POST   /v1/segments/count                        MI r--
GET    /v1/segments/:id                          MI r--
PUT    /v1/segments/:id                          M- -w-
DELETE /v1/segments/:id                          M- -w-
GET    /v1/broadcasts                            MI r--
POST   /v1/broadcasts                            M- -w-
GET    /v1/broadcasts/:id                        MI r--
PUT    /v1/broadcasts/:id                        M- -w-
DELETE /v1/broadcasts/:id                        M- -w-
POST   /v1/broadcasts/:id/preview                M- r--
POST   /v1/broadcasts/:id/launch                 M- -w-
POST   /v1/broadcasts/:id/stop                   M- -w-
POST   /v1/bulk                                  M- -w-
GET    /v1/bulk/:job                             M- r--
POST   /v1/bulk/:job/undo                        M- -w-
POST   /v1/bulk/:job/stop                        M- -w-
GET    /v1/handoffs                              MI r--
GET    /v1/handoffs/:id                          MI r--
GET    /v1/handoffs/:id/returns                  MI r--
POST   /v1/handoffs/:id/accept                   -I -w-
POST   /v1/handoffs/:id/return                   -I -w-
POST   /v1/handoffs/:id/reopen                   -I -w-
POST   /v1/handoffs/:id/assign                   -I -w-
GET    /v1/deals                                 MI r--
POST   /v1/deals                                 -I -wi
POST   /v1/deals/import                          M- -wi
GET    /v1/deals/:id                             MI r--
GET    /v1/companies                             MI r--
GET    /v1/companies/:key                        MI r--
PATCH  /v1/deals/:id                             -I -wi
GET    /v1/workflows                             MI r--
PUT    /v1/workflows/:id                         M- -w-
GET    /v1/workflows/:id                         MI r--
POST   /v1/workflows/:id/publish                 M- -w-
POST   /v1/workflows/:id/pause                   M- -w-
POST   /v1/workflows/:id/resume                  M- -w-
GET    /v1/workflows/:id/report                  MI r--
GET    /v1/workflows/:id/steps/:step/leads       MI r--
GET    /v1/workflows/:id/changes                 MI r--
GET    /v1/workflows/:id/checks                  MI r--
GET    /v1/workflows/:id/versions                MI r--
GET    /v1/workflows/:id/versions/:version       MI r--
GET    /v1/workflows/:id/versions/:version/changes MI r--
POST   /v1/workflows/:id/migrate                 M- -w-
POST   /v1/workflows/import/pinpoint             M- r--
GET    /v1/vocabulary                            MI r--
GET    /v1/starters                              MI r--
POST   /v1/starters/:id                          M- -w-
POST   /v1/simulate                              M- r--
GET    /v1/templates                             MI r--
PUT    /v1/templates/:id                         M- -w-
GET    /v1/templates/:id                         MI r--
POST   /v1/templates/:id/publish                 M- -w-
DELETE /v1/templates/:id                         M- -w-
POST   /v1/templates/:id/preview                 MI r--
POST   /v1/templates/:id/test                    M- -w-
GET    /v1/templates/:id/checks                  MI r--
GET    /v1/templates/:id/versions                MI r--
GET    /v1/templates/:id/versions/:version       MI r--
GET    /v1/sources                               M- r--
PUT    /v1/sources/:id                           M- -w-
GET    /v1/sources/:id                           M- r--
DELETE /v1/sources/:id                           M- -w-
PATCH  /v1/sources/:id                           M- -w-
POST   /v1/sources/:id/secret                    M- -w-
POST   /v1/sources/:id/trial                     M- r--
GET    /v1/sources/:id/payloads                  M- r--
POST   /v1/sources/:id/payloads/replay           M- -w-
POST   /v1/sources/:id/payloads/:payload/replay  M- -w-
GET    /v1/scoring                               MI r--
PUT    /v1/scoring                               M- -w-
GET    /v1/scoring/draft                         MI r--
PUT    /v1/scoring/draft                         M- -w-
DELETE /v1/scoring/draft                         M- -w-
POST   /v1/scoring/preview                       MI r--
POST   /v1/scoring/sign-off/:department          MI -w-
POST   /v1/scoring/publish                       M- -w-
GET    /v1/scoring/versions                      MI r--
GET    /v1/scoring/versions/:version             MI r--
GET    /v1/phrases                               MI r--
PUT    /v1/phrases                               M- -w-
GET    /v1/sending                               MI r--
GET    /v1/today                                 MI r--
GET    /v1/goals                                 MI r--
GET    /v1/goals/rates                           MI r--
PUT    /v1/goals/:month                          MI -w-
POST   /v1/goals/:month/sign                     MI -w-
GET    /v1/days                                  MI r--
GET    /v1/jobs                                  M- r--
GET    /v1/jobs/:id                              M- r-i
POST   /v1/jobs/:id/retry                        M- -w-
POST   /v1/jobs/:id/undo                         M- -w-
GET    /v1/jobs/:id/badRows                      M- r-i
GET    /v1/problems                              M- r--
POST   /v1/problems/:id/retry                    M- -w-
DELETE /v1/problems/:id                          M- -w-
GET    /v1/settings                              MI r--
PUT    /v1/settings                              -- ---
GET    /v1/calendar                              MI r--
POST   /v1/channels/:name/test                   -- ---
GET    /v1/signing                               -- ---
POST   /v1/signing                               -- ---
GET    /v1/people                                -- ---
POST   /v1/people                                -- ---
PATCH  /v1/people/:id                            -- ---
DELETE /v1/people/:id                            -- ---
GET    /v1/keys                                  -- ---
POST   /v1/keys                                  -- ---
DELETE /v1/keys/:id                              -- ---
GET    /v1/audit                                 -- ---
GET    /v1/export/audit                          -- ---
GET    /v1/export/leads                          -- ---
GET    /v1/export/suppressions                   -- ---
GET    /local/outbox                             MI r--
GET    /local/clock                              MI r--
POST   /local/clock                              MI -w-
POST   /local/events                             MI -w-
GET    /local/sample                             MI r--
DELETE /local/sample                             -- ---
`
  .trim()
  .split("\n")
  .map((line) => /^(\w+) +(\S+) +(\S+ \S+)$/.exec(line)?.slice(1) ?? [])
  .map(([method = "", path = "", who = ""]) => ({ method, path, who }));

const callers = ["nobody", "admin", "marketer", "insideSales", "read", "write", "intake", "admin key"] as const;
type Who = (typeof callers)[number];
const letters: Partial<Record<Who, string>> = { marketer: "M", insideSales: "I", read: "r", write: "w", intake: "i" };

test.each(callers)("every route lets in whom it should: %s", async (who) => {
  const { url, post } = await startLocal();
  const keyFor = async (...scopes: string[]): Promise<Record<string, string>> => ({
    authorization: `Bearer ${(await post("/v1/keys", { name: "k", scopes })).json.key}`,
  });
  const cookieFor = async (role: string): Promise<Record<string, string>> => {
    const chosen = await fetch(`${url}/local/session`, {
      method: "POST",
      headers: { "content-type": "application/json", origin: url },
      body: JSON.stringify({ role }),
    });
    const [cookie = ""] = chosen.headers.getSetCookie();
    return { cookie: cookie.slice(0, cookie.indexOf(";")), origin: url };
  };
  const headersOf: Record<Who, () => Promise<Record<string, string>>> = {
    nobody: async () => ({}),
    admin: () => cookieFor("admin"),
    marketer: () => cookieFor("marketer"),
    insideSales: () => cookieFor("insideSales"),
    read: () => keyFor("read"),
    write: () => keyFor("write"),
    intake: () => keyFor("intake"),
    "admin key": () => keyFor("admin"),
  };
  let headers = await headersOf[who]();
  for (const { method, path, who: allowed } of expected) {
    const { status } = await fetch(`${url}${path.replace(/:\w+/g, "x_1")}`, {
      method,
      headers,
      ...(method === "GET" ? {} : { body: "{}" }),
    });
    const isIn = who.startsWith("admin") || allowed.includes(letters[who] ?? "nobody");
    const found = status === 401 || status === 403 ? status : "in";
    expect(`${method} ${path}: ${found}`).toBe(`${method} ${path}: ${isIn ? "in" : who === "nobody" ? 401 : 403}`);
    if (path === "/auth/sign-out" && isIn) headers = await headersOf[who]();
  }
});

/** Open to the world: forms and events with their own proof, mails' links, the health check, and the way in. */
const open = `
GET /healthz, POST /hooks/:source, POST /hooks/:source/:secret, GET /f/:source, POST /f/:source, POST /v1/batch, POST /v1/identify, POST /v1/track, POST /v1/page,
GET /t/c/:token, HEAD /t/c/:token, GET /t/o/:token, GET /u/:token, POST /u/:token, GET /auth/sign-in, GET /auth/callback,
GET /local/session, POST /local/session`
  .trim()
  .split(/,\s+/);

test("every route there is states who may call it, here and in the code, and no other is stated", async () => {
  const run = await lab();
  const deps = { engine: run.engine, apiKey: () => false, nowWallMs: () => 0 };
  const local = localRoutes({
    run,
    handlers: { mailEvents: async () => [] },
    drive: { speed: 0, jump: async () => undefined },
    sample: { is: () => false, remove: async () => undefined },
  });
  const names = (routes: { method: string; path: string }[], prefix = "") =>
    routes
      .filter(({ method }) => method !== "ALL")
      .map(({ method, path }) => routeName({ method, path: `${prefix}${path}` }));
  const own = [...new Set(names(app(deps).routes))].sort();
  const locally = [
    ...names(local.routes, "/local"),
    ...names(rolePicker(deps, { secret: "" }).routes, "/local"),
  ].sort();
  expect(Object.keys(rules).sort()).toEqual(own);
  expect(Object.keys(localRules).sort()).toEqual(locally);
  const stated = [...open, ...expected.map(({ method, path }) => `${method} ${path}`)].sort();
  expect(stated).toEqual([...own, ...locally].sort());
  const unguarded = Object.entries({ ...rules, ...localRules }).flatMap(([name, rule]) =>
    rule === "open" ? [name] : [],
  );
  expect(unguarded.sort()).toEqual(open.toSorted());
});

test("what reads changes nothing, and every change is written down", () => {
  const wrong = Object.entries({ ...rules, ...localRules }).flatMap(([name, rule]) =>
    rule !== "open" && rule.changes === name.startsWith("GET ") ? [name] : [],
  );
  expect(wrong.sort()).toEqual([
    // Who takes everybody's data is written down, though it changes nothing.
    "GET /v1/export/audit",
    "GET /v1/export/leads",
    "GET /v1/export/suppressions",
    // The language that one reads in is nobody else's matter.
    "PATCH /v1/me",
    "POST /v1/broadcasts/:id/preview",
    "POST /v1/scoring/preview",
    "POST /v1/segments/count",
    "POST /v1/simulate",
    "POST /v1/sources/:id/trial",
    "POST /v1/templates/:id/preview",
    "POST /v1/workflows/import/pinpoint",
  ]);
});
