import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";

/** Where `npm run pictures` keeps what the browser tests see; without it nothing is kept. */
const folder = process.env["REKINDLE_PICTURES"];

/** Keeps the page as it stands, as `<name>.jpg`. */
export const album =
  (page: Page) =>
  async (name: string): Promise<void> => {
    if (folder === undefined) return;
    await mkdir(folder, { recursive: true });
    await page.screenshot({ path: join(folder, `${name}.jpg`), type: "jpeg", quality: 80 });
  };
