import type { Instant } from "../world/world.ts";
import type { Engine } from "./engine.ts";
import { bodyOf, keys } from "./keys.ts";
import type { Person } from "./people.ts";

/** That somebody is signed in. Signing out removes it, so that a copied cookie is worth nothing afterwards. */
export type Session = {
  person: string;
  /** What the provider asks for when somebody signs out there as well. */
  idToken?: string;
};

/** `id` is 128 bits of chance. `until` in wall time, like all of a session's matters. */
export const beginSession = ({ world }: Engine, id: string, session: Session, until: Instant): Promise<void> =>
  world.table.put([{ ...keys.session(id), rev: 1, body: JSON.stringify(session), expiresAt: until }]);

/** The person as they are now, with the role that they have now. Undefined: signed out, removed, or kept out. */
export const personIn = async ({ world }: Engine, id: string, person: string): Promise<Person | undefined> => {
  const [session, found] = await world.table.getMany([keys.session(id), keys.person(person)], "consistent");
  if (session === undefined || found === undefined || bodyOf<Session>(session).person !== person) return undefined;
  const known = bodyOf<Person>(found);
  return known.offSince === undefined ? known : undefined;
};

export const endSession = async ({ world }: Engine, id: string): Promise<Session | undefined> => {
  const item = await world.table.get(keys.session(id), "consistent");
  await world.table.remove([keys.session(id)]);
  return item === undefined ? undefined : bodyOf<Session>(item);
};
