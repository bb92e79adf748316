import type { Locator, Page } from "playwright-core";
import { expect, test } from "vitest";
import { album } from "../support/album.ts";
import { open } from "../support/browser.ts";
import { startCompany } from "../support/company.ts";

/** The words that docs/tutorial.md and docs/tutorial.ja.md tell their readers to press. */
const words = {
  ja: {
    workflows: "シナリオ",
    create: "新しく作る",
    use: "「休眠90日の掘り起こし」を使う",
    confirm: "使う",
    edit: "この文面を編集",
    back: "シナリオの編集へ戻る",
    preview: /^プレビュー/,
    launch: /公開前チェックへ/,
    publish: "公開して開始",
    subject: "件名",
    day: "1日進める",
    typed: "半年ぶりのご連絡です",
    inside: /開始 [1-9]\d*人/,
  },
  en: {
    workflows: "Workflows",
    create: "New",
    use: "Use “Dormant for 90 days”",
    confirm: "Use",
    edit: "Edit this mail",
    back: "Back to the workflow",
    preview: /^Preview/,
    launch: /Launch checks/,
    publish: "Publish and start",
    subject: "Subject",
    day: "+1 day",
    typed: "It has been half a year",
    inside: /[1-9]\d* in/,
  },
};

for (const language of ["ja", "en"] as const)
  test(`docs/tutorial holds (${language}): from the sample company to a launched sequence of one's own, in at most 14 clicks`, async () => {
    const { url } = await startCompany();
    const page = await open(url, { language });
    const keep = (name: string) => album(page)(`tutorial-${name}-${language}`);
    const say = words[language];
    const { press, clicks } = counting();

    await press(page.getByRole("navigation").getByRole("link", { name: say.workflows, exact: true }));
    await press(page.locator("main").getByRole("link", { name: say.create }).first());
    const use = page.getByRole("button", { name: say.use });
    await use.waitFor();
    await keep("1-starters");
    await press(use);
    await press(page.getByRole("dialog").getByRole("button", { name: say.confirm, exact: true }));
    await page.waitForURL("**/edit**");
    await page.locator("[data-step]").first().waitFor();
    await keep("2-builder");
    const own = idOf(page);

    await press(page.locator("[data-step=first]"));
    await press(page.getByRole("link", { name: say.edit }));
    await page.getByRole("textbox", { name: say.subject }).fill(say.typed);
    await keep("3-mail");
    await press(page.getByRole("link", { name: say.back }));
    await press(page.getByRole("button", { name: say.preview }));
    await page.waitForURL("**/preview**");
    await page.locator("[data-total=sent]").waitFor();
    await keep("4-preview");
    await press(page.getByRole("button", { name: say.launch }));
    await page.getByRole("dialog").getByRole("button", { name: say.publish }).waitFor();
    await keep("5-launch");
    await press(page.getByRole("dialog").getByRole("button", { name: say.publish }));
    await page.getByText(/v1/).first().waitFor();
    expect(clicks()).toBeLessThanOrEqual(14);

    await press(page.getByRole("button", { name: say.day }));
    const state = await page.evaluate(async (id) => (await fetch(`/v1/workflows/${id}`)).json(), own);
    expect(state).toMatchObject({ state: "running", version: 1 });
    await page.locator("[data-step=start]").getByText(say.inside).waitFor();
    await keep("6-running");
  }, 240_000);

/** What a reader has to press; typing is not counted. */
const counting = () => {
  let clicks = 0;
  const press = async (what: Locator): Promise<void> => {
    clicks += 1;
    await what.click();
  };
  return { press, clicks: () => clicks };
};

const idOf = (page: Page): string => /workflows\/([^/]+)\/edit/.exec(page.url())?.[1] ?? "";
