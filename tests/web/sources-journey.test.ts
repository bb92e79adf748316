import { expect, test } from "vitest";
import { open } from "../support/browser.ts";
import { startLocal } from "../support/local.ts";

test("a form is made, a visitor fills it in in their browser, and the lead is there with what they agreed to", async () => {
  const local = await startLocal();
  const page = await open(`${local.url}/sources`);
  await page.getByText("人が入ってくる入口を、ここでつなぎます").waitFor();
  await page.keyboard.press("n");
  await page.getByRole("link", { name: "Rekindle のフォーム" }).click();
  await page.getByLabel("名前", { exact: true }).fill("製品資料のご請求");
  await page.getByLabel("アドレスに使う名前").fill("seihin");
  await page.getByRole("button", { name: "フォームを作る" }).click();

  const shown = page.frameLocator('iframe[title="プレビュー"]');
  await shown.getByRole("heading", { name: "製品資料のご請求" }).waitFor();
  await page.getByRole("button", { name: "項目を足す" }).click();
  await page.getByRole("menuitem", { name: "部署名" }).click();
  await shown.getByLabel("部署名").waitFor();
  await page.getByRole("textbox", { name: "同意の文面" }).fill("ご案内メールを受け取ります");
  await page.getByRole("button", { name: "公開する" }).click();
  await page.getByText("公開中の内容です").waitFor();
  await page.getByRole("tab", { name: "設定" }).click();
  await page.getByText("最初の受信を待っています").waitFor();

  const visitor = await page.context().newPage();
  await visitor.goto(`${local.url}/f/seihin?lang=ja`);
  await visitor.getByRole("button", { name: "送信する" }).click();
  expect(visitor.url()).toContain("/f/seihin");
  await visitor.getByLabel("会社名").fill("港物流株式会社");
  await visitor.getByLabel("お名前").fill("渡辺 真由美");
  await visitor.getByLabel("メールアドレス").fill("mayumi@minato-logi.example");
  await visitor.getByLabel("部署名").fill("経理部");
  await visitor.getByLabel("ご案内メールを受け取ります").check();
  // Whoever is faster than people write is asked once more.
  await expect
    .poll(
      async () => {
        if (await visitor.getByRole("button", { name: "送信する" }).isVisible())
          await visitor.getByRole("button", { name: "送信する" }).click();
        return visitor.getByText("ありがとうございます").isVisible();
      },
      { timeout: 15_000, interval: 500 },
    )
    .toBe(true);

  await page.getByText("届いています。最後は").waitFor();
  await page.getByRole("tab", { name: "受信データ" }).click();
  await local.advance("PT1M");
  await page.getByRole("button", { name: /渡辺 真由美.*リードに反映/ }).click();
  await page.getByText("根拠:同意 — v2「ご案内メールを受け取ります」").waitFor();
  await page.getByRole("link", { name: "リードを開く" }).click();
  await page.getByRole("heading", { name: "渡辺 真由美" }).waitFor();
  await page.getByText("v2「ご案内メールを受け取ります」").waitFor();
});

test("a webhook whose field was renamed is refused and shown, its mapping is mended by a press, and all of it goes through", async () => {
  const local = await startLocal();
  await local.put("/v1/sources/hubspot", {
    kind: "json",
    name: "HubSpot フォーム",
    mapping: { email: "mail" },
    consent: { basis: "optIn", field: "メール配信に同意" },
  });
  for (const n of [1, 2, 3])
    await fetch(`${local.url}/hooks/hubspot`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({
        fields: [
          { name: "ご連絡先", value: `hana${n}@takahashi.example` },
          { name: "お名前", value: `高橋 花${n}` },
          { name: "会社名", value: "高橋商事株式会社" },
          { name: "メール配信に同意", value: "はい" },
        ],
      }),
    });
  await local.advance("PT1M");
  const page = await open(`${local.url}/sources`);
  await page.getByText("受け取れていません").waitFor();
  await page
    .getByRole("row", { name: /HubSpot フォーム/ })
    .getByRole("link", { name: "3件" })
    .click();
  await page
    .getByRole("button", { name: /選んだ項目にメールアドレスがありません/ })
    .first()
    .click();
  await page.getByRole("link", { name: "項目の対応を直す" }).click();
  await page.getByText("この見本にはありません").waitFor();
  await page.getByRole("button", { name: /ご連絡先/ }).click();
  await page.getByText("メールを送れます。根拠:同意").waitFor();
  await page.getByRole("button", { name: "自動で対応づける" }).click();
  await page.getByText("高橋商事株式会社").last().waitFor();
  await page.keyboard.press("Control+s");
  await page.getByText("保存した対応を使っています").waitFor();
  await page.getByRole("tab", { name: /受信データ/ }).click();
  await page.getByRole("button", { name: "受け取れなかった3件をもう一度通す" }).click();
  await page.getByText("3件を通しました").waitFor();
  await local.advance("PT1M");
  const { json } = await local.get("/v1/leads?email=hana2%40takahashi.example");
  expect(json.items).toMatchObject([{ name: "高橋 花2", company: "高橋商事株式会社" }]);
  await page.getByRole("button", { name: /高橋 花2.*リードに反映/ }).waitFor();
});
