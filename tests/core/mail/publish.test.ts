import { publish } from "@rekindle/core/mail/publish";
import type { TemplateDraft } from "@rekindle/core/mail/template";
import { describe, expect, test } from "vitest";
import { draft, mjml, published } from "./samples.ts";

const problems = async (written: TemplateDraft) => {
  const result = await publish("price-1", 1, written);
  return result.status === "refused" ? result.problems : [];
};

describe("what would go wrong with a mail is refused at publish, with its line", () => {
  test.each([
    ["an unknown component", "<mj-foo/>", 2, "mj-foo"],
    ["an unknown attribute", `<mj-text colour="red">a</mj-text>`, 2, "colour"],
    [
      "a value of the wrong kind",
      `\n<mj-image src="https://a.example/a.png" width="{{ lead.name }}"/>`,
      3,
      "lead.name",
    ],
    ["a file", `\n<mj-include path="/etc/hostname"/>`, 3, "mj-include"],
    ["Liquid between components", "{% if lead.company %}<mj-text>a</mj-text>{% endif %}", 2, "mj-raw"],
    ["text between components", "<mj-text>a</mj-text>\nこんにちは", 3, "こんにちは"],
    ["a component that is not closed", "<mj-spacer/>\n<mj-text>a", 3, "mj-text"],
    ["a component without content that is not closed", `<mj-image src="https://a.example/a.png">`, 2, "mj-image"],
    ["HTML among components", "\n\n<p>a</p>", 4, "<p>"],
    ["a variable that no lead has", "\n<mj-text>{{ lead.compnay }}</mj-text>", 3, "lead.compnay"],
    ["a variable that is none", "<mj-text>{{ user.name }}</mj-text>", 2, "user.name"],
    ["a prototype", "<mj-text>{{ lead.constructor.name }}</mj-text>", 2, "lead.constructor"],
    ["a variable chosen by another", "<mj-text>{{ lead[deal.name] }}</mj-text>", 2, "lead"],
    ["Liquid that is not closed", "<mj-text>\n{% if lead.name %}a</mj-text>", 3, "not closed"],
    ["an output that is not closed", "<mj-text>{{ lead.name </mj-text>", 2, "not closed"],
    ["an unknown filter", "<mj-text>{{ lead.name | nope }}</mj-text>", 2, "nope"],
    ["an unknown tag", "<mj-text>{% nope %}</mj-text>", 2, "nope"],
    ["another file", `<mj-text>{% render "package.json" %}</mj-text>`, 2, "render"],
    ["HTML from a lead", "<mj-text>{{ lead.name | raw }}</mj-text>", 2, "raw"],
    ["the machine's clock", `<mj-text>{{ "now" | date: "%Y" }}</mj-text>`, 2, "date"],
    ["chance", "<mj-text>{{ lead.attributes.tags | sample }}</mj-text>", 2, "sample"],
    ["a link without https", `\n<mj-button href="www.example.com">a</mj-button>`, 3, "www.example.com"],
    ["a link that runs code", `<mj-text><a href="javascript:alert(1)">a</a></mj-text>`, 2, "javascript"],
  ])("%s", async (_, body, line, word) => {
    expect(await problems(draft(body))).toContainEqual(
      expect.objectContaining({ path: "mjml", line, message: expect.stringContaining(word) }),
    );
  });

  test.each([
    ["plain text", "こんにちは"],
    ["HTML", "<html><body><p>a</p></body></html>"],
    ["nothing inside", "<mjml></mjml>"],
  ])("a mail that is %s", async (_, source) => {
    expect(await problems({ subject: "a", mjml: source })).toContainEqual(
      expect.objectContaining({ path: "mjml", line: 1 }),
    );
  });

  test.each([
    ["a subject with an unknown variable", { subject: "{{ lead.nmae }}" }, "subject"],
    ["an empty subject", { subject: "  " }, "subject"],
    ["a subject of two lines", { subject: "a\nBcc: b@example.com" }, "subject"],
    ["a preheader with an unknown variable", { preheader: "{{ nope.x }}" }, "preheader"],
  ])("%s", async (_, more, path) => {
    expect(await problems(draft("<mj-text>a</mj-text>", more))).toEqual([expect.objectContaining({ path })]);
  });

  test("two preheaders", async () => {
    const source = mjml("").replace("<mj-body>", "<mj-head><mj-preview>a</mj-preview></mj-head><mj-body>");
    expect(await problems({ subject: "a", mjml: source, preheader: "b" })).toEqual([
      expect.objectContaining({ path: "preheader" }),
    ]);
  });

  test("a mail that Gmail would cut", async () => {
    const found = await problems(draft(`<mj-text>${"長い文章。".repeat(7_000)}</mj-text>`));
    expect(found).toEqual([expect.objectContaining({ message: expect.stringContaining("102") })]);
  });

  test("a loop that never ends", async () => {
    const found = await problems(draft("<mj-text>{% for i in (1..100000000) %}a{% endfor %}</mj-text>"));
    expect(found).toEqual([expect.objectContaining({ message: expect.stringContaining("limit") })]);
  });

  test("several problems, all at once", async () => {
    const found = await problems(
      draft("<mj-text>{{ lead.a }}</mj-text>\n<mj-text>{{ lead.b }}</mj-text>", { subject: "{{ lead.c }}" }),
    );
    expect(found.map(({ path, line }) => [path, line])).toEqual([
      ["subject", undefined],
      ["mjml", 2],
      ["mjml", 3],
    ]);
  });
});

describe("a published version", () => {
  test("is data: JSON gives it back as it was", async () => {
    const template = await published(draft("<mj-text>{{ lead.name }}</mj-text>", { name: "価格" }));
    expect(JSON.parse(JSON.stringify(template))).toEqual(template);
  });

  test("names the variables it uses", async () => {
    const template = await published(
      draft("<mj-text>{{ lead.attributes.department }} {% if deal.reason %}a{% endif %}</mj-text>", {
        subject: "{{ lead.company }}",
      }),
    );
    expect(template.variables).toEqual(["deal.reason", "lead.attributes.department", "lead.company"]);
  });

  test("has one slot for what occurs twice, and another where it is not escaped", async () => {
    const template = await published(
      draft("<mj-text>{{ lead.name }}{{ lead.name }}</mj-text>", { subject: "{{ lead.name }}" }),
    );
    expect(template.slots.map(({ slot, part }) => [slot, part])).toEqual([
      ["s0", "subject"],
      ["v0", "html"],
      ["t0", "text"],
    ]);
  });

  test("numbers its links from 1, the same address once, and leaves mail, phone and anchors alone", async () => {
    const template = await published(
      draft(`<mj-text><a href="https://a.example/?x=1&amp;y=2">a</a> <a href='https://b.example/'>b</a>
        <a href="mailto:a@example.com">m</a> <a href="tel:+81300000000">t</a> <a href="#top">#</a></mj-text>
        <mj-button href="https://a.example/?x=1&y=2">a</mj-button>
        <mj-button href="https://c.example/?id={{ lead.attributes.id }}">c</mj-button>`),
    );
    expect(template.links).toEqual([
      "https://a.example/?x=1&y=2",
      "https://b.example/",
      "https://c.example/?id={{ lead.attributes.id }}",
    ]);
    expect(template.html).toContain('href="mailto:a@example.com"');
    expect(template.html).toContain('href="tel:+81300000000"');
    expect(template.html).toContain('href="#top"');
    expect(template.html.split("{{c}}1").length - 1).toBe(2);
  });

  test("loads nothing from elsewhere and says that it is Japanese", async () => {
    const { html } = await published(draft("<mj-text>こんにちは</mj-text>"));
    expect(html).not.toContain("fonts.googleapis");
    expect(html).toContain('lang="ja"');
  });

  test("has no comments of its author, not even their Liquid", async () => {
    const { html, slots } = await published(draft("<!-- {{ lead.name }} 内緒 -->\n<mj-text>a</mj-text>"));
    expect(html).not.toContain("内緒");
    expect(slots).toEqual([]);
  });
});
