import type { Entry } from "../leads/entry.ts";
import type { Lead } from "../leads/lead.ts";
import type { Engine } from "./engine.ts";
import { wipe } from "./erase.ts";
import { keys } from "./keys.ts";
import { find } from "./lead-store.ts";
import { entriesOf } from "./timeline.ts";

/**
 * Takes a lead away that an import made, as if it had never come in: unlike an erasure, the address may come again. False:
 * something else has happened to it since, and it stays.
 */
export const unmake = async (engine: Engine, id: string, job: string): Promise<boolean> => {
  const { table, seal } = engine.world;
  for (let tries = 0; tries < 8; tries++) {
    const lead = await find(engine, id, "consistent");
    if (lead === undefined || lead.erased !== undefined) return true;
    if (!isUntouched(lead, await entriesOf(engine, id), job)) return false;
    const address = await table.get(keys.address(seal.addressKey(lead.email)), "consistent");
    const answer = await table.transact([
      { remove: keys.lead(id), expect: lead.rev },
      ...(address === undefined ? [] : [{ remove: { pk: address.pk, sk: address.sk }, expect: address.rev }]),
    ]);
    if (answer === "conflict") continue;
    if (lead.company !== undefined) await table.remove([keys.member(lead.company.key, id)]);
    await wipe(engine, id);
    return true;
  }
  return false;
};

/** Nobody was mailed, and nobody but this import, time and the company's deals has said anything. */
const isUntouched = ({ mails, outbox, gate }: Lead, entries: Entry[], job: string): boolean =>
  Object.keys(mails).length === 0 &&
  outbox.length === 0 &&
  gate.deals.length === 0 &&
  entries.every(({ cause }) => cause.id?.includes(job) ?? own.has(cause.type));
const own = new Set(["look", "company", "caughtUp"]);
