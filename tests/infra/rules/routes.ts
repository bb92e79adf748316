import type { Resource } from "../offline/sst.ts";

/** Paths that the router sends to a function, of all `router.route(…)`. */
export const apiRoutes = (resources: Resource[]): string[] =>
  resources
    .filter(({ type }) => type === "sst:aws:RouterUrlRoute")
    .map(({ name }) => name.replace(/^RouterRoute/, ""))
    .sort();
