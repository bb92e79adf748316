import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { bench } from "./offline/bench.ts";
import { evaluate, type Resource } from "./offline/sst.ts";
import { secrets } from "./offline/values.ts";
import { accessRules, policyRules } from "./rules/access.ts";
import { deliveryRules } from "./rules/delivery.ts";
import { handlers } from "./rules/kinds.ts";
import { type Needs, needsOf } from "./rules/needs.ts";

/** Evaluates the copy with one passage of one file replaced, and puts it back. */
const planted = async (file: string, passage: string, fault: string) => {
  const path = join(bench, file);
  const sound = readFileSync(path, "utf8");
  expect(sound, `${file} no longer contains: ${passage}`).toContain(passage);
  writeFileSync(
    path,
    sound.replace(passage, () => fault),
  );
  try {
    return await evaluate(bench, "ci", secrets);
  } finally {
    writeFileSync(path, sound);
  }
};

/** The same, where the stage as such must still be evaluated. */
const evaluated = async (...fault: Parameters<typeof planted>): Promise<Resource[]> => {
  const { code, output, resources } = await planted(...fault);
  expect(code, output).toBe(0);
  return resources;
};

const access = async (resources: Resource[]) => {
  const needs = new Map<string, Needs>();
  for (const [name, handler] of handlers(resources)) needs.set(name, await needsOf(bench, handler));
  return accessRules(resources, needs);
};

it("a broken handler path turns the check red", async () => {
  const { code, output } = await planted("infra/clock.ts", '"on-tick"', '"on-tock"');
  expect(code).not.toBe(0);
  expect(output).toContain("on-tock");
});

it("a missing permission turns the check red", async () => {
  const resources = await evaluated("infra/leads.ts", '"commit", ', "");
  expect(await access(resources)).toEqual([
    "OnLeadQueue lacks dynamodb:PartiQLInsert on the table",
    "OnLeadQueue lacks dynamodb:PartiQLUpdate on the table",
  ]);
});

it("a permission that no code uses turns the check red", async () => {
  const resources = await evaluated(
    "infra/clock.ts",
    'indexAccess("due"), queueAccess, queue',
    'indexAccess("due"), indexAccess("list"), queueAccess, queue',
  );
  expect(await access(resources)).toEqual(["OnSweep has no use for dynamodb:Query on index list"]);
});

it("a wildcard turns the check red", async () => {
  const resources = await evaluated("infra/access.ts", 'get: ["dynamodb:GetItem"]', 'get: ["dynamodb:*"]');
  expect(policyRules(resources)).toContain("OnTickRole contains the wildcard dynamodb:*");
});

it("a queue without a dead-letter queue turns the check red", async () => {
  const resources = await evaluated("infra/queues.ts", "  dlq: { queue: deadLeads.arn, retry: RETRIES },\n", "");
  expect(deliveryRules(resources)).toContain("LeadQueueQueue has no dead-letter queue");
});

it("a visibility timeout below six times the function's turns the check red", async () => {
  const resources = await evaluated("infra/leads.ts", 'timeout: "1 minute"', 'timeout: "61 seconds"');
  expect(deliveryRules(resources)).toEqual([
    "LeadQueueQueue is visible after 360 s, OnLeadQueue may take 61 s: six times is due",
  ]);
});
