import { askPage, donePage, invalidPage } from "@rekindle/core/mail/unsubscribe-page";
import { describe, expect, test } from "vitest";

describe.each(["ja", "en"] as const)("in %s", (language) => {
  const who = { language, company: `<b>株式会社A&B</b>` };
  const pages = { ask: askPage(who), done: donePage(who), invalid: invalidPage(language) };

  test.each(Object.entries(pages))("the page %s is whole, named and loads nothing", (_, page) => {
    expect(page).toMatch(new RegExp(`^<!doctype html>\\s*<html lang="${language}">`));
    expect(page.match(/<h1>/g)).toHaveLength(1);
    expect(page).toMatch(/<title>[^<]+<\/title>/);
    expect(page).not.toMatch(/src=|@import|url\(|<script|<link/);
  });

  test("only the page that asks has a form, and it posts", () => {
    expect(pages.ask).toContain('<form method="post"><button type="submit">');
    expect(pages.done).not.toContain("<form");
    expect(pages.invalid).not.toContain("<form");
  });

  test("the company's name is text", () => {
    expect(pages.ask).toContain("&lt;b&gt;株式会社A&amp;B&lt;/b&gt;");
    expect(pages.done).toContain("&lt;b&gt;株式会社A&amp;B&lt;/b&gt;");
  });
});
