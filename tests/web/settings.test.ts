import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { barriers, open } from "../support/browser.ts";
import { never, refused, startFixture } from "../support/fixture-server.ts";
import { startLocal } from "../support/local.ts";

const sections = [
  "sender",
  "calendar",
  "handoff",
  "sending",
  "privacy",
  "channels",
  "integrations",
  "people",
  "keys",
  "audit",
  "self",
];
/** Says whose pages these are from now on. */
const become = async (page: Page, role: string) => {
  await page.evaluate(
    `fetch("/local/session", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ role: "${role}" }) })`,
  );
  await page.reload();
  await page.locator("main h1").waitFor();
};

/** A page on a device of its own: no cookies, nothing kept. */
const another = async (page: Page): Promise<Page> => {
  const context = await page.context().browser()?.newContext({ locale: "ja-JP" });
  if (context === undefined) throw new Error("the page has a browser");
  return context.newPage();
};

/** A workspace with reps, a channel, a key, an invitation and something in the audit. */
const workspace = async () => {
  const local = await startLocal();
  await local.put("/v1/settings", {
    footer: { company: "アカリ経費株式会社", postalAddress: "東京都港区1-2-3", contact: "privacy@akari.example" },
    reps: [
      { id: "mori", name: "森 健太", email: "mori@akari.example", capacityPerDay: 15 },
      { id: "takagi", name: "高木 恵子", manager: true },
    ],
    businessHours: { holidays: ["jp", "2026-12-29"] },
    quietHours: { from: "20:00", to: "08:00" },
    channels: { handoff: { kind: "slack", url: "https://hooks.slack.example/T000/secret" } },
  });
  await local.post("/v1/people", { address: "abe@akari.example", role: "marketer" });
  await local.post("/v1/keys", { name: "自社サイト", scopes: ["intake"] });
  return local;
};

describe("settings", () => {
  test("the due time is changed, said in words, undone by one press, and found in the audit", async () => {
    const { url, get } = await workspace();
    const page = await open(`${url}/settings/handoff`);
    const field = page.getByRole("textbox", { name: "対応期限" });
    await field.fill("2");
    const changes = page.locator("form li", { hasText: "対応期限" });
    expect(await changes.textContent()).toBe("対応期限 4時間 → 2時間");
    await page.keyboard.press("Control+Enter");
    await page.getByText("対応期限を変えました").waitFor();
    expect((await get("/v1/settings")).json.slaHours).toBe(2);
    await page.locator("h1").click();
    await page.keyboard.press("z");
    await expect.poll(async () => (await get("/v1/settings")).json.slaHours).toBe(4);
    await field.and(page.locator('[value^="4"]')).waitFor();
    await page.getByRole("link", { name: "操作の記録" }).click();
    await page.getByLabel("何を").selectOption("settings");
    await page.getByText("対応期限 4時間 → 2時間").waitFor();
    await page.getByText("対応期限 2時間 → 4時間").waitFor();
    expect(await page.getByText("hooks.slack").count()).toBe(0);
  });

  test("a value that cannot be used is said at its field, and nothing changes", async () => {
    const { url, get } = await workspace();
    const page = await open(`${url}/settings/sender`);
    await page.getByLabel("差出人のアドレス").fill("no address");
    await page.getByRole("button", { name: "保存する" }).click();
    await page.getByText("この値は使えません").waitFor();
    expect(await page.getByRole("alert").textContent()).toContain("何も変わっていません");
    expect((await get("/v1/settings")).json.sender.address).toBe("hello@rekindle.example");
  });

  test("what is not saved is still there after a look elsewhere, and marked in the list", async () => {
    const { url } = await workspace();
    const page = await open(`${url}/settings/sender`);
    await page.getByLabel("差出人の名前").fill("アカリ");
    expect(await page.locator("figure").textContent()).toContain("アカリ <hello@rekindle.example>");
    await page.getByRole("link", { name: "カレンダー" }).click();
    await page.getByText("元日").waitFor();
    await page.getByText("会社の休業日").last().waitFor();
    await page.getByRole("link", { name: "差出人と法律の表示 未保存" }).click();
    expect(await page.getByLabel("差出人の名前").inputValue()).toBe("アカリ");
  });

  test("a rep is invited, linked with their own rep, made less, kept out and let in again", async () => {
    const { url, get } = await workspace();
    const page = await open(`${url}/settings/people`);
    await page.getByLabel("メールアドレス", { exact: true }).fill("ono@akari.example");
    await page.getByLabel("担当", { exact: true }).selectOption({ label: "森 健太" });
    await page.getByRole("button", { name: "招待する" }).click();
    await page.getByText("ono@akari.example を招待しました").waitFor();
    const people = async () => (await get("/v1/people")).json.items;
    expect(await people()).toContainEqual(
      expect.objectContaining({ address: "ono@akari.example", role: "insideSales", rep: "mori" }),
    );
    await page.getByLabel("ono@akari.exampleの役割").selectOption({ label: "マーケティング" });
    await page.getByText("ono@akari.exampleさんの設定を変えました").waitFor();
    await page.getByRole("listitem").filter({ hasText: "ono@akari.example" }).getByRole("button").click();
    await page.getByText("ono@akari.exampleの招待を取り下げました").waitFor();
    expect((await people()).map(({ address }: { address: string }) => address)).not.toContain("ono@akari.example");
    await page.getByRole("button", { name: "取り消す" }).last().click();
    await page.getByLabel("ono@akari.exampleの役割").waitFor();
  });

  test("a key is shown once, used, seen in use, and revoked only when asked twice", async () => {
    const { url, advance } = await workspace();
    const page = await open(`${url}/settings/keys`);
    await page.getByLabel("何に使うか").fill("集計");
    await page.getByRole("button", { name: "キーを作る" }).click();
    const once = page.getByRole("status", { name: "APIキー「集計」" });
    const key = (await once.locator("code").textContent()) ?? "";
    expect((await fetch(`${url}/v1/leads`, { headers: { authorization: `Bearer ${key}` } })).status).toBe(200);
    await page.getByRole("button", { name: "控えました" }).click();
    await advance("PT1M");
    await page.reload();
    const row = page.getByRole("listitem").filter({ hasText: "集計" });
    await row.getByText("最後の利用 11/24(火) 10:12").waitFor();
    expect(await page.getByText(key).count()).toBe(0);
    await row.getByRole("button", { name: "無効にする" }).click();
    await row.getByText("元に戻せません").waitFor();
    await row.getByRole("button", { name: "いま無効にする" }).click();
    await row.waitFor({ state: "detached" });
    expect((await fetch(`${url}/v1/leads`, { headers: { authorization: `Bearer ${key}` } })).status).toBe(401);
  });

  test("a channel is tried where it stands, and taken out and back", async () => {
    const { url, get } = await workspace();
    const page = await open(`${url}/settings/channels`);
    await page.getByRole("button", { name: "試しに送る" }).click();
    await page.getByText("届きませんでした").waitFor();
    await page.getByRole("button", { name: "通知先「handoff」を外す" }).click();
    await page.getByText("通知先はまだありません").waitFor();
    await page.getByRole("button", { name: "取り消す" }).click();
    await expect
      .poll(async () => (await get("/v1/settings")).json.channels)
      .toEqual({ handoff: { kind: "slack", url: "https://hooks.slack.example/T000/secret" } });
  });

  test("who is no admin sees the settings without changing them, no address, and is told whom to ask for the rest", async () => {
    const { url } = await workspace();
    const page = await open(`${url}/settings/handoff`);
    await become(page, "insideSales");
    await page.getByText("変えられるのは管理者だけです").first().waitFor();
    expect(await page.getByRole("textbox", { name: "対応期限" }).isDisabled()).toBe(true);
    expect(await page.getByRole("link", { name: "利用者と役割" }).count()).toBe(0);
    await page.goto(`${url}/settings/channels`);
    await page.getByText("管理者にだけ見えます").waitFor();
    expect(await page.locator("main").textContent()).not.toContain("hooks.slack");
    expect(await page.getByRole("button", { name: "試しに送る" }).count()).toBe(0);
    await page.goto(`${url}/settings/audit`);
    await page.getByText("ここを見られるのは管理者だけです").waitFor();
  });

  test("one's language stays with the person, on a device that has never seen them too", async () => {
    const { url } = await workspace();
    const page = await open(`${url}/settings/self`);
    const kept = page.waitForResponse((response) => response.request().method() === "PATCH");
    await page.getByLabel("画面の言語").selectOption("en");
    await page.getByRole("heading", { name: "Your own settings" }).waitFor();
    expect((await kept).status()).toBe(200);
    const device = await another(page);
    await device.goto(`${url}/settings/self`);
    await device.getByRole("heading", { name: "Your own settings" }).waitFor();
  });

  test("the first page of a local run is refused nothing: its role comes with it, the one chosen last", async () => {
    const { url } = await startLocal();
    const page = await another(await open(url));
    const refusals: string[] = [];
    page.on("response", (response) => {
      if (response.status() >= 400) refusals.push(`${response.status()} ${response.url()}`);
    });
    await page.goto(url);
    await page.waitForLoadState("networkidle");
    await page.getByRole("button", { name: "役割：管理者" }).waitFor();
    await become(page, "marketer");
    await page.context().clearCookies({ name: /session/ });
    await page.goto(`${url}/leads`);
    await page.waitForLoadState("networkidle");
    await page.getByRole("button", { name: "役割：マーケティング" }).waitFor();
    expect(refusals).toEqual([]);
  });
});

const looks = [{}, { scheme: "dark" }, { width: 390, height: 844 }] as const;
const halves = [sections.slice(0, 6), sections.slice(6)];
test.each(looks.flatMap((look) => halves.map((half) => ({ look, half }))))(
  "no section has a barrier or scrolls sideways: $half, $look",
  async ({ look, half }) => {
    const { url } = await workspace();
    const page = await open(`${url}/settings`, look);
    for (const section of half) {
      await page.goto(`${url}/settings/${section}`);
      await page.waitForLoadState("networkidle");
      await page.locator("main h2").first().waitFor();
      expect(await barriers(page), section).toEqual([]);
      expect(await page.evaluate("document.documentElement.scrollWidth <= innerWidth"), section).toBe(true);
    }
  },
);

const gone = refused(503, "Unavailable", "The table is throttled");
test.each([
  ["sender", "GET /v1/settings"],
  ["people", "GET /v1/people"],
  ["keys", "GET /v1/keys"],
  ["audit", "GET /v1/audit"],
])("%s says that it is loading, and what failed and what now", async (section, route) => {
  const list = { items: [], next: null };
  const { url, answer } = await startFixture({
    "GET /v1/me": { id: "person_1", role: "admin", language: "ja", timeZone: "Asia/Tokyo", workspace: "アカリ経費" },
    "GET /v1/people": list,
    "GET /v1/keys": list,
    "GET /v1/audit": list,
    [route]: never,
  });
  const page = await open(`${url}/settings/${section}`);
  await page.getByRole("status", { name: "読み込み中" }).first().waitFor();
  answer({ [route]: gone });
  await page.reload();
  await page.getByRole("alert").filter({ hasText: "いまはできません" }).first().waitFor({ timeout: 20_000 });
});
