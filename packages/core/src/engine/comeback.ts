import type { Catalogue } from "../catalogue.ts";
import type { Deal } from "../deals/deal.ts";
import type { Lead } from "../leads/lead.ts";
import { held, shut } from "../mail/gate.ts";
import { covers } from "../story/triggers.ts";
import type { Instant } from "../world/world.ts";

/** When and in which workflow the person of a lost deal comes back, or why not. */
export type Comeback =
  | { state: "pending"; workflow: string; until?: Instant }
  | { state: "active"; workflow: string; step: string; heldBack?: string }
  | { state: "none"; why: string };

export const comebackOf = (
  { id, state, lostReason = "other" }: Deal,
  lead: Lead | undefined,
  { workflows, graphs }: Pick<Catalogue, "workflows" | "graphs">,
): Comeback | undefined => {
  if (state !== "lost") return undefined;
  if (lead === undefined) return { state: "none", why: "noPerson" };
  const enrolment = lead.enrolments.find(({ deal }) => deal?.id === id);
  if (enrolment?.state === "active")
    return {
      state: "active",
      workflow: enrolment.workflow,
      step: enrolment.step,
      ...(enrolment.refused === undefined ? {} : { heldBack: enrolment.refused }),
    };
  // Whoever waits is judged when the wait is over; what stands against it is said now.
  if (lead.stage === "customer" || lead.gate.company?.won === true) return { state: "none", why: "customer" };
  const stopped = shut(lead) ?? held(lead);
  if (stopped !== undefined) return { state: "none", why: stopped.reason };
  if (enrolment !== undefined)
    return {
      state: "pending",
      workflow: enrolment.workflow,
      ...(enrolment.until === undefined ? {} : { until: enrolment.until }),
    };
  const taker = Object.entries(workflows).find(
    ([workflow, { version, state: running }]) =>
      running === "running" &&
      graphs[`${workflow}@${version}`]?.definition.triggers.some(
        (trigger) => trigger.kind === "dealLost" && covers(trigger, lostReason),
      ),
  );
  if (taker === undefined) return { state: "none", why: "noWorkflow" };
  return { state: "none", why: lead.past[taker[0]] === undefined ? "notIn" : "over" };
};
