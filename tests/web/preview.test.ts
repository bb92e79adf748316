import { expect, test } from "vitest";
import { barriers, open } from "../support/browser.ts";
import { type Answers, refused, startFixture } from "../support/fixture-server.ts";
import { builderAnswers, previewRun } from "./story/builder.ts";

const preview = async (answers: Answers = {}, look: Parameters<typeof open>[1] = {}) => {
  const fixture = await startFixture({ ...builderAnswers, "POST /v1/simulate": previewRun, ...answers });
  return { ...fixture, page: await open(`${fixture.url}/workflows/price/preview`, look) };
};

test("the totals, the limits and the one day that is too much are said in words", async () => {
  const { page } = await preview();
  await page.getByText("11/30(月)に引き渡しが33件。枠28件を5件超えます。").waitFor();
  const text = await page.locator("main").textContent();
  for (const words of [
    "SES の枠 2,000通",
    "枠 28件(森 15・阿部 13)",
    "送れる根拠がない71",
    "商談が進行中58",
    "145通は送る時間帯や上限を待って送ります",
  ])
    expect(text?.replace(/\s/g, "")).toContain(words.replace(/\s/g, ""));
  expect(await page.locator("[data-total=handedOff]").textContent()).toContain("112");
});

test("one person's way is read in order, and what is assumed looks assumed", async () => {
  const { page } = await preview();
  await page.getByRole("link", { name: "高橋 琢也" }).waitFor();
  const items = page.locator("ol li");
  expect(await items.allInnerTexts()).toEqual([
    expect.stringContaining("シナリオを開始"),
    expect.stringContaining("メール「メール① 費用の見直しどころ」を送信"),
    expect.stringContaining("3日待つ"),
    expect.stringContaining("クリックすると仮定"),
    expect.stringContaining("+10点"),
    expect.stringContaining("インサイドセールスへ引き渡し"),
    expect.stringContaining("終了:引き渡し済み"),
  ]);
  expect(await page.locator("ol li[data-assumed]").count()).toBe(1);
  await page.keyboard.press("2");
  await page.getByText("入らない:送れる根拠がない").waitFor();
});

test("the assumptions are a sentence, they are in the address, and the running version's figures come first", async () => {
  const { page, asked } = await preview();
  await page.getByText("ひとりの道すじ").waitFor();
  const sent = () => asked.findLast(({ route }) => route === "POST /v1/simulate")?.body;
  expect(sent()).toMatchObject({ days: 45, among: "now", behaviour: { click: expect.closeTo(0.179, 2) } });
  await page.getByLabel("期間").selectOption("90");
  await page.getByLabel("対象").selectOption("sample");
  await page.waitForURL(/days=.*90.*who=sample/);
  await expect.poll(sent).toMatchObject({ days: 90, sample: 200 });
  expect(sent()).not.toHaveProperty("among");
});

test("a fix is tried first, shows before and after, and is kept or undone by a press", async () => {
  const { page, asked } = await preview({
    "POST /v1/simulate": ({ definition }: { definition?: object }) =>
      definition === undefined
        ? previewRun
        : { ...previewRun, days: previewRun.days.map((day) => ({ ...day, handOffs: Math.min(12, day.handOffs) })) },
  });
  await page.getByRole("button", { name: "営業日で待つ" }).first().click();
  await page.getByText("最大の引き渡し 33 → 20").first().waitFor();
  await page.getByRole("button", { name: "やめる" }).first().click();
  await page.getByText("最大の引き渡し 33 → 20").first().waitFor({ state: "detached" });
  expect(asked.map(({ route }) => route)).not.toContain("PUT /v1/workflows/price");
  await page.getByRole("button", { name: "営業日で待つ" }).first().click();
  await page.getByRole("button", { name: "下書きに入れる" }).first().click();
  await expect
    .poll(() => JSON.stringify(asked.find(({ route }) => route === "PUT /v1/workflows/price")?.body ?? ""))
    .toContain('"businessDays":2');
});

test("nobody, a draft with problems and a server that is away are told apart, with what to do next", async () => {
  const { page, answer } = await preview({ "POST /v1/simulate": { ...previewRun, people: 0, paths: [] } });
  await page.getByText("いま条件に合う人はいません").waitFor();
  answer({ "POST /v1/simulate": refused(422, "Refused", "The workflow has problems") });
  await page.keyboard.press("r");
  await page.getByText("先に直す所があります").waitFor();
  answer({ "POST /v1/simulate": refused(503, "Unavailable", "The table is throttled") });
  await page.reload();
  await page.getByRole("alert").getByText("The table is throttled").waitFor({ timeout: 20_000 });
  answer({ "POST /v1/simulate": previewRun });
  await page.getByRole("button", { name: "いま試す" }).click();
  await page.getByText("ひとりの道すじ").waitFor();
});

test("the preview has no barrier for anyone and fits a phone", async () => {
  for (const look of [{}, { scheme: "dark" }, { language: "en" }, { width: 390, height: 844 }] as const) {
    const { page } = await preview({}, look);
    await page.getByText(/ひとりの道すじ|One person’s way/).waitFor();
    expect(await barriers(page)).toEqual([]);
    if ("width" in look) expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(390);
  }
});
