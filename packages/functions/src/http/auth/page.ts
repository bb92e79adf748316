import type { Ctx } from "../env.ts";
import { quiet } from "../env.ts";

type Why = "again" | "unknown" | "cancelled";

/** Why somebody was not signed in, and the way to try again. Says nothing that a stranger could use. */
export const refusalPage = (c: Ctx, language: "ja" | "en", why: Why) => {
  const { title, text, action } = words[language];
  quiet(c);
  c.header("content-security-policy", "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'");
  return c.html(
    `<!doctype html><html lang="${language}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title}</title><body style="font-family:system-ui,sans-serif;max-width:32rem;margin:4rem auto;padding:0 1rem;line-height:1.7">
<main><h1 style="font-size:1.4rem">${title}</h1><p>${text[why]}</p><p><a href="/auth/sign-in">${action}</a></p></main></body></html>`,
    why === "unknown" ? 403 : 400,
  );
};

const words = {
  ja: {
    title: "サインインできませんでした",
    text: {
      again: "時間が経ちすぎたか、途中のページが開き直されました。最初からやり直してください。",
      unknown: "このアカウントには、まだ利用が許可されていません。管理者に招待を依頼してください。",
      cancelled: "サインインは取り消されました。",
    },
    action: "もう一度サインインする",
  },
  en: {
    title: "You are not signed in",
    text: {
      again: "It took too long, or a page on the way was opened again. Please start anew.",
      unknown: "This account may not use Rekindle yet. Ask an admin for an invitation.",
      cancelled: "The sign-in was cancelled.",
    },
    action: "Sign in again",
  },
} as const;
