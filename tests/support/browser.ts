import { AxeBuilder } from "@axe-core/playwright";
import { chromium, type Page } from "playwright-core";
import { inject, onTestFinished } from "vitest";

export type Look = {
  width?: number;
  height?: number;
  language?: "ja" | "en";
  scheme?: "light" | "dark";
};

/**
 * A page of the product that runs at `url`. Not with the `args` of @sparticuz/chromium: they put everything in one process,
 * which dies with its first context, and turn web security off. Motion is reduced, so nothing is caught on its way.
 */
export const open = async (
  url: string,
  { width = 1440, height = 900, language = "ja", scheme = "light" }: Look = {},
): Promise<Page> => {
  const browser = await chromium.launch({ executablePath: inject("browser"), args: ["--no-sandbox"] });
  onTestFinished(() => browser.close());
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: scheme,
    reducedMotion: "reduce",
    locale: language === "ja" ? "ja-JP" : "en-GB",
    timezoneId: "America/Los_Angeles",
    hasTouch: width < 600,
  });
  await context.addInitScript(
    `localStorage.getItem("rekindle.language") ?? localStorage.setItem("rekindle.language", "${language}")`,
  );
  const page = await context.newPage();
  await page.goto(url);
  await page.locator("main h1, main h2").first().waitFor();
  return page;
};

/** What axe holds against the page, as readable lines: WCAG 2 A and AA. */
export const barriers = async (page: Page): Promise<string[]> => {
  const { violations } = await new AxeBuilder({ page })
    .exclude("iframe") // of mails: no script runs there, so axe would wait for ever
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"])
    .analyze();
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join(" ")}`,
  );
};
