import { createHash } from "node:crypto";
import { findKey, noteUse } from "@rekindle/core/engine/api-keys";
import { current } from "@rekindle/core/engine/catalogue";
import type { Person } from "@rekindle/core/engine/people";
import { personIn } from "@rekindle/core/engine/sessions";
import { normalise } from "@rekindle/core/leads/address";
import type { Rep } from "@rekindle/core/workspace/settings";
import type { Context } from "hono";
import { same } from "../../intake/same.ts";
import type { AppDeps } from "../deps.ts";
import { Refusal } from "../problem.ts";
import { keepFresh, readSession, type Session } from "../session.ts";
import type { Caller } from "./caller.ts";
import { isFromOwnSite } from "./own-site.ts";

export type Known = { caller: Caller; session?: Session };

/** Who calls: by key, or by the cookie of a session. Undefined: nobody that we know. A key that is wrong is not made up for by a cookie. */
export const identify = async (deps: AppDeps, c: Context): Promise<Known | undefined> => {
  const authorization = c.req.header("authorization");
  if (authorization !== undefined && authorization !== "") {
    const [, presented = ""] = /^Bearer (.+)$/i.exec(authorization) ?? [];
    const caller = presented === "" ? undefined : await keyOf(deps, presented);
    return caller === undefined ? undefined : { caller };
  }
  const { engine, signIn } = deps;
  if (signIn === undefined) return undefined;
  const session = await readSession(c, signIn, deps.nowWallMs());
  if (session === undefined) return undefined;
  const person = await personIn(engine, session.id, session.person);
  if (person === undefined) return undefined;
  if (c.req.method !== "GET" && c.req.method !== "HEAD" && !isFromOwnSite(c, signIn))
    throw new Refusal(403, "Only pages of this application may change anything by a cookie");
  await keepFresh(c, signIn, session, deps.nowWallMs());
  const rep = repOf(person, (await current(engine)).settings.reps);
  const { id, name, role, language } = person;
  return {
    session,
    caller: {
      kind: "person",
      id,
      name,
      role,
      ...(rep === undefined ? {} : { rep }),
      ...(language === undefined ? {} : { language }),
    },
  };
};

const keyOf = async ({ engine, apiKey }: AppDeps, presented: string): Promise<Caller | undefined> => {
  if (await apiKey(presented)) return { kind: "key", id: "key", name: "API", scopes: ["admin"] };
  const [, id] = /^rk_([0-9A-Z]{26})_[\w-]{43}$/.exec(presented) ?? [];
  const key = id === undefined ? undefined : await findKey(engine, `key_${id}`);
  if (key === undefined || !same(hashOf(presented), key.hash)) return undefined;
  await noteUse(engine, key.id);
  return { kind: "key", id: key.id, name: key.name, scopes: key.scopes };
};

/** SHA-256 in hex: enough for 32 bytes of chance, which nobody guesses. */
export const hashOf = (key: string): string => createHash("sha256").update(key).digest("hex");

/** Which of the settings' reps somebody is. On one's own machine one is the first of them. */
const repOf = ({ rep, address, via, role }: Person, reps: Rep[]): string | undefined => {
  if (rep !== undefined) return rep;
  if (via === "local") return role === "marketer" ? undefined : reps[0]?.id;
  return address === undefined ? undefined : reps.find(({ email }) => isAddress(email, address))?.id;
};
const isAddress = (written: string | undefined, address: string): boolean => {
  const read = written === undefined ? undefined : normalise(written);
  return read !== undefined && read.status !== "refused" && read.address === address;
};
