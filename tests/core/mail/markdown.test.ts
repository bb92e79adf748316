import { markupOf } from "@rekindle/core/mail/checks";
import { toMjml } from "@rekindle/core/mail/markdown";
import { linkPlaces, picturePlaces } from "@rekindle/core/mail/markup";
import { publish } from "@rekindle/core/mail/publish";
import { rawText } from "@rekindle/core/mail/raw-text";
import { preview } from "@rekindle/core/mail/render";
import { describe, expect, test } from "vitest";
import { lead, published, settings } from "./samples.ts";

const made = (markdown: string) => toMjml(markdown).mjml;
const read = async (markdown: string, more: Partial<typeof lead> = {}) =>
  preview(await published({ subject: "件名", markdown }), { lead: { ...lead, ...more }, settings });
const problems = async (markdown: string, text?: string) => {
  const result = await publish("m", 1, { subject: "件名", markdown, ...(text === undefined ? {} : { text }) });
  return result.status === "refused" ? result.problems : [];
};

describe("Markdown becomes a mail", () => {
  test.each([
    ["a paragraph", "一行目\n二行目", /<mj-text><p[^>]*>一行目<br \/>\n二行目<\/p><\/mj-text>/],
    ["a heading", "# 見出し", /<mj-text font-size="24px"[^>]*><h1[^>]*>見出し<\/h1>/],
    ["a list", "- 一\n- 二", /<ul[^>]*>\n<li>一<\/li>\n<li>二<\/li>\n<\/ul>/],
    [
      "a link alone: a button",
      "[読む](https://a.example/?a=1&b=2)",
      /<mj-button href="https:\/\/a\.example\/\?a=1&amp;b=2">読む</,
    ],
    ["a link in words: a link", "詳しくは[こちら](https://a.example)", /詳しくは<a href="https:\/\/a\.example" style/],
    [
      "a picture alone: as wide as the mail",
      "![港](https://a.example/a.png)",
      /<mj-image src="https:\/\/a\.example\/a\.png" alt="港"/,
    ],
    [
      "a picture that leads somewhere",
      "[![港](https://a.example/a.png)](https://a.example/b)",
      /<mj-image src="https:\/\/a\.example\/a\.png" alt="港" href="https:\/\/a\.example\/b"/,
    ],
    ["a rule", "一\n\n---\n\n二", /<mj-divider /],
    ["HTML stays text", "<script>alert(1)</script>", /&lt;script&gt;/],
    ["no code as a link", "[a](javascript:alert(1))", /\[a\]\(javascript:alert\(1\)\)/],
  ])("%s", (_, markdown, mjml) => {
    expect(made(markdown)).toMatch(mjml);
  });

  test.each(["これは**「事例」**です", "**事例(港湾)**です", "これは**太字。**次", "月**42時間**を", "**一**と**二**"])(
    "Japanese needs no blanks around what is bold: %s",
    (markdown) => {
      expect(made(markdown)).toContain("<strong>");
      expect(made(markdown)).not.toContain("**");
    },
  );

  test("a lone star is no emphasis", () => {
    expect(made("2 * 3 * 4、※*印")).not.toContain("<em>");
  });
});

describe("Liquid in Markdown", () => {
  test("a line of conditions alone leaves no empty line", async () => {
    const markdown = "{% if lead.company %}\n{{ lead.company }}\n{% endif %}\n{{ lead.name }} 様";
    expect((await read(markdown)).text).toMatch(/^株式会社東京経費\n佐藤 太郎 様/);
    expect((await read(markdown, { company: undefined })).text).toMatch(/^佐藤 太郎 様/);
  });

  test("conditions in paragraphs of their own hold whole paragraphs, buttons included", async () => {
    const markdown =
      "はじめ\n\n{% if lead.attributes.seat %}\n\n座席の話\n\n[読む](https://a.example)\n\n{% endif %}\n\nおわり";
    expect((await read(markdown)).text).toContain("座席の話");
    const without = await read(markdown, { attributes: {} });
    expect(without.text).not.toContain("座席の話");
    expect(without.html).not.toContain("読む");
    expect(without.html).toContain("おわり");
  });

  test("values of a lead are text, in words and in addresses", async () => {
    const { html } = await read("{{ lead.name }} [見る](https://a.example/?q={{ lead.name }})", {
      name: '<b>"太郎"</b>',
    });
    expect(html).toContain("&lt;b&gt;");
    expect(html).not.toContain("<b>");
  });

  test("a filter with quotes survives", async () => {
    expect((await read('{{ lead.attributes.none | default: "皆様" }}へ')).text).toMatch(/^皆様へ/);
  });
});

describe("what is wrong is said with its line in the Markdown", () => {
  test.each([
    ["a variable that no lead has", "一\n\n{{ lead.nmae }}", 3],
    ["a link without https", "一\n二\n\n三 [a](www.a.example)", 4],
    ["a condition across paragraphs", "一\n\n{% if lead.name %}二\n\n{% endif %}", 3],
    ["a condition that does not end", "一\n\n{% if lead.name %}", 3],
    ["Liquid where nobody reads it", "一\n\n[a]: https://a.example/{{ lead.name }}", 3],
    ["nothing at all", " \n", 1],
  ])("%s", async (_, markdown, line) => {
    expect(await problems(markdown)).toContainEqual(expect.objectContaining({ path: "markdown", line }));
  });

  test("of the text part, in the text part", async () => {
    expect(await problems("本文", "一\n{{ lead.nmae }}")).toEqual([expect.objectContaining({ path: "text", line: 2 })]);
  });
});

test("a text part of one's own is sent as it stands; links that the mail has are the same links there", async () => {
  const template = await published({
    subject: "件名",
    markdown: "[読む](https://a.example/1)\n\n[人の](https://a.example/{{ lead.attributes.seat }})",
    text: "{{ lead.name }} 様\nhttps://a.example/1 と https://a.example/{{ lead.attributes.seat }} と https://b.example/",
  });
  expect(template.text).toContain("{{c}}1 と");
  expect(template.links).toHaveLength(2);
  expect(template.labels).toEqual(["読む", "人の"]);
  const { text } = preview(template, { lead, settings });
  expect(text).toMatch(/^佐藤 太郎 様\nhttps:\/\/a\.example\/1 と https:\/\/a\.example\/42 と https:\/\/b\.example\//);
  expect(rawText(template)).toBe(
    "{{ lead.name }} 様\nhttps://a.example/1 と https://a.example/{{ lead.attributes.seat }} と https://b.example/",
  );
});

test("pictures and links to look at are found at the line where they were written", async () => {
  const markdown =
    "一\n\n![](https://a.example/a.png)\n\n二\n三 [a](http://a.example) と\n[b](https://example.com/x)\n\n[c](#)";
  const markup = await markupOf({ subject: "", markdown });
  expect(picturePlaces(markup)).toEqual({ count: 1, bare: [{ path: "markdown", line: 3, why: "alt" }] });
  expect(linkPlaces(markup)).toMatchObject([
    { line: 6, why: "http" },
    { line: 7, why: "placeholder" },
    { line: 9, why: "empty" },
  ]);
});
