import { admit } from "@rekindle/core/engine/people";
import { Role } from "@rekindle/core/workspace/people";
import { identify } from "@rekindle/functions/http/auth/identify";
import { isFromOwnSite } from "@rekindle/functions/http/auth/own-site";
import { signInAs } from "@rekindle/functions/http/auth/sign-in";
import type { AppDeps, SignIn } from "@rekindle/functions/http/deps";
import type { Env } from "@rekindle/functions/http/env";
import { body, Refusal } from "@rekindle/functions/http/problem";
import { type Context, Hono } from "hono";
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
      const person = await admit(deps.engine, { issuer: "local", subject: role, name: names[role], role }, "local");
      if (person === undefined) throw new Refusal(403, `Nobody is ${role} here`);
      await signInAs(deps, signIn, c, person);
      return c.json({ role });
    });

const names: Record<Role, string> = { admin: "Admin", marketer: "Marketer", insideSales: "Inside sales" };

const insist = (c: Context): void => {
  if (!isLoopbackName(c.req.header("host")) || !isLoopback(peerOf(c)))
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
