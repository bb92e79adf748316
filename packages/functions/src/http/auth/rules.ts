import type { Role, Scope } from "@rekindle/core/workspace/people";
import type { Caller } from "./caller.ts";

/**
 * Who may call a route. Admins and keys with the scope `admin` may call every one, so they are not named. A change is written
 * into the audit; with `trial`, `?dryRun=true` makes it none.
 */
export type Rule = "open" | { roles: readonly Role[]; scopes: readonly Scope[]; changes: boolean; trial?: true };
/** `METHOD /path` → who. */
export type Rules = Readonly<Record<string, Rule>>;

const marketer: readonly Role[] = ["marketer"];
const inside: readonly Role[] = ["insideSales"];
const everyone: readonly Role[] = ["marketer", "insideSales"];

const reads = (roles: readonly Role[], ...more: Scope[]): Rule => ({
  roles,
  scopes: ["read", ...more],
  changes: false,
});
const changes = (roles: readonly Role[], ...more: Scope[]): Exclude<Rule, "open"> => ({
  roles,
  scopes: ["write", ...more],
  changes: true,
});
const adminReads: Rule = { roles: [], scopes: [], changes: false };
const adminChanges: Rule = { roles: [], scopes: [], changes: true };

/** Every route of the API. Open ones are guarded by themselves, or are for the world outside. */
export const rules: Rules = {
  "GET /healthz": "open",
  // Signed by their senders; the tokens of mails are signed by us.
  "POST /hooks/:source": "open",
  "POST /hooks/:source/:secret": "open",
  // A form that anybody may fill in.
  "GET /f/:source": "open",
  "POST /f/:source": "open",
  "POST /v1/batch": "open",
  "POST /v1/identify": "open",
  "POST /v1/track": "open",
  "POST /v1/page": "open",
  "GET /t/c/:token": "open",
  "HEAD /t/c/:token": "open",
  "GET /t/o/:token": "open",
  "GET /u/:token": "open",
  "POST /u/:token": "open",

  "GET /auth/sign-in": "open",
  "GET /auth/callback": "open",
  "POST /auth/sign-out": { roles: everyone, scopes: [], changes: true },
  "GET /v1/me": reads(everyone, "write", "intake"),
  // One's own way of reading is nobody else's matter: it is not written down.
  "PATCH /v1/me": { roles: everyone, scopes: [], changes: false },

  "GET /v1/leads": reads(everyone),
  "POST /v1/leads": changes(marketer, "intake"),
  "POST /v1/leads/import": { roles: marketer, scopes: ["write", "intake"], changes: true, trial: true },
  "GET /v1/leads/:id": reads(everyone),
  "PATCH /v1/leads/:id": changes(marketer),
  "DELETE /v1/leads/:id": adminChanges,
  "GET /v1/leads/:id/timeline": reads(everyone),
  "GET /v1/leads/:id/score": reads(everyone),
  "POST /v1/leads/:id/calls": { roles: inside, scopes: ["write"], changes: true, trial: true },
  "POST /v1/leads/:id/enrolments": changes(marketer),
  // Whoever hears the wish must be able to fulfil it.
  "POST /v1/leads/:id/optOut": changes(everyone, "intake"),
  "POST /v1/leads/:id/unsuppress": adminChanges,

  "GET /v1/leads/:id/why": reads(everyone),
  "GET /v1/leads/:id/tasks": reads(everyone),
  "POST /v1/leads/:id/tasks": changes(everyone),
  "PATCH /v1/leads/:id/tasks/:task": changes(everyone),
  "DELETE /v1/leads/:id/tasks/:task": changes(everyone),
  "GET /v1/tasks": reads(everyone),
  "GET /v1/segments": reads(everyone),
  "POST /v1/segments": changes(marketer),
  "POST /v1/segments/count": reads(everyone),
  "GET /v1/segments/:id": reads(everyone),
  "PUT /v1/segments/:id": changes(marketer),
  "DELETE /v1/segments/:id": changes(marketer),
  "GET /v1/broadcasts": reads(everyone),
  "POST /v1/broadcasts": changes(marketer),
  "GET /v1/broadcasts/:id": reads(everyone),
  "PUT /v1/broadcasts/:id": changes(marketer),
  "DELETE /v1/broadcasts/:id": changes(marketer),
  "POST /v1/broadcasts/:id/preview": reads(marketer),
  "POST /v1/broadcasts/:id/launch": changes(marketer),
  "POST /v1/broadcasts/:id/stop": changes(marketer),
  "POST /v1/bulk": { ...changes(marketer), trial: true },
  "GET /v1/bulk/:job": reads(marketer),
  "POST /v1/bulk/:job/undo": changes(marketer),
  "POST /v1/bulk/:job/stop": changes(marketer),

  "GET /v1/handoffs": reads(everyone),
  "GET /v1/handoffs/:id": reads(everyone),
  "GET /v1/handoffs/:id/returns": reads(everyone),
  "POST /v1/handoffs/:id/accept": changes(inside),
  "POST /v1/handoffs/:id/return": changes(inside),
  "POST /v1/handoffs/:id/reopen": changes(inside),
  "POST /v1/handoffs/:id/assign": changes(inside),

  "GET /v1/deals": reads(everyone),
  "POST /v1/deals": changes(inside, "intake"),
  "POST /v1/deals/import": { roles: marketer, scopes: ["write", "intake"], changes: true, trial: true },
  "GET /v1/deals/:id": reads(everyone),
  "PATCH /v1/deals/:id": changes(inside, "intake"),

  "GET /v1/companies": reads(everyone),
  "GET /v1/companies/:key": reads(everyone),

  "GET /v1/workflows": reads(everyone),
  "POST /v1/workflows/import/pinpoint": reads(marketer),
  "PUT /v1/workflows/:id": changes(marketer),
  "GET /v1/workflows/:id": reads(everyone),
  "POST /v1/workflows/:id/publish": changes(marketer),
  "POST /v1/workflows/:id/pause": changes(marketer),
  "POST /v1/workflows/:id/resume": changes(marketer),
  "GET /v1/workflows/:id/report": reads(everyone),
  "GET /v1/workflows/:id/steps/:step/leads": reads(everyone),
  "GET /v1/workflows/:id/changes": reads(everyone),
  "GET /v1/workflows/:id/checks": reads(everyone),
  "GET /v1/workflows/:id/versions": reads(everyone),
  "GET /v1/workflows/:id/versions/:version": reads(everyone),
  "GET /v1/workflows/:id/versions/:version/changes": reads(everyone),
  "POST /v1/workflows/:id/migrate": changes(marketer),
  "POST /v1/simulate": reads(marketer),
  "GET /v1/vocabulary": reads(everyone),
  "GET /v1/starters": reads(everyone),
  "POST /v1/starters/:id": changes(marketer),

  "GET /v1/templates": reads(everyone),
  "PUT /v1/templates/:id": changes(marketer),
  "GET /v1/templates/:id": reads(everyone),
  "POST /v1/templates/:id/publish": changes(marketer),
  "DELETE /v1/templates/:id": changes(marketer),
  "POST /v1/templates/:id/preview": reads(everyone),
  // It changes nothing of ours, and yet a mail goes out.
  "POST /v1/templates/:id/test": changes(marketer),
  "GET /v1/templates/:id/checks": reads(everyone),
  "GET /v1/templates/:id/versions": reads(everyone),
  "GET /v1/templates/:id/versions/:version": reads(everyone),

  "GET /v1/sources": reads(marketer),
  "PUT /v1/sources/:id": changes(marketer),
  "GET /v1/sources/:id": reads(marketer),
  "DELETE /v1/sources/:id": changes(marketer),
  "PATCH /v1/sources/:id": changes(marketer),
  "POST /v1/sources/:id/secret": changes(marketer),
  "POST /v1/sources/:id/trial": reads(marketer),
  "GET /v1/sources/:id/payloads": reads(marketer),
  "POST /v1/sources/:id/payloads/replay": changes(marketer),
  "POST /v1/sources/:id/payloads/:payload/replay": changes(marketer),

  "GET /v1/scoring": reads(everyone),
  "PUT /v1/scoring": changes(marketer),
  "GET /v1/scoring/draft": reads(everyone),
  "PUT /v1/scoring/draft": changes(marketer),
  "DELETE /v1/scoring/draft": changes(marketer),
  "POST /v1/scoring/preview": reads(everyone),
  // Who speaks for which department is decided there; a key speaks for none.
  "POST /v1/scoring/sign-off/:department": changes(everyone),
  "POST /v1/scoring/publish": changes(marketer),
  "GET /v1/scoring/versions": reads(everyone),
  "GET /v1/scoring/versions/:version": reads(everyone),
  "GET /v1/phrases": reads(everyone),
  "PUT /v1/phrases": changes(marketer),
  "GET /v1/days": reads(everyone),
  "GET /v1/today": reads(everyone),
  "GET /v1/goals": reads(everyone),
  "GET /v1/goals/rates": reads(everyone),
  // Both departments share the goal, and each agrees for itself.
  "PUT /v1/goals/:month": changes(everyone),
  "POST /v1/goals/:month/sign": changes(everyone),
  "GET /v1/sending": reads(everyone),
  "GET /v1/jobs": reads(marketer),
  "GET /v1/jobs/:id": reads(marketer, "intake"),
  "POST /v1/jobs/:id/retry": changes(marketer),
  "GET /v1/jobs/:id/badRows": reads(marketer, "intake"),
  "POST /v1/jobs/:id/undo": changes(marketer),
  "GET /v1/problems": reads(marketer),
  "POST /v1/problems/:id/retry": changes(marketer),
  "DELETE /v1/problems/:id": changes(marketer),

  "GET /v1/settings": reads(everyone),
  "PUT /v1/settings": adminChanges,
  "GET /v1/calendar": reads(everyone),
  "POST /v1/channels/:name/test": adminChanges,
  "GET /v1/signing": adminReads,
  "POST /v1/signing": adminChanges,
  "GET /v1/people": adminReads,
  "POST /v1/people": adminChanges,
  "PATCH /v1/people/:id": adminChanges,
  "DELETE /v1/people/:id": adminChanges,
  "GET /v1/keys": adminReads,
  "POST /v1/keys": adminChanges,
  "DELETE /v1/keys/:id": adminChanges,
  "GET /v1/audit": adminReads,
  // They change nothing, and are written down all the same: who took everybody's data, and when.
  "GET /v1/export/audit": adminChanges,
  "GET /v1/export/leads": adminChanges,
  "GET /v1/export/suppressions": adminChanges,
};

/** A route without a rule is an admin's, until a test finds it. */
export const may = (caller: Caller, rule: Exclude<Rule, "open"> | undefined): boolean =>
  caller.kind === "person"
    ? caller.role === "admin" || rule?.roles.includes(caller.role) === true
    : caller.scopes.some((scope) => scope === "admin" || rule?.scopes.includes(scope) === true);
