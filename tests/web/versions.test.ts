import { expect, test } from "vitest";
import { barriers, open } from "../support/browser.ts";
import { startFixture } from "../support/fixture-server.ts";
import { workflow } from "./story/workflows.ts";

const page_ = (items: unknown[]) => ({ items, next: null });
const none = { added: [], removed: [], changed: [], moved: [], frame: [] };
const later = {
  ...workflow.published,
  steps: workflow.published.steps.map((step) => (step.id === "wait-1" ? { ...step, for: "P5D" } : step)),
};
const versions = {
  "GET /v1/me": { role: "marketer", language: "ja", timeZone: "Asia/Tokyo", workspace: "アカリ経費" },
  "GET /v1/vocabulary": { fields: [], events: [], tags: [], templates: [], sources: [], workflows: [], channels: [] },
  "GET /v1/workflows/price/versions": page_([
    { version: 2, publishedAt: "2026-11-10T01:00:00.000Z", inside: 168 },
    { version: 1, publishedAt: "2026-10-01T01:00:00.000Z", inside: 0 },
  ]),
  "GET /v1/workflows/price/versions/2/changes": {
    from: 1,
    to: 2,
    before: workflow.published,
    after: later,
    changes: { ...none, changed: [{ id: "wait-1", kind: "wait", path: "steps.1", fields: ["for"] }] },
  },
  "GET /v1/workflows/price/versions/1/changes": {
    from: null,
    to: 1,
    before: null,
    after: workflow.published,
    changes: none,
  },
  "GET /v1/workflows/price/versions/1": { version: 1, definition: workflow.published },
  "PUT /v1/workflows/price": { id: "price", draft: workflow.draft, problems: [], warnings: [], tag: "b" },
};

test("each version tells in words what it changed, when, and who is still on it; an older one becomes the draft again", async () => {
  const { url, asked } = await startFixture(versions);
  const page = await open(`${url}/workflows/price/versions`);
  await page.getByText("3日待つ → 5日待つ").waitFor();
  const text = await page.locator("main").textContent();
  expect(text).toContain("168人が進行中");
  expect(text).toContain("最初の版です。");
  expect(await barriers(page)).toEqual([]);
  await page.getByRole("button", { name: "この版を下書きに戻す" }).last().click();
  await expect
    .poll(() => asked.find(({ route }) => route === "PUT /v1/workflows/price")?.body)
    .toEqual(workflow.published);
  await page.waitForURL("**/workflows/price/edit");
});

test("a draft is saved over the one that was seen only: the request names it", async () => {
  const { url } = await startFixture({ ...versions, "GET /v1/workflows/price": { ...workflow, tag: "seen-1" } });
  const page = await open(`${url}/workflows/price/versions`);
  const saving = page.waitForRequest((request) => request.method() === "PUT");
  await page.getByRole("button", { name: "この版を下書きに戻す" }).last().click();
  expect((await saving).headers()["if-match"]).toBe("seen-1");
});

test("many people at the door begin over days unless somebody says otherwise, and the dialog says over how many", async () => {
  const dormant = { ...workflow.published, triggers: [{ kind: "dormant", for: "P90D" }] };
  const { url, asked } = await startFixture({
    ...versions,
    "GET /v1/workflows/price": { ...workflow, draft: dormant, tag: "a" },
    "PUT /v1/workflows/price": { id: "price", draft: dormant, problems: [], warnings: [], tag: "b" },
    "GET /v1/workflows/price/changes": { from: 1, to: 2, before: dormant, after: dormant, changes: none, staying: [] },
    "GET /v1/workflows/price/checks": {
      problems: [],
      warnings: [],
      mails: [],
      law: [],
      loop: [],
      population: { people: 1204, mailable: 1100, looked: 5000, all: true },
    },
    "POST /v1/workflows/price/publish": { version: 2 },
  });
  const page = await open(`${url}/workflows/price/edit?launch=1`);
  const dialog = page.getByRole("dialog");
  await dialog.getByText("翌営業日から5営業日かけて、1日約250人ずつ始まります").waitFor();
  await dialog.getByLabel("1日に始める人数").fill("100");
  await dialog.getByText("翌営業日から13営業日かけて、1日約100人ずつ始まります").waitFor();
  await dialog.getByRole("button", { name: "公開して開始" }).click();
  await expect
    .poll(() => asked.find(({ route }) => route.endsWith("/publish"))?.body)
    .toEqual({ mails: true, people: false, perDay: 100 });
});
