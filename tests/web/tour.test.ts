import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { album } from "../support/album.ts";
import { barriers, type Look, open } from "../support/browser.ts";
import { startCompany } from "../support/company.ts";
import { stops } from "./story/tour.ts";

const looks: Record<string, Look> = {
  ja: { language: "ja" },
  en: { language: "en" },
  "ja-phone": { language: "ja", width: 390, height: 844 },
};

test("every page shows the sample company, at a desk and on a phone, in both languages, without a barrier or a complaint", async () => {
  const { url, key } = await startCompany({ days: 1 });
  const places = await stops(url, key);
  for (const [name, look] of Object.entries(looks)) {
    const page = await open(url, look);
    const keep = album(page);
    const complaints = complaintsOf(page);
    for (const { id, path } of places) {
      const at = `${id} ${name}`;
      await page.goto(url + path);
      await page.locator("main h1, main h2").first().waitFor();
      await page.waitForLoadState("networkidle");
      expect(await page.locator("[role=alert]").allTextContents(), at).toEqual([]);
      expect(await page.evaluate("document.documentElement.scrollWidth <= innerWidth"), at).toBe(true);
      expect(await barriers(page), at).toEqual([]);
      await keep(`${id}-${name}`);
    }
    expect(complaints, name).toEqual([]);
    await page.close();
  }
}, 600_000);

/** What the browser's console holds against the pages. */
const complaintsOf = (page: Page): string[] => {
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  return complaints;
};
