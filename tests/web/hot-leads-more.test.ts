import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { barriers, open } from "../support/browser.ts";
import { refused, startFixture } from "../support/fixture-server.ts";
import { handoffs } from "./story/people.ts";

const jst = (at: string) => new Date(`${at}+09:00`).toISOString();
const page_ = (items: unknown[]) => ({ items, next: null });
const lead = (page: Page, name: string) => page.getByRole("article", { name });
const queue = "GET /v1/handoffs?state=open&limit=200";
const mayumi = handoffs.find(({ id }) => id === "handoff_7");

test("an acceptance is taken back with one press: the hand-off waits again", async () => {
  const { url, asked } = await startFixture({ "POST /v1/handoffs/handoff_7/reopen": {} });
  const page = await open(`${url}/hot-leads?id=handoff_7`);
  await lead(page, "渡辺 真由美").waitFor();
  await page.keyboard.press("a");
  await page.getByText("渡辺 真由美 様を受け取りました").waitFor();
  await page.keyboard.press("z");
  await expect.poll(() => asked.map(({ route }) => route)).toContain("POST /v1/handoffs/handoff_7/reopen");
});

test("a lead is given to a colleague from where it is read, and taken back with one press", async () => {
  const { url, asked } = await startFixture({ "POST /v1/handoffs/handoff_7/assign": {} });
  const page = await open(`${url}/hot-leads?id=handoff_7`);
  await lead(page, "渡辺 真由美").getByRole("button", { name: "担当 森 健太" }).click();
  await page.getByRole("menuitem", { name: "阿部さんに渡す" }).click();
  await page.getByText("渡辺 真由美 様を阿部さんに渡しました").waitFor();
  await page.keyboard.press("z");
  await expect
    .poll(() => asked.filter(({ route }) => route.endsWith("/assign")).map(({ body }) => body))
    .toEqual([{ owner: "abe" }, { owner: "mori" }]);
});

test("a note that finds no network stays on the phone, says so, and goes by itself once there is one", async () => {
  const { url, asked } = await startFixture();
  const page = await open(`${url}/hot-leads?id=handoff_7&note=1`, { width: 390, height: 844 });
  await page.getByLabel("通話メモ", { exact: true }).and(page.locator("textarea")).fill("1月に見積もり。");
  await page.context().setOffline(true);
  await page.getByRole("button", { name: /保存/ }).click();
  await page.getByRole("button", { name: "閉じてすぐ送る" }).last().click();
  await expect.poll(() => page.evaluate("localStorage.getItem('rekindle.unsent')")).toContain("1月に見積もり。");
  await page.goto("about:blank");
  await page.context().setOffline(false);
  await page.goto(`${url}/hot-leads`);
  await expect
    .poll(() => asked.find(({ route }) => route === "POST /v1/leads/lead_7/calls")?.body, { timeout: 20_000 })
    .toMatchObject({ note: "1月に見積もり。", at: expect.any(String) });
  expect(asked.filter(({ route }) => route === "POST /v1/leads/lead_7/calls")).toHaveLength(1);
  await expect.poll(() => page.evaluate("localStorage.getItem('rekindle.unsent')")).toBeNull();
});

test("an unsent note is shown with its person; what the server does not take is shown with the reason", async () => {
  const { url, answer } = await startFixture({
    "POST /v1/leads/lead_7/calls": refused(410, "Gone", "This person was erased"),
  });
  const page = await open(`${url}/hot-leads`, { width: 390, height: 844 });
  const one = {
    id: "u1",
    handoff: "handoff_7",
    lead: "lead_7",
    name: "渡辺 真由美",
    note: { note: "1月" },
    accepts: false,
  };
  await page.evaluate(`localStorage.setItem("rekindle.unsent", JSON.stringify([${JSON.stringify(one)}]))`);
  await page.reload();
  await page.getByText("未送信 1").waitFor();
  expect(await barriers(page)).toEqual([]);
  await page.getByRole("button", { name: "いま試す" }).click();
  await page.getByText("受け取られませんでした:This person was erased").waitFor();
  answer({});
  await page.getByRole("button", { name: "このメモを消す" }).click();
  await expect.poll(() => page.getByText("未送信 1").count()).toBe(0);
});

test("a callback that was promised for the next quarter of an hour stands above what is due", async () => {
  const { url } = await startFixture({
    "GET /v1/tasks": page_([
      {
        id: "task_1",
        leadId: "lead_5",
        kind: "callback",
        dueAt: jst("2026-11-24T10:20"),
        createdAt: jst("2026-11-23T10:00"),
      },
    ]),
  });
  const page = await open(`${url}/hot-leads`);
  await page.getByText("10:20 約束").waitFor();
  const names = await page.locator("section[aria-label='ホットリード'] li b").allTextContents();
  const promised = handoffs.find(({ leadId }) => leadId === "lead_5")?.lead.name;
  expect(names[1]).toBe(promised);
});

test("what was promised is seen beside the note, done with one press, and the next one added by keyboard", async () => {
  const { url, asked } = await startFixture({
    "GET /v1/leads/lead_7/tasks": page_([
      {
        id: "task_1",
        leadId: "lead_7",
        kind: "task",
        text: "比較表を送る",
        dueAt: jst("2026-11-24T17:00"),
        createdAt: jst("2026-11-23T10:00"),
      },
    ]),
    "PATCH /v1/leads/lead_7/tasks/task_1": {},
    "POST /v1/leads/lead_7/tasks": { id: "task_2" },
  });
  const page = await open(`${url}/hot-leads?id=handoff_7`);
  await page.getByLabel("比較表を送る — 11/24(火) 17:00").click();
  await expect.poll(() => asked.at(-1)?.body).toEqual({ done: true });
  await page.keyboard.press("t");
  await page.getByLabel("すること").fill("見積もりを送る");
  await page.getByLabel("いつ").selectOption({ label: "3日後" });
  await page.getByRole("button", { name: "足す", exact: true }).click();
  await expect
    .poll(() => asked.at(-1)?.body)
    .toMatchObject({
      kind: "task",
      text: "見積もりを送る",
      owner: "mori",
      dueAt: expect.stringMatching(/^2026-11-27/),
    });
});

test("the others at the company stand beside the last deal, the warmest first", async () => {
  const { url } = await startFixture();
  const page = await open(`${url}/hot-leads?id=handoff_7`);
  await lead(page, "渡辺 真由美").getByText("同じ会社の人").waitFor();
});

for (const [state, says] of [
  [
    { state: "accepted", owner: "abe", acceptedAt: jst("2026-11-24T10:11") },
    "阿部さんが 10:11 に受け取りました:渡辺 真由美 様",
  ],
  [{ state: "deal" }, "渡辺 真由美 様は商談が始まりました"],
] as const)
  test(`who was taken away meanwhile (${state.state}) is told of, and the next one opens`, async () => {
    const { url, answer } = await startFixture();
    const page = await open(`${url}/hot-leads?id=handoff_7`);
    await lead(page, "渡辺 真由美").waitFor();
    answer({
      [queue]: page_(handoffs.filter(({ id }) => id !== "handoff_7")),
      "GET /v1/handoffs/handoff_7": { ...mayumi, ...state },
    });
    await page.getByText(says).waitFor({ timeout: 20_000 });
    expect(await lead(page, "渡辺 真由美").count()).toBe(0);
    expect(await page.getByRole("article").count()).toBe(1);
  });
