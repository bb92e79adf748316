import { describe, expect, inject, it } from "vitest";
import * as z from "zod";
import { bench } from "./offline/bench.ts";
import { evaluate } from "./offline/sst.ts";
import { company, secrets } from "./offline/values.ts";
import { policyRules } from "./rules/access.ts";
import { deliveryRules } from "./rules/delivery.ts";
import { lambdaRules } from "./rules/lambdas.ts";
import { one } from "./rules/read.ts";

const stages = { ci: inject("ci"), production: inject("production") };

describe.each(Object.entries(stages))("the stage %s", (_, { code, output, resources }) => {
  it("is evaluated by the real sst, offline", () => {
    expect(code, output).toBe(0);
    expect(resources.length).toBeGreaterThan(150);
  });
  it("loses nothing that is queued, scheduled or streamed", () => expect(deliveryRules(resources)).toEqual([]));
  it("writes no wildcard and trusts nobody else", () => expect(policyRules(resources)).toEqual([]));
  it("states what each function runs on", () => expect(lambdaRules(resources)).toEqual([]));
});

it("production keeps data, other stages go without a trace", () => {
  const kept = ({ resources }: (typeof stages)["ci"]) =>
    resources.filter(({ type, retainOnDelete }) => type.endsWith(":Table") && retainOnDelete).map(({ name }) => name);
  expect(kept(stages.production)).toEqual(["TableTable"]);
  expect(kept(stages.ci)).toEqual([]);
  const guarded = ({ resources }: (typeof stages)["ci"]) =>
    one(resources, "aws:dynamodb/table:Table", "TableTable", z.object({ deletionProtectionEnabled: z.boolean() }))
      .deletionProtectionEnabled;
  expect([guarded(stages.production), guarded(stages.ci)]).toEqual([true, false]);
  const users = ({ resources }: (typeof stages)["ci"]) =>
    one(resources, "aws:cognito/userPool:UserPool", "UsersUserPool", z.object({ deletionProtection: z.string() }))
      .deletionProtection;
  expect([users(stages.production), users(stages.ci)]).toEqual(["ACTIVE", "INACTIVE"]);
});

it("only production touches what belongs to the account", () => {
  const account = ({ resources }: (typeof stages)["ci"]) =>
    resources.filter(({ type }) => type.includes("accountSuppression")).length;
  expect([account(stages.production), account(stages.ci)]).toEqual([1, 0]);
});

it("names what production lacks", async () => {
  const { REKINDLE_DOMAIN: _, ...rest } = company;
  const { code, output } = await evaluate(bench, "production", secrets, rest);
  expect(code).not.toBe(0);
  expect(output).toContain("Set REKINDLE_DOMAIN (host name of the web application)");
});

it("names the secret that is not set", async () => {
  const { OriginSecret: _, ...rest } = secrets;
  const { code, output } = await evaluate(bench, "ci", rest);
  expect(code).not.toBe(0);
  expect(output).toContain("Set a value for OriginSecret");
});

it("takes an OpenID provider of the company's own instead of a user pool", async () => {
  const { code, output, resources } = await evaluate(
    bench,
    "ci",
    { ...secrets, OidcClientSecret: "theirs" },
    { REKINDLE_OIDC_ISSUER: "https://login.example.co.jp", REKINDLE_OIDC_CLIENT_ID: "rekindle" },
  );
  expect(code, output).toBe(0);
  expect(resources.filter(({ type }) => type.startsWith("aws:cognito"))).toEqual([]);
});
