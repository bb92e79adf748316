import { readFileSync } from "node:fs";
import { app } from "@rekindle/functions/http/app";
import { localRoutes } from "@rekindle/local/local-routes";
import { rolePicker } from "@rekindle/local/role-picker";
import { expect, test } from "vitest";
import { lab } from "../support/lab.ts";

/** Rows of docs/api.md: `| GET | `/v1/jobs/:id` | … |`. */
const documented = [
  ...readFileSync(new URL("../../docs/api.md", import.meta.url), "utf8").matchAll(/^\| ([A-Z]+) \| `([^`]+)` \|/gm),
].map(([, method, path]) => `${method} ${path}`);

test("docs/api.md names the paths that there are, and no others", async () => {
  const run = await lab();
  const deps = { engine: run.engine, apiKey: () => false, nowWallMs: () => 0 };
  const api = app(deps);
  const local = localRoutes({
    run,
    handlers: { mailEvents: async () => [] },
    drive: { speed: 0, jump: async () => undefined },
    sample: { is: () => false, remove: async () => undefined },
  });
  const under = (prefix: string, routes: { method: string; path: string }[]) =>
    routes
      .filter(({ method }) => method !== "ALL")
      .map(({ method, path }) => `${method} ${prefix}${path.replace(/(.)\/$/, "$1")}`);
  const picker = rolePicker(deps, { secret: "" });
  const there = [...under("", api.routes), ...under("/local", local.routes), ...under("/local", picker.routes)];
  expect(documented.sort()).toEqual([...new Set(there)].sort());
});
