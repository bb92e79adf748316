import { createHash, randomBytes } from "node:crypto";
import type { Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { sealData, unsealData } from "iron-session";
import * as z from "zod";
import type { SignIn } from "./deps.ts";

const MINUTE = 60_000;
/** Without a request for so long, it is over. */
export const IDLE_MS = 8 * 60 * MINUTE;
/** After so long it is over in any case. */
export const LONGEST_MS = 7 * 24 * 60 * MINUTE;
/** A cookie is written anew when it is older than this. */
const FRESH_MS = 5 * MINUTE;

const Session = z.object({ id: z.string(), person: z.string(), startedAt: z.number(), seenAt: z.number() });
export type Session = z.infer<typeof Session>;

export const newSessionId = (): string => randomBytes(16).toString("hex");

/** The session in the request's cookie, if it is neither idle nor too old. Wall time throughout. */
export const readSession = async (c: Context, signIn: SignIn, nowMs: number): Promise<Session | undefined> => {
  const read = Session.safeParse(await unsealed(c, signIn, "session"));
  if (!read.success) return undefined;
  const { startedAt, seenAt } = read.data;
  return nowMs - seenAt < IDLE_MS && nowMs - startedAt < LONGEST_MS ? read.data : undefined;
};

export const writeSession = (c: Context, signIn: SignIn, session: Session): Promise<void> =>
  seal(c, signIn, "session", session, Math.min(IDLE_MS, session.startedAt + LONGEST_MS - session.seenAt));

export const keepFresh = async (c: Context, signIn: SignIn, session: Session, nowMs: number): Promise<void> => {
  if (nowMs - session.seenAt >= FRESH_MS) await writeSession(c, signIn, { ...session, seenAt: nowMs });
};

/** Cookies of ours: encrypted and signed, unreadable to scripts, not sent along with what other sites post. */
export const seal = async (c: Context, signIn: SignIn, name: Cookie, value: object, lifeMs: number): Promise<void> => {
  const sealed = await sealData(value, { password: passwordOf(signIn), ttl: 0 });
  setCookie(c, cookieName(c, signIn, name), sealed, {
    ...attributes(signIn),
    httpOnly: true,
    sameSite: "Lax",
    maxAge: Math.floor(lifeMs / 1000),
  });
};

/** An empty object where there is no cookie, or none of ours. */
export const unsealed = async (c: Context, signIn: SignIn, name: Cookie): Promise<unknown> =>
  unsealData<unknown>(getCookie(c, cookieName(c, signIn, name)) ?? "", { password: passwordOf(signIn), ttl: 0 });

export const forget = (c: Context, signIn: SignIn, name: Cookie): void => {
  deleteCookie(c, cookieName(c, signIn, name), attributes(signIn));
};

type Cookie = "session" | "signing-in";

const isSecure = ({ url }: SignIn): boolean => url?.startsWith("https:") === true;
const attributes = (signIn: SignIn) => ({ path: "/", secure: isSecure(signIn) });

/** Two local runs on one machine share a name, and browsers do not tell cookies by port. */
const cookieName = (c: Context, signIn: SignIn, name: Cookie): string =>
  isSecure(signIn) ? `__Host-rekindle-${name}` : `rekindle-${name}-${new URL(signIn.url ?? c.req.url).port}`;

const passwordOf = ({ secret }: SignIn): string => createHash("sha256").update(`session\n${secret}`).digest("hex");
