import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { barriers, open } from "../support/browser.ts";
import { never, refused, startFixture } from "../support/fixture-server.ts";
import { startLocal } from "../support/local.ts";

const law = {
  sender: { name: "アカリ経費", address: "news@akari.example" },
  footer: { company: "アカリ経費", postalAddress: "東京都港区1-2-3", contact: "privacy@akari.example" },
};
const people =
  "email,name,company\na@minato.example,渡辺 真由美,港物流\nb@minato.example,,港物流\nc@kita.example,佐藤 太郎,北商店";

const begin = async () => {
  const local = await startLocal();
  await local.put("/v1/settings", law);
  await local.post("/v1/leads/import?consent=businessCard&list=expo", people, "text/csv");
  await local.advance("PT1M");
  return local;
};
const frame = (page: Page) => page.frameLocator("iframe");
const code = (page: Page) => page.locator(".cm-content");

test("a mail is written from a letter, looked at as those who lack a name, tested and published", async () => {
  const { url, get, outbox } = await begin();
  const page = await open(`${url}/mails`);
  await page.getByText("メールはまだありません").waitFor();
  expect(await barriers(page)).toEqual([]);
  await page.getByRole("button", { name: "文例から始める" }).click();
  expect(await barriers(page)).toEqual([]);
  await page.getByRole("button", { name: /短いご連絡/ }).click();

  await page.waitForURL("**/mails/m-*");
  const id = new URL(page.url()).pathname.split("/")[2] ?? "";
  await frame(page).getByText("見本 花子 様").waitFor();
  await page.getByText("仮の行き先のままです:https://example.com/talk").waitFor();
  await page.getByRole("textbox", { name: "件名" }).fill("来週、15分だけお話しできますか");
  await code(page).click();
  await page.keyboard.press("Control+a");
  await page.keyboard.insertText(
    "{{ lead.name }} 様\n\n# お話ししたいこと\n\n[時間を選ぶ](https://akari.example/talk)",
  );
  await frame(page).getByRole("heading", { name: "お話ししたいこと" }).waitFor();
  await page.getByText("1行目 「名前」が空だと文が欠けます").first().waitFor();
  await page.getByRole("button", { name: "1人で見る" }).click();
  await page.getByText("「名前」が空の 1人:1人中 1人目").waitFor();
  await page.getByText("アカリ経費 → b@minato.example").waitFor();
  await code(page).click();
  await page.keyboard.press("Control+Home");
  await page.keyboard.press("End");
  for (const _ of " }} 様") await page.keyboard.press("Backspace");
  await page.keyboard.type(" | default: 'ご担当者' }} 様");
  await frame(page).getByText("ご担当者 様").waitFor();
  await page.getByText("9 / 9").waitFor();
  await page.getByText(/\d+:\d\d 保存/).waitFor();
  expect(await barriers(page)).toEqual([]);

  await page.getByRole("heading", { level: 1 }).click();
  await page.keyboard.press("Alt+Digit2");
  await page.locator("[data-look=phone]").waitFor();
  await page.keyboard.press("Alt+Digit5");
  await page.locator("pre").getByText("時間を選ぶ [https://akari.example/talk]").waitFor();
  await page.keyboard.press("Alt+Digit1");

  await page.keyboard.press("KeyT");
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "送り先" }).fill("someone@elsewhere.example");
  await dialog.getByRole("button", { name: "送る", exact: true }).click();
  await dialog.getByText("この宛先には試し送りできません。").waitFor();
  await dialog.getByRole("textbox", { name: "送り先" }).fill("keiko@akari.example");
  await dialog.getByRole("button", { name: "送る", exact: true }).click();
  await dialog.getByText("keiko@akari.example に「【テスト】来週、15分だけお話しできますか」を送りました。").waitFor();
  expect(await barriers(page)).toEqual([]);
  expect((await outbox("keiko@akari.example"))[0].text).toContain("ご担当者 様");
  await dialog.getByRole("button", { name: "閉じる" }).last().click();

  await page.getByRole("button", { name: "v1 を公開" }).click();
  await page.getByText("まだどのシナリオも送っていません。").waitFor();
  expect(await barriers(page)).toEqual([]);
  await page.getByRole("dialog").getByRole("button", { name: "v1 を公開" }).click();
  await page.getByText("v1 を公開しました").waitFor();

  expect((await get(`/v1/templates/${id}`)).json).toMatchObject({ version: 1, changed: false, kind: "markdown" });
});

test("what was published is sent, its clicks stand beside it link by link, and the workflow leads to its text and back", async () => {
  const { url, get, put, post, advance, outbox } = await begin();
  const markdown = "{{ lead.name | default: 'ご担当者' }} 様\n\n[時間を選ぶ](https://akari.example/talk)";
  await put("/v1/templates/m", { name: "短いご連絡", subject: "来週、15分だけお話しできますか", markdown });
  await post("/v1/templates/m/publish");
  await put("/v1/workflows/w", {
    name: "ご連絡",
    triggers: [{ kind: "list", list: "expo" }],
    steps: [
      { id: "talk", kind: "email", template: "m" },
      { id: "wait", kind: "wait", for: "P9D" },
    ],
  });
  await post("/v1/workflows/w/publish", { people: true });
  await advance("P1D");
  const [mail] = await outbox("b@minato.example");
  expect(mail).toMatchObject({ subject: "来週、15分だけお話しできますか" });
  expect(mail.html).toContain("ご担当者 様");
  const [link] = /\/t\/c\/[\w.-]+/.exec(mail.html) ?? [""];
  await fetch(url + link, {
    redirect: "manual",
    headers: { "user-agent": "Mozilla/5.0 (Windows NT 10.0) Chrome/142.0" },
  });
  await advance("PT1M");
  const page = await open(`${url}/mails/m`);
  const results = page.getByRole("complementary", { name: "チェック" });
  await results.getByText("v1 の結果").waitFor();
  await results.getByText("送信 3").waitFor();
  await results.getByText("33.3%").waitFor();
  await page.getByRole("button", { name: "シナリオ 1本で使用" }).waitFor();

  await page.goto(`${url}/workflows/w/edit`);
  await page.locator("[data-step=talk]").click();
  await page.getByRole("link", { name: "この文面を編集" }).click();
  await page.waitForURL("**/mails/m?from=w");
  await page.getByRole("textbox", { name: "件名" }).fill("再来週、15分だけお話しできますか");
  await page.getByText("下書き v2").waitFor();
  await page.getByText(/\d+:\d\d 保存/).waitFor();
  expect((await get("/v1/templates/m")).json).toMatchObject({ version: 1, changed: true });
  await page.getByRole("link", { name: "シナリオの編集へ戻る" }).click();
  await page.waitForURL("**/workflows/w/edit");

  await page.goto(`${url}/mails`);
  await page
    .getByRole("row", { name: /再来週/ })
    .getByText("33.3%(1人)")
    .waitFor();
  expect(await barriers(page)).toEqual([]);
});

test("a mistake is marked at its line, the last good look stays, and mending it brings the new one", async () => {
  const { url, put } = await begin();
  await put("/v1/templates/m", {
    name: "事例",
    subject: "事例のご紹介",
    mjml: `<mjml><mj-body><mj-section><mj-column>
<mj-text>こんにちは</mj-text>
<mj-image src="https://akari.example/a.png" href="https://akari.example/case" />
</mj-column></mj-section></mj-body></mjml>`,
  });
  const page = await open(`${url}/mails/m`);
  await page.getByRole("button", { name: "直す所 1" }).waitFor();
  await page.getByText("3行目 代替テキストなし").waitFor();
  await page.getByRole("button", { name: "書く", exact: true }).click();
  await page.keyboard.type("港の倉庫");
  await page.getByText("画像 1枚すべてに代替テキスト").waitFor();
  // Whatever a mail holds, none of it runs here.
  expect(await page.locator("iframe").getAttribute("sandbox")).toBe("allow-same-origin");
  expect(await code(page).textContent()).toContain('<mj-image alt="港の倉庫" src=');

  await page.keyboard.press("Control+Home");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("End");
  await page.keyboard.type("あ");
  await page.getByText("いまの本文は組み立てられません。直前の見え方を出しています。").waitFor();
  await page.getByText("2行目 「あ」は <mj-text> か <mj-raw> の中に置きます").waitFor();
  await frame(page).getByText("こんにちは").waitFor();
  await page.keyboard.press("Control+z");
  await page.getByText("いまの本文は組み立てられません。").waitFor({ state: "detached" });
});

test("after {{ the variables are offered, with how many people lack each, and one key puts one in", async () => {
  const { url, put } = await begin();
  await put("/v1/templates/m", { name: "連絡", subject: "件名", markdown: "こんにちは" });
  const page = await open(`${url}/mails/m`);
  await code(page).click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type("、{{");
  await page
    .getByRole("option", { name: /lead\.name/ })
    .getByText("名前 · 1人は空")
    .waitFor();
  await page.keyboard.press("Escape");
  await page.keyboard.type("lead.co");
  await page.getByRole("option", { name: /lead\.company/ }).click();
  await frame(page).getByText("こんにちは、見本株式会社").waitFor();
  await page.getByRole("combobox", { name: "誰として見るか" }).fill("佐藤");
  await page.getByRole("option", { name: /佐藤 太郎/ }).click();
  await frame(page).getByText("こんにちは、北商店").waitFor();
});

test("somebody else's change is not overwritten until one says so; an older version comes back, and goes again", async () => {
  const { url, put, post, get } = await begin();
  await put("/v1/templates/m", { name: "連絡", subject: "一", markdown: "本文" });
  await post("/v1/templates/m/publish");
  const page = await open(`${url}/mails/m`);
  const subject = page.getByRole("textbox", { name: "件名" });
  await subject.waitFor();
  await put("/v1/templates/m", { name: "連絡", subject: "相手の件名", markdown: "本文" });
  await subject.fill("自分の件名");
  await page.getByText("ほかの人がこのメールを変えました。").waitFor();
  expect(await barriers(page)).toEqual([]);
  expect((await get("/v1/templates/m")).json.subject).toBe("相手の件名");
  await page.getByRole("button", { name: "相手の文面にする" }).click();
  await expect.poll(() => subject.inputValue()).toBe("相手の件名");
  await subject.fill("二");
  await page.getByText(/\d+:\d\d 保存/).waitFor();
  expect((await get("/v1/templates/m")).json.subject).toBe("二");
  await page.getByRole("button", { name: "その他" }).click();
  await page.getByRole("menuitem", { name: "これまでの版" }).click();
  await page.getByRole("button", { name: "この文面に戻す" }).click();
  await page.getByText("v1 の文面にしました。").waitFor();
  await expect.poll(() => subject.inputValue()).toBe("一");
  await page.getByRole("button", { name: "取り消す" }).click();
  await expect.poll(() => subject.inputValue()).toBe("二");
});

test("Markdown can go on as MJML, and the text part can be one's own; both can be taken back", async () => {
  const { url, put, get } = await begin();
  await put("/v1/templates/m", { name: "連絡", subject: "件名", markdown: "# 見出し\n\n本文" });
  const page = await open(`${url}/mails/m`);
  await frame(page).getByText("見出し").waitFor();
  await page.getByText("テキスト版", { exact: true }).click();
  await page.getByRole("button", { name: "自分で書く" }).click();
  await code(page).click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type("(テキスト版)");
  await page.getByText("手で編集済み").waitFor();
  await page.getByText("MJML", { exact: true }).click();
  await page.getByRole("button", { name: "ここからはMJMLで書く" }).click();
  await page.getByText("MJMLに切り替えました。").waitFor();
  await page.getByText(/\d+:\d\d 保存/).waitFor();
  expect((await get("/v1/templates/m")).json).toMatchObject({
    kind: "mjml",
    draft: { text: expect.stringContaining("(テキスト版)") },
  });
  await page.getByRole("button", { name: "取り消す" }).click();
  await page.getByText("かんたん(Markdown)").waitFor();
});

test("a mail is duplicated, and deleted with a way back; one that is in use is not", async () => {
  const { url, put, post, get } = await begin();
  await put("/v1/templates/m", { name: "連絡", subject: "件名", markdown: "本文" });
  await put("/v1/templates/used", { name: "使う", subject: "件名", markdown: "本文" });
  await post("/v1/templates/used/publish");
  await put("/v1/workflows/w", { name: "w", steps: [{ kind: "email", template: "used" }] });
  const page = await open(`${url}/mails`);
  await page.getByRole("button", { name: "「使う」の操作" }).click();
  expect(await page.getByRole("menuitem", { name: "削除できません(使われています)" }).isDisabled()).toBe(true);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "「連絡」の操作" }).click();
  await page.getByRole("menuitem", { name: "削除する" }).click();
  await page.getByRole("link", { name: "連絡" }).waitFor({ state: "detached" });
  await page.getByRole("button", { name: "取り消す" }).click();
  await page.getByRole("link", { name: "連絡" }).waitFor();
  await page.getByRole("button", { name: "「連絡」の操作" }).click();
  await page.getByRole("menuitem", { name: "複製する" }).click();
  await page.getByRole("heading", { name: "連絡 のコピー" }).waitFor();
  expect((await get("/v1/templates")).json.items).toHaveLength(3);
});

test("both pages in English, in the dark, and at the size of a phone", async () => {
  const { url, put } = await begin();
  await put("/v1/settings", { sender: { name: "Akari", address: "news@akari.example" } });
  await put("/v1/templates/m", { name: "Note", subject: "A note", markdown: "Hello {{ lead.name }}" });
  const page = await open(`${url}/mails`, { language: "en", scheme: "dark" });
  await page.getByRole("link", { name: "Note" }).waitFor();
  expect(await barriers(page)).toEqual([]);
  await page.getByRole("link", { name: "Note" }).click();
  await page.getByText("Line 1: A hole where “Name” is empty").waitFor();
  expect(await page.locator("main").textContent()).not.toMatch(/[ぁ-んァ-ヶ]/);
  expect(await barriers(page)).toEqual([]);
  const phone = await open(`${url}/mails/m`, { width: 390, height: 844 });
  await phone.getByRole("textbox", { name: "件名" }).waitFor();
  for (const [pane, says] of [
    ["見る", "A note"],
    ["チェック", "公開前チェック"],
  ] as const) {
    await phone.getByText(pane, { exact: true }).click();
    await phone.getByRole("heading", { name: says }).waitFor();
    expect(await phone.evaluate("document.documentElement.scrollWidth")).toBe(390);
    expect(await barriers(phone)).toEqual([]);
  }
  await phone.goto(`${url}/mails`);
  await phone.getByRole("link", { name: "Note" }).waitFor();
  expect(await phone.evaluate("document.documentElement.scrollWidth")).toBe(390);
});

const mail = {
  id: "m",
  name: "連絡",
  subject: "件名",
  kind: "markdown",
  version: null,
  changed: true,
  updatedAt: "2026-11-20T00:00:00Z",
  uses: [],
  draft: { name: "連絡", subject: "件名", markdown: "本文" },
  tag: "t",
};

test("the list says when it is empty, is loading, or fails", async () => {
  const { url, answer } = await startFixture({ "GET /v1/templates": { items: [], next: null } });
  const page = await open(`${url}/mails`);
  await page.getByText("メールはまだありません").waitFor();
  answer({ "GET /v1/templates": never });
  await page.reload();
  await page.getByRole("status", { name: "読み込み中" }).first().waitFor();
  answer({ "GET /v1/templates": refused(503, "Unavailable", "The table is throttled") });
  await page.reload();
  await page.getByRole("alert").getByText("The table is throttled").waitFor({ timeout: 20_000 });
});

test("an editor without a server keeps what was typed on the device, and says so; a mail that is gone is told apart", async () => {
  const gone = refused(503, "Unavailable", "The table is throttled");
  const { url } = await startFixture({
    "GET /v1/me": { name: "佐藤", role: "marketer", language: "ja", timeZone: "Asia/Tokyo", workspace: "w" },
    "GET /v1/templates/m": mail,
    "GET /v1/settings": { reps: [], timeZone: "Asia/Tokyo", ...law },
    "POST /v1/templates/m/preview": gone,
    "PUT /v1/templates/m": gone,
  });
  const page = await open(`${url}/mails/m`);
  await page.getByRole("alert").getByText("The table is throttled").waitFor({ timeout: 20_000 });
  await page.getByRole("textbox", { name: "件名" }).fill("書きかけの件名");
  await page.getByText("この端末に保存済み").waitFor();
  await page.reload();
  await page.getByRole("textbox", { name: "件名" }).waitFor();
  expect(await page.getByRole("textbox", { name: "件名" }).inputValue()).toBe("書きかけの件名");
  await page.goto(`${url}/mails/unknown`);
  await page.getByText("見つかりません。").waitFor({ timeout: 20_000 });
});

test("who may only look sees the mail and changes nothing", async () => {
  const { url, asked } = await startFixture({
    "GET /v1/me": { name: "森", role: "insideSales", language: "ja", timeZone: "Asia/Tokyo", workspace: "w" },
    "GET /v1/templates/m": mail,
    "GET /v1/settings": { reps: [], timeZone: "Asia/Tokyo", ...law },
  });
  const page = await open(`${url}/mails/m`);
  const subject = page.getByRole("textbox", { name: "件名" });
  await subject.waitFor();
  expect(await subject.isEditable()).toBe(false);
  expect(await page.getByRole("button", { name: /試し送り|を公開/ }).count()).toBe(0);
  expect(asked.filter(({ route }) => route.startsWith("PUT"))).toEqual([]);
});
