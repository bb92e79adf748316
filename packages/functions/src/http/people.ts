import {
  changePerson,
  findPerson,
  type Invitation,
  invite,
  isLastAdmin,
  listPeople,
  type Person,
  removePerson,
} from "@rekindle/core/engine/people";
import { normalise } from "@rekindle/core/leads/address";
import { type Difference, differences } from "@rekindle/core/workspace/differences";
import { Role } from "@rekindle/core/workspace/people";
import { Hono } from "hono";
import * as z from "zod";
import { actor, cursorOf, type Env, limitOf } from "./env.ts";
import { iso } from "./iso.ts";
import { body, missing, Refusal } from "./problem.ts";

const rep = z.string().min(1).max(100).optional();
const Invite = z.strictObject({ address: z.string(), role: Role, rep });
const Change = z.strictObject({ role: Role.optional(), rep: rep.nullable(), active: z.boolean().optional() });

/** Who may sign in: people who did, and addresses that are invited. */
export const people = new Hono<Env>()
  .get("/", async (c) => {
    const { items, next } = await listPeople(c.var.engine, { limit: limitOf(c), ...cursorOf(c) });
    return c.json({ items: items.map(shown), next: next ?? null });
  })
  .post("/", async (c) => {
    const { address: written, role, rep: owner } = await body(c, Invite);
    const { by } = actor(c);
    const address = normalise(written);
    if (address.status === "refused")
      throw new Refusal(422, address.reason, [{ path: "address", message: address.reason }]);
    const invited = await invite(c.var.engine, {
      address: address.address,
      role,
      ...(owner === undefined ? {} : { rep: owner }),
      ...(by === undefined ? {} : { by }),
    });
    c.set("changes", changesOf(undefined, invited));
    return c.json(shown(invited), 201);
  })
  .patch("/:id", async (c) => {
    const changed = await changePerson(c.var.engine, c.req.param("id"), await body(c, Change));
    if (changed === "missing") throw missing("person");
    if (changed === "claimed")
      throw new Refusal(409, "The provider says this person's role at each sign-in: change it there", [], "claimed");
    if (changed === "lastAdmin") throw lastAdmin();
    c.set("changes", changesOf(changed.before, changed.after));
    return c.json(shown(changed.after));
  })
  .delete("/:id", async (c) => {
    const { engine } = c.var;
    const id = c.req.param("id");
    const known = await findPerson(engine, id);
    if (known === undefined) return c.body(null, 204);
    if (await isLastAdmin(engine, id)) throw lastAdmin();
    await removePerson(engine, id);
    c.set("changes", changesOf(known, undefined));
    return c.body(null, 204);
  });

const lastAdmin = () =>
  new Refusal(409, "This is the last admin who can sign in: make somebody else one first", [], "lastAdmin");

/** Who it is about, and what of them changed: for the audit. */
const changesOf = (before: Told, after: Told): Difference[] => [
  { path: "person", to: nameOf(after ?? before) },
  ...differences(told(before), told(after)),
];
type Told = Person | Invitation | undefined;
const nameOf = (person: Told): string =>
  person === undefined ? "" : person.state === "active" ? person.name : person.address;
const told = (person: Told) =>
  person === undefined
    ? {}
    : {
        role: person.role,
        rep: person.rep,
        active: person.state === "active" ? person.offSince === undefined : undefined,
      };

const shown = (person: Person | Invitation) => ({
  ...person,
  since: iso(person.since),
  ...(person.state === "active"
    ? {
        signedInAt: iso(person.signedInAt),
        ...(person.offSince === undefined ? {} : { offSince: iso(person.offSince) }),
      }
    : {}),
});
