import {
  changePerson,
  type Invitation,
  invite,
  listPeople,
  type Person,
  removePerson,
} from "@rekindle/core/engine/people";
import { normalise } from "@rekindle/core/leads/address";
import { Role } from "@rekindle/core/workspace/people";
import { Hono } from "hono";
import * as z from "zod";
import { actor, cursorOf, type Env, limitOf } from "./env.ts";
import { iso } from "./iso.ts";
import { body, missing, Refusal } from "./problem.ts";

const rep = z.string().min(1).max(100).optional();
const Invite = z.strictObject({ address: z.string(), role: Role, rep });
const Change = z.strictObject({ role: Role.optional(), rep });

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
    return c.json(shown(invited), 201);
  })
  .patch("/:id", async (c) => {
    const changed = await changePerson(c.var.engine, c.req.param("id"), await body(c, Change));
    if (changed === "missing") throw missing("person");
    if (changed === "claimed")
      throw new Refusal(409, "The provider says this person's role at each sign-in: change it there", [], "claimed");
    return c.json(shown(changed));
  })
  .delete("/:id", async (c) => {
    await removePerson(c.var.engine, c.req.param("id"));
    return c.body(null, 204);
  });

const shown = (person: Person | Invitation) => ({
  ...person,
  since: iso(person.since),
  ...(person.state === "active" ? { signedInAt: iso(person.signedInAt) } : {}),
});
