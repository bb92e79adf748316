import type { MiddlewareHandler } from "hono";

/** The API shows nothing by itself: whatever it answers, no browser runs or frames it. */
const ofApi = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/**
 * The pages: scripts, styles and data from here only. Mantine writes style elements, and mails bring their own styles; the outbox
 * shows mails in a frame without scripts, which has these rules too, so pictures may come from elsewhere.
 */
export const pagePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: https:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "manifest-src 'self'",
  "frame-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** On every answer, of API and pages. */
export const always = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "same-origin",
  "x-frame-options": "DENY",
  "cross-origin-opener-policy": "same-origin",
  "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
} as const;

/** Header → value; what a route has set by itself stays. On AWS the router adds the same to pages, and HSTS to everything. */
export const secured =
  (policy: string = ofApi): MiddlewareHandler =>
  async (c, next) => {
    await next();
    // It can name no sites. Where a policy does, browsers go by that.
    const framed = /frame-ancestors (?!'none')/.test(c.res.headers.get("content-security-policy") ?? "");
    for (const [name, value] of Object.entries({ ...always, "content-security-policy": policy }))
      if (!c.res.headers.has(name) && !(framed && name === "x-frame-options")) c.header(name, value);
  };
