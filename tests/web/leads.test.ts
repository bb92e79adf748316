import { expect, test } from "vitest";
import { barriers, open } from "../support/browser.ts";
import { never, refused, startFixture } from "../support/fixture-server.ts";
import { startLocal } from "../support/local.ts";

const mjml = `<mjml><mj-body><mj-section><mj-column><mj-text>{{ lead.name }} 様</mj-text></mj-column></mj-section></mj-body></mjml>`;
const names = ["渡辺 真由美", "伊藤 陽菜", "佐藤 花子", "加藤 拓也", "山本 蓮"];

/** Five people of one fair, one of them without a ground for mail; one mail that is published. */
const prepare = async () => {
  const local = await startLocal();
  const { post, put, advance } = local;
  await put("/v1/settings", {
    sender: { name: "アカリ経費", address: "news@akari.example" },
    footer: { company: "アカリ経費株式会社", postalAddress: "東京都港区1-2-3", contact: "privacy@akari.example" },
    reps: [{ id: "mori", name: "森 健太", capacityPerDay: 15 }],
  });
  await put("/v1/templates/news", { name: "12月号", subject: "新機能のお知らせ", mjml });
  await post("/v1/templates/news/publish");
  for (const [n, name] of names.entries())
    await post("/v1/leads", {
      email: `person${n}@minato-logi.example`,
      name,
      company: n < 2 ? "港物流株式会社" : `${n}商事`,
      tags: ["展示会"],
      consent: { basis: n === 4 ? "none" : "optIn" },
    });
  await advance("PT1M");
  return local;
};

test("people chosen in a range get a tag after one has seen how many change; the progress is there after a reload, and it can be undone", async () => {
  const { url, get, advance } = await prepare();
  const tagged = async (): Promise<number> => (await get("/v1/leads?tag=%E6%98%A5")).json.items.length;
  const page = await open(`${url}/leads`);
  await page.getByText("渡辺 真由美").waitFor();
  const boxes = page.locator("tbody").getByRole("checkbox");
  await boxes.nth(0).click();
  await boxes.nth(2).click({ modifiers: ["Shift"] });
  await page.getByText("3人を選択中").waitFor();
  await page.getByRole("button", { name: "タグ", exact: true }).click();
  await page.getByRole("combobox", { name: "付けるタグ" }).fill("春");
  await page.keyboard.press("Enter");
  await page.getByRole("region", { name: "何が起こるか" }).getByText("3人").waitFor();
  expect(await barriers(page)).toEqual([]);
  expect(await tagged()).toBe(0);
  await page.getByRole("button", { name: "3人のタグを変える" }).click();
  await page.waitForURL(/job=job_/);
  await page.reload();
  await advance("PT1M");
  await page.getByText("3人に行いました").waitFor();
  expect(await tagged()).toBe(3);
  await page.getByRole("button", { name: "取り消す" }).click();
  await page.getByText("取り消し:タグ").waitFor();
  await advance("PT1M");
  await page.getByText("3人に行いました").waitFor();
  expect(await tagged()).toBe(0);
});

test("typing finds people by company, reading or address, and the filters stand in the URL", async () => {
  const { url } = await prepare();
  const page = await open(`${url}/leads`);
  await page.keyboard.press("/");
  await page.keyboard.type("㈱港物流");
  await page.waitForURL(/q=/);
  await expect.poll(() => page.locator("tbody a").allTextContents()).toEqual(["渡辺 真由美", "伊藤 陽菜"]);
  await page.getByRole("searchbox").fill("person4@");
  await expect.poll(() => page.locator("tbody a").allTextContents()).toEqual(["山本 蓮"]);
  await page.getByRole("searchbox").fill("だれもいない");
  await page.getByText("当てはまるリードはいません").waitFor();
  await page.getByRole("button", { name: "条件をすべて外す" }).click();
  await expect.poll(() => page.locator("tbody a").count()).toBe(5);
});

test("a segment is written, counted while it is written, and gets a one-off mail that leaves out who may not be mailed", async () => {
  const { url, advance, outbox, get } = await prepare();
  const page = await open(`${url}/leads`);
  await page.getByRole("combobox", { name: "タグ" }).fill("展示会");
  await page.getByRole("option", { name: /展示会/ }).click();
  await page.getByRole("link", { name: "セグメントとして保存" }).click();
  await page.getByText("5人", { exact: true }).waitFor();
  await page.getByText("うちメールを送れる 4人").waitFor();
  await page.getByRole("textbox", { name: "名前" }).fill("展示会の人");
  await page.getByRole("button", { name: "保存する" }).click();
  await page.waitForURL(/id=segment_/);
  expect(await barriers(page)).toEqual([]);
  await page.getByRole("link", { name: "一斉メールを送る" }).click();
  await page.getByRole("textbox", { name: "名前" }).fill("12月号のお知らせ");
  await page.getByRole("combobox", { name: "メール" }).click();
  await page.getByRole("option", { name: /12月号/ }).click();
  await page.getByText("見送り:送れる根拠がない").waitFor();
  expect(await barriers(page)).toEqual([]);
  await page.getByRole("button", { name: "4人に送る" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("送ったメールは取り消せません").waitFor();
  expect(await outbox()).toEqual([]);
  await dialog.getByRole("button", { name: "4人に送る" }).click();
  await page.getByText("届かなかった人と理由").waitFor();
  await advance("PT5M");
  await page.getByText("送信済み").waitFor();
  expect((await outbox()).map(({ to }: { to: string }) => to).toSorted()).toEqual(
    [0, 1, 2, 3].map((n) => `person${n}@minato-logi.example`),
  );
  expect((await get("/v1/broadcasts")).json.items[0].progress).toMatchObject({ sent: 4, refused: { noConsent: 1 } });
  expect(await barriers(page)).toEqual([]);
});

test("a lead's page says why a mail did not go, takes a callback, and corrects what is known", async () => {
  const { url, get } = await prepare();
  const { id } = (await get("/v1/leads?email=person4@minato-logi.example")).json.items[0];
  const page = await open(`${url}/leads/${id}`);
  await page.getByRole("button", { name: "なぜ送った・送らなかった?" }).click();
  await page.getByRole("combobox", { name: "どのメール・シナリオについて" }).click();
  await page.getByRole("option", { name: /12月号/ }).click();
  await page.getByText("このメールを送るものはありません").waitFor();
  expect(await barriers(page)).toEqual([]);
  await page.getByRole("button", { name: "閉じる" }).click();
  await page.getByRole("button", { name: "足す" }).click();
  await page.getByRole("textbox", { name: "内容(任意)" }).fill("資料の感想を聞く");
  await page.getByLabel("いつまでに").fill("2026-11-25T15:00");
  await page.getByRole("button", { name: "追加する" }).click();
  await page.getByText("11/25(水) 15:00まで").waitFor();
  expect((await get("/v1/tasks")).json.items).toMatchObject([
    { kind: "callback", text: "資料の感想を聞く", dueAt: "2026-11-25T06:00:00.000Z", name: "山本 蓮" },
  ]);
  await page.getByRole("checkbox", { name: "資料の感想を聞く" }).click();
  await expect.poll(async () => (await get("/v1/tasks")).json.items).toEqual([]);
  await page.keyboard.press("e");
  await page.getByRole("textbox", { name: "部署" }).fill("経理部");
  await page.getByRole("button", { name: "保存する" }).click();
  await expect.poll(async () => (await get(`/v1/leads/${id}`)).json.attributes["department"]).toBe("経理部");
});

test("with 100,000 leads behind it the list draws only what is in sight, and reads only what is near", async () => {
  let asked = 0;
  const pageOf = () => {
    const first = asked * 100;
    asked += 1;
    return {
      items: Array.from({ length: 100 }, (_, n) => ({
        id: `lead_${first + n}`,
        email: `person${first + n}@example.jp`,
        name: `リード ${first + n}`,
        stage: "marketing",
        tags: [],
        lists: [],
        attributes: {},
        score: { total: 50, fit: 0 },
        gate: { optedOut: false, openDeals: 0 },
        enrolments: [],
      })),
      next: asked < 1_000 ? `cursor ${asked}` : null,
      looked: 100,
    };
  };
  const { url } = await startFixture({ "GET /v1/leads": pageOf });
  const page = await open(`${url}/leads`);
  await page.getByText("リード 0", { exact: true }).waitFor();
  expect(await page.locator("tbody tr").count()).toBeLessThan(60);
  expect(asked).toBe(1);
  const far = page.getByText("リード 300", { exact: true });
  await expect
    .poll(
      async () => {
        await page.evaluate("window.scrollBy(0, 900)");
        return far.count();
      },
      { timeout: 20_000 },
    )
    .toBe(1);
  expect(await page.locator("tbody tr").count()).toBeLessThan(60);
  expect(asked).toBeLessThan(8);
});

for (const path of ["/leads", "/segments?id=new", "/broadcasts", "/broadcasts/new"])
  test(`${path} has no barrier in light and dark, fits a phone, and speaks English`, async () => {
    const { url } = await startFixture();
    for (const look of [
      { scheme: "light" },
      { scheme: "dark" },
      { width: 390, height: 844, language: "en" },
    ] as const) {
      const page = await open(url + path, look);
      await page.waitForLoadState("networkidle");
      expect(await barriers(page)).toEqual([]);
      if ("width" in look) {
        expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(390);
        expect(await page.locator("main").textContent()).not.toMatch(/セグメント|一斉メール|段階/);
      }
    }
  });

test("inside sales sees lists and reports, and no button that would be refused", async () => {
  const { url } = await startFixture({
    "GET /v1/me": { name: "森", role: "insideSales", language: "ja", timeZone: "Asia/Tokyo", workspace: "アカリ経費" },
    "GET /v1/segments": { items: [], next: null },
    "GET /v1/broadcasts": { items: [], next: null },
  });
  const page = await open(`${url}/leads`);
  await page.locator("tbody tr").first().waitFor();
  expect(await page.locator("tbody").getByRole("checkbox").count()).toBe(0);
  expect(await page.getByText("取り込む").count()).toBe(0);
  await page.goto(`${url}/broadcasts`);
  await page.getByText("一斉メールはまだありません").waitFor();
  expect(await page.getByText("新しい一斉メール").count()).toBe(0);
});

for (const [path, route, says] of [
  ["/segments", "GET /v1/segments", "セグメントはまだありません"],
  ["/broadcasts", "GET /v1/broadcasts", "一斉メールはまだありません"],
] as const)
  test(`${path} says when it is empty, is loading, or fails`, async () => {
    const { url, answer } = await startFixture({ [route]: { items: [], next: null } });
    const page = await open(url + path);
    await page.getByText(says).waitFor();
    answer({ [route]: never });
    await page.reload();
    await page.getByRole("status", { name: "読み込み中" }).first().waitFor();
    answer({ [route]: refused(422, "Refused", "いまは混み合っています") });
    await page.reload();
    await page.getByRole("alert").filter({ hasText: "いまはできません" }).first().waitFor({ timeout: 20_000 });
    expect(await page.locator("main h1").isVisible()).toBe(true);
  });
