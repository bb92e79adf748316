import chromium from "@sparticuz/chromium";
import { chromium as pw } from "playwright-core";
const browser = await pw.launch({ executablePath: await chromium.executablePath(), args: ["--no-sandbox"] });
for (const [name, path, width, height, lang, scheme] of JSON.parse(process.argv[2] ?? "[]")) {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: scheme ?? "light", reducedMotion: "reduce", locale: lang === "en" ? "en-GB" : "ja-JP", hasTouch: width < 600 });
  await context.addInitScript(`localStorage.setItem("rekindle.language", "${lang ?? "ja"}")`);
  const page = await context.newPage();
  page.on("console", (m) => m.type() === "error" && console.log("console:", m.text()));
  page.on("pageerror", (e) => console.log("pageerror:", e.message));
  await page.goto(`http://localhost:4120${path}`);
  await page.waitForTimeout(2500);
  await page.screenshot({ path: `/tmp/mails-shots/${name}.png` });
  await context.close();
}
await browser.close();
