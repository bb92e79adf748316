import { expect, test } from "vitest";
import { barriers, open } from "../support/browser.ts";
import { startLocal } from "../support/local.ts";

const mayumi = "mayumi.watanabe@minato-logi.example";
const mjml = `<mjml><mj-body><mj-section><mj-column><mj-text>{{ lead.company }} {{ lead.name }} 様</mj-text><mj-button href="https://akari.example/guide">試算シート</mj-button></mj-column></mj-section></mj-body></mjml>`;
const workflow = `
name: { ja: 資料請求のあと, en: After a brochure request }
hypothesis: { whom: 経理部門, belief: 利益率を気にしている, reaction: mail.clicked, share: 0.15, within: P30D }
triggers: [{ kind: form, source: brochure }]
steps:
  - { id: thanks, kind: email, template: thanks }
  - { id: pause, kind: wait, for: P3D }
  - { id: more, kind: email, template: thanks }
`;

/** A workspace with one rep, one sequence and two forms; a lead who asked for the brochure and got a mail. */
const prepare = async () => {
  const local = await startLocal();
  const { put, post, advance, url } = local;
  await put("/v1/settings", {
    footer: { company: "アカリ経費株式会社", postalAddress: "東京都港区1-2-3", contact: "privacy@akari.example" },
    reps: [{ id: "mori", name: "森 健太", capacityPerDay: 15 }],
  });
  await put("/v1/templates/thanks", { subject: "資料をお送りします", mjml });
  await post("/v1/templates/thanks/publish");
  await put("/v1/workflows/brochure", workflow, "application/yaml");
  await post("/v1/workflows/brochure/publish");
  for (const source of ["brochure", "demo"])
    await put(`/v1/sources/${source}`, {
      kind: "json",
      mapping: {
        email: "email",
        name: "name",
        company: "company",
        "attributes.department": "department",
        "attributes.phone": "phone",
      },
      consent: { basis: "optIn" },
    });
  const submit = async (source: string) => {
    const answer = await fetch(`${url}/hooks/${source}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({
        email: mayumi,
        name: "渡辺 真由美",
        company: "港物流株式会社",
        department: "経理部",
        phone: "03-5042-5107",
      }),
    });
    expect(answer.status).toBe(202);
    await advance("PT1M");
  };
  await submit("brochure");
  return { ...local, submit };
};

/** State of her hand-off, by the record itself: lists follow it at a short distance. */
const stateOf = async (get: Awaited<ReturnType<typeof prepare>>["get"]): Promise<string> =>
  (await get(`/v1/leads?email=${mayumi}`)).json.items[0].handoff.state;

test("a lead asks for a demo, is handed over with reasons, is accepted, called and noted, all in the browser", async () => {
  const { url, get, submit } = await prepare();
  const page = await open(`${url}/hot-leads`);
  await page.getByText("引き渡しはすべて対応しました").waitFor();
  await submit("demo");
  const pane = page.getByRole("article", { name: "渡辺 真由美" });
  await pane.waitFor();
  await pane.getByText("資料請求フォームを送信").first().waitFor();
  expect(await pane.textContent()).toContain("資料をお送りします");
  await page.keyboard.press("a");
  await expect.poll(() => stateOf(get)).toBe("accepted");

  await page.locator("#call-note").fill("比較表がほしいとのこと。予算はまだ取れていない");
  await page.locator("u[data-kind=said]").waitFor();
  await page.locator("u[data-kind=negated]").waitFor();
  await page.getByText("保存後のスコア").waitFor();
  await page.keyboard.press("Alt+6");
  expect(await barriers(page)).toEqual([]);
  await page.keyboard.press("Control+Enter");
  await page.getByRole("button", { name: "閉じてすぐ送る" }).last().click();
  const [{ id }] = (await get(`/v1/leads?email=${mayumi}`)).json.items;
  const noted = async () =>
    (await get(`/v1/leads/${id}/timeline`)).json.items.find(({ type }: { type: string }) => type === "call.noted");
  await expect.poll(noted).toMatchObject({ outcome: "reached", chips: { interest: true, budget: false } });
  await page.goto(`${url}/leads/${id}`);
  await page.getByText("通話を記録").waitFor();
  await page.getByText("引き渡しを受け取り").waitFor();
  await page.getByRole("listitem").filter({ hasText: "電話:関心あり" }).first().waitFor();
});

test("a hand-off that comes too early goes back, with its reason, and the lead's page says what follows", async () => {
  const { url, get, submit } = await prepare();
  await submit("demo");
  const page = await open(`${url}/hot-leads`);
  await page.getByRole("article", { name: "渡辺 真由美" }).waitFor();
  await page.keyboard.press("r");
  await page.getByRole("dialog").waitFor();
  await page.keyboard.press("1");
  await page.keyboard.press("Control+Enter");
  await page.getByText("引き渡しはすべて対応しました").waitFor();
  await page.getByRole("button", { name: "閉じてすぐ送る" }).last().click();
  await expect.poll(() => stateOf(get)).toBe("returned");
  const [{ id }] = (await get(`/v1/leads?email=${mayumi}`)).json.items;
  await page.goto(`${url}/leads/${id}`);
  await page.getByText("差し戻し:早すぎた").waitFor();
});

test("the workflow shows who waits where, pauses and resumes; the outbox shows the mail; the clock moves on", async () => {
  const { url, get, outbox } = await prepare();
  const page = await open(`${url}/workflows`);
  await page.getByRole("link", { name: "資料請求のあと" }).click();
  await page.getByText("経理部門は利益率を気にしている").waitFor();
  await page.getByTitle("いまここに1人").waitFor();
  await page.getByRole("button", { name: "一時停止" }).click();
  await page.getByRole("button", { name: "再開する" }).waitFor();
  expect((await get("/v1/workflows/brochure")).json.state).toBe("paused");
  await page.getByRole("button", { name: "再開する" }).click();
  await page.getByRole("button", { name: "一時停止" }).waitFor();
  await page.getByRole("button", { name: "7日進める" }).click();
  await expect.poll(async () => (await outbox(mayumi)).length).toBe(2);
  await page.goto(`${url}/outbox?to=${encodeURIComponent(mayumi)}`);
  await page.frameLocator("iframe").getByText("港物流株式会社 渡辺 真由美 様").waitFor();
  await page.getByText("テキスト", { exact: true }).click();
  await page.getByText("東京都港区1-2-3").first().waitFor();
});

test("every page of the running product is without barriers, in both languages", async () => {
  const { url, get, submit } = await prepare();
  await submit("demo");
  const [{ id }] = (await get(`/v1/leads?email=${mayumi}`)).json.items;
  for (const path of [
    "/",
    "/hot-leads",
    "/leads?stage=insideSales",
    `/leads/${id}`,
    "/workflows/brochure",
    "/outbox",
  ]) {
    const page = await open(url + path, { language: "en" });
    await page.waitForLoadState("networkidle");
    expect(await barriers(page), path).toEqual([]);
    expect(await page.locator("main").textContent(), path).not.toContain("could not be shown");
  }
});
