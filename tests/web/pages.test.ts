import { expect, test } from "vitest";
import { barriers, open } from "../support/browser.ts";
import { startFixture } from "../support/fixture-server.ts";

const paths = ["/", "/hot-leads?id=handoff_7", "/leads", "/leads/lead_7", "/workflows", "/workflows/price", "/outbox"];

for (const path of paths) {
  test(`${path} has no barrier for anyone, in light and dark, at desk and on a phone`, async () => {
    const { url } = await startFixture();
    for (const look of [{ scheme: "light" }, { scheme: "dark" }, { width: 390, height: 844 }] as const) {
      const page = await open(url + path, look);
      await page.waitForLoadState("networkidle");
      expect(await barriers(page)).toEqual([]);
    }
  });

  test(`${path} speaks English once asked to, without a word left in Japanese of its own`, async () => {
    const { url } = await startFixture();
    const page = await open(url + path);
    await page.getByRole("button", { name: "English" }).click();
    await page.getByRole("button", { name: "日本語" }).waitFor();
    expect(await page.locator("html").getAttribute("lang")).toBe("en");
    await page.reload();
    await page.getByRole("button", { name: "日本語" }).waitFor();
    expect(await page.locator("nav").textContent()).not.toMatch(/今日|リード|シナリオ/);
  });

  test(`${path} fits a phone without scrolling sideways`, async () => {
    const { url } = await startFixture();
    const page = await open(url + path, { width: 390, height: 844 });
    await page.waitForLoadState("networkidle");
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(390);
  });
}

test("Japanese is set in the app's own font where the system has none, and only the needed parts are loaded", async () => {
  const { url } = await startFixture();
  const page = await open(`${url}/hot-leads`);
  await page.waitForLoadState("networkidle");
  const fonts: unknown = await page.evaluate(
    `document.fonts.ready.then(() => performance.getEntriesByType("resource").filter(({ name }) => name.endsWith(".woff2")).length)`,
  );
  expect(fonts).toBeGreaterThan(0);
  expect(fonts).toBeLessThan(45);
});

test("G and a letter go to a page, ? shows every key", async () => {
  const { url } = await startFixture();
  const page = await open(url);
  await page.keyboard.press("g");
  await page.keyboard.press("w");
  await page.waitForURL("**/workflows");
  await page.getByText("価格で失注した案件の再活性化").waitFor();
  await page.keyboard.press("Shift+?");
  expect(await page.getByRole("dialog").textContent()).toContain("ホットリード");
});

test("a lead's page shows each refusal with its reason, the evidence of consent, and when the score falls below the line", async () => {
  const { url } = await startFixture();
  const page = await open(`${url}/leads/lead_7`);
  await page.getByText("メール「電帳法セミナーのご案内」を見送り:同じ会社で商談が進行中").waitFor();
  expect(await page.getByText("同意文v3「製品の案内を受け取ります」").isVisible()).toBe(true);
  expect(await page.locator("svg text", { hasText: "12/2(水) 70を下回る" }).count()).toBe(1);
  await page.keyboard.press("s");
  await page.getByText("合計 74.6点").last().waitFor();
});

test("a workflow reads as sentences, with the people at each step", async () => {
  const { url, asked } = await startFixture({
    "GET /v1/me": { role: "marketer", language: "ja", timeZone: "Asia/Tokyo", workspace: "アカリ経費" },
  });
  const page = await open(`${url}/workflows/price`);
  await page.getByText("送信 389・見送り 14・クリック 20.6%(80 / 389)").waitFor();
  const text = await page.locator("main").textContent();
  for (const words of [
    "失注(価格)から30日後 / 手動",
    "条件まで待つ:フォーム「資料請求」を送った(最長14日)",
    "5営業日待つ",
    "送らない(比較用) 10",
  ])
    expect(text).toContain(words);
  await page.getByRole("button", { name: "一時停止" }).click();
  await expect.poll(() => asked.map(({ route }) => route)).toContain("POST /v1/workflows/price/pause");
});

test("a mail of the outbox is shown as sent, without running its scripts", async () => {
  const page = await open(`${(await startFixture({ "GET /local/outbox": { items: [hostile] } })).url}/outbox`);
  const frame = page.frameLocator("iframe");
  await frame.getByText("こんにちは").waitFor();
  expect(await page.evaluate("globalThis.taken")).toBeUndefined();
  await page.getByText("ヘッダー").click();
  await page.getByText("List-Unsubscribe-Post").waitFor();
});
const hostile = {
  to: "a@example.jp",
  from: "b@example.jp",
  subject: "件名",
  headers: { "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" },
  html: `<p>こんにちは</p><script>parent.taken = 1</script><img src="x" onerror="parent.taken = 2">`,
  text: "こんにちは",
  at: "2026-11-24T01:00:00.000Z",
};

test("the local clock moves on by a press, and the sample is removed only when confirmed", async () => {
  const { url, asked } = await startFixture();
  const page = await open(url);
  await page.getByRole("button", { name: "7日進める" }).click();
  await expect.poll(() => asked).toContainEqual({ route: "POST /local/clock", body: { advance: "P7D" } });
  await page.getByRole("button", { name: "サンプルを消す" }).click();
  expect(asked.filter(({ route }) => route.startsWith("DELETE"))).toEqual([]);
  await page.getByRole("button", { name: "消す", exact: true }).click();
  await expect.poll(() => asked.map(({ route }) => route)).toContain("DELETE /local/sample");
});
