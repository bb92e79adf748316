import { expect, test } from "vitest";
import { barriers, open } from "../support/browser.ts";
import { never, refused, startFixture } from "../support/fixture-server.ts";
import { goals, today } from "./story/today.ts";

const jst = (at: string) => new Date(`${at}+09:00`).toISOString();
const marketing = "/?role=marketing";
const gone = refused(503, "Unavailable", "The table is throttled");
const withNeeds = (...needs: unknown[]) => ({ "GET /v1/today": { ...today, needs } });

test("the month's goal shows each department's part, its pace by business days, and who agreed (mock-up 01)", async () => {
  const { url } = await startFixture();
  const page = await open(url + marketing);
  await page.getByText("今月 15 / 19営業日").waitFor();
  const strip = page.getByRole("region", { name: "今月の共通目標" });
  expect(await strip.textContent()).toContain("受注 12件。マーケティングと営業で合意(10/30(金))");
  expect(await strip.textContent()).toMatch(/引き渡し.*94\/ 110件ペースより7件多い/);
  expect(await strip.textContent()).toMatch(/商談化.*21\/ 32件ペースより4件少ない/);
  expect(await strip.textContent()).toMatch(/受注営業9\/ 12件ペースどおり/);
});

test("needs stand most urgent first with why and one act, and what is well is said (mock-up 01)", async () => {
  const { url } = await startFixture();
  const page = await open(url + marketing);
  await page.getByText("引き渡しの期限を1件が過ぎています").waitFor();
  const text = await page.locator("main").textContent();
  for (const part of [
    "加藤 拓也 様(東海部品) 81点・担当 森 健太・10:30に阿部さんへ自動で移ります",
    "森 健太さん 2件・阿部さん 1件・最も早い期限は 10:48(港物流)",
    "バウンス率が上がっています:3.1%",
    "「資料請求」から届いていません",
    "ふだんは1営業日に9件。最後は 11/23(月) 8:14",
    "メールが14人に送れませんでした",
    "ほかは順調です:シナリオ 9本、取り込み 5本、メール認証(SPF・DKIM・DMARC)",
    "1,137 通の予定。済み 382・見送り 26",
    "SES 1日枠 2,000通",
    "仮説どおり(反応 21.0% / 目標 15.0%)",
    "まだ判断できない(あと約60人)",
    "仮説と違った(反応 8.2% / 目標 20.0%)",
  ])
    expect(text).toContain(part);
});

test("what changed since the business day before is told with its parts and when lost deals come back", async () => {
  const { url } = await startFixture();
  const page = await open(url + marketing);
  await page.getByText("前の営業日から").waitFor();
  const text = await page.locator("main").textContent();
  for (const part of [
    "引き渡し 7件うち「価格で失注した案件の再活性化」から3件",
    "差し戻し 2件早すぎた 1・予算がない 1 → それぞれ育成に戻りました",
    "失注 3件価格 2 → 12/24(木)に再開予定・競合 1 → 2027/2/22に再開予定",
    "70点を下回った 5人",
    "配信停止 4人すべて即時に反映済み",
  ])
    expect(text).toContain(part);
});

const first = {
  handoff: "handoff_7",
  lead: "lead_7",
  name: "渡辺 真由美",
  company: "港物流",
  score: 75,
  owner: "mori",
};
for (const [need, title, button, goes] of [
  [
    {
      kind: "handOffsSoon",
      severity: "soon",
      count: 1,
      first: { ...first, dueAt: jst("2026-11-24T10:48") },
      owners: [],
    },
    "1時間以内に期限が来る引き渡しが1件",
    "ホットリード",
    "/hot-leads?view=team&id=handoff_7",
  ],
  [
    { kind: "handOffsWaiting", severity: "look", count: 4, first },
    "引き渡しが4件待っています",
    "ホットリード",
    "/hot-leads?view=team&id=handoff_7",
  ],
  [
    {
      kind: "tasksDue",
      severity: "now",
      count: 2,
      first: { lead: "lead_7", name: "渡辺 真由美", dueAt: jst("2026-11-24T10:00"), callback: true },
    },
    "今日までの予定が2件",
    "リードを開く",
    "/leads/lead_7",
  ],
  [
    { kind: "complaintsRising", severity: "now", count: 3, sent: 382, rate: 0.0079 },
    "迷惑メール報告が増えています:0.79%",
    "原因を見る",
    "/settings/sending",
  ],
  [
    {
      kind: "sourceQuiet",
      severity: "look",
      source: "demo",
      sinceAt: jst("2026-11-20T08:14"),
      businessDays: 1,
      usualPerDay: 9,
    },
    "「デモ依頼」から届いていません",
    "取り込みを開く",
    "/sources/demo",
  ],
  [
    {
      kind: "workflowBroken",
      severity: "now",
      workflow: "price",
      name: { ja: "価格" },
      count: 1,
      message: "There is no mail",
    },
    "シナリオ「価格」に直す所があります",
    "直す",
    "/workflows/price/edit",
  ],
  [
    { kind: "workflowPaused", severity: "look", workflow: "price", name: { ja: "価格" } },
    "シナリオ「価格」を一時停止中",
    "見る",
    "/workflows/price",
  ],
  [
    {
      kind: "leadsParked",
      severity: "look",
      count: 1,
      reason: "It spins",
      lead: "lead_7",
      at: jst("2026-11-24T09:00"),
    },
    "1人の処理が止まっています",
    "リードを開く",
    "/leads/lead_7",
  ],
] as const)
  test(`a need of the kind ${need.kind} leads to where it is dealt with`, async () => {
    const { url } = await startFixture(withNeeds({ id: "one", ...need }));
    const page = await open(url + marketing);
    await page.getByText(title).waitFor();
    await page.getByRole("listitem").filter({ hasText: title }).getByRole("button", { name: button }).click();
    await page.waitForURL((at) => `${at.pathname}${at.search}`.startsWith(goes));
  });

test("an overdue hand-off is given to somebody else at once, and one press takes it back", async () => {
  const { url, asked } = await startFixture({ "POST /v1/handoffs/handoff_1/assign": {} });
  const page = await open(`${url}/?role=insideSales`);
  await page.getByRole("button", { name: "担当を替える" }).click();
  await page.getByRole("menuitem", { name: "阿部さんに渡す" }).click();
  await page.getByText("加藤 拓也 様を阿部さんに渡しました").waitFor();
  await page.keyboard.press("Escape");
  await page.keyboard.press("z");
  await expect
    .poll(() => asked.filter(({ route }) => route.endsWith("/assign")).map(({ body }) => body))
    .toEqual([{ owner: "abe" }, { owner: "mori" }]);
});

test("a job that stopped on its way goes on with one press", async () => {
  const failed = { kind: "jobFailed", severity: "look", job: "job_1", what: "leads", reason: "Rows are missing" };
  const { url, asked } = await startFixture({
    ...withNeeds({ id: "job_1", ...failed, at: jst("2026-11-24T09:00"), done: 120, total: 300 }),
    "POST /v1/jobs/job_1/retry": {},
  });
  const page = await open(url + marketing);
  await page.getByText("リードの取り込みが途中で止まりました").waitFor();
  expect(await page.locator("main").textContent()).toContain("120 / 300件まで済み・Rows are missing");
  await page.getByRole("button", { name: "続きから再開" }).click();
  await expect.poll(() => asked.map(({ route }) => route)).toContain("POST /v1/jobs/job_1/retry");
});

test("needs are walked by J and K, done by Enter, and 1 2 3 turn the page to another desk", async () => {
  const { url } = await startFixture();
  const page = await open(url + marketing);
  await page.getByText("引き渡しの期限を1件が過ぎています").waitFor();
  await page.keyboard.press("2");
  await page.waitForURL("**/?role=insideSales");
  await page.keyboard.press("3");
  await page.waitForURL("**/?role=all");
  await page.waitForLoadState("networkidle");
  await page.getByText("引き渡しの期限を1件が過ぎています").waitFor();
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/hot-leads?view=team&id=handoff_7");
});

test("a goal is worked back from the wins by real shares, saved, and agreed to by one's own department", async () => {
  const { goal: _, progress: __, ...none } = goals;
  const { url, asked, answer } = await startFixture({
    "GET /v1/goals": none,
    "GET /v1/me": { role: "marketer", language: "ja", timeZone: "Asia/Tokyo", workspace: "アカリ経費" },
    "PUT /v1/goals/2026-11": {},
    "POST /v1/goals/2026-11/sign": {},
  });
  const page = await open(url + marketing);
  await page.getByRole("button", { name: "目標を決める" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("310件中 90件").waitFor();
  await dialog.getByLabel("受注").fill("12");
  expect(await dialog.getByLabel("商談化").inputValue()).toBe("32件");
  expect(await dialog.getByLabel("引き渡し").inputValue()).toBe("111件");
  expect(await barriers(page)).toEqual([]);
  answer({
    "GET /v1/goals": {
      ...goals,
      goal: { ...goals.goal, targets: { handOffs: 111, meetings: 32, wins: 12 }, signed: {} },
    },
  });
  await dialog.getByRole("button", { name: "目標を保存" }).click();
  await expect.poll(() => asked.at(-1)?.body).toEqual({ handOffs: 111, meetings: 32, wins: 12 });
  await dialog.getByText("合意はその部門の人だけができます").waitFor();
  await dialog.getByRole("button", { name: "合意する" }).click();
  await expect.poll(() => asked.at(-1)?.body).toEqual({ side: "marketing", signed: true });
});

test("a day without needs says so; each part says alone that it is loading or has failed, and the rest stays", async () => {
  const { url, answer } = await startFixture(withNeeds());
  const page = await open(url + marketing);
  await page.getByText("いま人の手が必要なことはありません").waitFor();
  answer({ "GET /v1/today": never });
  await page.reload();
  await page.getByRole("status", { name: "読み込み中" }).first().waitFor();
  await page.getByText("ペースより7件多い").waitFor();
  answer({ "GET /v1/today": gone });
  await page.reload();
  await page.getByRole("alert").filter({ hasText: "いまはできません" }).first().waitFor({ timeout: 20_000 });
  expect(await page.getByText("ペースより7件多い").isVisible()).toBe(true);
  expect(await page.getByText("価格で失注した案件の再活性化").first().isVisible()).toBe(true);
});

test("a workspace in which nothing was begun shows four steps and what each makes possible", async () => {
  const { url } = await startFixture({
    "GET /v1/workflows": { items: [], next: null },
    "GET /v1/me": { role: "admin", language: "ja", timeZone: "Asia/Tokyo", workspace: "アカリ経費" },
  });
  const page = await open(url);
  await page.getByText("フォームをつなぐ").waitFor();
  await page.getByRole("link", { name: /シナリオを作る/ }).click();
  await page.waitForURL("**/workflows/new");
});

test("Today speaks English without a word of its own left in Japanese (mock-up 10b)", async () => {
  const { url } = await startFixture();
  const page = await open(url + marketing, { language: "en" });
  await page.getByText("Shared goal for November").waitFor();
  const text = await page.locator("main").textContent();
  for (const part of [
    "Business day 15 of 19",
    "7 ahead of pace",
    "4 behind pace",
    "on pace",
    "1 hand-off is overdue",
    "All else is well: 9 workflows, 5 sources",
  ])
    expect(text).toContain(part);
  expect(text).not.toMatch(/引き渡し|営業日|件/);
});

for (const look of [
  { scheme: "light" },
  { scheme: "dark" },
  { width: 390, height: 844 },
  { width: 390, height: 844, scheme: "dark" },
] as const)
  test(`Today with everything on it has no barrier and fits: ${JSON.stringify(look)}`, async () => {
    const { url } = await startFixture();
    const page = await open(url + marketing, look);
    await page.getByText("引き渡しの期限を1件が過ぎています").waitFor();
    await page.waitForLoadState("networkidle");
    expect(await barriers(page)).toEqual([]);
    expect(await page.evaluate("document.documentElement.scrollWidth <= innerWidth")).toBe(true);
  });
