import { expect, test } from "vitest";
import { mjml } from "../support/lab.ts";
import { startLocal } from "../support/local.ts";

const markdown = `{% if lead.company %}
{{ lead.company }}
{% endif %}
{{ lead.name | default: "ご担当者" }} 様

# 月次締めが3日早くなった理由

港湾倉庫の会社では、経費精算に月42時間をかけていました。共通の3つの詰まりを外した結果をまとめました。

[事例を読む](https://akari.example/case)

[試算シート](https://akari.example/sheet)もどうぞ。
`;
const law = {
  sender: { name: "アカリ経費", address: "news@akari.example" },
  footer: { company: "アカリ経費", postalAddress: "東京都港区1-2-3", contact: "privacy@akari.example" },
};
const people =
  "email,name,company\na@minato.example,渡辺 真由美,港物流\nb@minato.example,,港物流\nc@kita.example,佐藤 太郎,";
const begin = async () => {
  const local = await startLocal();
  await local.put("/v1/settings", law);
  await local.post("/v1/leads/import?consent=businessCard&list=expo", people, "text/csv");
  await local.advance("PT1M");
  const lead = async (email: string) => (await local.get(`/v1/leads?email=${email}`)).json.items[0];
  return { ...local, lead };
};
const stateOf = (checks: { id: string; state: string }[], id: string) => checks.find((check) => check.id === id)?.state;

test("a mail written as Markdown looks as written, for the lead that is chosen, without being stored", async () => {
  const { post, get, lead } = await begin();
  const { id } = await lead("a@minato.example");
  const made = await post("/v1/templates/new/preview", {
    leadId: id,
    draft: { subject: "{{ lead.name }} 様へ", markdown },
  });
  expect(made.status).toBe(200);
  expect(made.json.subject).toBe("渡辺 真由美 様へ");
  expect(made.json.html).toContain("港物流");
  expect(made.json.html).toMatch(/<a[^>]*href="https:\/\/akari\.example\/case"[^>]*>\s*事例を読む/);
  expect(made.json.text).toContain("月次締めが3日早くなった理由");
  expect(made.json.links).toEqual([
    { url: "https://akari.example/case", label: "事例を読む" },
    { url: "https://akari.example/sheet", label: "試算シート" },
  ]);
  expect((await get("/v1/templates/new")).status).toBe(404);
});

test("what cannot be published is said with its line in the Markdown, and the draft is kept all the same", async () => {
  const { put, get, post } = await begin();
  const broken = { subject: "件名", markdown: "こんにちは\n\n{{ lead.nmae }} 様" };
  const saved = await put("/v1/templates/m", broken);
  expect(saved.json.problems).toMatchObject([{ path: "markdown", line: 3 }]);
  expect((await get("/v1/templates/m")).json).toMatchObject({
    draft: broken,
    kind: "markdown",
    changed: true,
    version: null,
  });
  expect((await post("/v1/templates/m/preview", {})).status).toBe(422);
  const link = { subject: "件名", markdown: "一\n\n二\n三 [押す](www.akari.example)" };
  expect((await put("/v1/templates/m", link)).json.problems).toMatchObject([{ path: "markdown", line: 4 }]);
  expect((await put("/v1/templates/m", { subject: "", markdown: "" })).status).toBe(200);
  expect((await put("/v1/templates/m", { subject: "両方", markdown: "a", mjml: mjml("") })).status).toBe(422);
});

test("a draft is stored only over the one that its writer has seen", async () => {
  const { url, key, put } = await begin();
  const { tag } = (await put("/v1/templates/m", { subject: "一", markdown })).json;
  const save = (subject: string, seen: string) =>
    fetch(`${url}/v1/templates/m`, {
      method: "PUT",
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json", "if-match": seen },
      body: JSON.stringify({ subject, markdown }),
    });
  const second = await save("二", tag);
  expect(second.status).toBe(200);
  const third = await save("三", tag);
  expect(third.status).toBe(409);
  expect(await third.json()).toMatchObject({ reason: "edited" });
});

test("publishing makes a version of the draft; a new name alone makes no other mail, a new word does", async () => {
  const { put, post, get } = await begin();
  await put("/v1/templates/m", { subject: "一", markdown });
  expect((await post("/v1/templates/m/publish")).json).toEqual({ version: 1 });
  expect((await get("/v1/templates/m")).json).toMatchObject({ version: 1, changed: false });
  await put("/v1/templates/m", { subject: "一", markdown, name: "別の名前" });
  expect((await get("/v1/templates/m")).json).toMatchObject({ name: "別の名前", changed: false });
  await put("/v1/templates/m", { subject: "二", markdown });
  expect((await get("/v1/templates/m")).json).toMatchObject({ version: 1, changed: true });
  await post("/v1/templates/m/publish");
  const { items } = (await get("/v1/templates/m/versions")).json;
  expect(items).toMatchObject([
    { version: 2, sent: 0 },
    { version: 1, publishedAt: expect.any(String) },
  ]);
  expect((await get("/v1/templates/m/versions/1")).json.draft).toMatchObject({ subject: "一" });
});

test("a test goes to one of us only, is marked, leads to the real pages and is counted nowhere", async () => {
  const { put, post, get, advance, outbox } = await begin();
  await put("/v1/templates/m", { subject: "お知らせ", markdown });
  const elsewhere = await post("/v1/templates/m/test", { to: "a@minato.example" });
  expect(elsewhere).toMatchObject({ status: 422, json: { reason: "elsewhere" } });
  expect((await post("/v1/templates/m/test", { to: "keiko@akari.example" })).json).toEqual({
    to: "keiko@akari.example",
    subject: "【テスト】お知らせ",
  });
  const [mail] = await outbox("keiko@akari.example");
  expect(mail.html).toContain('href="https://akari.example/case"');
  expect(mail.html).not.toContain("/t/o/");
  expect(await outbox("a@minato.example")).toEqual([]);
  await advance("PT10M");
  expect((await get("/v1/problems")).json.items).toEqual([]);
  expect((await get("/v1/days")).json.items.every(({ sent = 0 }) => sent === 0)).toBe(true);
  await put("/v1/settings", { reps: [{ id: "mori", name: "森", email: "mori@elsewhere.example" }] });
  expect((await post("/v1/templates/m/test", { to: "mori@elsewhere.example" })).status).toBe(200);
});

test("the checks name the place of what to look at, and who lacks a variable", async () => {
  const { put, get, lead } = await begin();
  const clean = (await put("/v1/templates/m", { subject: "お知らせ", markdown })).json;
  expect(clean.problems).toEqual([]);
  const good = (await get("/v1/templates/m/checks")).json;
  expect(good.checks.map(({ state }: { state: string }) => state)).toEqual(Array(9).fill("ok"));
  await put("/v1/templates/m", {
    subject: "!!! とても長い件名がここにあって、電話の画面では最後まで見えません、きっと",
    mjml: mjml(
      '\n<mj-text>{{ lead.name }} 様</mj-text>\n<mj-image src="https://akari.example/a.png"/>\n<mj-button href="">読む</mj-button>\n<mj-button href="http://bit.ly/x">読む</mj-button>',
    ),
    text: "本文だけ",
  });
  const { checks, lacking, looked } = (await get("/v1/templates/m/checks")).json;
  const at = (id: string) => checks.find((check: { id: string }) => check.id === id);
  expect(at("altTexts")).toMatchObject({ state: "stop", places: [{ path: "mjml", line: 3, why: "alt" }] });
  expect(at("links")).toMatchObject({
    state: "stop",
    places: [
      { line: 4, why: "empty" },
      { line: 5, why: "http" },
    ],
  });
  expect(at("variables")).toMatchObject({ state: "warn", places: [{ line: 2, what: "lead.name" }] });
  expect(at("subject")).toMatchObject({ state: "warn", most: 30 });
  expect(at("spam").places.map(({ why }: { why: string }) => why)).toEqual(["shouting", "shortener", "pictureOnly"]);
  expect(at("text")).toMatchObject({ state: "warn", places: [{ path: "text", why: "missingLink" }] });
  const { id } = await lead("b@minato.example");
  expect(lacking).toEqual([{ variable: "lead.name", people: 1, leads: [id] }]);
  expect(looked).toBe(3);
  await put("/v1/settings", { footer: null });
  expect(stateOf((await get("/v1/templates/m/checks")).json.checks, "law")).toBe("stop");
});

test("clicks of people are counted by link and version, those of machines apart; a mail in use is not deleted", async () => {
  const { url, put, post, get, del, advance, outbox } = await begin();
  await put("/v1/templates/m", { subject: "お知らせ", markdown });
  await post("/v1/templates/m/publish");
  await put("/v1/workflows/w", {
    name: "案内",
    triggers: [{ kind: "list", list: "expo" }],
    steps: [
      { kind: "email", template: "m" },
      { kind: "wait", for: "P9D" },
    ],
  });
  await post("/v1/workflows/w/publish", { people: true });
  await advance("P1D");
  const click = async (to: string, link: number, userAgent: string) => {
    const [mail] = await outbox(to);
    const [path] = new RegExp(`/t/c/[\\w.-]+\\.${link}`).exec(mail.html) ?? [""];
    const answer = await fetch(url + path, { redirect: "manual", headers: { "user-agent": userAgent } });
    expect(answer.status).toBe(302);
  };
  const person = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/142.0";
  await click("a@minato.example", 1, person);
  await click("a@minato.example", 2, person);
  await click("b@minato.example", 1, person);
  await click("c@kita.example", 1, "curl/8.0");
  await advance("PT1M");
  const [version] = (await get("/v1/templates/m/versions")).json.items;
  expect(version).toMatchObject({
    version: 1,
    sent: 3,
    clickers: 2,
    clicks: 3,
    machineClicks: 1,
    links: [
      { label: "事例を読む", clicks: 2 },
      { label: "試算シート", clicks: 1 },
    ],
  });
  expect((await get("/v1/templates")).json.items[0]).toMatchObject({
    id: "m",
    sent: 3,
    clickers: 2,
    uses: [{ workflow: "w", state: "running" }],
  });
  expect(await del("/v1/templates/m")).toMatchObject({ status: 409, json: { reason: "used" } });
});

test("a mail that nothing sends is deleted, and may be written again under the same name", async () => {
  const { put, post, get, del } = await begin();
  await put("/v1/templates/m", { subject: "一", markdown });
  await post("/v1/templates/m/publish");
  expect((await del("/v1/templates/m")).status).toBe(200);
  expect((await get("/v1/templates")).json.items).toEqual([]);
  expect((await del("/v1/templates/m")).status).toBe(404);
  await put("/v1/templates/m", { subject: "二", markdown });
  expect((await post("/v1/templates/m/publish")).json).toEqual({ version: 2 });
});

test("a mail that was changed is published together with its workflow, one that was not stays the version it is", async () => {
  const { put, post, get } = await begin();
  for (const id of ["changed", "same"]) {
    await put(`/v1/templates/${id}`, { subject: "一", markdown });
    await post(`/v1/templates/${id}/publish`);
  }
  await put("/v1/templates/changed", { subject: "二", markdown });
  await put("/v1/workflows/w", {
    name: "w",
    triggers: [{ kind: "manual" }],
    steps: ["changed", "same"].map((template) => ({ kind: "email", template })),
  });
  const { mails } = (await get("/v1/workflows/w/checks")).json;
  expect(mails).toMatchObject([
    { id: "changed", state: "waiting" },
    { id: "same", state: "published" },
  ]);
  expect((await post("/v1/workflows/w/publish", { mails: true })).json).toMatchObject({ mails: ["changed"] });
  expect((await get("/v1/templates/changed")).json).toMatchObject({ version: 2, changed: false });
  expect((await get("/v1/templates/same")).json).toMatchObject({ version: 1 });
});
