import type { Fact } from "../leads/entry.ts";
import type { Lead, ReturnReason } from "../leads/lead.ts";
import * as Calendar from "../workspace/calendar.ts";
import type { Instant } from "../world/world.ts";

/** What a return costs and how long the lead rests before it may be handed over again (domain.md, 2). */
export const returnEffects: Record<ReturnReason, { points: number; coolDown?: string; family?: string }> = {
  tooEarly: { points: -15, coolDown: "P60D" },
  // Who a person is does not fade.
  wrongPerson: { points: -20, family: "standing" },
  noBudget: { points: -20, coolDown: "P120D" },
  competitor: { points: -30, coolDown: "P180D" },
  unreachable: { points: -10, coolDown: "P14D" },
  duplicate: { points: 0, coolDown: "P30D" },
  other: { points: 0, coolDown: "P30D" },
};

export const accepted = ({ handoff }: Lead, by: string | undefined): Fact[] =>
  handoff?.state === "open"
    ? [{ type: "handoff.accepted", handoff: handoff.id, ...(by === undefined ? {} : { by }) }]
    : [];

/** The hand-off goes back to marketing: the reason decides the points and the rest; the matching workflow starts by its trigger. */
export const returned = (
  { handoff }: Lead,
  { reason, note, by }: { reason: ReturnReason; note?: string; by?: string },
  now: Instant,
  zone: string,
): Fact[] => {
  if (handoff === undefined || (handoff.state !== "open" && handoff.state !== "accepted")) return [];
  const { coolDown } = returnEffects[reason];
  return [
    {
      type: "handoff.returned",
      handoff: handoff.id,
      reason,
      ...(note === undefined ? {} : { note }),
      ...(by === undefined ? {} : { by }),
      ...(coolDown === undefined ? {} : { coolUntil: Calendar.add(now, coolDown, zone) }),
    },
    { type: "stage.entered", stage: "marketing" },
  ];
};
