import { expect, test } from "vitest";
import { barriers, open } from "../support/browser.ts";
import { never, refused, startFixture } from "../support/fixture-server.ts";
import { startLocal } from "../support/local.ts";

const letter = "<mjml><mj-body><mj-section><mj-column><mj-text>a</mj-text></mj-column></mj-section></mj-body></mjml>";
const gone = refused(503, "Unavailable", "The table is throttled");
const empty = { items: [], next: null };

const withPrice = async () => {
  const local = await startLocal();
  await local.put("/v1/templates/one", { subject: "one", mjml: letter });
  await local.post("/v1/templates/one/publish");
  await local.put("/v1/workflows/price", {
    name: "価格で失注した案件",
    triggers: [{ kind: "dealLost", reasons: ["price"], after: "P30D" }],
    steps: [{ kind: "email", template: "one" }],
  });
  await local.post("/v1/workflows/price/publish");
  const person = { email: "mayumi@minato.example", name: "渡辺 真由美", company: "港物流株式会社" };
  await local.post("/v1/leads", { ...person, consent: { basis: "optIn" } });
  return local;
};

test("a deal locks its company while it is open; lost, it says when its person comes back and where", async () => {
  const { url, advance } = await withPrice();
  const page = await open(`${url}/deals`);
  await page.getByRole("button", { name: "商談を開く" }).click();
  await page.getByRole("textbox", { name: "企業" }).fill("港物流（株）");
  await page.getByRole("textbox", { name: "相手のメールアドレス" }).fill("mayumi@minato.example");
  await page.getByRole("textbox", { name: "商談名(任意)" }).fill("経費精算");
  await page.getByRole("button", { name: "開く", exact: true }).click();
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await advance("PT1M");
  await page.goto(`${url}/companies?state=open`);
  await page.getByRole("link", { name: "港物流" }).click();
  await page
    .getByText("この会社のだれにも育成メールを送りません:商談が進行中です(経費精算)", { exact: false })
    .waitFor();
  await page.getByRole("link", { name: "経費精算" }).click();
  const drawer = page.getByRole("dialog");
  await drawer.getByRole("combobox", { name: "失注理由" }).click();
  await page.getByRole("option", { name: "価格" }).click();
  await drawer.getByRole("button", { name: "失注にする" }).click();
  await drawer.getByText("12/24(木)に戻る:", { exact: false }).waitFor();
  await page.goto(`${url}/deals?reason=price`);
  await page.getByRole("row", { name: "経費精算" }).getByRole("link", { name: "価格で失注した案件" }).first().waitFor();
});

test("a won deal makes its company a customer, in words", async () => {
  const { url, post, advance } = await withPrice();
  const deal = (await post("/v1/deals", { company: "港物流", stage: "提案", name: "経費精算" })).json;
  const page = await open(`${url}/deals?state=open&deal=${deal.id}`);
  await page.getByRole("dialog").getByRole("button", { name: "受注にする" }).click();
  await page.getByRole("dialog").getByText("受注", { exact: true }).waitFor();
  await advance("PT1M");
  await page.goto(`${url}/companies/${encodeURIComponent("港物流")}`);
  await page.getByText("顧客です(受注:経費精算)", { exact: false }).waitFor();
});

test("a company is found by the beginning of its name in any spelling, and the address keeps the search", async () => {
  const { url, post, advance } = await withPrice();
  await post("/v1/leads", { email: "b@minami.example", company: "南建設", consent: { basis: "optIn" } });
  await advance("PT1M");
  const page = await open(`${url}/companies`);
  await page.getByRole("link", { name: "南建設" }).waitFor();
  await page.keyboard.press("/");
  await page.keyboard.type("株式会社港");
  await page.waitForURL(/q=/);
  await page.getByRole("link", { name: "港物流" }).waitFor();
  expect(await page.getByRole("link", { name: "南建設" }).count()).toBe(0);
  await page.getByRole("searchbox").fill("だれもいない");
  await page.getByText("見つかりません").waitFor();
});

for (const [path, route, says] of [
  ["/deals", "GET /v1/deals", "失注はまだありません"],
  ["/companies", "GET /v1/companies", "企業はまだありません"],
] as const)
  test(`${path} says when it is empty, is loading, or fails`, async () => {
    const { url, answer } = await startFixture({ [route]: empty });
    const page = await open(url + path);
    await page.getByText(says).waitFor();
    answer({ [route]: never });
    await page.reload();
    await page.getByRole("status", { name: "読み込み中" }).first().waitFor();
    answer({ [route]: gone });
    await page.reload();
    await page.getByRole("alert").filter({ hasText: "いまはできません" }).first().waitFor({ timeout: 20_000 });
  });

test("who may not move deals sees them, and why there is no button", async () => {
  const deal = { id: "deal_1", stage: "open", state: "open", companies: [], name: "経費精算", openedAt: "2026-11-01" };
  const { url } = await startFixture({
    "GET /v1/me": { role: "marketer", language: "ja", timeZone: "Asia/Tokyo", workspace: "アカリ経費" },
    "GET /v1/deals": { items: [deal], next: null },
    "GET /v1/deals/deal_1": deal,
  });
  const page = await open(`${url}/deals?state=open&deal=deal_1`);
  await page.getByText("商談を動かすのはインサイドセールスの役割です。").waitFor();
  expect(await page.getByRole("button", { name: "商談を開く" }).count()).toBe(0);
});

test("of thousands of deals only those in sight are drawn, and the next page comes by itself", async () => {
  const dealsFrom = (from: number) =>
    Array.from({ length: 50 }, (_, n) => ({
      id: `deal_${from + n}`,
      name: `商談 ${from + n}`,
      stage: "lost",
      state: "lost",
      lostReason: "price",
      companies: [],
      openedAt: "2026-11-01T00:00:00Z",
      comeback: { state: "none", why: "noPerson" },
    }));
  const pages = Array.from({ length: 40 }, (_, n) => [
    n === 0 ? "GET /v1/deals?state=lost&limit=50" : `GET /v1/deals?state=lost&cursor=${n}&limit=50`,
    { items: dealsFrom(n * 50), next: n === 39 ? null : `${n + 1}` },
  ]);
  const { url } = await startFixture(Object.fromEntries(pages));
  const page = await open(`${url}/deals`);
  await page.getByText("商談 0", { exact: true }).waitFor();
  const frame = page.locator("table").locator("..");
  for (let n = 1; n <= 10; n++) {
    await frame.evaluate((element) => {
      element.scrollTop = element.scrollHeight;
    });
    await page.getByText(`商談 ${n * 50}`, { exact: true }).waitFor({ state: "attached" });
  }
  expect(await page.locator("tbody tr").count()).toBeLessThan(80);
});

for (const look of [
  { width: 1440, scheme: "dark", language: "en" },
  { width: 390, scheme: "light", language: "ja" },
] as const)
  test(`deals and companies pass axe at ${look.width} px, ${look.scheme}, ${look.language}`, async () => {
    const { url, post, advance } = await withPrice();
    const lost = { stage: "lost", lostReason: "price", name: "経費精算" };
    const deal = (await post("/v1/deals", { ...lost, leadEmail: "mayumi@minato.example", amount: 3_600_000 })).json;
    await post("/v1/deals", { company: "北フーズ", stage: "lost", lostReason: "timing", name: "勤怠" });
    await advance("PT1M");
    const page = await open(`${url}/deals`, look);
    await page.getByText("経費精算").first().waitFor();
    for (const path of [
      "/deals",
      `/deals?deal=${deal.id}`,
      "/companies",
      `/companies/${encodeURIComponent("港物流")}`,
    ]) {
      await page.goto(url + path);
      await page
        .getByText(path.startsWith("/deals") ? "経費精算" : "港物流")
        .first()
        .waitFor();
      expect(await barriers(page), path).toEqual([]);
      expect(await page.evaluate("document.documentElement.scrollWidth"), path).toBeLessThanOrEqual(look.width);
    }
  });
