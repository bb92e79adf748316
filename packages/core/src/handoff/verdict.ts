import type { Fact } from "../leads/entry.ts";
import type { Lead, ReturnReason } from "../leads/lead.ts";
import * as Calendar from "../workspace/calendar.ts";
import type { Settings } from "../workspace/settings.ts";
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

/**
 * Takes an answer back: the hand-off waits as it did, for at least an hour of business. What a return cost is given back; who went
 * into a workflow by it leaves that, since they are with sales again.
 */
export const reopened = (
  { handoff, gate, erased }: Pick<Lead, "handoff" | "gate" | "erased">,
  by: string | undefined,
  now: Instant,
  settings: Pick<Settings, "businessHours" | "timeZone" | "slaHours">,
): Fact[] => {
  if (handoff === undefined || !mayReopen({ handoff, gate, ...(erased === undefined ? {} : { erased }) })) return [];
  const promised = Calendar.addBusinessHours(handoff.openedAt, settings.slaHours, settings);
  const dueAt = Math.max(promised, Calendar.addBusinessHours(now, 1, settings));
  return [
    { type: "handoff.reopened", handoff: handoff.id, dueAt, ...(by === undefined ? {} : { by }) },
    { type: "stage.entered", stage: "insideSales" },
  ];
};

/** Once a deal is open, the hand-off has done its work. */
export const mayReopen = ({ handoff, gate, erased }: Pick<Lead, "handoff" | "gate" | "erased">): boolean =>
  erased === undefined && gate.deals.length === 0 && (handoff?.state === "accepted" || handoff?.state === "returned");
