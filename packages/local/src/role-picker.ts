import { admit } from "@rekindle/core/engine/people";
import { Role } from "@rekindle/core/workspace/people";
import { identify } from "@rekindle/functions/http/auth/identify";
import { isFromOwnSite } from "@rekindle/functions/http/auth/own-site";
import { signInAs } from "@rekindle/functions/http/auth/sign-in";
import type { AppDeps, SignIn } from "@rekindle/functions/http/deps";
import type { Env } from "@rekindle/functions/http/env";
import { body, Refusal } from "@rekindle/functions/http/problem";
import { type Context, Hono, type MiddlewareHandler } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import * as z from "zod";

const Choice = z.strictObject({ role: Role });

/**
 * Who one is on one's own machine: a choice of roles, without a password. Only for pages under a loopback name, so that no
 * other site's name can point here, that are opened on this very machine, so that the name cannot be made up from elsewhere.
 */
export const rolePicker = (deps: AppDeps, signIn: SignIn) =>
  new Hono<Env>()
    .get("/session", async (c) => {
      insist(c);
      const caller = (await identify(deps, c))?.caller;
      return c.json({ roles: Role.options, role: caller?.kind === "person" ? caller.role : null });
    })
    .post("/session", async (c) => {
      insist(c);
      if (!isFromOwnSite(c, signIn)) throw new Refusal(403, "Only pages of this application may choose a role");
      const { role } = await body(c, Choice);
      await become(deps, signIn, c, role);
      return c.json({ role });
    });

/**
 * A page that is opened without a session comes with one, in the role that was chosen last: what it asks first need not be refused
 * before. Under the same conditions as the choice itself.
 */
export const withRole =
  (deps: AppDeps, signIn: SignIn): MiddlewareHandler<Env> =>
  async (c, next) => {
    const isPage = c.req.header("sec-fetch-dest") === "document";
    if (isPage && isHere(c) && (await identify(deps, c)) === undefined) {
      const last = Role.safeParse(getCookie(c, lastRole(c)));
      await become(deps, signIn, c, last.success ? last.data : "admin");
    }
    await next();
  };

const become = async (deps: AppDeps, signIn: SignIn, c: Context<Env>, role: Role): Promise<void> => {
  const person = await admit(deps.engine, { issuer: "local", subject: role, name: names[role], role }, "local");
  if (person === undefined) throw new Refusal(403, `Nobody is ${role} here`);
  await signInAs(deps, signIn, c, person);
  setCookie(c, lastRole(c), role, { path: "/", httpOnly: true, sameSite: "Lax", maxAge: YEAR_S });
};
const YEAR_S = 365 * 86_400;
/** Browsers do not tell cookies by port. */
const lastRole = (c: Context): string => `rekindle-role-${new URL(c.req.url).port}`;

const names: Record<Role, string> = { admin: "Admin", marketer: "Marketer", insideSales: "Inside sales" };

const isHere = (c: Context): boolean => isLoopbackName(c.req.header("host")) && isLoopback(peerOf(c));
const insist = (c: Context): void => {
  if (!isHere(c))
    throw new Refusal(403, "Roles are for pages opened on this machine", [{ path: "host", message: "Not loopback" }]);
};
const isLoopbackName = (host: string | undefined): boolean =>
  /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(host ?? "");
const isLoopback = (address: string | undefined): boolean => /^(::1|(::ffff:)?127(\.\d{1,3}){3})$/.test(address ?? "");

const Bindings = z.object({ incoming: z.object({ socket: z.object({ remoteAddress: z.string() }) }) });
/** The other end of the connection. */
export const peerOf = (c: Context): string | undefined => {
  const read = Bindings.safeParse(c.env);
  return read.success ? read.data.incoming.socket.remoteAddress : undefined;
};
