import { runInNewContext } from "node:vm";
import { expect, inject, it } from "vitest";
import * as z from "zod";
import { all, one } from "./rules/read.ts";
import { apiRoutes } from "./rules/routes.ts";

const { resources } = inject("production");

it("each request to the API carries the origin secret and its true sender, whatever the client sent under these names", async () => {
  const { code } = one(
    resources,
    "aws:cloudfront/function:Function",
    "RouterCloudfrontFunctionRequest",
    z.object({ code: z.string() }),
  );
  expect(code.length).toBeLessThan(10_240);
  const [, set = ""] = /handler\(event\) \{((?:\s*event\.request\.headers\["[^"]+"\] = .*;)+)/.exec(code) ?? [];
  const forged = { "x-rekindle-origin": { value: "forged" }, "x-rekindle-viewer": { value: "forged" } };
  const event = { viewer: { ip: "203.0.113.7" }, request: { headers: forged } };
  runInNewContext(set, { event });
  expect(event.request.headers).toEqual({
    "x-rekindle-origin": { value: 'origin"secret' },
    "x-rekindle-viewer": { value: "203.0.113.7" },
  });
});

it("each request carries the address that it came from, whatever the client sent under its name", () => {
  const { code } = one(
    resources,
    "aws:cloudfront/function:Function",
    "RouterCloudfrontFunctionRequest",
    z.object({ code: z.string() }),
  );
  const [set = ""] = /event\.request\.headers\["x-rekindle-viewer"\] = .*;/.exec(code) ?? [];
  const event = { request: { headers: { "x-rekindle-viewer": { value: "forged" } } }, viewer: { ip: "203.0.113.9" } };
  runInNewContext(set, { event });
  expect(event.request.headers["x-rekindle-viewer"].value).toBe("203.0.113.9");
});

it("each answer, of pages too, is under HSTS and a policy for its content; what the API says of its own answers stays", async () => {
  const { code } = one(
    resources,
    "aws:cloudfront/function:Function",
    "RouterCloudfrontFunctionResponse",
    z.object({ code: z.string() }),
  );
  const [, set = ""] = /handler\(event\) \{((?:\s*event\.response\.headers\["[^"]+"\] = .*;)+)/.exec(code) ?? [];
  const event = { response: { headers: { "referrer-policy": { value: "no-referrer" } } } };
  runInNewContext(set, { event });
  expect(event.response.headers).toMatchObject({
    "strict-transport-security": { value: "max-age=63072000; includeSubDomains" },
    "content-security-policy": { value: expect.stringContaining("script-src 'self';") },
    "x-frame-options": { value: "DENY" },
    "referrer-policy": { value: "no-referrer" },
  });
});

it("the API's paths reach the function and all others the pages", () =>
  expect(apiRoutes(resources)).toEqual(["/auth", "/f", "/healthz", "/hooks", "/t", "/u", "/v1"]));

it("the firewall limits each address, but not webhooks, event batches and links in mails", () => {
  const { rules, scope } = one(
    resources,
    "aws:wafv2/webAcl:WebAcl",
    "RouterWaf",
    z.object({ scope: z.string(), rules: z.array(z.object({ name: z.string(), statement: z.unknown() })) }),
  );
  expect(scope).toBe("CLOUDFRONT");
  expect(rules.map(({ name }) => name)).toEqual(["RateLimitPerIP", "AWSManagedRulesKnownBadInputsRuleSet"]);
  const limit = JSON.stringify(rules[0]?.statement);
  expect(limit).toContain('"limit":2000');
  expect([...limit.matchAll(/"searchString":"([^"]*)"/g)].map(([, path]) => path)).toEqual([
    "/hooks/",
    "/v1/batch",
    "/t/",
  ]);
  expect(limit).toContain('"scopeDownStatement":{"notStatement"');
});

it("the distribution speaks TLS 1.2 or later under the company's name, behind the firewall", () =>
  expect(all(resources, "aws:cloudfront/distribution:Distribution", z.record(z.string(), z.unknown()))).toMatchObject([
    {
      aliases: ["rekindle.example.co.jp"],
      viewerCertificate: { minimumProtocolVersion: "TLSv1.2_2021" },
      defaultCacheBehavior: { viewerProtocolPolicy: "redirect-to-https" },
      webAclId: expect.stringContaining("RouterWaf"),
    },
  ]));

it("people sign in by invitation, with a code, to this address only", () => {
  const shape = z.record(z.string(), z.unknown());
  expect(one(resources, "aws:cognito/userPool:UserPool", "UsersUserPool", shape)).toMatchObject({
    adminCreateUserConfig: { allowAdminCreateUserOnly: true },
  });
  expect(one(resources, "aws:cognito/userPoolClient:UserPoolClient", "WebClientClient", shape)).toMatchObject({
    generateSecret: true,
    allowedOauthFlows: ["code"],
    callbackUrls: ["https://rekindle.example.co.jp/auth/callback"],
  });
});
