import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { startLocal } from "../support/local.ts";

const sample = (name: string): string =>
  readFileSync(new URL(`../samples/pinpoint/${name}.json`, import.meta.url), "utf8");

test("a journey becomes a draft that can be stored as it is, and stores nothing itself", async () => {
  const { post, put, get } = await startLocal();
  const made = await post("/v1/workflows/import/pinpoint", sample("reactivation"));
  expect(made).toMatchObject({ status: 200, json: { definition: { name: "失注リード再活性化" } } });
  expect(made.json.missing.length).toBeGreaterThan(5);
  expect((await get("/v1/workflows")).json.items).toEqual([]);
  const stored = await put("/v1/workflows/reactivation", made.json.yaml, "application/yaml");
  expect(stored.json.draft.steps).toEqual(made.json.definition.steps);
  // What is left to do is to bring the mails over.
  for (const { message } of stored.json.problems) expect(message).toMatch(/^There is no template/);
  const both = { journey: JSON.parse(sample("reactivation")), segments: JSON.parse(sample("segments")) };
  const { json } = await post("/v1/workflows/import/pinpoint", both);
  expect(json.definition.triggers).toEqual([{ kind: "list", list: "Expo 2025" }]);
});

test.each([
  ["no JSON", "{", 400],
  ["a list", "[]", 422],
  ["activities of another shape", '{"Activities":{"a":{"EMAIL":"x"}}}', 422],
])("%s is refused", async (_, text, status) => {
  const { post } = await startLocal();
  expect((await post("/v1/workflows/import/pinpoint", text)).status).toBe(status);
});
