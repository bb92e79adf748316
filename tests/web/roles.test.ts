import { expect, test } from "vitest";
import { open } from "../support/browser.ts";
import { startFixture } from "../support/fixture-server.ts";

const as = (role: string) => ({
  "GET /v1/me": { id: "person_1", role, language: "ja", timeZone: "Asia/Tokyo", workspace: "アカリ経費" },
});

test("a marketer follows the hot leads without buttons or keys that would be refused", async () => {
  const { url, asked } = await startFixture(as("marketer"));
  const page = await open(`${url}/hot-leads?view=team&id=handoff_7`);
  await page.getByRole("article").first().waitFor();
  await page.getByText("電話と引き渡しへの対応は、インサイドセールスが行います").waitFor();
  for (const name of [/^受け取る/, /^差し戻す/, /^商談にする/, /保存して次へ/])
    expect(await page.getByRole("button", { name }).count()).toBe(0);
  for (const key of ["a", "c", "r", "d", "Control+Enter"]) await page.keyboard.press(key);
  expect(await page.getByRole("dialog").count()).toBe(0);
  expect(asked).toEqual([]);
  const before = page.url();
  await page.keyboard.press("j");
  await expect.poll(() => page.url()).not.toBe(before);
});

test("inside sales sees workflows without changing them, and is told who may where a page is not theirs", async () => {
  const { url, asked } = await startFixture(as("insideSales"));
  const page = await open(`${url}/workflows/price`);
  await page.getByText("価格で失注した案件の再活性化").first().waitFor();
  for (const name of ["編集", "一時停止"]) expect(await page.getByRole("button", { name }).count()).toBe(0);
  for (const key of ["e", "p"]) await page.keyboard.press(key);
  expect(page.url()).toContain("/workflows/price");
  expect(asked).toEqual([]);
  for (const path of ["/workflows/new", "/workflows/price/edit", "/workflows/price/preview"]) {
    await page.goto(url + path);
    await page.getByText("マーケティングの人だけが使うページです").waitFor();
  }
  await page.getByRole("link", { name: "シナリオを見る" }).click();
  await page.waitForURL("**/workflows");
  expect(await page.getByRole("link", { name: /新しく作る|新しいシナリオ/ }).count()).toBe(0);
});
