import { expect, test } from "vitest";
import { barriers, open } from "../support/browser.ts";
import { type Answers, refused, startFixture } from "../support/fixture-server.ts";
import { startLocal } from "../support/local.ts";
import { linesDraft, scoringAnswers } from "./story/scoring.ts";

const me = (role: string) => ({
  "GET /v1/me": { name: "佐藤 美咲", role, language: "ja", timeZone: "Asia/Tokyo", workspace: "アカリ経費" },
});
const scoring = async (answers: Answers = {}, look: Parameters<typeof open>[1] = {}, path = "/scoring") => {
  const fixture = await startFixture({ ...scoringAnswers, ...me("marketer"), ...answers });
  return { ...fixture, page: await open(`${fixture.url}${path}`, look) };
};
const written = (asked: { route: string; body: unknown }[], route: string) =>
  asked.findLast((one) => one.route === route)?.body;
/** Changes what the brochure form gives. */
const change = async (page: Awaited<ReturnType<typeof open>>, points: string) => {
  await page.locator("[data-rule=form-brochure]").getByRole("button", { name: "+40点" }).click();
  await page.getByLabel("点(マイナスもできます)").fill(points);
  await page.keyboard.press("Enter");
};

test("a rule is a sentence; a changed part keeps its old value beside it, and the effects follow", async () => {
  const { page, asked } = await scoring();
  const row = page.locator("[data-rule=form-brochure]");
  expect(((await row.textContent()) ?? "").replace(/\s+/g, "")).toContain("資料請求フォームを送信で+40点");
  await page.getByText("まだ何も変えていません").waitFor();
  await change(page, "30");
  await row.getByText("変更").waitFor();
  expect(await row.locator("s").textContent()).toBe("+40");
  await page.getByRole("link", { name: "林 健" }).waitFor();
  const card = ((await page.getByText("公開するとどうなるか").locator("xpath=../..").textContent()) ?? "").replace(
    /\s+/g,
    "",
  );
  expect(card).toContain("3人が70点を超える");
  expect(card).toContain("14人が70点を下回る");
  expect(card).toContain("9.1→7.8件(枠28件)");
  expect(card).toContain("過去1年に受注した43人のうち、商談の前に引き渡せたのは39→38人");
  expect(card).toContain("港フーズ·顧客");
  await expect
    .poll(() => written(asked, "PUT /v1/scoring/draft"))
    .toMatchObject({
      rev: 0,
      model: { signals: expect.arrayContaining([expect.objectContaining({ id: "form-brochure", points: 30 })]) },
    });
});

test("undoing the last change is no draft any more", async () => {
  const { page, asked } = await scoring();
  await change(page, "30");
  await page.getByRole("button", { name: "「資料請求フォームを送信」を元に戻す" }).click();
  await expect.poll(() => asked.map(({ route }) => route)).toContain("DELETE /v1/scoring/draft");
  expect(await page.getByText("下書き・変更").count()).toBe(0);
});

test("everything goes by keyboard: walk, change, switch off, take back, add", async () => {
  const { page } = await scoring();
  await page.locator("[data-rule]").first().waitFor();
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  const row = page.locator("[data-rule=form-brochure]");
  await expect.poll(() => row.evaluate((node) => node.contains(document.activeElement))).toBe(true);
  await page.keyboard.press("x");
  await row.getByText("外す").waitFor();
  await page.keyboard.press("u");
  await row.getByText("外す").waitFor({ state: "detached" });
  await page.getByRole("slider", { name: "ISライン" }).focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("PageUp");
  expect(await page.getByRole("slider", { name: "ISライン" }).getAttribute("aria-valuenow")).toBe("81");
  for (let n = 0; n < 5; n++) await page.keyboard.press("PageUp");
  expect(await page.getByRole("slider", { name: "ISライン" }).getAttribute("aria-valuenow")).toBe("100");
  await page.keyboard.press("a");
  await page.getByRole("dialog").getByLabel("いつ点を付けるか").selectOption("outcome");
  await page.keyboard.press("Control+Enter");
  await page.locator("[data-rule=call-noted]").getByText("追加").waitFor();
});

test("half-life, limit, fit rules and phrases are changed where they stand", async () => {
  const { page, asked } = await scoring();
  const family = page.getByRole("row", { name: /^Web/ });
  await family.getByRole("button", { name: "60日" }).click();
  await page.getByLabel("何日で半分になるか").fill("20");
  await page.keyboard.press("Enter");
  await page.locator("[data-rule=mail-clicked]").getByRole("button", { name: "1週間" }).click();
  await page.getByLabel("上限を数える期間").selectOption("day");
  await page.keyboard.press("Escape");
  await page.getByText("属性のルール 3").click();
  await page.waitForURL(/tab=fit/);
  await page.locator("[data-rule=department]").getByRole("button", { name: "+15点" }).click();
  await page.getByLabel("点(マイナスもできます)").fill("25");
  await page.keyboard.press("Enter");
  await expect
    .poll(() => JSON.stringify(written(asked, "PUT /v1/scoring/draft") ?? ""))
    .toMatch(/"web":\{"halfLifeDays":20\}.*"per":"day".*"id":"department".*"points":25/);
  await page.getByText("電話メモの言葉").first().click();
  await page.getByRole("combobox", { name: "関心あり", exact: true }).fill("乗り気");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "言葉を保存" }).click();
  await expect
    .poll(() => written(asked, "PUT /v1/phrases"))
    .toMatchObject({ items: expect.arrayContaining([{ text: "乗り気", chip: "interest", value: true }]) });
});

test("one lead is tried on, rule by rule, and stays in the address", async () => {
  const { page } = await scoring({}, {}, "/scoring?lead=lead_7");
  const tried = page.getByRole("table", { name: "この人で試す" });
  await tried.waitFor();
  expect(((await tried.textContent()) ?? "").replace(/\s+/g, "")).toBe(
    "この人で試す資料を閲覧7.6→11.3資料請求フォームを送信10.4→7.8対象の部署15.0合計75.0→76.1",
  );
});

test("more than a sample is tried as a job, and its answer replaces the sample's", async () => {
  const { page } = await scoring();
  await change(page, "30");
  await page.getByText("スコアの高い 1,000人で試算").waitFor();
  await page.getByRole("button", { name: "全員で試算する" }).click();
  await page.getByText("実リード 8,412人で試算").waitFor();
});

test("publishing says what changes and what follows, and asks first", async () => {
  const { page, asked } = await scoring();
  await change(page, "30");
  await page.getByRole("button", { name: "公開へ進む" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("資料請求フォームを送信:+40点 → +30点").waitFor();
  await dialog.getByText("下回っても取り消さない引き渡し:14件").waitFor();
  await dialog.getByRole("button", { name: "公開して全員を数え直す" }).click();
  await page.getByText("モデル 7 を公開しました").waitFor();
  expect(asked.map(({ route }) => route)).toContain("POST /v1/scoring/publish");
});

test("other lines wait for both departments: nothing is published before", async () => {
  const { page, answer } = await scoring({ "GET /v1/scoring/draft": { draft: linesDraft } });
  const signed = {
    ...linesDraft,
    missing: ["sales"],
    signedOff: [{ department: "marketing", by: "佐藤 美咲", at: "2026-11-24T01:11:00.000Z" }],
  };
  answer({ "POST /v1/scoring/sign-off/marketing": { draft: signed } });
  await page.getByRole("button", { name: "公開へ進む" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("ISライン:70 → 60点").waitFor();
  expect(await dialog.getByRole("button", { name: "公開して全員を数え直す" }).isDisabled()).toBe(true);
  await dialog.getByRole("button", { name: "合意する" }).click();
  await dialog.getByText("佐藤 美咲 さん").waitFor();
  expect(await dialog.getByRole("button", { name: "公開して全員を数え直す" }).isDisabled()).toBe(true);
});

test("who may not change the model signs what concerns them, tries things, and gets a text to hand over", async () => {
  const { page, asked } = await scoring({ ...me("insideSales"), "GET /v1/scoring/draft": { draft: linesDraft } });
  await page.getByText("合意をお願いします").waitFor();
  await page.getByRole("button", { name: "合意する" }).waitFor();
  expect(await page.getByRole("button", { name: "公開へ進む" }).count()).toBe(0);
  await change(page, "30");
  await page.getByText("・資料請求フォームを送信:+40点 → +30点").waitFor();
  await page.getByText("見込み:60点を超える人 3人、下回る人 14人").waitFor();
  expect(asked.map(({ route }) => route)).not.toContain("PUT /v1/scoring/draft");
});

test("somebody else's change, another model and a server that is away are told apart", async () => {
  const { page, answer } = await scoring({
    "PUT /v1/scoring/draft": { refused: { status: 409, title: "Conflict", reason: "edited" } },
  });
  await change(page, "30");
  await page.getByText("ほかの人がこの下書きを変えました").waitFor();
  answer({ "GET /v1/scoring/draft": { draft: { ...linesDraft, stale: true } } });
  await page.getByRole("button", { name: "相手の下書きを開く" }).click();
  await page.getByText("別のモデルが公開されました").waitFor();
  expect(await page.getByRole("button", { name: "公開へ進む" }).isDisabled()).toBe(true);
  answer({ "POST /v1/scoring/preview": refused(503, "Unavailable", "The table is throttled") });
  await page.reload();
  await page.getByRole("alert").getByText("The table is throttled").first().waitFor({ timeout: 20_000 });
});

test("the history says who published what, and an old model comes back as a draft", async () => {
  const { page, asked } = await scoring();
  await page.getByRole("button", { name: "履歴" }).click();
  const history = page.getByRole("dialog");
  await history.getByText("追加:採用ページを閲覧 −10点").waitFor();
  await history.getByText("ラインに合意:佐藤 美咲・伊藤 健").waitFor();
  await history.getByRole("button", { name: "下書きにする" }).click();
  await page.locator("[data-rule=careers]").getByText("外す").waitFor();
  await expect.poll(() => asked.map(({ route }) => route)).toContain("PUT /v1/scoring/draft");
});

test("the page has no barrier for anyone, and fits a phone", async () => {
  for (const look of [{}, { scheme: "dark" }, { language: "en" }, { width: 390, height: 844 }] as const) {
    const { page } = await scoring({}, look);
    await page.locator("[data-rule=form-brochure]").getByRole("button", { name: /\+40/ }).click();
    await page.keyboard.press("Escape");
    await page.getByText(/まだ何も変えていません|Nothing is changed yet/).waitFor();
    expect(await barriers(page)).toEqual([]);
    if ("width" in look) expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(390);
  }
});

test("from a changed rule to a changed score, in the running product", async () => {
  const local = await startLocal();
  const made = await local.post("/v1/leads", {
    email: "hana@fuji.example",
    name: "富士 花",
    company: "富士電機",
    attributes: { department: "経理部" },
    consent: { basis: "optIn" },
  });
  await local.put("/v1/sources/brochure", { kind: "form", mapping: { email: "email" }, consent: { basis: "optIn" } });
  await local.post("/hooks/brochure", { email: "hana@fuji.example" });
  await local.advance("PT1M");
  const page = await open(`${local.url}/scoring`);
  await change(page, "60");
  const moved = page.getByRole("list", { name: "ラインを超える人" });
  await moved.getByRole("link", { name: "富士 花" }).waitFor();
  expect(((await moved.textContent()) ?? "").replace(/\s+/g, "")).toContain("55→75");
  await page.getByText("公開すると1人をインサイドセールスに引き渡します。").waitFor();
  await page.getByRole("button", { name: "公開へ進む" }).click();
  await page.getByRole("button", { name: "公開して全員を数え直す" }).click();
  await page.getByText("モデル 1 を公開しました").waitFor();
  await local.advance("PT1M");
  await page.goto(`${local.url}/leads/${made.json.id}`);
  await page.locator("main").getByText("75", { exact: true }).first().waitFor();
  expect((await local.get("/v1/handoffs")).json.items).toHaveLength(1);
});
