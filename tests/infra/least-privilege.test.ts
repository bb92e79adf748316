import { beforeAll, expect, inject, it } from "vitest";
import { bench } from "./offline/bench.ts";
import { accessRules } from "./rules/access.ts";
import { localOnly } from "./rules/environment.ts";
import { functions, handlers } from "./rules/kinds.ts";
import { type Needs, needsOf } from "./rules/needs.ts";

const { resources } = inject("production");
const needs = new Map<string, Needs>();
beforeAll(async () => {
  for (const [name, handler] of handlers(resources)) needs.set(name, await needsOf(bench, handler));
});

it("each function may do exactly what its code can do", () => expect(accessRules(resources, needs)).toEqual([]));

it("each function is given every value that its code reads", () => {
  const missing = functions(resources).flatMap(({ is, environment }) =>
    [...(needs.get(is)?.environment ?? [])]
      .filter((name) => !(name in environment.variables) && !localOnly.includes(name))
      .map((name) => `${is} reads ${name}`),
  );
  expect(missing).toEqual([]);
});

it("only the function behind the router knows the secrets of the edge", () => {
  const knows = (name: string) =>
    functions(resources)
      .filter(({ environment }) => name in environment.variables)
      .map(({ is }) => is);
  for (const name of ["REKINDLE_ORIGIN_SECRET", "REKINDLE_SESSION_SECRET", "REKINDLE_OIDC_CLIENT_SECRET"])
    expect(knows(name), name).toEqual(["OnHttp"]);
});

it("the API asks for the router's secret", () =>
  expect([...(needs.get("OnHttp")?.environment ?? [])]).toContain("REKINDLE_ORIGIN_SECRET"));
