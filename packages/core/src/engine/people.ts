import type { Role } from "../workspace/people.ts";
import type { Instant, Write } from "../world/world.ts";
import type { Engine } from "./engine.ts";
import { bodyOf, keys } from "./keys.ts";

/** Somebody who signs in. `via` = where the role comes from: the provider at each sign-in, an invitation, the local run. */
export type Person = {
  id: string;
  state: "active";
  name: string;
  address?: string;
  role: Role;
  via: "claim" | "invitation" | "local";
  /** The rep of the settings that they are; absent: found by address. */
  rep?: string;
  /** That they want to read in; absent: the workspace's. */
  language?: "ja" | "en";
  /** Kept out since then, whatever role the provider names. */
  offSince?: Instant;
  since: Instant;
  signedInAt: Instant;
};
/** An address that may sign in. It becomes a person at the first sign-in, and is then used up. */
export type Invitation = {
  id: string;
  state: "invited";
  address: string;
  role: Role;
  rep?: string;
  since: Instant;
  by?: string;
};

/** Who the provider says that somebody is. `address` only if the provider has verified it: else anybody could claim it. */
export type Identity = {
  issuer: string;
  subject: string;
  name: string;
  address?: string;
  /** As the provider's claim has it. */
  role?: Role;
};

const MOST_TRIES = 5;

/** Lets in whom the provider gives a role, whom an invitation waits for, and who came by one before. Undefined: nobody we know. */
export const admit = async (
  engine: Engine,
  identity: Identity,
  via: "claim" | "local" = "claim",
): Promise<Person | undefined> => {
  const { world } = engine;
  const { address, name } = identity;
  const id = `person_${world.seal.addressKey(`${identity.issuer}\n${identity.subject}`)}`;
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const known = await world.table.get(keys.person(id), "consistent");
    const before = known === undefined ? undefined : bodyOf<Person>(known);
    if (before?.offSince !== undefined) return undefined;
    const waiting =
      address === undefined
        ? undefined
        : await world.table.get(keys.person(invitationOf(engine, address)), "consistent");
    const invitation = waiting === undefined ? undefined : bodyOf<Invitation>(waiting);
    const role = identity.role ?? invitation?.role ?? (before?.via === "invitation" ? before.role : undefined);
    if (role === undefined) {
      // Whom the provider has taken the role from is out everywhere, not only here.
      if (known !== undefined) await removePerson(engine, id);
      return undefined;
    }
    const rep = invitation?.rep ?? before?.rep;
    const now = world.clock.now();
    const person: Person = {
      id,
      state: "active",
      name,
      role,
      via: identity.role === undefined ? "invitation" : via,
      since: before?.since ?? now,
      signedInAt: now,
      ...(address === undefined ? {} : { address }),
      ...(rep === undefined ? {} : { rep }),
      ...(before?.language === undefined ? {} : { language: before.language }),
    };
    const writes: Write[] = [{ put: itemOf(person, (known?.rev ?? 0) + 1), expect: known?.rev ?? 0 }];
    if (waiting !== undefined) writes.push({ remove: { pk: waiting.pk, sk: waiting.sk }, expect: waiting.rev });
    if ((await world.table.transact(writes)) === "stored") return person;
  }
  throw new Error("A sign-in is fought over: too many at once");
};

/** Invites an address, or changes the invitation that waits for it. */
export const invite = async (
  engine: Engine,
  { address, role, rep, by }: Pick<Invitation, "address" | "role" | "rep" | "by">,
): Promise<Invitation> => {
  const id = invitationOf(engine, address);
  const item = await engine.world.table.get(keys.person(id), "consistent");
  const invitation: Invitation = {
    id,
    state: "invited",
    address,
    role,
    since: engine.world.clock.now(),
    ...(rep === undefined ? {} : { rep }),
    ...(by === undefined ? {} : { by }),
  };
  await engine.world.table.put([itemOf(invitation, (item?.rev ?? 0) + 1)]);
  return invitation;
};

/** People and invitations, by address. */
export const listPeople = async (
  { world }: Engine,
  page: { limit: number; after?: string },
): Promise<{ items: (Person | Invitation)[]; next?: string }> => {
  const { items, next } = await world.table.listed({ in: "people", ...page });
  const people = items.map((item) => bodyOf<Person | Invitation>(item));
  return next === undefined ? { items: people } : { items: people, next };
};

export const findPerson = async ({ world }: Engine, id: string): Promise<Person | Invitation | undefined> => {
  const item = await world.table.get(keys.person(id), "consistent");
  return item === undefined ? undefined : bodyOf<Person | Invitation>(item);
};

type Change = { role?: Role | undefined; rep?: string | null | undefined; active?: boolean | undefined };

/**
 * `claimed`: the provider says the role anew at each sign-in, so it is changed there. `lastAdmin`: somebody must be able to let
 * others in. `rep` null: whoever the address belongs to.
 */
export const changePerson = async (
  engine: Engine,
  id: string,
  change: Change,
): Promise<{ before: Person | Invitation; after: Person | Invitation } | "missing" | "claimed" | "lastAdmin"> => {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const item = await engine.world.table.get(keys.person(id), "consistent");
    if (item === undefined) return "missing";
    const before = bodyOf<Person | Invitation>(item);
    if (change.role !== undefined && change.role !== before.role && before.state === "active" && before.via === "claim")
      return "claimed";
    const after = changed(before, change, engine.world.clock.now());
    if (isAdmin(before) && !isAdmin(after) && (await isLastAdmin(engine, id))) return "lastAdmin";
    const [answer] = await engine.world.table.commit([{ put: itemOf(after, item.rev + 1), expect: item.rev }]);
    if (answer === "stored") return { before, after };
  }
  throw new Error(`${id} is fought over: it could not be changed`);
};

const changed = <P extends Person | Invitation>(before: P, { role, rep, active }: Change, now: Instant): P => {
  const after = { ...before };
  if (role !== undefined) after.role = role;
  if (rep === null) delete after.rep;
  else if (rep !== undefined) after.rep = rep;
  if (after.state === "active" && active === true) delete after.offSince;
  if (after.state === "active" && active === false) after.offSince ??= now;
  return after;
};

export const setLanguage = async ({ world }: Engine, id: string, language: "ja" | "en"): Promise<void> => {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const item = await world.table.get(keys.person(id), "consistent");
    if (item === undefined) return;
    const put = itemOf({ ...bodyOf<Person>(item), language }, item.rev + 1);
    const [answer] = await world.table.commit([{ put, expect: item.rev }]);
    if (answer === "stored") return;
  }
  throw new Error(`${id} is fought over: it could not be changed`);
};

const isAdmin = (person: Person | Invitation): boolean =>
  person.state === "active" && person.role === "admin" && person.offSince === undefined;

/** Is nobody else an admin who can sign in? */
export const isLastAdmin = async (engine: Engine, id: string): Promise<boolean> => {
  let after: string | undefined;
  do {
    const page = await listPeople(engine, { limit: 200, ...(after === undefined ? {} : { after }) });
    if (page.items.some((person) => person.id !== id && isAdmin(person))) return false;
    after = page.next;
  } while (after !== undefined);
  const person = await findPerson(engine, id);
  return person !== undefined && isAdmin(person);
};

/** Whoever was signed in is out at once: each request looks its person up. */
export const removePerson = ({ world }: Engine, id: string): Promise<void> => world.table.remove([keys.person(id)]);

const invitationOf = ({ world }: Engine, address: string): string => `invitation_${world.seal.addressKey(address)}`;

const itemOf = (person: Person | Invitation, rev: number) => ({
  ...keys.person(person.id),
  rev,
  body: JSON.stringify(person),
  list: { in: "people", by: `${person.address ?? ("name" in person ? person.name : "")}#${person.id}` },
});
