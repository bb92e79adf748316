import { beginEntry } from "@rekindle/core/engine/audit";
import { current } from "@rekindle/core/engine/catalogue";
import { admit, type Person } from "@rekindle/core/engine/people";
import { beginSession, endSession } from "@rekindle/core/engine/sessions";
import { normalise } from "@rekindle/core/leads/address";
import { roleIn } from "@rekindle/core/workspace/people";
import { Hono } from "hono";
import * as z from "zod";
import type { AppDeps, SignIn } from "../deps.ts";
import { type Ctx, type Env, quiet } from "../env.ts";
import { Refusal } from "../problem.ts";
import { forget, LONGEST_MS, newSessionId, seal, unsealed, writeSession } from "../session.ts";
import { safePath } from "./own-site.ts";
import { refusalPage } from "./page.ts";
import { type Arrival, Flow, type Provider } from "./provider.ts";

/** So long somebody may take with the provider. */
const FLOW_MS = 10 * 60_000;
const Underway = Flow.extend({ to: z.string(), begunAt: z.number() });

/** Signing in with the company's own provider, and out again. */
export const signingIn = (deps: AppDeps) =>
  new Hono<Env>()
    .get("/sign-in", async (c) => {
      const { signIn, provider, callback } = placeOf(deps);
      const { to, flow } = await provider.begin(callback);
      const underway: z.infer<typeof Underway> = {
        ...flow,
        to: safePath(c.req.query("to")),
        begunAt: deps.nowWallMs(),
      };
      await seal(c, signIn, "signing-in", underway, FLOW_MS);
      quiet(c);
      return c.redirect(to, 302);
    })
    .get("/callback", async (c) => {
      const { signIn, provider, callback } = placeOf(deps);
      const { language } = (await current(deps.engine)).settings;
      const underway = Underway.safeParse(await unsealed(c, signIn, "signing-in"));
      // Good for one return, whatever comes of it.
      forget(c, signIn, "signing-in");
      if (!underway.success || deps.nowWallMs() - underway.data.begunAt >= FLOW_MS)
        return refusalPage(c, language, "again");
      const arrival = await provider.finish(new URL(`${callback}${new URL(c.req.url).search}`), underway.data);
      if ("refused" in arrival) {
        deps.engine.world.log("signIn.refused", { reason: arrival.refused });
        return refusalPage(c, language, arrival.refused === "access_denied" ? "cancelled" : "again");
      }
      const person = await admitted(deps, provider, arrival);
      if (person === undefined) {
        deps.engine.world.log("signIn.refused", { reason: "neither role nor invitation" });
        return refusalPage(c, language, "unknown");
      }
      await signInAs(deps, signIn, c, person, arrival.idToken);
      quiet(c);
      return c.redirect(underway.data.to, 302);
    })
    .post("/sign-out", async (c) => {
      const { session } = c.var;
      const { signIn } = deps;
      if (session === undefined || signIn === undefined) return c.json({ to: "/" });
      const ended = await endSession(deps.engine, session.id);
      forget(c, signIn, "session");
      return c.json({ to: (await endThere(deps, signIn, ended?.idToken)) ?? "/" });
    });

/** A session of its own for this browser, and an entry in the audit. */
export const signInAs = async (
  { engine, nowWallMs, from }: AppDeps,
  signIn: SignIn,
  c: Ctx,
  { id: person, name, role }: Person,
  idToken?: string,
): Promise<void> => {
  const id = newSessionId();
  const at = nowWallMs();
  await beginSession(engine, id, { person, ...(idToken === undefined ? {} : { idToken }) }, at + LONGEST_MS);
  const address = from?.(c);
  await beginEntry(engine, {
    id: engine.world.ids.next("audit"),
    at: engine.world.clock.now(),
    by: { kind: "person", id: person, name, role },
    what: "sign-in",
    thing: {},
    ...(address === undefined ? {} : { from: engine.world.seal.addressKey(address) }),
    outcome: 200,
  });
  await writeSession(c, signIn, { id, person, startedAt: at, seenAt: at });
};

const placeOf = ({ signIn }: AppDeps) => {
  if (signIn?.provider === undefined || signIn.url === undefined)
    throw new Refusal(404, "Nobody signs in here: there is no provider");
  return { signIn, provider: signIn.provider, callback: `${signIn.url}/auth/callback` };
};

const admitted = (deps: AppDeps, { issuer }: Provider, arrival: Arrival): Promise<Person | undefined> => {
  const { subject, name, roles } = arrival;
  const role = roleIn(roles);
  const address = arrival.address === undefined ? undefined : normalise(arrival.address);
  return admit(deps.engine, {
    issuer,
    subject,
    name: name.slice(0, 200),
    ...(address === undefined || address.status === "refused" ? {} : { address: address.address }),
    ...(role === undefined ? {} : { role }),
  });
};

/** Here one is out already: a provider that cannot be reached must not look as if one were not. */
const endThere = async (
  { engine }: AppDeps,
  { provider, url }: SignIn,
  idToken: string | undefined,
): Promise<string | undefined> => {
  if (provider === undefined || url === undefined) return undefined;
  try {
    return await provider.end(url, idToken);
  } catch (error) {
    engine.world.log("signOut.failed", { error: error instanceof Error ? error.message : String(error) });
    return undefined;
  }
};
