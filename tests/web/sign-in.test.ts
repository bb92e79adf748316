import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { barriers, open } from "../support/browser.ts";
import { startLocal } from "../support/local.ts";
import { startServed } from "../support/served.ts";

/** At the provider's own page. */
const logIn = async (page: Page, name: string): Promise<void> => {
  await page.getByRole("heading", { name: "Company login" }).waitFor();
  await page.getByLabel("Name").fill(name);
  await page.getByRole("button", { name: "Log in" }).click();
};
const who = (page: Page) => page.getByRole("button", { name: /^役割：/ });

test("a stranger sees nothing but the way in, signs in with the company's provider, lands where they wanted, and is out after signing out", async () => {
  const { url } = await startServed();
  const page = await open(`${url}/leads?stage=sales`);
  await page.getByRole("heading", { name: "サインインしてください" }).waitFor();
  expect(await page.getByRole("navigation").count()).toBe(0);
  expect(await barriers(page)).toEqual([]);
  await page.getByRole("link", { name: "サインインする" }).click();
  await logIn(page, "kanri");
  await page.waitForURL(`${url}/leads?stage=sales`);
  await who(page).click();
  await page.getByText("管理 花子").waitFor();
  expect(await page.evaluate(() => document.cookie)).toBe("");
  await page.getByRole("menuitem", { name: "サインアウト" }).click();
  // The provider asks whether one wants to be out there as well, and leads back.
  await page.getByRole("button", { name: "Log out here, too" }).click();
  await page.waitForURL(`${url}/`);
  await page.getByRole("heading", { name: "サインインしてください" }).waitFor();
  // Its own session is over, too: it asks who one is.
  await page.getByRole("link", { name: "サインインする" }).click();
  await page.getByRole("heading", { name: "Company login" }).waitFor();
});

test("whom nobody invited is told so in words, and gets in once invited", async () => {
  const { url, key } = await startServed();
  const page = await open(url);
  await page.getByRole("link", { name: "サインインする" }).click();
  await logIn(page, "guest");
  await page.getByText("管理者に招待を依頼してください").waitFor();
  expect(await barriers(page)).toEqual([]);
  await fetch(`${url}/v1/people`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}` },
    body: JSON.stringify({ address: "guest@akari.example", role: "marketer" }),
  });
  await page.getByRole("link", { name: "もう一度サインインする" }).click();
  await page.waitForURL(`${url}/`);
  await page.getByRole("button", { name: "役割：マーケティング" }).waitFor();
});

test("going back to the answer of the provider opens nothing a second time", async () => {
  const { url } = await startServed();
  const page = await open(url);
  await page.getByRole("link", { name: "サインインする" }).click();
  const answered = page.waitForRequest((request) => request.url().startsWith(`${url}/auth/callback`));
  await logIn(page, "kanri");
  const callback = (await answered).url();
  await who(page).waitFor();
  await page.goto(callback);
  await page.getByRole("heading", { name: "サインインできませんでした" }).waitFor();
});

test("another site's page changes nothing in the name of whoever is signed in here", async () => {
  const { url, call, asked } = await startServed();
  const page = await open(url);
  await page.getByRole("link", { name: "サインインする" }).click();
  await logIn(page, "kanri");
  await who(page).waitFor();
  // The same host, another port: to the browser the same site, which the cookie does not keep out.
  const other = await startServed();
  await page.goto(other.url);
  const answer = await page.evaluate(
    async (target) =>
      (
        await fetch(`${target}/v1/people`, {
          method: "POST",
          credentials: "include",
          mode: "no-cors",
          body: '{"address":"evil@evil.example","role":"admin"}',
        })
      ).type,
    url,
  );
  expect(answer).toBe("opaque");
  const sent = asked.find((request) => request.url === `${url}/v1/people`);
  expect(sent?.headers.get("cookie")).toContain(`rekindle-session-${new URL(url).port}=`);
  expect((await call("GET", "/v1/people")).json.items).toMatchObject([{ state: "active" }]);
});

test("on one's own machine the pages open at once, and one may be somebody else", async () => {
  const { url } = await startLocal();
  const page = await open(url);
  await page.getByRole("button", { name: "役割：管理者" }).click();
  expect(await page.getByRole("menuitem", { name: "サインアウト" }).count()).toBe(0);
  await page.getByRole("menuitem", { name: "インサイドセールス" }).click();
  await page.getByRole("button", { name: "役割：インサイドセールス" }).waitFor();
  const refused = await page.evaluate(async () => (await fetch("/v1/people")).status);
  expect(refused).toBe(403);
  await page.reload();
  await page.getByRole("button", { name: "役割：インサイドセールス" }).waitFor();
});
