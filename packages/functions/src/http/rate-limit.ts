import { createHash } from "node:crypto";
import type { Context, MiddlewareHandler } from "hono";
import { problem } from "./problem.ts";

/** So many requests per second, and so many at once after a pause. */
export type Limit = { perSecond: number; burst: number };
export type Limits = {
  /** Of one API key, write key or session, under /v1. */
  key: Limit;
  /** Of one address, to /hooks. Providers deliver many from few addresses. */
  hooks: Limit;
  /** Of one address, to links in mails and sign-in. A whole company may stand behind one address. */
  links: Limit;
};
export const usualLimits: Limits = {
  key: { perSecond: 50, burst: 500 },
  hooks: { perSecond: 100, burst: 1_000 },
  links: { perSecond: 50, burst: 500 },
};

/** More callers than this are not told apart: the one that was quiet longest is forgotten. */
const MOST_CALLERS = 10_000;

type Options = {
  limits?: Limits | undefined;
  nowWallMs(): number;
  from?: ((c: Context) => string | undefined) | undefined;
};

/**
 * Answers 429 with Retry-After to who asks too often. Counts in memory, per process: a fuse for one instance; the firewall in
 * front counts over all (infra/router.ts). A caller without an address or credentials, and this machine itself, are not counted.
 */
export const limited = ({ limits = usualLimits, nowWallMs, from }: Options): MiddlewareHandler => {
  const take = { key: bucket(limits.key), hooks: bucket(limits.hooks), links: bucket(limits.links) };
  return async (c, next) => {
    const address = from?.(c);
    if (address !== undefined && isHere(address)) return next();
    const kind = kindOf(c.req.path);
    const who = kind === "key" ? credentialsOf(c) : address;
    const waitMs = kind === undefined || who === undefined ? 0 : take[kind](who, nowWallMs());
    if (waitMs === 0) return next();
    const seconds = Math.max(1, Math.ceil(waitMs / 1000));
    c.header("retry-after", String(seconds));
    return problem(c, 429, `Too many requests: try again in ${seconds} s`, [], "rate");
  };
};

/** Takes one; 0, or the milliseconds until there is one again. */
export const bucket = ({ perSecond, burst }: Limit, most = MOST_CALLERS) => {
  const known = new Map<string, { left: number; at: number }>();
  return (who: string, now: number): number => {
    const before = known.get(who) ?? { left: burst, at: now };
    const left = Math.min(burst, before.left + (Math.max(0, now - before.at) / 1000) * perSecond);
    // Put at the end: the first of a map is the one that was quiet longest.
    known.delete(who);
    const [oldest] = known.keys();
    if (known.size >= most && oldest !== undefined) known.delete(oldest);
    known.set(who, { left: left < 1 ? left : left - 1, at: now });
    return left < 1 ? ((1 - left) / perSecond) * 1000 : 0;
  };
};

const kindOf = (path: string): keyof Limits | undefined => {
  if (path.startsWith("/v1/")) return "key";
  if (path.startsWith("/hooks/")) return "hooks";
  return /^\/(t|u|f|auth)\//.test(path) ? "links" : undefined;
};

/** As a hash: no secret stays in memory longer than its request. */
const credentialsOf = (c: Context): string | undefined => {
  const given = c.req.header("authorization") ?? c.req.header("cookie");
  return given === undefined ? undefined : createHash("sha256").update(given).digest("base64");
};

const isHere = (address: string): boolean => /^(::1$|(::ffff:)?127\.)/.test(address);
