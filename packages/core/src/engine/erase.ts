import type { Instant, Key, Write } from "../world/world.ts";
import type { Engine } from "./engine.ts";
import type { AddressBody } from "./identity.ts";
import { keys } from "./keys.ts";
import { find } from "./lead-store.ts";
import { entriesOf } from "./timeline.ts";
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
    const body: AddressBody = { suppressed: "erased" };
    const suppression: Write = {
      put: { ...key, rev: (address?.rev ?? 0) + 1, body: JSON.stringify(body) },
      expect: address?.rev ?? 0,
    };
    const traces = await tracesOf(engine, id);
    const [result] = await work(engine, [
      { lead: id, causes: [{ type: "erased", at, ...(by === undefined ? {} : { by }) }], with: () => [suppression] },
    ]);
    if (result?.status === "failed") throw result.error;
    if (result?.status !== "done") continue;
    await world.table.remove([...traces, ...(lead.company === undefined ? [] : [keys.member(lead.company.key, id)])]);
    await wipe(engine, id);
    return true;
  }
  throw new Error(`Lead ${id} is fought over: it could not be erased`);
};

/** Everything under the lead but its tombstone. Done again one function life later: a stale worker may have written once more. */
export const wipe = async ({ world }: Engine, id: string): Promise<void> => {
  for (;;) {
    const page = await world.table.query({ pk: id, limit: 200 });
    const gone = page.items.filter(({ sk }) => sk !== "lead");
    await world.table.remove(gone.map(({ pk, sk }) => ({ pk, sk })));
    if (page.next === undefined || gone.length === 0) return;
  }
};

/** Payloads that the person came in by. */
const tracesOf = async (engine: Engine, id: string): Promise<Key[]> =>
  (await entriesOf(engine, id)).flatMap(({ facts }) =>
    facts.flatMap((fact) =>
      fact.type === "form.submitted" && fact.payload !== undefined ? [keys.payload(fact.source, fact.payload)] : [],
    ),
  );
