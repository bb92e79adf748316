import type { Instant, Item } from "../world/world.ts";
import type { Engine } from "./engine.ts";
import { bodyOf } from "./keys.ts";
import { listings, type Payload } from "./payloads.ts";

/** Deliveries of a source, newest first; `refused`: only those. `after`, `next`: the last one's place. */
export const listPayloads = async (
  engine: Engine,
  source: string,
  { refused, limit, after }: { refused: boolean; limit: number; after?: string },
): Promise<{ items: Payload[]; next?: string }> => {
  const names = refused ? [listings.refused(source)] : [listings.refused(source), listings.others(source)];
  const found = (await Promise.all(names.map((name) => newestOf(engine, name, limit + 1, after))))
    .flat()
    .toSorted((a, b) => (placeOf(a) < placeOf(b) ? 1 : -1));
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map((item) => bodyOf<Payload>(item)),
    ...(found.length > limit && last !== undefined ? { next: placeOf(last) } : {}),
  };
};

/** Whether a text can be the place of a delivery in its listing. */
export const isPlace = (text: string): boolean => /^\d{15}#payload_\w{1,64}$/.test(text);

/** When it last delivered anything; undefined: never, or not for as long as deliveries are kept. */
export const lastDeliveryAt = async (engine: Engine, source: string): Promise<Instant | undefined> =>
  (await listPayloads(engine, source, { refused: false, limit: 1 })).items[0]?.receivedAt;

const placeOf = ({ list }: Item): string => list?.by ?? "";

const newestOf = async ({ world }: Engine, name: string, limit: number, after?: string): Promise<Item[]> => {
  const to = after === undefined ? {} : { to: after };
  const { items } = await world.table.listed({ in: name, descending: true, limit, ...to });
  return items.filter((item) => placeOf(item) !== after).slice(0, limit);
};
