import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { barriers, open } from "../support/browser.ts";
import { type Answers, never, refused, startFixture } from "../support/fixture-server.ts";
import { builderAnswers } from "./story/builder.ts";

const edit = async (answers: Answers = {}, look: Parameters<typeof open>[1] = {}, search = "") => {
  const fixture = await startFixture({ ...builderAnswers, ...answers });
  const page = await open(`${fixture.url}/workflows/price/edit${search}`, look);
  await page.getByRole("tree").waitFor();
  return { ...fixture, page };
};
const card = (page: Page, id: string) => page.locator(`[data-step=${id}]`);
const chosen = (page: Page) => page.locator("[data-selected]").getAttribute("data-step");
/** The draft as it was saved last. */
const saved = (asked: { route: string; body: unknown }[]) =>
  JSON.stringify(asked.findLast(({ route }) => route === "PUT /v1/workflows/price")?.body ?? null);

test("the diagram says of each step what it does, what came of it, and who is there now", async () => {
  const { page } = await edit();
  await card(page, "hello").getByText("送信 389・見送り 14・クリック 20.6%").waitFor();
  expect(await card(page, "await-form").getByTitle("いまここに64人").isVisible()).toBe(true);
  const text = await page.locator("[data-canvas]").textContent();
  for (const words of ["失注(価格)から30日後 / 手動", "開始 412人", "はい74", "それ以外275", "送らない(比較用) 10%23"])
    expect(text).toContain(words);
});

test("everything is reached and changed by keyboard: walk, reorder, copy, paste, delete, undo, redo", async () => {
  const { page, asked } = await edit();
  await card(page, "hello").click();
  await page.keyboard.press("ArrowDown");
  expect(await chosen(page)).toBe("wait-1");
  await page.keyboard.press("Alt+ArrowUp");
  await page.keyboard.press("Control+c");
  await page.keyboard.press("Control+v");
  expect(await chosen(page)).toBe("wait-4");
  await page.keyboard.press("Delete");
  await card(page, "wait-4").waitFor({ state: "detached" });
  expect(await chosen(page)).toBe("wait-1");
  await page.keyboard.press("Control+z");
  await card(page, "wait-4").waitFor();
  await page.keyboard.press("Control+Shift+z");
  await card(page, "wait-4").waitFor({ state: "detached" });
  await page.keyboard.press("Control+d");
  await card(page, "wait-4").waitFor();
  await expect.poll(() => saved(asked), { timeout: 8_000 }).toContain('"id":"wait-4"');
  expect(saved(asked).indexOf('"wait-1"')).toBeLessThan(saved(asked).indexOf('"hello"'));
});

test("a slash adds a step, and the cursor stands in its first empty field", async () => {
  const { page, asked } = await edit();
  await card(page, "hello").click();
  await page.keyboard.press("/");
  await page.getByRole("combobox", { name: "手順を追加" }).fill("メール");
  await page.keyboard.press("Enter");
  expect(await chosen(page)).toBe("email-1");
  await page.getByRole("combobox", { name: "メール" }).and(page.locator(":focus")).waitFor();
  await page.keyboard.insertText("ベンチ");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await card(page, "email-1").getByText("ベンチマークレポート").waitFor();
  await expect.poll(() => saved(asked), { timeout: 8_000 }).toContain('"kind":"email","template":"benchmark"');
});

test("a plus on a line adds exactly there, into the path that the line belongs to", async () => {
  const { page } = await edit();
  await page.locator('[data-spot="reacted/else/1"]').click();
  await page.getByRole("option", { name: "待つ" }).first().click();
  const tree = page.getByRole("tree");
  const last = tree.getByRole("group", { name: "それ以外" }).getByRole("treeitem").last();
  await expect.poll(() => last.textContent()).toContain("3日待つ");
});

test("what is missing is said at the step, at its field with a fix, and in the bar, and publishing waits for it", async () => {
  const problem = {
    path: "steps.3.max",
    message: "An ISO 8601 duration such as P3D (three days) or PT4H (four hours)",
  };
  const { page } = await edit({
    "PUT /v1/workflows/price": ({ steps }: { steps: { max?: string }[] }) =>
      steps[3]?.max === ""
        ? { id: "price", draft: null, problems: [problem], warnings: [] }
        : { id: "price", draft: {}, problems: [], warnings: [], tag: "t3" },
  });
  await card(page, "await-form").click();
  await page.getByRole("textbox", { name: "最長" }).fill("");
  await page.getByRole("button", { name: "直す所 1" }).waitFor();
  await card(page, "await-form").getByText("最長の期間を入れてください").waitFor();
  await page.getByText("この端末に保存済み").waitFor();
  await card(page, "hello").click();
  await page.keyboard.press("e");
  expect(await chosen(page)).toBe("await-form");
  await page.getByRole("button", { name: "14日(今の版の値)" }).click();
  await page.getByRole("button", { name: "直す所 1" }).waitFor({ state: "detached", timeout: 8_000 });
  expect(await page.getByRole("textbox", { name: "最長" }).inputValue()).toBe("14");
});

test("what the server cannot take yet is kept on this device and is there after a reload", async () => {
  const { page, answer } = await edit({
    "PUT /v1/workflows/price": refused(503, "Unavailable", "The table is throttled"),
  });
  await card(page, "wait-1").click();
  await page.keyboard.press("Delete");
  await page.getByText("この端末に保存済み").waitFor();
  await page.reload();
  await page.getByRole("tree").waitFor();
  expect(await card(page, "wait-1").count()).toBe(0);
  answer({ "PUT /v1/workflows/price": builderAnswers["PUT /v1/workflows/price"] });
  await page.getByText(/ 保存済み$/).waitFor({ timeout: 20_000 });
});

test("two people at one draft: nothing is overwritten until one of them says so", async () => {
  const conflict = { refused: { status: 409, title: "Conflict", detail: "Somebody else", reason: "edited" } };
  const { page, answer, asked } = await edit({ "PUT /v1/workflows/price": conflict });
  await card(page, "wait-1").click();
  await page.keyboard.press("Delete");
  await page.getByText("ほかの人がこの下書きを変えました。").waitFor();
  answer({ "PUT /v1/workflows/price": builderAnswers["PUT /v1/workflows/price"] });
  await page.getByRole("button", { name: "自分の内容を残す" }).click();
  await page.getByText("ほかの人がこの下書きを変えました。").waitFor({ state: "detached" });
  expect(saved(asked)).not.toContain('"wait-1"');
});

test("the text beside the diagram is the same document with the same undo", async () => {
  const { page } = await edit();
  await card(page, "hello").click();
  await page.keyboard.press("y");
  const editor = page.getByRole("textbox", { name: "YAML" });
  await editor.waitFor();
  const after = page.locator(".cm-line", { hasText: "after: P30D" });
  await after.click();
  await page.keyboard.press("End");
  for (const _ of "30D") await page.keyboard.press("Backspace");
  await page.keyboard.insertText("45D");
  await page.getByText("図", { exact: true }).click();
  await card(page, "start").getByText("失注(価格)から45日後").waitFor();
  await page.getByRole("button", { name: "元に戻す" }).click();
  await card(page, "start").getByText("失注(価格)から30日後").waitFor();
  await page.keyboard.press("y");
  await after.click();
  await page.keyboard.press("Home");
  await page.keyboard.insertText("a: b: ");
  await page
    .getByRole("alert")
    .getByText(/行目が読めません/)
    .waitFor();
  await page.keyboard.press("Control+z");
  await page.getByRole("alert").waitFor({ state: "detached" });
});

test("the condition editor asks in words and writes what was meant", async () => {
  const { page, asked } = await edit();
  await card(page, "reacted").click();
  const fields = page.getByRole("complementary");
  await fields.getByRole("button", { name: "条件を足す" }).click();
  await fields.getByRole("textbox", { name: "値" }).last().fill("25");
  await expect
    .poll(() => saved(asked), { timeout: 8_000 })
    .toContain('{"all":[{"event":"mail.clicked","template":"price-1"},{"field":"fit","gte":25}]}');
  await card(page, "reacted")
    .getByText(/クリックした、かつ属性スコアが25以上/)
    .waitFor();
});

test("before publishing it says what changes in words, who stays, and what must be put right", async () => {
  const { page, asked } = await edit(
    {
      "GET /v1/workflows/price/changes": {
        from: 3,
        to: 4,
        before: { name: "w", steps: [{ id: "wait-1", kind: "wait", for: "P14D" }] },
        after: { name: "w", steps: [{ id: "wait-1", kind: "wait", for: "P21D" }] },
        changes: {
          added: [],
          removed: [],
          changed: [{ id: "wait-1", kind: "wait", path: "steps.0", fields: ["for"] }],
          moved: [],
          frame: ["window"],
        },
        staying: [{ version: 3, people: 168 }],
      },
      "GET /v1/workflows/price/checks": {
        problems: [],
        warnings: [],
        mails: [
          {
            id: "price-2-cold",
            state: "waiting",
            problems: [],
            bare: [{ variable: "lead.company", lacking: 38 }],
            placeholders: [],
          },
        ],
        law: ["footer.postalAddress"],
        loop: [],
        population: { people: 1180, mailable: 1029, looked: 5000, all: true },
      },
      "GET /v1/settings": {
        timeZone: "Asia/Tokyo",
        reps: [],
        footer: { company: "アカリ経費", postalAddress: "住所未設定", contact: "a@akari.example" },
        sender: { name: "アカリ経費", address: "news@akari.example" },
      },
      "PUT /v1/settings": {},
      "POST /v1/workflows/price/publish": { version: 4 },
    },
    {},
    "?launch=1",
  );
  const dialog = page.getByRole("dialog");
  await dialog.getByText("14日待つ → 21日待つ").waitFor();
  await dialog.getByText("送る時間帯を変更").waitFor();
  await dialog.getByText("v3 のまま進む人 168人").waitFor();
  await dialog.getByText("メール「メール② 見直しの始め方」の lead.company が空になる人が38人").waitFor();
  await dialog.getByText("同意:1,180人のうち送れる 1,029人").waitFor();
  await dialog.getByRole("button", { name: "公開して開始" }).click({ force: true });
  expect(asked.map(({ route }) => route)).not.toContain("POST /v1/workflows/price/publish");
  await dialog.getByRole("textbox", { name: "住所" }).fill("東京都港区1-2-3");
  await dialog.getByRole("button", { name: "保存する" }).click();
  await expect
    .poll(() => asked.find(({ route }) => route === "PUT /v1/settings")?.body)
    .toMatchObject({ footer: { company: "アカリ経費", postalAddress: "東京都港区1-2-3" } });
});

test("people are moved only after it was shown where each of them lands", async () => {
  const old = {
    name: "w",
    steps: [
      { id: "wait-1", kind: "wait", for: "P3D" },
      { id: "gone", kind: "wait", for: "P1D" },
    ],
  };
  const { page, asked } = await edit({
    "GET /v1/workflows/price/versions": {
      items: [
        { version: 3, publishedAt: "2026-11-01T00:00:00Z", inside: 0 },
        { version: 2, publishedAt: "2026-10-01T00:00:00Z", inside: 40 },
      ],
      next: null,
    },
    "GET /v1/workflows/price/versions/2": { version: 2, definition: old },
    "GET /v1/workflows/price/versions/3": {
      version: 3,
      definition: { name: "w", steps: [{ id: "wait-1", kind: "wait", for: "P5D" }] },
    },
    "GET /v1/workflows/price/report": {
      versions: [
        { version: 3, entered: 0, left: {}, steps: [] },
        {
          version: 2,
          entered: 40,
          left: {},
          steps: [
            { id: "wait-1", waiting: 31 },
            { id: "gone", waiting: 9 },
          ],
        },
      ],
    },
    "POST /v1/workflows/price/migrate": ({ dryRun, map }: { dryRun?: boolean; map: Record<string, string | null> }) =>
      dryRun === true
        ? {
            total: 40,
            landings: Object.entries(map).map(([step, to]) => ({ step, to, people: step === "gone" ? 9 : 31 })),
          }
        : { total: 40, job: "job_1" },
    "GET /v1/jobs/job_1": { id: "job_1", state: "done", done: 40, total: 40 },
  });
  await page.getByRole("button", { name: "その他" }).click();
  await page.getByRole("menuitem", { name: "人を移す" }).click();
  await page.getByText("9人がシナリオから出ます。").waitFor();
  await page.getByRole("combobox", { name: "「1日待つ」の行き先" }).selectOption("wait-1");
  await page.getByText("9人がシナリオから出ます。").waitFor({ state: "detached" });
  await page.getByRole("button", { name: "40人を移す" }).click();
  await page.getByText("移し終えました(40 / 40)").waitFor();
  expect(
    asked.find(
      ({ body }) => JSON.stringify(body ?? "").startsWith('{"from"') && !JSON.stringify(body).includes("dryRun"),
    )?.body,
  ).toEqual({
    from: 2,
    to: 3,
    map: { "wait-1": "wait-1", gone: "wait-1" },
  });
});

test("the builder has no barrier for anyone: light, dark, English, text, and on a phone", async () => {
  for (const look of [{}, { scheme: "dark" }, { language: "en" }, { width: 390, height: 844 }] as const) {
    const { page } = await edit({}, look);
    if (!("width" in look)) await card(page, "await-form").click();
    await page.waitForLoadState("networkidle");
    expect(await barriers(page)).toEqual([]);
  }
  const { url } = await startFixture(builderAnswers);
  const page = await open(`${url}/workflows/price/edit?view=yaml`);
  await page.locator(".cm-content").waitFor();
  expect(await barriers(page)).toEqual([]);
});

test("on a phone the steps are one list, and a press opens the fields", async () => {
  const { page } = await edit({}, { width: 390, height: 844 });
  expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(390);
  await page
    .getByRole("treeitem", { name: /メール① 費用の見直しどころ/ })
    .first()
    .click();
  await page.getByRole("dialog").getByText("送れないとき").waitFor();
});

test("loading, missing and failing are told apart", async () => {
  const { url } = await startFixture({ ...builderAnswers, "GET /v1/workflows/slow": never });
  const page = await open(`${url}/workflows/slow/edit`);
  await page.getByRole("status", { name: "読み込み中" }).waitFor();
  await page.goto(`${url}/workflows/none/edit`);
  await page.getByRole("alert").getByText("見つかりません。").waitFor();
});
