import type { Cause } from "../leads/cause.ts";
import type { Fact } from "../leads/entry.ts";
import type { Lead } from "../leads/lead.ts";
import { decide } from "../story/decide.ts";
import type { Given } from "../story/turn.ts";
import type { Act, BulkReport, Changed } from "./bulk-plan.ts";

/** What an act would do to one lead. `held`: they come in, and their mail waits for this reason. */
export type Fate =
  | { status: "applied"; changed: Changed; held?: string }
  | { status: "already" }
  | { status: "refused"; reason: string };

/** The engine's own decision, not committed: what is shown before is what happens. */
export const fateOf = (lead: Lead, act: Act, given: Given): Fate => {
  if (lead.erased !== undefined) return { status: "refused", reason: "erased" };
  const { id } = lead;
  switch (act.kind) {
    case "tag": {
      const added = (act.add ?? []).filter((tag) => !lead.tags.includes(tag));
      const removed = (act.remove ?? []).filter((tag) => lead.tags.includes(tag));
      const tags = [...added, ...removed];
      return tags.length === 0 ? { status: "already" } : { status: "applied", changed: { lead: id, tags } };
    }
    case "owner":
      return (lead.owner ?? null) === act.owner
        ? { status: "already" }
        : { status: "applied", changed: { lead: id, owner: lead.owner ?? null } };
    case "optOut":
      return lead.gate.optedOutAt === undefined ? { status: "applied", changed: { lead: id } } : { status: "already" };
    case "leave":
      return lead.enrolments.some(({ workflow }) => workflow === act.workflow)
        ? { status: "applied", changed: { lead: id } }
        : { status: "already" };
    case "enrol":
      return entering(lead, act.workflow, given);
    default:
      return act satisfies never;
  }
};

/** The cause by which the act happens; `id` makes it happen once. */
export const causeOf = (act: Act, base: { id: string; at: number; by?: string }): Cause => {
  switch (act.kind) {
    case "enrol":
      return { ...base, type: "enrol", workflow: act.workflow };
    case "leave":
      return { ...base, type: "leave", workflow: act.workflow, reason: act.reason };
    case "tag":
      return {
        ...base,
        type: "updated",
        set: {
          ...(act.add === undefined ? {} : { addTags: act.add }),
          ...(act.remove === undefined ? {} : { removeTags: act.remove }),
        },
      };
    case "owner":
      return { ...base, type: "updated", set: { owner: act.owner } };
    case "optOut":
      return { ...base, type: "optedOut", via: "bulk" };
    default:
      return act satisfies never;
  }
};

export const counted = (report: BulkReport, fate: Fate): void => {
  if (fate.status === "already") report.already += 1;
  else if (fate.status === "refused") report.refused[fate.reason] = (report.refused[fate.reason] ?? 0) + 1;
  else {
    report.applied += 1;
    if (fate.held !== undefined) report.heldBack[fate.held] = (report.heldBack[fate.held] ?? 0) + 1;
  }
};

const entering = (lead: Lead, workflow: string, given: Given): Fate => {
  if (given.catalogue.workflows[workflow]?.state === "paused") return { status: "refused", reason: "paused" };
  if (lead.parked !== undefined) return { status: "refused", reason: "parked" };
  const facts: Fact[] = decide(lead, { type: "enrol", at: given.now, workflow }, given).entry?.facts ?? [];
  const refused = facts.find((fact) => fact.type === "enrolment.refused" && fact.workflow === workflow);
  if (refused?.type === "enrolment.refused")
    return refused.reason === "alreadyInside" ? { status: "already" } : { status: "refused", reason: refused.reason };
  const entered = facts.some((fact) => fact.type === "enrolment.entered" && fact.workflow === workflow);
  if (!entered) return { status: "refused", reason: "unknown" };
  const held = facts.find((fact) => fact.type === "mail.refused" && fact.workflow === workflow);
  return {
    status: "applied",
    changed: { lead: lead.id },
    ...(held?.type === "mail.refused" ? { held: held.reason } : {}),
  };
};
