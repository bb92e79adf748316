import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { barriers, type Look, open } from "../support/browser.ts";
import { startLocal } from "../support/local.ts";

const people = (count: number) =>
  [
    "email,name,company,department",
    ...Array.from({ length: count }, (_, n) => `p${n}@c${n % 10}.example,見本 ${n},会社${n % 10},経理部`),
  ].join("\n");

/** A workspace whose people have been silent for 90 days, and with two reps. */
const prepare = async (count = 40) => {
  const local = await startLocal();
  await local.put("/v1/settings", {
    reps: [
      { id: "mori", name: "森 健太", capacityPerDay: 15 },
      { id: "abe", name: "阿部 翔", capacityPerDay: 13 },
    ],
  });
  await local.post("/v1/leads/import?consent=businessCard&list=expo", people(count), "text/csv");
  await local.advance("P91D");
  return local;
};
const begin = async (url: string, look: Look = {}): Promise<Page> => {
  const page = await open(`${url}/workflows`, look);
  await page.getByRole("link", { name: look.language === "en" ? "Start from a template" : "ひな形から始める" }).click();
  await page.getByRole("button", { name: /白紙から|Start empty/ }).waitFor();
  expect(await barriers(page)).toEqual([]);
  const use = look.language === "en" ? "Use “Dormant for 90 days”" : "「休眠90日の掘り起こし」を使う";
  await page.getByRole("button", { name: use }).click();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: look.language === "en" ? "Use" : "使う", exact: true })
    .click();
  await page.waitForURL("**/workflows/dormant-90/edit");
  await page.getByRole("treeitem").first().waitFor();
  return page;
};
const law: Record<string, string> = {
  会社名: "アカリ経費株式会社",
  住所: "東京都港区1-2-3",
  問い合わせ先: "privacy@akari.example",
  差出人の名前: "アカリ経費",
  差出人のアドレス: "news@akari.example",
};

test("from a template to a launched sequence: chosen, edited, tried, fixed, checked, published, and people are in it", async () => {
  const { url, get, advance, outbox } = await prepare();
  const page = await begin(url);

  await page.locator("[data-step=pause]").click();
  await page.getByRole("textbox", { name: "期間" }).fill("5");
  await page.locator("[data-step=pause]").getByText("5日待つ").waitFor();
  await page.getByRole("button", { name: /プレビュー/ }).click();

  await page.waitForURL("**/preview");
  await page.getByText("いま条件に合う実リード 40人").waitFor({ state: "attached" });
  expect((await get("/v1/workflows/dormant-90")).json.draft.steps[1].for).toBe("P5D");
  await page.getByText("SES の枠 50,000通").waitFor();
  await page.getByText("枠 28件(森 健太 15・阿部 翔 13)").waitFor();
  expect(await page.locator("[data-total=sent]").textContent()).toMatch(/4\d\s?通/);
  await page.getByRole("button", { name: "10%を送らない" }).click();
  await page.getByText(/最大の送信 40 → 3\d/).waitFor();
  expect(await barriers(page)).toEqual([]);
  await page.getByRole("button", { name: "下書きに入れる" }).click();
  await page.getByRole("button", { name: "10%を送らない" }).waitFor({ state: "detached" });
  expect((await get("/v1/workflows/dormant-90")).json.draft.steps[0].kind).toBe("split");

  await page.getByRole("button", { name: "公開前チェックへ" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("法律の表示が5つ入っていません").waitFor();
  for (const [label, value] of Object.entries(law)) await dialog.getByRole("textbox", { name: label }).fill(value);
  await dialog.getByRole("button", { name: "保存する" }).click();
  await dialog.getByText("法律の表示:メール2通すべてにあり").waitFor();
  await dialog.getByText("同意:40人のうち送れる 40人").waitFor();
  expect(await barriers(page)).toEqual([]);
  await dialog.getByRole("button", { name: "公開して開始" }).click();
  await page.getByText("v1 を公開しました").waitFor();
  expect((await get("/v1/workflows/dormant-90")).json).toMatchObject({ state: "running", version: 1, problems: [] });

  await advance("P2D");
  await page.locator("[data-step=start]").getByText("開始 40人").waitFor({ timeout: 15_000 });
  await page.locator("[data-step=pause]").getByTitle("いまここに40人").waitFor();
  const mails = await outbox();
  expect(mails.length).toBeGreaterThan(30);
  expect(mails.length).toBeLessThan(40);
  expect(mails[0]).toMatchObject({
    subject: "いま決めておくと後が楽になる、3つのこと",
    from: expect.stringContaining("news@akari.example"),
  });
  expect(mails[0].html).toContain("東京都港区1-2-3");
});

test("whoever is inside stays on their version until they are moved, and the move is seen in the diagram", async () => {
  const { url, get, put, post, advance } = await prepare(8);
  await put("/v1/settings", {
    footer: { company: "a", postalAddress: "b", contact: "c@d.example" },
    sender: { name: "a", address: "a@b.example" },
  });
  const page = await begin(url);
  await post("/v1/workflows/dormant-90/publish", { mails: true });
  await advance("P2D");
  await page.reload();
  await page.locator("[data-step=pause]").getByTitle("いまここに8人").waitFor();
  await page.locator("[data-step=pause]").click();
  await page.getByRole("textbox", { name: "期間" }).fill("20");
  await page.getByRole("button", { name: "v2 を公開" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("7日待つ → 20日待つ").waitFor();
  await dialog.getByText("v1 のまま進む人 8人").waitFor();
  await dialog.getByRole("button", { name: "公開して開始" }).click();
  await page.getByText("v2 を公開しました").waitFor();
  await page.getByRole("button", { name: "その他" }).click();
  await page.getByRole("menuitem", { name: "人を移す" }).click();
  await page.getByRole("button", { name: "8人を移す" }).click();
  await page.getByText("移しています 0 / 8").waitFor();
  await advance("PT1M");
  await page.getByText("移し終えました(8 / 8)").waitFor({ timeout: 15_000 });
  await page.getByRole("dialog").getByRole("button", { name: "閉じる" }).last().click();
  await page.locator("[data-step=pause]").getByTitle("いまここに8人").waitFor({ timeout: 15_000 });
  const [v2, v1] = (await get("/v1/workflows/dormant-90/versions")).json.items;
  expect([v2.inside, v1.inside]).toEqual([8, 0]);
});

test("the same in English, and at the size of a phone", async () => {
  const { url } = await prepare(5);
  const page = await begin(url, { language: "en" });
  await page.getByText("Wait 7 days").first().waitFor();
  await page.getByRole("button", { name: /^Preview/ }).click();
  await page.getByText("One person’s way").waitFor();
  expect(await page.locator("main").textContent()).not.toMatch(/[ぁ-んァ-ヶ]/);
  expect(await barriers(page)).toEqual([]);
  const phone = await open(`${url}/workflows/dormant-90/edit`, { width: 390, height: 844 });
  await phone
    .getByRole("treeitem", { name: /休眠1/ })
    .or(phone.getByRole("treeitem", { name: /Dormant 1/ }))
    .first()
    .waitFor();
  expect(await phone.evaluate("document.documentElement.scrollWidth")).toBe(390);
  await phone.goto(`${url}/workflows/dormant-90/preview`);
  await phone.getByText("ひとりの道すじ").waitFor();
  expect(await phone.evaluate("document.documentElement.scrollWidth")).toBe(390);
  expect(await barriers(phone)).toEqual([]);
});
