import { addressOf, fill, preview, slotsFor, toMailTemplate } from "@rekindle/core/mail/render";
import type { TemplateDraft } from "@rekindle/core/mail/template";
import { readClick, readOpen, readUnsubscribe } from "@rekindle/core/mail/tokens";
import type { Seal } from "@rekindle/core/world/world";
import { describe, expect, test } from "vitest";
import { draft, lead, published, seal, settings } from "./samples.ts";

const mail = "e1-hello-1";
const sent = async (written: TemplateDraft, more: object = {}, by = settings) => {
  const template = await published(written);
  const { slots, headers } = slotsFor(template, { lead: { ...lead, ...more }, mail, settings: by, seal });
  return { template, headers, slots, ...fill(toMailTemplate(template, by), slots) };
};
const hrefs = (html: string): string[] => [...html.matchAll(/<a[^>]*\shref="([^"]*)"/g)].map(([, href]) => href ?? "");

describe("what a lead is called never becomes HTML or a header", () => {
  const name = `<img src=x onerror="alert('1')">&`;

  test("in html it is escaped, in text and subject it is as it is", async () => {
    const { html, text, subject } = await sent(
      draft("<mj-text>{{ lead.name }}</mj-text>", { subject: "{{ lead.name }}様" }),
      { name },
    );
    expect(html).toContain("&lt;img src=x onerror=&#34;alert(&#39;1&#39;)&#34;&gt;&amp;");
    expect(html).not.toContain("<img src=x");
    expect(text).toContain(name);
    expect(subject).toBe(`${name}様`);
  });

  test("in a link it stays inside the link", async () => {
    const { html } = await sent(
      draft(`<mj-text><a href="https://a.example/?n={{ lead.name }}">a</a></mj-text>`),
      { name },
      { ...settings, tracking: false },
    );
    expect(html).not.toContain("<img src=x");
    expect(hrefs(html)[0]).toBe("https://a.example/?n=%3Cimg%20src=x%20onerror=%22alert(%271%27)%22%3E&amp;");
  });

  test("a line break in a name makes no second header", async () => {
    const { subject } = await sent(draft("<mj-text>a</mj-text>", { subject: "{{ lead.name }}様" }), {
      name: "a\r\nBcc: b@example.com",
    });
    expect(subject).toBe("a Bcc: b@example.com様");
  });

  test("a slot in a name is not filled", async () => {
    const { html } = await sent(draft("<mj-text>{{ lead.name }}</mj-text>"), { name: "{{u}} {{ lead.email }}" });
    expect(html).toContain("{{u}} {{ lead.email }}");
  });
});

describe("a variable that is known but empty", () => {
  test.each([
    ["renders empty", "[{{ lead.company }}{{ lead.attributes.nope }}{{ deal.reason }}]", "[]"],
    ["takes the default", `[{{ lead.company | default: "貴社" }}]`, "[貴社]"],
    ["is not there", "[{% if lead.company %}a{% else %}b{% endif %}]", "[b]"],
  ])("%s", async (_, body, shown) => {
    const { html } = await sent(draft(`<mj-text>${body}</mj-text>`), { company: { name: "" } });
    expect(html).toContain(shown);
  });
});

test("variables that are assigned are seen further down, in html and in text", async () => {
  const { html, text } = await sent(
    draft(`<mj-text>{% assign who = lead.company | default: "貴社" %}{{ who }}様 {% assign who = "b" %}</mj-text>
      <mj-text>[{{ who }}]</mj-text>`),
  );
  for (const part of [html, text]) {
    expect(part).toContain("株式会社東京経費様");
    expect(part).toContain("[b]");
  }
});

test("a deal, the sender and the footer can be mentioned", async () => {
  const template = await published(
    draft("<mj-text>{{ deal.competitor }} {{ deal.closedAt }} {{ sender.name }} {{ footer.contact }}</mj-text>"),
  );
  const deal = { id: "d1", competitor: "B社", closedAt: Date.parse("2026-11-23T16:00:00Z") };
  expect(preview(template, { lead, deal, settings }).html).toContain(
    "B社 2026年11月24日 山田 花子(経費ナビ) support@keihi.example",
  );
});

describe("links", () => {
  const written = draft(`<mj-text><a href="https://a.example/?x=1&amp;y=2">a</a>
    {% if lead.name %}<a href="https://b.example/">b</a>{% endif %}
    {% for topic in lead.attributes.topics %}<a href="https://c.example/?t={{ topic }}">c</a>{% endfor %}
    <a href="{{ lead.attributes.page }}">d</a></mj-text>`);
  const attributes = { topics: ["経費", "A&B"], page: "https://d.example/佐藤" };
  const addresses = [
    "https://a.example/?x=1&y=2",
    "https://b.example/",
    "https://c.example/?t=%E7%B5%8C%E8%B2%BB",
    "https://c.example/?t=A&B",
    "https://d.example/%E4%BD%90%E8%97%A4",
  ];

  test("lead through the workspace to their addresses, in html and in text alike", async () => {
    const { template, html, text } = await sent(written, { attributes });
    const tracked = hrefs(html).slice(0, 5);
    const clicks = tracked.map((href) => readClick(seal, href.replace("https://rekindle.example/t/c/", "")));
    expect(clicks.map((click) => click && addressOf(template, click))).toEqual(addresses);
    expect(clicks.map((click) => click?.link)).toEqual([1, 2, 3, 3, 4]);
    expect(clicks[0]).toEqual({ lead: lead.id, mail, template: "price-1", version: 3, link: 1 });
    for (const href of tracked) expect(text).toContain(href);
  });

  test("are direct, and nothing counts opens, where tracking is off", async () => {
    const { html, text, slots } = await sent(written, { attributes }, { ...settings, tracking: false });
    expect(
      hrefs(html)
        .slice(0, 5)
        .map((href) => href.replaceAll("&amp;", "&")),
    ).toEqual(addresses);
    expect(html).not.toContain("/t/");
    expect(text).not.toContain("/t/");
    expect(Object.keys(slots)).not.toContain("o");
  });

  test("count clicks without counting opens, where opens are not counted", async () => {
    const { html } = await sent(written, { attributes }, { ...settings, trackOpens: false });
    expect(html).toContain("/t/c/");
    expect(html).not.toContain("/t/o/");
  });

  test("that a lead's data spoils lead nowhere", async () => {
    const { html } = await sent(written, { attributes: { page: "javascript:alert(1)" } });
    expect(hrefs(html)).toContain("#");
    expect(html).not.toContain("javascript");
  });

  test("cost one signature a mail, however many there are", async () => {
    const many = Array.from({ length: 9 }, (_, n) => `<a href="https://a.example/${n}">${n}</a>`).join("");
    const template = await published(draft(`<mj-text>${many}</mj-text>`));
    const scopes: string[] = [];
    const counted: Pick<Seal, "sign"> = {
      sign: (scope, text) => {
        scopes.push(scope);
        return seal.sign(scope, text);
      },
    };
    slotsFor(template, { lead, mail, settings, seal: counted });
    expect(scopes.sort()).toEqual(["click", "open", "unsubscribe"]);
  });

  test("of a version that has fewer lead nowhere", async () => {
    const { template } = await sent(written, { attributes });
    const click = { lead: lead.id, mail, template: "price-1", version: 3 };
    expect(addressOf(template, { ...click, link: 5 })).toBeUndefined();
    expect(addressOf(template, { ...click, link: 3 })).toBeUndefined();
    expect(addressOf(template, { ...click, link: 1, url: "https://evil.example/" })).toBeUndefined();
  });
});

describe("every mail", () => {
  test("names sender, address, contact and the way out, in html and in text", async () => {
    const { html, text, headers } = await sent(draft("<mj-text>a</mj-text>"));
    const [, out = ""] = /<(.*)>/.exec(headers[0]?.value ?? "") ?? [];
    for (const part of [html, text])
      for (const word of ["株式会社経費ナビ", "東京都千代田区1-1", "support@keihi.example", "配信停止", out])
        expect(part).toContain(word);
  });

  test("says so in the language of the workspace", async () => {
    const { text } = await sent(draft("<mj-text>a</mj-text>"), {}, { ...settings, language: "en" });
    expect(text).toContain("Unsubscribe: https://rekindle.example/u/");
  });

  test("follows the settings without being published again", async () => {
    const { template } = await sent(draft("<mj-text>a</mj-text>"));
    const moved = { ...settings, footer: { ...settings.footer, postalAddress: "<大阪市北区>" } };
    expect(toMailTemplate(template, moved).html).toContain("&lt;大阪市北区&gt;");
  });

  test("can be unsubscribed from with one click (RFC 8058)", async () => {
    const { headers } = await sent(draft("<mj-text>a</mj-text>"));
    const [, token = ""] = /^<https:\/\/rekindle\.example\/u\/(.*)>$/.exec(headers[0]?.value ?? "") ?? [];
    expect(headers.map(({ name }) => name)).toEqual(["List-Unsubscribe", "List-Unsubscribe-Post"]);
    expect(headers[1]?.value).toBe("List-Unsubscribe=One-Click");
    expect(readUnsubscribe(seal, token)).toEqual({ lead: lead.id, mail, template: "price-1", version: 3 });
  });

  test("has a pixel that knows the mail", async () => {
    const { html } = await sent(draft("<mj-text>a</mj-text>"));
    const [, token = ""] = /<img src="https:\/\/rekindle\.example\/t\/o\/([^"]+)"/.exec(html) ?? [];
    expect(readOpen(seal, token)?.mail).toBe(mail);
  });

  test("shows its preheader in inboxes and not in the text", async () => {
    const { html, text } = await sent(draft("<mj-text>a</mj-text>", { preheader: "{{ lead.name }} & 月末" }));
    expect(html).toMatch(/<body[^>]*><div style="display:none[^>]*>佐藤 太郎 &amp; 月末<\/div>/);
    expect(text).not.toContain("月末");
  });
});

test("a preview shows what the lead would read, and carries nothing that counts or unsubscribes", async () => {
  const template = await published(draft(`<mj-text>{{ lead.name }}様 <a href="https://a.example/">a</a></mj-text>`));
  const { html, text } = preview(template, { lead, settings });
  expect(html).toContain("佐藤 太郎様");
  expect(hrefs(html)).toEqual(["https://a.example/", "mailto:support@keihi.example", "#"]);
  expect(text).toContain("配信停止: #");
});
