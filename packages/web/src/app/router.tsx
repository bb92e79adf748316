import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from "@tanstack/react-router";
import { guarded } from "./guarded.tsx";
import { learn } from "./i18n.ts";
import { Broken, NotFound } from "./not-found.tsx";
import { Shell } from "./shell.tsx";

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound, errorComponent: Broken });

/** What the URL may hold; the rest is dropped. */
const text =
  <const Name extends string>(...names: Name[]) =>
  (search: Record<string, unknown>): { [K in Name]?: string | undefined } => {
    const known: { [K in Name]?: string | undefined } = {};
    for (const name of names) {
      const value = search[name];
      if ((typeof value === "string" && value !== "") || typeof value === "number") known[name] = String(value);
    }
    return known;
  };

/** A page with the words that only pages like it need: `locales/<book>.<language>.json`, of one book or several. */
const worded =
  <Module,>(books: string, load: () => Promise<Module>) =>
  async (): Promise<Module> => {
    const [module] = await Promise.all([load(), ...books.split(" ").map(learn)]);
    return module;
  };

const today = createRoute({
  getParentRoute: () => root,
  path: "/",
  validateSearch: text("role"),
  component: lazyRouteComponent(
    worded("today", () => import("../features/today/today.tsx")),
    "Today",
  ),
});
const hotLeads = createRoute({
  getParentRoute: () => root,
  path: "/hot-leads",
  validateSearch: text("id", "view", "note"),
  component: lazyRouteComponent(
    worded("hot", () => import("../features/hot-leads/hot-leads.tsx")),
    "HotLeads",
  ),
});
const leads = createRoute({
  getParentRoute: () => root,
  path: "/leads",
  validateSearch: text("stage", "q", "owner", "tag", "list", "company", "segment", "cols", "job"),
  component: lazyRouteComponent(
    worded("leads", () => import("../features/leads/leads.tsx")),
    "Leads",
  ),
});
const segments = createRoute({
  getParentRoute: () => root,
  path: "/segments",
  validateSearch: text("id", "when"),
  component: lazyRouteComponent(
    worded("leads marketing", () => import("../features/segments/segments.tsx")),
    "Segments",
  ),
});
const lead = createRoute({
  getParentRoute: () => root,
  path: "/leads/$id",
  validateSearch: text("show", "range"),
  component: lazyRouteComponent(
    worded("leads", () => import("../features/lead/lead.tsx")),
    "LeadPage",
  ),
});
const workflows = createRoute({
  getParentRoute: () => root,
  path: "/workflows",
  component: lazyRouteComponent(() => import("../features/workflows/workflows.tsx"), "Workflows"),
});
const workflow = createRoute({
  getParentRoute: () => root,
  path: "/workflows/$id",
  validateSearch: text("version"),
  component: lazyRouteComponent(() => import("../features/workflows/workflow.tsx"), "WorkflowPage"),
});
const starters = createRoute({
  getParentRoute: () => root,
  path: "/workflows/new",
  component: guarded(
    lazyRouteComponent(
      worded("marketing", () => import("../features/starters/starters.tsx")),
      "Starters",
    ),
    "marketer",
  ),
});
const builder = createRoute({
  getParentRoute: () => root,
  path: "/workflows/$id/edit",
  validateSearch: text("view", "launch"),
  component: guarded(
    lazyRouteComponent(
      worded("marketing", () => import("../features/builder/builder.tsx")),
      "Builder",
    ),
    "marketer",
  ),
});
const versions = createRoute({
  getParentRoute: () => root,
  path: "/workflows/$id/versions",
  component: lazyRouteComponent(
    worded("marketing", () => import("../features/builder/versions.tsx")),
    "Versions",
  ),
});
const preview = createRoute({
  getParentRoute: () => root,
  path: "/workflows/$id/preview",
  validateSearch: text("days", "who", "react"),
  component: guarded(
    lazyRouteComponent(
      worded("marketing", () => import("../features/preview/preview.tsx")),
      "Preview",
    ),
    "marketer",
  ),
});
const mails = createRoute({
  getParentRoute: () => root,
  path: "/mails",
  validateSearch: text("q", "new"),
  component: lazyRouteComponent(
    worded("mails", () => import("../features/mails/mails.tsx")),
    "Mails",
  ),
});
const broadcasts = createRoute({
  getParentRoute: () => root,
  path: "/broadcasts",
  component: lazyRouteComponent(
    worded("leads", () => import("../features/broadcasts/broadcasts.tsx")),
    "Broadcasts",
  ),
});
const broadcast = createRoute({
  getParentRoute: () => root,
  path: "/broadcasts/$id",
  validateSearch: text("segment"),
  component: lazyRouteComponent(
    worded("leads", () => import("../features/broadcasts/broadcast.tsx")),
    "BroadcastPage",
  ),
});
const mail = createRoute({
  getParentRoute: () => root,
  path: "/mails/$id",
  validateSearch: text("look", "as", "part", "pane", "from"),
  component: lazyRouteComponent(
    worded("mails", () => import("../features/mail-editor/editor.tsx")),
    "MailEditor",
  ),
});
const settings = createRoute({
  getParentRoute: () => root,
  path: "/settings/{-$section}",
  validateSearch: text("from", "to", "by", "what"),
  component: lazyRouteComponent(
    worded("settings", () => import("../features/settings/settings.tsx")),
    "Settings",
  ),
});
const leadsImport = createRoute({
  getParentRoute: () => root,
  path: "/leads/import",
  component: lazyRouteComponent(
    worded("data", () => import("../features/imports/leads-import.tsx")),
    "LeadsImport",
  ),
});
const deals = createRoute({
  getParentRoute: () => root,
  path: "/deals",
  validateSearch: text("state", "reason", "deal"),
  component: lazyRouteComponent(
    worded("data", () => import("../features/deals/deals.tsx")),
    "Deals",
  ),
});
const dealsImport = createRoute({
  getParentRoute: () => root,
  path: "/deals/import",
  component: lazyRouteComponent(
    worded("data", () => import("../features/imports/deals-import.tsx")),
    "DealsImport",
  ),
});
const importJob = createRoute({
  getParentRoute: () => root,
  path: "/imports/$job",
  component: lazyRouteComponent(
    worded("data", () => import("../features/imports/job.tsx")),
    "Import",
  ),
});
const companies = createRoute({
  getParentRoute: () => root,
  path: "/companies",
  validateSearch: text("state", "q"),
  component: lazyRouteComponent(
    worded("data", () => import("../features/companies/companies.tsx")),
    "Companies",
  ),
});
const company = createRoute({
  getParentRoute: () => root,
  path: "/companies/$key",
  component: lazyRouteComponent(
    worded("data", () => import("../features/companies/company.tsx")),
    "CompanyPage",
  ),
});
const outbox = createRoute({
  getParentRoute: () => root,
  path: "/outbox",
  validateSearch: text("to", "mail", "part"),
  component: lazyRouteComponent(() => import("../features/outbox/outbox.tsx"), "Outbox"),
});

const scoring = createRoute({
  getParentRoute: () => root,
  path: "/scoring",
  validateSearch: text("tab", "lead"),
  component: lazyRouteComponent(
    worded("scoring marketing", () => import("../features/scoring/scoring.tsx")),
    "Scoring",
  ),
});
const report = createRoute({
  getParentRoute: () => root,
  path: "/workflows/$id/report",
  validateSearch: text("version", "since"),
  component: lazyRouteComponent(
    worded("report", () => import("../features/report/report.tsx")),
    "Report",
  ),
});

const sources = createRoute({
  getParentRoute: () => root,
  path: "/sources",
  component: guarded(
    lazyRouteComponent(
      worded("sources", () => import("../features/sources/sources.tsx")),
      "Sources",
    ),
    "marketer",
  ),
});
const newSource = createRoute({
  getParentRoute: () => root,
  path: "/sources/new",
  validateSearch: text("way"),
  component: guarded(
    lazyRouteComponent(
      worded("sources", () => import("../features/sources/new-source.tsx")),
      "NewSource",
    ),
    "marketer",
  ),
});
const source = createRoute({
  getParentRoute: () => root,
  path: "/sources/$id",
  validateSearch: text("tab", "fate", "open", "payload"),
  component: guarded(
    lazyRouteComponent(
      worded("sources", () => import("../features/sources/source.tsx")),
      "SourcePage",
    ),
    "marketer",
  ),
});

export const router = createRouter({
  routeTree: root.addChildren([
    today,
    hotLeads,
    leads,
    segments,
    lead,
    workflows,
    workflow,
    starters,
    builder,
    preview,
    versions,
    scoring,
    report,
    sources,
    newSource,
    source,
    mails,
    broadcasts,
    broadcast,
    mail,
    settings,
    leadsImport,
    deals,
    dealsImport,
    importJob,
    companies,
    company,
    outbox,
  ]),
  defaultPreload: "intent",
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
