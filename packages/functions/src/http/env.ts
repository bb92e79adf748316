import type { Engine } from "@rekindle/core/engine/engine";
import type { Difference } from "@rekindle/core/workspace/differences";
import type { Context } from "hono";
import { type Caller, nameOf } from "./auth/caller.ts";
import type { Session } from "./session.ts";

/** `caller` is there wherever the route is not open; `session` where they came by a cookie. */
export type Env = {
  Variables: {
    engine: Engine;
    nowWallMs: () => number;
    trace: string;
    caller?: Caller;
    session?: Session;
    /** What a handler has changed, for the audit. */
    changes?: Difference[];
  };
};
export type Ctx = Context<Env>;

export const now = (c: Ctx): number => c.var.engine.world.clock.now();

/** `?limit=`, at most 200. */
export const limitOf = (c: Ctx, usual = 50): number => {
  const wanted = Number.parseInt(c.req.query("limit") ?? "", 10);
  return Number.isNaN(wanted) || wanted < 1 ? usual : Math.min(wanted, 200);
};
export const cursorOf = (c: Ctx): { after?: string } => {
  const cursor = c.req.query("cursor");
  return cursor === undefined || cursor === "" ? {} : { after: cursor };
};
/** Names what a request does: under the same `Idempotency-Key` it takes effect once. */
export const keyOf = (c: Ctx, prefix: string): string => {
  const key = c.req.header("idempotency-key");
  return key === undefined ? c.var.engine.world.ids.next(prefix) : `${prefix}:${key.slice(0, 200)}`;
};
/** Who acts, for the record: the person who is signed in, or the key by its name; and by which request. */
export const actor = (c: Ctx): { by?: string; trace: string } => {
  const { caller, trace } = c.var;
  return caller === undefined ? { trace } : { by: nameOf(caller), trace };
};

/** The address holds a token: neither caches nor the next page are told of it. */
export const quiet = (c: Ctx): void => {
  c.header("cache-control", "no-store");
  c.header("referrer-policy", "no-referrer");
  c.header("x-robots-tag", "noindex");
};
