import type { Entry } from "../leads/entry.ts";
import type { Lead } from "../leads/lead.ts";
import type { Instant, Key, Write } from "../world/world.ts";
import type { Engine } from "./engine.ts";
import type { AddressBody } from "./identity.ts";
import { bodyOf, keys } from "./keys.ts";
import { find } from "./lead-store.ts";
import { work } from "./work.ts";

/**
 * Erases a person: tombstone and suppression of the address in one transaction, then everything that was written about
 * them. What stays is the hash of the address, so that nobody imports them again. False: no such lead.
 */
export const erase = async (engine: Engine, id: string, { at, by }: { at: Instant; by?: string }): Promise<boolean> => {
  const { world } = engine;
  for (let tries = 0; tries < 8; tries++) {
    const lead = await find(engine, id, "consistent");
    if (lead === undefined) return false;
    if (lead.erased !== undefined) {
      await wipe(engine, id);
      return true;
    }
    const key = keys.address(world.seal.addressKey(lead.email));
    const address = await world.table.get(key, "consistent");
    const body: AddressBody = { suppressed: "erased", erasedAt: at };
    const suppression: Write = {
      put: {
        ...key,
        rev: (address?.rev ?? 0) + 1,
        body: JSON.stringify(body),
        list: { in: "erased", by: String(at).padStart(15, "0") },
      },
      expect: address?.rev ?? 0,
    };
    await putAway(engine, lead);
    const [result] = await work(engine, [
      { lead: id, causes: [{ type: "erased", at, ...(by === undefined ? {} : { by }) }], with: () => [suppression] },
    ]);
    if (result?.status === "failed") throw result.error;
    if (result?.status !== "done") continue;
    if (lead.company !== undefined) await world.table.remove([keys.member(lead.company.key, id)]);
    await wipe(engine, id);
    return true;
  }
  throw new Error(`Lead ${id} is fought over: it could not be erased`);
};

/** The record's newest entries go with the tombstone: in the timeline they tell, also after a crash, what is to be removed. */
const putAway = async ({ world }: Engine, { id, tail }: Lead): Promise<void> => {
  const [first] = tail;
  if (first !== undefined)
    await world.table.put([{ ...keys.entries(id, first.rev), rev: 1, body: JSON.stringify(tail) }]);
};

/**
 * Everything under the lead but its tombstone, what its entries name, and its problems. Done again one function life later: a
 * stale worker may have written once more.
 */
export const wipe = async ({ world }: Engine, id: string): Promise<void> => {
  const { table } = world;
  for (;;) {
    const page = await table.query({ pk: id, limit: 200, read: "consistent" });
    const gone = page.items.filter(({ sk }) => sk !== "lead");
    const entries = gone.filter(({ sk }) => sk.startsWith("entry#")).flatMap((item) => bodyOf<Entry[]>(item));
    // What they name goes first: without them nobody would find it again.
    await table.remove(payloadsIn(entries));
    await table.remove(gone.map(({ pk, sk }) => ({ pk, sk })));
    if (page.next === undefined || gone.length === 0) break;
  }
  const mails = await table.query({ pk: "problem", from: `mail-${id}-`, to: `mail-${id}-~`, limit: 100 });
  await table.remove([keys.problem(`parked-${id}`), ...mails.items.map(({ pk, sk }) => ({ pk, sk }))]);
};

/** Payloads that the person came in by, each once. */
const payloadsIn = (entries: Entry[]): Key[] => {
  const found = new Map<string, Key>();
  for (const { facts } of entries)
    for (const fact of facts)
      if (fact.type === "form.submitted" && fact.payload !== undefined)
        found.set(`${fact.source} ${fact.payload}`, keys.payload(fact.source, fact.payload));
  return [...found.values()];
};
