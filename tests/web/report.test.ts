import { expect, test } from "vitest";
import { barriers, open } from "../support/browser.ts";
import { type Answers, refused, startFixture } from "../support/fixture-server.ts";
import { startLocal } from "../support/local.ts";
import { arms, learned, reportAnswers, reportOf } from "./story/report.ts";

const report = async (answers: Answers = {}, look: Parameters<typeof open>[1] = {}, search = "") => {
  const fixture = await startFixture({ ...reportAnswers, ...answers });
  return { ...fixture, page: await open(`${fixture.url}/workflows/price/report${search}`, look) };
};
const textOf = async (page: Awaited<ReturnType<typeof open>>) =>
  ((await page.locator("main").textContent()) ?? "").replace(/\s+/g, "");

test("a hypothesis that held is said with its share, its lower bound and whom it counts", async () => {
  const { page } = await report();
  await page.getByText("仮説どおり").waitFor();
  const text = await textOf(page);
  for (const words of [
    "21.0%が「メールをクリックする」(248人中52人)",
    "少なく見積もっても16.4%で、目標の15.0%を上回ります",
    "入ってから30日たった人だけで数えました",
    "ほかに69人は、まだ時間がたっていません",
    "経理部門:21.0%(95%の範囲16.4%〜26.5%)",
    "そのほか:11.6%",
  ])
    expect(text).toContain(words);
});

test("what did not hold is a result, not a failure", async () => {
  const { page } = await report({ "GET /v1/workflows/price/report": reportOf(learned(12, 248)) });
  await page.getByText("仮説と違った").waitFor();
  expect(await textOf(page)).toMatch(/多く見積もっても[\d.]+%で、目標の15.0%に届きません。これもひとつの結果です/);
});

test("too early: about how many more it takes, and by when", async () => {
  const { page } = await report({
    "GET /v1/workflows/price/report": reportOf(learned(10, 50, { tellsAt: "2026-12-20T03:00:00.000Z" })),
  });
  await page.getByText("まだ判断できない").first().waitFor();
  expect(await textOf(page)).toMatch(/あと約\d+0人、12\/20\(日\)ごろに判断できる見込み/);
});

test("no arm wins while chance can explain the difference; a clear one does", async () => {
  const { page, answer } = await report();
  await page.getByText("送った人と送らなかった人").first().waitFor();
  let text = await textOf(page);
  expect(text).toContain("差があるとは言えません");
  expect(text).toContain("ベンチマークレポート引き渡し5/985.1%");
  expect(text).toMatch(/各組に約[\d,]+人必要/);
  expect(text).not.toContain("多いと言えます");
  answer({ "GET /v1/workflows/price/report": reportOf(learned(52, 248), [arms([60, 200], [12, 200], [10, 200])]) });
  await page.reload();
  await page.getByText("差がある").first().waitFor();
  text = await textOf(page);
  expect(text).toContain("ベンチマークレポートは、送らないより引き渡しが多いと言えます");
  expect(text).not.toContain("導入事例集は");
});

test("the steps are lines with their ways; counts open who is there and why mails were held back", async () => {
  const { page } = await report();
  const table = page.getByRole("table").filter({ hasText: "いまいる" });
  await table.waitFor();
  expect(await table.getByRole("row").count()).toBeGreaterThan(10);
  await table.getByText("それ以外:").waitFor();
  await table.getByRole("button", { name: "いまここにいる31人" }).click();
  await page.getByRole("link", { name: "渡辺 真由美" }).waitFor();
  await page.keyboard.press("Escape");
  await table.getByRole("button", { name: "見送り14件の理由" }).click();
  await page.getByText("商談が進行中").waitFor();
  expect(await textOf(page)).toContain("20.6%");
});

test("versions stand side by side, each with its own interval, and the version is in the address", async () => {
  const { page } = await report();
  await page.getByText("仮説どおり").waitFor();
  await page.keyboard.press("c");
  await page.waitForURL(/version=all/);
  const rows = page.getByRole("row").filter({ hasText: /^v\d/ });
  expect((await rows.allInnerTexts()).map((text) => text.replace(/\s+/g, ""))).toEqual([
    expect.stringContaining("v341290421.0%(52/248)16.4%〜26.5%"),
    expect.stringContaining("v2"),
  ]);
  await page.keyboard.press("v");
  await page.waitForURL(/version=.*3/);
});

test("the last 30 days only, and the address says so", async () => {
  const { page, asked: _, answer } = await report();
  await page.getByText("仮説どおり").waitFor();
  answer({ "GET /v1/workflows/price/report?since=2026-10-25": reportOf(learned(1, 4)) });
  await page.getByLabel("期間").selectOption("30");
  await page.waitForURL(/since=.*30/);
  await page.getByText("(4人中1人)").waitFor();
});

test("nobody, no hypothesis, no hold-out, unpublished and a server that is away each say what can be done", async () => {
  const nobody = reportOf(learned(0, 0));
  const { page, answer } = await report({
    "GET /v1/workflows/price/report": {
      ...nobody,
      versions: nobody.versions.map((one) => ({ ...one, entered: 0, left: {} })),
    },
  });
  await page.getByText("まだだれも入っていません").waitFor();
  answer({
    "GET /v1/workflows/price/report": reportOf(null, []),
    "GET /v1/workflows/price/versions/3": { version: 3, definition: { name: "x", steps: [] } },
  });
  await page.reload();
  await page.getByText("仮説がないので").waitFor();
  await page.getByRole("link", { name: "次の版で送らない組を作る" }).waitFor();
  answer({ "GET /v1/workflows/price/report": refused(404, "Not found") });
  await page.reload();
  await page.getByText("まだ公開していません").waitFor({ timeout: 20_000 });
  answer({ "GET /v1/workflows/price/report": refused(503, "Unavailable", "The table is throttled") });
  await page.reload();
  await page.getByRole("alert").getByText("The table is throttled").waitFor({ timeout: 20_000 });
});

test("the report has no barrier for anyone, and fits a phone", async () => {
  for (const look of [{}, { scheme: "dark" }, { language: "en" }, { width: 390, height: 844 }] as const) {
    const { page } = await report({}, look);
    await page
      .getByText(/仮説どおり|Held/)
      .first()
      .waitFor();
    expect(await barriers(page)).toEqual([]);
    if ("width" in look) expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(390);
  }
});

test("from a published hypothesis to its verdict, in the running product", async () => {
  const local = await startLocal();
  await local.put("/v1/templates/hello", {
    subject: "ご案内",
    mjml: '<mjml><mj-body><mj-section><mj-column><mj-button href="https://example.com/a">読む</mj-button></mj-column></mj-section></mj-body></mjml>',
  });
  await local.post("/v1/templates/hello/publish");
  await local.put("/v1/workflows/price", {
    name: "価格で失注",
    hypothesis: { whom: "全員", belief: "気にしている", reaction: "mail.clicked", share: 0.5, within: "P7D" },
    triggers: [{ kind: "list", list: "expo" }],
    steps: [
      { id: "hello", kind: "email", template: "hello" },
      { id: "rest", kind: "wait", for: "P2D" },
    ],
  });
  await local.post("/v1/workflows/price/publish");
  const rows = Array.from({ length: 12 }, (_, n) => `p${n}@fuji.example`);
  await local.post("/v1/leads/import?list=expo&consent=businessCard", `e-mail\n${rows.join("\n")}\n`, "text/csv");
  await local.advance("PT1H");
  const page = await open(`${local.url}/workflows/price/report`);
  await page.getByText("まだ7日たった人がいません").waitFor();
  await local.advance("P9D");
  await page.reload();
  await page.getByText("仮説と違った").waitFor();
  await page.goto(`${local.url}/workflows/price`);
  await page.locator("main").getByText("仮説と違った").waitFor();
});
