import { expect, test } from "vitest";
import { open } from "../support/browser.ts";
import { never, refused, startFixture } from "../support/fixture-server.ts";

const empty = { items: [], next: null };
const open_ = "GET /v1/handoffs?state=open&limit=200";
const accepted = "GET /v1/handoffs?state=accepted&limit=200";
const gone = refused(503, "Unavailable", "The table is throttled");

test("a queue without work says so and where to go on", async () => {
  const { url } = await startFixture({ [open_]: empty, [accepted]: empty });
  const page = await open(`${url}/hot-leads`);
  await page.getByText("引き渡しはすべて対応しました").waitFor();
  await page.getByRole("link", { name: "温まっているリードを見る" }).click();
  await page.waitForURL("**/leads");
});

test("what was loaded stays when the server fails, and the page says what happened and what now", async () => {
  const { url, answer } = await startFixture();
  const page = await open(`${url}/hot-leads`);
  await page.getByText("加藤 拓也").first().waitFor();
  answer({ [open_]: gone });
  await page.getByRole("alert").waitFor({ timeout: 20_000 });
  expect(await page.getByRole("alert").textContent()).toContain("The table is throttled");
  expect(await page.getByText("加藤 拓也").first().isVisible()).toBe(true);
  answer({ [open_]: empty });
  await page.getByRole("button", { name: "いま試す" }).click();
  await page.getByText("引き渡しはすべて対応しました").waitFor();
  expect(await page.getByText("The table is throttled").count()).toBe(0);
});

for (const [path, route, nothing, says] of [
  ["/leads", "GET /v1/leads", empty, "この段階のリードはまだいません"],
  ["/workflows", "GET /v1/workflows", empty, "シナリオはまだありません"],
  ["/outbox", "GET /local/outbox", { items: [] }, "まだ何も送っていません"],
  ["/leads/lead_7", "GET /v1/leads/lead_7/timeline", empty, "まだ何も起きていません"],
] as const)
  test(`${path} says when it is empty, is loading, or fails`, async () => {
    const { url, answer } = await startFixture({ [route]: nothing });
    const page = await open(url + path);
    await page.getByText(says).waitFor();
    answer({ [route]: never });
    await page.reload();
    await page.getByRole("status", { name: "読み込み中" }).first().waitFor();
    answer({ [route]: gone });
    await page.reload();
    await page.getByRole("alert").filter({ hasText: "いまはできません" }).first().waitFor({ timeout: 20_000 });
    expect(await page.locator("main h1").isVisible()).toBe(true);
  });

test("a lead that is gone and a page that never was are told apart from an outage", async () => {
  const { url } = await startFixture();
  const page = await open(`${url}/leads/lead_unknown`);
  await page.getByText("消去されたか、別のリードにまとめられました。").waitFor();
  await page.goto(`${url}/nowhere`);
  await page.getByText("このページはありません").waitFor();
});

test("where there is no local run, nothing of it shows", async () => {
  const missing = refused(404, "Not found");
  const { url } = await startFixture({
    "GET /local/clock": missing,
    "GET /local/sample": missing,
    "GET /local/outbox": missing,
    "GET /local/session": missing,
  });
  const page = await open(`${url}/outbox`);
  await page.getByText("送信箱は手元の環境だけにあります").waitFor();
  expect(await page.getByText("1日進める").count()).toBe(0);
});
