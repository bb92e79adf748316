import { createHash } from "node:crypto";
import { current } from "@rekindle/core/engine/catalogue";
import { findSource } from "@rekindle/core/engine/payloads";
import { type HostedForm, ownNames } from "@rekindle/core/leads/hosted-form";
import type { StoredSource } from "@rekindle/core/leads/source";
import { Hono } from "hono";
import { type Answers, answersIn, valueIn } from "../form/answers.ts";
import { formPage, gonePage, heightScript, type Shown, thanksPage } from "../form/page.ts";
import { FASTEST_MS, stamp, stampedAt } from "../form/stamp.ts";
import type { Language } from "../form/words.ts";
import { parseBody } from "../intake/body.ts";
import { take } from "../intake/take.ts";
import type { Ctx, Env } from "./env.ts";
import { Refusal } from "./problem.ts";

/** The pages of hosted forms: they need no script, and what is sent goes the way of every other delivery. */
export const forms = new Hono<Env>()
  .get("/:source", async (c) => {
    const found = await open(c);
    if (found === undefined) return gone(c);
    const { shown } = found;
    return c.req.query("sent") === undefined ? c.html(formPage(shown)) : c.html(thanksPage(shown));
  })
  .post("/:source", async (c) => {
    const found = await open(c);
    if (found === undefined) return gone(c);
    const { id, source, form, shown } = found;
    const rawBody = new Uint8Array(await c.req.arrayBuffer());
    const parsed = parseBody(rawBody, c.req.header("content-type"));
    if (parsed.status === "refused") throw new Refusal(400, "The form cannot be read", parsed.problems);
    const answers = answersIn(form, parsed.body, shown.language);
    const given = valueIn(parsed.body, ownNames.stamp);
    const at = stampedAt(c.var.engine.world.seal, id, given, c.var.nowWallMs());
    const visitor = valueIn(parsed.body, ownNames.visitor) || shown.visitor;
    const again = (refused: Answers) =>
      c.html(formPage({ ...shown, visitor, stamp: at === undefined ? shown.stamp : given }, refused), 422);
    if (Object.keys(answers.wrong).length > 0) return again(answers);
    if (at === undefined || c.var.nowWallMs() - at < FASTEST_MS) return again({ ...answers, again: true });
    const kept = deliveryOf(form, answers, visitor, valueIn(parsed.body, ownNames.trap));
    const { trace } = c.var;
    const contentType = "application/x-www-form-urlencoded";
    const key = createHash("sha256").update(given).update(kept).digest("hex");
    const taken = await take(c.var.engine, source, { source: id, rawBody: kept, contentType, headers: {}, trace, key });
    if (taken.status === "refused") throw new Refusal(taken.code, taken.detail, taken.problems);
    const { thanksUrl } = source;
    return c.redirect(
      thanksUrl === undefined || shown.embedded ? `${shown.action}${sign(shown.action)}sent=1` : thanksUrl,
      303,
    );
  });

type Found = { id: string; source: StoredSource; form: HostedForm; shown: Shown };

const open = async (c: Ctx): Promise<Found | undefined> => {
  const { engine, nowWallMs } = c.var;
  const id = c.req.param("source") ?? "";
  const source = await findSource(engine, id);
  if (source?.form === undefined) return undefined;
  const { form, wordings } = source;
  const { settings } = await current(engine);
  const language = languageOf(c, form, settings.language);
  const embedded = c.req.query("embed") !== undefined;
  const asked = c.req.query("lang") === undefined ? [] : [`lang=${language}`];
  const query = [...asked, ...(embedded ? ["embed=1"] : [])].join("&");
  secure(c, source, form, embedded);
  return {
    id,
    source,
    form,
    shown: {
      form,
      wording: wordings?.at(-1),
      company: settings.footer.company,
      language,
      embedded,
      action: `/f/${encodeURIComponent(id)}${query === "" ? "" : `?${query}`}`,
      stamp: stamp(engine.world.seal, id, nowWallMs()),
      visitor: /^[\w-]{8,100}$/.exec(c.req.query("v") ?? "")?.[0] ?? "",
    },
  };
};

const sign = (path: string): string => (path.includes("?") ? "&" : "?");

/** What was asked for, else the first language of the browser that the form speaks, else the workspace's. */
const languageOf = (c: Ctx, { title }: HostedForm, usual: Language): Language => {
  const wanted = [c.req.query("lang"), ...(c.req.header("accept-language") ?? "").split(",")];
  const found = wanted
    .map((one) => one?.trim().slice(0, 2).toLowerCase())
    .find((one) => (one === "ja" || one === "en") && title[one] !== undefined);
  if (found === "ja" || found === "en") return found;
  return title[usual] === undefined ? (usual === "ja" ? "en" : "ja") : usual;
};

/** The answers as the form asks them, and nothing else that may have been sent with them. */
const deliveryOf = (form: HostedForm, { values }: Answers, visitor: string, trap: string): Uint8Array<ArrayBuffer> => {
  const fields = new URLSearchParams();
  for (const { name, type } of form.fields) {
    const value = (values[name] ?? "").trim();
    if (type !== "checkbox" || value !== "") fields.set(name, value);
  }
  const agreed = values[ownNames.consent] ?? "";
  if (agreed !== "") fields.set(ownNames.consent, agreed);
  if (trap !== "") fields.set(ownNames.trap, trap.slice(0, 300));
  if (/^[\w-]{8,100}$/.test(visitor)) fields.set(ownNames.visitor, visitor);
  return new TextEncoder().encode(fields.toString());
};

const gone = (c: Ctx) => {
  c.header("content-security-policy", "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'");
  return c.html(gonePage(c.req.header("accept-language")?.startsWith("en") === true ? "en" : "ja"), 404);
};

/** Only as `?embed` may it stand in a frame, of the sites that were named. A browser follows no redirect that `form-action` does not name. */
const secure = (c: Ctx, { thanksUrl }: StoredSource, { sites }: HostedForm, embedded: boolean): void => {
  const thanks = thanksUrl === undefined ? "" : ` ${new URL(thanksUrl).origin}`;
  const policy = [
    "default-src 'none'",
    "style-src 'unsafe-inline'",
    `form-action 'self'${thanks}`,
    "base-uri 'none'",
    ...(embedded ? [`script-src 'sha256-${heightHash}'`] : []),
    `frame-ancestors ${embedded ? (sites.length === 0 ? "*" : sites.join(" ")) : "'none'"}`,
  ];
  c.header("content-security-policy", policy.join("; "));
  c.header("cache-control", "no-store");
  c.header("cross-origin-opener-policy", "unsafe-none");
};
const heightHash = createHash("sha256").update(heightScript).digest("base64");
