import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { barriers, open } from "../support/browser.ts";
import { never, refused, startFixture } from "../support/fixture-server.ts";
import { startLocal } from "../support/local.ts";

const letter = "<mjml><mj-body><mj-section><mj-column><mj-text>a</mj-text></mj-column></mj-section></mj-body></mjml>";
const weekdays = { days: ["mon", "tue", "wed", "thu", "fri"], from: "09:00", to: "18:00", holidays: "skip" };

const withPrice = async () => {
  const local = await startLocal();
  await local.put("/v1/templates/one", { subject: "one", mjml: letter });
  await local.post("/v1/templates/one/publish");
  await local.put("/v1/workflows/price", {
    name: "価格で失注した案件",
    triggers: [{ kind: "dealLost", reasons: ["price"], after: "P30D" }],
    window: weekdays,
    steps: [{ kind: "email", template: "one" }],
  });
  await local.post("/v1/workflows/price/publish");
  return local;
};
const csv = (lines: string[]) => ({ name: "list.csv", mimeType: "text/csv", buffer: Buffer.from(lines.join("\n")) });
const dealList = csv([
  "商談ID,会社名,メールアドレス,フェーズ,失注理由,失注日",
  ...Array.from({ length: 30 }, (_, n) => `D${n},会社${n},p${n}@c${n}.example,失注,価格,2026-09-0${(n % 9) + 1}`),
  "D90,みらい建設（株）,x@mirai.example,失注,価格,2026-09-01",
  "D91,みらい建設株式会社,y@mirai.example,受注,,2026-08-01",
]);

/** Counts every click of the journey. */
const clicks = async (page: Page) => {
  let n = 0;
  await page.exposeFunction("clicked", () => {
    n += 1;
  });
  await page.evaluate('addEventListener("click", (e) => e.isTrusted && globalThis.clicked(), true)');
  return () => n;
};

test("lost deals are imported and re-engaged in at most six clicks, and nobody who is a customer is mailed", async () => {
  const { url, get, advance, outbox } = await withPrice();
  const page = await open(url);
  const clicked = await clicks(page);
  await page.getByRole("link", { name: "商談・失注" }).click();
  await page.getByRole("link", { name: "取り込む" }).click();
  await page.locator("input[type=file]").setInputFiles(dealList);
  await page.getByText("2 失注理由ごとの進め方").waitFor();
  expect(await page.getByText("1日20人ずつ2営業日に分けます", { exact: false }).isVisible()).toBe(true);
  expect(await page.getByText("顧客のみらい建設株式会社と同じ会社です", { exact: false }).isVisible()).toBe(true);
  expect(await page.getByText("顧客の会社なので送らない", { exact: true }).isVisible()).toBe(true);
  await page.getByRole("button", { name: "取り込んで30人を再活性化" }).click();
  await page.waitForURL("**/imports/*");
  await advance("PT1M");
  await page.getByText("取り込みました").waitFor();
  expect(await page.getByText("人が順番に始まります").isVisible()).toBe(true);
  expect(clicked()).toBeLessThanOrEqual(6);
  const { items } = (await get("/v1/deals?state=lost&limit=200")).json;
  const pending = items.filter(({ comeback }: { comeback: { state: string } }) => comeback.state === "pending");
  expect(pending).toHaveLength(30);
  await advance("P1D");
  expect(await outbox()).toHaveLength(20);
  await advance("P1D");
  const mails = await outbox();
  expect(mails).toHaveLength(30);
  expect(mails.some(({ to }: { to: string }) => to.includes("mirai"))).toBe(false);
});

test("an import is taken back from its page, and says so", async () => {
  const { url, get, advance } = await withPrice();
  const page = await open(`${url}/deals/import`);
  await page.locator("input[type=file]").setInputFiles(dealList);
  await page.getByText("2 失注理由ごとの進め方").waitFor();
  await page.keyboard.press("Control+Enter");
  await page.waitForURL("**/imports/*");
  await advance("PT1M");
  await page.getByRole("button", { name: "まるごと取り消す" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "まるごと取り消す" }).click();
  await page.getByText("取り消しています", { exact: false }).waitFor();
  await advance("PT1M");
  await page.getByText("取り込みで作ったものを消しました", { exact: false }).waitFor();
  expect((await get("/v1/deals?state=lost")).json.items).toEqual([]);
});

test("a list with bad rows goes on without them, keeps its progress over a reload, and names the rows", async () => {
  const { url, post, get, advance } = await startLocal();
  await post("/v1/leads", { email: "p1@example.jp", consent: { basis: "optIn" } });
  const people = Array.from({ length: 250 }, (_, n) => `p${n}@example.jp,人${n}`);
  const page = await open(`${url}/leads/import`);
  await page
    .locator("input[type=file]")
    .setInputFiles(csv(["e-mail,氏名", ...people, "no address,誰か", ",空", '"開いた,まま']));
  await page.getByText("読めない行 3。").waitFor();
  const go = page.getByRole("button", { name: "250件を取り込む" });
  expect(await go.isDisabled()).toBe(true);
  await page.getByRole("radio", { name: "名刺交換" }).click();
  await page.getByText("250人に「名刺交換」を根拠として送れます。").waitFor();
  await go.click();
  await page.waitForURL("**/imports/*");
  await page.getByRole("progressbar").waitFor();
  await page.reload();
  await page.getByRole("progressbar").waitFor();
  await advance("PT1M");
  await page.getByText("取り込みました").waitFor();
  expect(await page.getByText("253 / 253行").isVisible()).toBe(true);
  expect(await page.getByRole("row", { name: "252行目 メールアドレスとして読めません" }).isVisible()).toBe(true);
  expect(await page.getByRole("row", { name: "254行目 引用符" }).isVisible()).toBe(true);
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "CSVで保存" }).click();
  expect(readFileSync(await (await download).path(), "utf8")).toContain("no address,誰か,252,");
  expect((await get("/v1/leads?email=p249@example.jp")).json.items).toMatchObject([
    { name: "人249", consents: [{ basis: "businessCard" }] },
  ]);
});

test("a column that nobody recognises is said by hand, and known the next time", async () => {
  const { url, advance } = await startLocal();
  const page = await open(`${url}/leads/import`);
  const file = csv(["宛先,所属先", "a@example.jp,港物流"]);
  await page.locator("input[type=file]").setInputFiles(file);
  await page.getByText("メールアドレスの列が見分けられません", { exact: false }).waitFor();
  await page.getByRole("combobox", { name: "「宛先」の対応" }).selectOption({ label: "メールアドレス" });
  await page.getByRole("radio", { name: "名刺交換" }).click();
  await page.getByRole("button", { name: "1件を取り込む" }).click();
  await page.waitForURL("**/imports/*");
  await advance("PT1M");
  await page.goto(`${url}/leads/import`);
  await page.locator("input[type=file]").setInputFiles(file);
  await page.getByText("前回の対応を使っています").waitFor();
  await page.getByText("同じファイルを", { exact: false }).waitFor();
});

test("who may not import is told who may, and sees the way nowhere", async () => {
  const { url } = await startFixture({
    "GET /v1/me": { role: "insideSales", language: "ja", timeZone: "Asia/Tokyo", workspace: "アカリ経費" },
    "GET /v1/deals": { items: [], next: null },
  });
  const page = await open(`${url}/deals/import`);
  await page.getByText("取り込みはマーケティングの役割が行います").waitFor();
  await page.goto(`${url}/deals`);
  await page.getByText("失注はまだありません").waitFor();
  expect(await page.getByRole("link", { name: "取り込む" }).count()).toBe(0);
});

test("an import that is loading, gone or failed says so", async () => {
  const { url, answer } = await startFixture({ "GET /v1/jobs/job_1": never });
  const page = await open(`${url}/imports/job_1`);
  await page.getByRole("status", { name: "読み込み中" }).waitFor();
  answer({ "GET /v1/jobs/job_1": refused(404, "Not found", "There is no such job") });
  await page.reload();
  await page.getByRole("alert").filter({ hasText: "見つかりません" }).waitFor({ timeout: 20_000 });
});

for (const look of [
  { width: 1440, scheme: "light", language: "ja" },
  { width: 390, scheme: "dark", language: "en" },
] as const)
  test(`imports pass axe at ${look.width} px, ${look.scheme}, ${look.language}, and nothing is cut off`, async () => {
    const { url, advance } = await withPrice();
    const page = await open(`${url}/deals/import`, look);
    expect(await barriers(page)).toEqual([]);
    await page.locator("input[type=file]").setInputFiles(dealList);
    await page.getByText(look.language === "ja" ? "3 取り込むとどうなるか" : "3 What it comes to").waitFor();
    expect(await barriers(page)).toEqual([]);
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(look.width);
    await page.getByRole("button", { name: look.language === "ja" ? "取り込んで" : "Import and" }).click();
    await page.waitForURL("**/imports/*");
    await advance("PT1M");
    await page.getByText(look.language === "ja" ? "取り込みました" : "Imported").waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.goto(`${url}/leads/import`);
    await page.locator("input[type=file]").setInputFiles(csv(["e-mail,氏名", "a@example.jp,誰か", "no address,x"]));
    await page.getByText(look.language === "ja" ? "2 取り込み方" : "2 How").waitFor();
    expect(await barriers(page)).toEqual([]);
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(look.width);
  });
