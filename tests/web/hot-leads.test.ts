import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { open } from "../support/browser.ts";
import { refused, startFixture } from "../support/fixture-server.ts";
import { handoffs } from "./story/people.ts";

const note = "1月の役員会に向けて再検討。予算はまだ取れていない。比較表がほしいとのこと。";
const lead = (page: Page, name: string) => page.getByRole("article", { name });

test("the most urgent lead is open, with the reason, what is left of each signal, and what they were told", async () => {
  const { url } = await startFixture();
  const page = await open(`${url}/hot-leads`);
  await lead(page, "加藤 拓也").waitFor();
  expect(await page.getByText("10:30に阿部さんへ自動で移ります").isVisible()).toBe(true);
  await page.keyboard.press("j");
  const pane = lead(page, "渡辺 真由美");
  await pane.getByText("料金ページを閲覧").first().waitFor();
  const text = await pane.textContent();
  expect(text).toContain("10月に価格で失注。そのあとメール2通のリンクを開き");
  expect(text).toMatch(/資料請求フォームを送信6\/2\(火\)40 → 10\.4/);
  expect(text).toContain("12/2(水)に70点を下回る");
  expect(text).toContain("同じ物流業で、月次締めが3日早くなった理由");
});

test("a rep works a lead by keyboard alone, and the next one is open", async () => {
  const { url, asked } = await startFixture();
  const page = await open(`${url}/hot-leads?id=handoff_7`);
  await lead(page, "渡辺 真由美").waitFor();
  await page.keyboard.press("a");
  await expect.poll(() => asked.map(({ route }) => route)).toContain("POST /v1/handoffs/handoff_7/accept");
  await page.keyboard.press("6");
  await page.keyboard.press("n");
  await page.locator("#call-note:focus").waitFor();
  await page.keyboard.insertText(note);
  await page.getByText("商談ライン(100)を超えます。保存すると:").waitFor();
  await page.keyboard.press("Alt+1");
  await page.keyboard.press("Control+Enter");
  await lead(page, "田中 美咲").waitFor();
  await page.getByRole("button", { name: "閉じてすぐ送る" }).last().click();
  await expect
    .poll(() => asked.find(({ route }) => route === "POST /v1/leads/lead_7/calls")?.body)
    .toEqual({ note, outcome: "reached", chips: { interest: true, budget: false, timing: "within3m" } });
});

test("phrases of the note are underlined, and a negated one gives no points", async () => {
  const { url } = await startFixture();
  const page = await open(`${url}/hot-leads?id=handoff_7`);
  await page.getByLabel("通話メモ", { exact: true }).and(page.locator("textarea")).fill(note);
  await page.locator("u[data-kind=said]").first().waitFor();
  expect(await page.locator("u[data-kind=said]").allInnerTexts()).toEqual(["1月の役員会", "比較表がほしい"]);
  expect(await page.locator("u[data-kind=negated]").allInnerTexts()).toEqual(["予算はまだ取れていない"]);
  expect(await page.getByRole("button", { name: /予算:なし/ }).isVisible()).toBe(true);
});

test("a return needs one digit, says what follows, and can be undone before it is sent", async () => {
  const { url, asked } = await startFixture();
  const page = await open(`${url}/hot-leads?id=handoff_7`);
  await lead(page, "渡辺 真由美").waitFor();
  await page.keyboard.press("r");
  await page.getByRole("dialog").waitFor();
  await page.keyboard.press("1");
  await page.getByText("スコア −15、60日は引き渡しなし").waitFor();
  await page.keyboard.press("Control+Enter");
  await lead(page, "田中 美咲").waitFor();
  await page.keyboard.press("z");
  await lead(page, "渡辺 真由美").waitFor();
  expect(asked.filter(({ route }) => route.endsWith("/return"))).toEqual([]);
  await page.keyboard.press("r");
  await page.keyboard.press("3");
  await page.keyboard.press("Control+Enter");
  await page.getByRole("button", { name: "閉じてすぐ送る" }).last().click();
  await expect
    .poll(() => asked.find(({ route }) => route === "POST /v1/handoffs/handoff_7/return")?.body)
    .toEqual({ reason: "noBudget" });
});

test("closing the page sends what could still be undone", async () => {
  const { url, asked } = await startFixture();
  const page = await open(`${url}/hot-leads?id=handoff_7`);
  await lead(page, "渡辺 真由美").waitFor();
  await page.keyboard.press("r");
  await page.keyboard.press("1");
  await page.keyboard.press("Control+Enter");
  await lead(page, "田中 美咲").waitFor();
  await page.goto("about:blank");
  await expect.poll(() => asked.map(({ route }) => route)).toContain("POST /v1/handoffs/handoff_7/return");
});

test("Japanese input is never interrupted: keys of a conversion do nothing", async () => {
  const { url, asked } = await startFixture();
  const page = await open(`${url}/hot-leads?id=handoff_7`);
  await lead(page, "渡辺 真由美").waitFor();
  await page.evaluate(
    `dispatchEvent(new KeyboardEvent("keydown", { code: "KeyA", key: "a", isComposing: true, bubbles: true }))`,
  );
  await page.locator("textarea").first().focus();
  await page.keyboard.press("a");
  await page.keyboard.press("Enter");
  expect(await page.locator("#call-note").inputValue()).toBe("a\n");
  expect(asked.filter(({ route }) => route.endsWith("/accept"))).toEqual([]);
});

test("a note that could not be sent is kept and the lead comes back", async () => {
  const { url } = await startFixture({
    "POST /v1/leads/lead_7/calls": refused(409, "Conflict", "Taken by Abe at 10:11"),
  });
  const page = await open(`${url}/hot-leads?id=handoff_7`);
  await page.locator("#call-note").fill(note);
  await page.keyboard.press("Control+Enter");
  await lead(page, "田中 美咲").waitFor();
  await page.getByRole("button", { name: "閉じてすぐ送る" }).last().click();
  await page.getByText("Taken by Abe at 10:11").waitFor();
  await lead(page, "渡辺 真由美").waitFor();
  expect(await page.locator("#call-note").inputValue()).toBe(note);
});

test("a lead that somebody else takes meanwhile is named, and the next one opens", async () => {
  const { url, answer } = await startFixture();
  const page = await open(`${url}/hot-leads`);
  await lead(page, "加藤 拓也").waitFor();
  const others = handoffs.filter(({ id }) => id !== "handoff_1");
  answer({ "GET /v1/handoffs?state=open&limit=200": { items: others, next: null } });
  await page.getByText("加藤 拓也 様は、ほかの人が受け取ったか、対応が終わりました").waitFor();
  await lead(page, "渡辺 真由美").waitFor();
});

test("who has no leads of their own sees the team's at once", async () => {
  const others = handoffs.map((handoff) => ({ ...handoff, owner: "abe" }));
  const { url } = await startFixture({ "GET /v1/handoffs?state=open&limit=200": { items: others, next: null } });
  const page = await open(`${url}/hot-leads`);
  await lead(page, "加藤 拓也").waitFor();
  expect(await page.getByRole("radio", { name: "チーム 8" }).isChecked()).toBe(true);
});

test("the open lead stays open when another becomes more urgent", async () => {
  const { url, answer } = await startFixture();
  const page = await open(`${url}/hot-leads`);
  await lead(page, "加藤 拓也").waitFor();
  await page.locator("#call-note").fill("途中のメモ");
  const urgent = handoffs.map((one) => (one.id === "handoff_9" ? { ...one, dueAt: "2026-11-23T00:00:00.000Z" } : one));
  answer({ "GET /v1/handoffs?state=open&limit=200": { items: urgent, next: null } });
  await expect.poll(() => page.locator("li").first().textContent(), { timeout: 15_000 }).toContain("吉田 誠");
  expect(await lead(page, "加藤 拓也").isVisible()).toBe(true);
  expect(await page.locator("#call-note").inputValue()).toBe("途中のメモ");
});

test("on a phone the queue, the lead and the note are one screen each, with targets for a thumb", async () => {
  const { url } = await startFixture();
  const page = await open(`${url}/hot-leads`, { width: 390, height: 844 });
  await page.getByRole("button", { name: /^渡辺 真由美 港物流/ }).click();
  await page.getByText("2 / 7").waitFor();
  await page.getByRole("button", { name: "メモ" }).click();
  await page.getByRole("button", { name: "保存して次へ:田中 美咲 様" }).waitFor();
  await page.locator("#call-note").fill(note);
  await page.locator("[data-state=read]").first().waitFor();
  expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(390);
  for (const button of await page.locator("main button:visible").all())
    expect((await button.boundingBox())?.height, (await button.textContent()) ?? "").toBeGreaterThanOrEqual(43.5);
});
