import { add, dayOf } from "../workspace/calendar.ts";
import type { Instant } from "../world/world.ts";
import type { Engine } from "./engine.ts";
import { bodyOf } from "./keys.ts";
import type { Fate, Payload } from "./payloads.ts";

/** `received` never goes back; the others say what has become of a day's deliveries by now. */
export type IntakeDay = { day: string; received: number } & Record<Fate, number>;

/** What a change of a delivery adds to the counter of the day on which it came. */
export const countsOfPayload = (
  before: string | undefined,
  after: string,
  zone: string,
): { source: string; day: string; name: string; n: number }[] => {
  const { source, receivedAt, fate, firstAt }: Payload = JSON.parse(after);
  const known: Payload | undefined = before === undefined ? undefined : JSON.parse(before);
  if (known?.fate === fate) return [];
  const day = dayOf(receivedAt, zone);
  const of = (name: string, n: number) => ({ source, day, name, n });
  if (known !== undefined) return [of(known.fate, -1), of(fate, 1)];
  // One that is put through again has not come a second time.
  return firstAt === undefined ? [of("received", 1), of(fate, 1)] : [of(fate, 1)];
};

/** Deliveries are kept so long, and so far back they are counted. */
const DAYS = "-P89D";

/** The days of the last 90 on which anything came, earliest first. */
export const intakeOf = async ({ world }: Engine, source: string, now: Instant, zone: string): Promise<IntakeDay[]> => {
  const from = dayOf(add(now, DAYS, zone), zone);
  const { items } = await world.table.query({ pk: `intake#${source}`, from, limit: 100 });
  return items.map((item) => {
    const { n } = bodyOf<{ n: Partial<Record<Fate | "received", number>> }>(item);
    const { received = 0, waiting = 0, done = 0, ignored = 0, refused = 0, replayed = 0 } = n;
    return { day: item.sk, received, waiting, done, ignored, refused, replayed };
  });
};

/** What has become of what came since then. */
export const sumSince = (days: IntakeDay[], from: string): Omit<IntakeDay, "day"> => {
  const sum = { received: 0, waiting: 0, done: 0, ignored: 0, refused: 0, replayed: 0 };
  for (const { day, ...counts } of days)
    if (day >= from)
      for (const name of ["received", "waiting", "done", "ignored", "refused", "replayed"] as const)
        sum[name] += counts[name];
  return sum;
};
