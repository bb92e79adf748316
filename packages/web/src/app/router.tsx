import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from "@tanstack/react-router";
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

const today = createRoute({
  getParentRoute: () => root,
  path: "/",
  component: lazyRouteComponent(() => import("../features/today/today.tsx"), "Today"),
});
const hotLeads = createRoute({
  getParentRoute: () => root,
  path: "/hot-leads",
  validateSearch: text("id", "view", "note"),
  component: lazyRouteComponent(() => import("../features/hot-leads/hot-leads.tsx"), "HotLeads"),
});
const leads = createRoute({
  getParentRoute: () => root,
  path: "/leads",
  validateSearch: text("stage", "email"),
  component: lazyRouteComponent(() => import("../features/leads/leads.tsx"), "Leads"),
});
const lead = createRoute({
  getParentRoute: () => root,
  path: "/leads/$id",
  validateSearch: text("show", "range"),
  component: lazyRouteComponent(() => import("../features/lead/lead.tsx"), "LeadPage"),
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
/** A page with the words that only pages like it need: `locales/<book>.<language>.json`. */
const worded =
  <Module,>(book: string, load: () => Promise<Module>) =>
  async (): Promise<Module> => {
    const [module] = await Promise.all([load(), learn(book)]);
    return module;
  };
const starters = createRoute({
  getParentRoute: () => root,
  path: "/workflows/new",
  component: lazyRouteComponent(
    worded("marketing", () => import("../features/starters/starters.tsx")),
    "Starters",
  ),
});
const builder = createRoute({
  getParentRoute: () => root,
  path: "/workflows/$id/edit",
  validateSearch: text("view", "launch"),
  component: lazyRouteComponent(
    worded("marketing", () => import("../features/builder/builder.tsx")),
    "Builder",
  ),
});
const preview = createRoute({
  getParentRoute: () => root,
  path: "/workflows/$id/preview",
  validateSearch: text("days", "who", "react"),
  component: lazyRouteComponent(
    worded("marketing", () => import("../features/preview/preview.tsx")),
    "Preview",
  ),
});
const outbox = createRoute({
  getParentRoute: () => root,
  path: "/outbox",
  validateSearch: text("to", "mail", "part"),
  component: lazyRouteComponent(() => import("../features/outbox/outbox.tsx"), "Outbox"),
});

export const router = createRouter({
  routeTree: root.addChildren([today, hotLeads, leads, lead, workflows, workflow, starters, builder, preview, outbox]),
  defaultPreload: "intent",
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
