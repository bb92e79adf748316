import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { barriers, open } from "../support/browser.ts";
import { refused, startFixture } from "../support/fixture-server.ts";
import { startLocal } from "../support/local.ts";

const palette = (page: Page) => page.getByRole("dialog", { name: "検索・移動" });
const field = (page: Page) => page.getByRole("combobox", { name: "検索・移動" });
const selected = (page: Page) => page.getByRole("option", { selected: true });

/** Two people of one company, and one of another. */
const people = async () => {
  const local = await startLocal();
  for (const [email, name, company] of [
    ["mayumi@minato.example", "渡辺 真由美", "港物流株式会社"],
    ["daiki@minato.example", "松本 大樹", "港物流株式会社"],
    ["hanako@sakura.example", "佐藤 花子", "さくら商事"],
  ])
    await local.post("/v1/leads", { email, name, company, consent: { basis: "optIn" } });
  await local.advance("PT1M");
  return local;
};

test("a person is found by the beginning of name, company or address, and opened by Enter, without a mouse", async () => {
  const { url } = await people();
  const page = await open(url);
  for (const typed of ["渡辺", "mayumi", "港物流"]) {
    await page.keyboard.press("Control+k");
    await field(page).pressSequentially(typed);
    await palette(page).getByRole("option", { name: "渡辺 真由美" }).waitFor();
    await page.keyboard.press("Escape");
    await palette(page).waitFor({ state: "detached" });
  }
  await page.keyboard.press("Control+k");
  await field(page).pressSequentially("だれもいない");
  await palette(page).getByText("見つかりません").waitFor();
  await field(page).fill("佐藤");
  await selected(page).filter({ hasText: "佐藤 花子" }).waitFor();
  await page.keyboard.press("Enter");
  await page.waitForURL("**/leads/lead_*");
  await page.getByRole("heading", { name: "佐藤 花子" }).first().waitFor();
});

test("other words lead to the page too: who says toss-up finds the hot leads", async () => {
  const { url } = await startFixture();
  const page = await open(`${url}/leads`);
  for (const typed of ["トスアップ", "ﾄｽｱｯﾌﾟ", "HOT"]) {
    await page.keyboard.press("Control+k");
    await field(page).fill(typed);
    await selected(page).filter({ hasText: "ホットリード" }).waitFor();
    await page.keyboard.press("Escape");
  }
  await page.keyboard.press("Control+k");
  await field(page).fill("トスアップ");
  await selected(page).filter({ hasText: "ホットリード" }).waitFor();
  await page.keyboard.press("Enter");
  await page.waitForURL("**/hot-leads");
});

test("the acts of the page stand in it with their keys, and do the same as the key", async () => {
  const { url, asked } = await startFixture();
  const page = await open(`${url}/hot-leads?id=handoff_7`);
  await page.getByRole("article").first().waitFor();
  await page.keyboard.press("Control+k");
  const act = palette(page).getByRole("option", { name: "受け取る" });
  expect(await act.textContent()).toContain("A");
  await field(page).fill("受け取る");
  await selected(page).filter({ hasText: "受け取る" }).waitFor();
  await page.keyboard.press("Enter");
  await palette(page).waitFor({ state: "detached" });
  await expect.poll(() => asked.map(({ route }) => route)).toContain("POST /v1/handoffs/handoff_7/accept");
});

test("Japanese input keeps its Enter and arrows: nothing is opened while a word is converted", async () => {
  const { url } = await startFixture();
  const page = await open(`${url}/leads`);
  await page.keyboard.press("Control+k");
  await field(page).fill("ほっと");
  const press = (init: string) =>
    field(page).evaluate(
      `(field) => field.dispatchEvent(new KeyboardEvent("keydown", { bubbles: true, cancelable: true, ${init} }))`,
    );
  await press(`key: "Enter", code: "Enter", isComposing: true`);
  // Safari's comes after the conversion has ended, and is known by its number.
  await press(`key: "Enter", code: "Enter", keyCode: 229`);
  await press(`key: "Escape", code: "Escape", isComposing: true`);
  expect(await palette(page).isVisible()).toBe(true);
  expect(page.url()).toContain("/leads");
});

test("arrows go through what is found and around its ends, and say where they are", async () => {
  const { url } = await startFixture();
  const page = await open(`${url}/workflows`);
  await page.keyboard.press("Control+k");
  await field(page).waitFor();
  const names = await palette(page).getByRole("option").allTextContents();
  await page.keyboard.press("ArrowDown");
  expect(await selected(page).textContent()).toContain(names[1]);
  expect(await field(page).getAttribute("aria-activedescendant")).toBe(await selected(page).getAttribute("id"));
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  expect((await selected(page).textContent())?.replace("⏎", "")).toBe(names.at(-1)?.replace("⏎", ""));
});

test("with single keys turned off only the palette's own key still works", async () => {
  const { url } = await startFixture();
  const page = await open(`${url}/settings/self`);
  await page.getByRole("switch", { name: "1文字のキーを使う" }).click({ force: true });
  await page.locator("h1").click();
  await page.keyboard.press("g");
  await page.keyboard.press("w");
  await page.keyboard.press("Shift+?");
  expect(await page.getByRole("dialog").count()).toBe(0);
  expect(page.url()).toContain("/settings/self");
  await page.keyboard.press("Control+k");
  await field(page).waitFor();
});

test("it opens from the navigation, has no barrier in either theme or on a phone, and says when search does not answer", async () => {
  const { url } = await startFixture({ "GET /v1/leads": refused(503, "Unavailable") });
  for (const look of [{}, { scheme: "dark" }, { width: 390, height: 844 }] as const) {
    const page = await open(url, look);
    const phone = "width" in look;
    if (phone) await page.getByRole("button", { name: "自分" }).click();
    await page.getByRole("button", { name: "検索・移動" }).click();
    await field(page).waitFor();
    expect(await barriers(page)).toEqual([]);
    await field(page).fill("だれもいない名前");
    await palette(page).getByText("いまは探せません").waitFor({ timeout: 20_000 });
    expect(await barriers(page)).toEqual([]);
  }
});
