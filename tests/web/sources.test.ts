import { expect, test } from "vitest";
import { barriers, type Look, open } from "../support/browser.ts";
import { never, refused, startFixture } from "../support/fixture-server.ts";
import { sourceAnswers, sources } from "./story/sources.ts";

const marketer = { role: "marketer", language: "ja", timeZone: "Asia/Tokyo", workspace: "アカリ経費" };
const start = (more: Record<string, unknown> = {}) =>
  startFixture({ ...sourceAnswers, "GET /v1/me": marketer, ...more });
const paths = [
  "/sources",
  "/sources/new",
  "/sources/new?way=typeform",
  "/sources/hubspot",
  "/sources/hubspot?tab=mapping",
  "/sources/hubspot?tab=deliveries&open=payload_2",
  "/sources/brochure?tab=form",
  "/sources/site",
];

for (const look of [{}, { scheme: "dark", language: "en" }, { width: 390, height: 844 }] satisfies Look[])
  test(`every page of the sources is free of barriers and fits its screen: ${JSON.stringify(look)}`, async () => {
    const { url } = await start();
    const page = await open(`${url}${paths[0]}`, look);
    for (const path of paths) {
      await page.goto(url + path);
      await page.locator("main h1").waitFor();
      await page.waitForLoadState("networkidle");
      expect(await barriers(page), path).toEqual([]);
      const width: unknown = await page.evaluate("document.documentElement.scrollWidth - innerWidth");
      expect(width, path).toBe(0);
    }
  });

test("a source that has gone quiet says since when, what would be usual, and that weekends do not count", async () => {
  const { url } = await start();
  const page = await open(`${url}/sources`);
  await page.getByText("12営業日届いていません").waitFor();
  await page.getByText("止まっている 1件").waitFor();
  await page.getByRole("link", { name: "資料請求フォーム" }).click();
  await page.getByText("いつもなら約25件届くころです").waitFor();
});

test("the list and a source say when they are empty, are loading, or fail", async () => {
  const { url, answer } = await start({ "GET /v1/sources": { items: [], next: null } });
  const page = await open(`${url}/sources`);
  await page.getByText("人が入ってくる入口を、ここでつなぎます").waitFor();
  answer({ "GET /v1/sources": never });
  await page.reload();
  await page.getByRole("status", { name: "読み込み中" }).waitFor();
  answer({ "GET /v1/sources": refused(503, "Unavailable", "The table is throttled") });
  await page.reload();
  await page.getByRole("alert").filter({ hasText: "いまはできません" }).waitFor({ timeout: 20_000 });
  answer({ "GET /v1/sources/hubspot": refused(404, "Not found") });
  await page.goto(`${url}/sources/hubspot`);
  await page.getByRole("alert").waitFor({ timeout: 20_000 });
});

test("inside sales is told whose business the sources are", async () => {
  const { url } = await start({ "GET /v1/me": { ...marketer, role: "insideSales", rep: "mori" } });
  const page = await open(`${url}/sources`);
  await page.getByRole("link", { name: "資料請求フォーム" }).waitFor({ state: "detached" });
  expect(await page.getByText("マーケティング").count()).toBeGreaterThan(0);
});

test("a source that was deleted comes back by undo, and is only deleted when the time for that is over", async () => {
  const { url, asked } = await start({ "DELETE /v1/sources/hubspot": {} });
  const page = await open(`${url}/sources/hubspot`);
  const remove = async () => {
    await page.getByRole("button", { name: "そのほかの操作" }).click();
    await page.getByRole("menuitem", { name: "この取り込みを消す" }).click();
    await page.getByText("「HubSpot フォーム」を消しました").waitFor();
  };
  await remove();
  expect(await page.getByRole("link", { name: "HubSpot フォーム" }).count()).toBe(0);
  await page.getByRole("button", { name: "取り消す" }).click();
  await page.getByRole("link", { name: "HubSpot フォーム" }).click();
  expect(asked.filter(({ route }) => route.startsWith("DELETE"))).toEqual([]);
  await remove();
  await page.getByRole("button", { name: "閉じてすぐ送る" }).click();
  await expect.poll(() => asked.map(({ route }) => route)).toContain("DELETE /v1/sources/hubspot");
});

test("a name in the address that is taken is said beside its field, and nothing is overwritten", async () => {
  const { url, asked } = await start({
    "PUT /v1/sources/web": refused(409, "Conflict", "There is a source web already"),
  });
  const page = await open(`${url}/sources/new?way=webhook`);
  await page.getByLabel("アドレスに使う名前").fill("web");
  await page.getByRole("button", { name: "つないで設定へ" }).click();
  await page.getByText("この名前はもう使われています").waitFor();
  await page.getByLabel("アドレスに使う名前").fill("日本語");
  await page.getByText("半角の英数字と - _ で").waitFor();
  expect(asked.filter(({ route }) => route.startsWith("PUT"))).toHaveLength(1);
});

test("a new secret is shown once with its address, and is gone when the page is loaded anew", async () => {
  const { url } = await start({
    "POST /v1/sources/hubspot/secret": { secret: "fresh-secret", path: "/hooks/hubspot/fresh-secret" },
  });
  const page = await open(`${url}/sources/hubspot`);
  await page.getByText("/hooks/hubspot/••••••••").waitFor();
  await page.getByRole("button", { name: /新しくする/ }).click();
  await page.getByText("/hooks/hubspot/fresh-secret").waitFor();
  await page.getByText("合言葉が見えるのは、いまだけです").waitFor();
  await page.reload();
  await page.getByText("/hooks/hubspot/••••••••").waitFor();
});

test("what a form's editor changed is sent as a whole; without a change there is nothing to publish", async () => {
  const [brochure] = sources;
  const { url, asked } = await start({ "PATCH /v1/sources/brochure": brochure });
  const page = await open(`${url}/sources/brochure?tab=form`);
  await page.frameLocator("iframe").getByRole("heading", { name: "資料請求" }).waitFor();
  expect(await page.getByRole("button", { name: "公開する" }).isDisabled()).toBe(true);
  await page.getByRole("button", { name: "「お名前」を上へ" }).click();
  await page.getByRole("textbox", { name: "選択肢" }).fill("1〜49名\n50名以上\n");
  await page.keyboard.press("Control+s");
  await expect
    .poll(() => asked.find(({ route }) => route === "PATCH /v1/sources/brochure")?.body)
    .toMatchObject({
      form: {
        fields: [
          { name: "full_name" },
          { name: "email" },
          { name: "employees", options: [{ ja: "1〜49名", en: "1–49" }, { ja: "50名以上" }] },
        ],
      },
    });
});
