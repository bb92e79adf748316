import type { Context } from "hono";
import type { SignIn } from "../deps.ts";

/**
 * Whether a page of ours sends this. Browsers add the cookie to whatever any page sends here, so a change by cookie needs
 * more: the browser's own word on where it comes from, which no page can forge. Silence is a no.
 */
export const isFromOwnSite = (c: Context, { url }: Pick<SignIn, "url">): boolean => {
  const site = c.req.header("sec-fetch-site");
  const origin = c.req.header("origin");
  if (site === undefined && origin === undefined) return false;
  const own = new URL(url ?? c.req.url).origin;
  return (site === undefined || site === "same-origin") && (origin === undefined || origin === own);
};

/** A path of ours to go back to after signing in; anything else becomes the first page. Never another site's address. */
export const safePath = (wanted: string | undefined): string => {
  if (wanted === undefined || !wanted.startsWith("/")) return "/";
  const own = "http://own.invalid";
  const parsed = URL.parse(wanted, own);
  if (parsed === null || parsed.origin !== own) return "/";
  const path = `${parsed.pathname}${parsed.search}${parsed.hash}`;
  // `/.//other.example` is a path to the parser, and an address to the browser that is sent there.
  return /^\/[/\\]|^\/auth\//.test(path) ? "/" : path;
};
