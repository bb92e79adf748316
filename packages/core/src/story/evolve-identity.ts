import { blank } from "../leads/blank.ts";
import type { FactOf } from "../leads/entry.ts";
import type { Lead } from "../leads/lead.ts";
import type { Instant } from "../world/world.ts";

/** Who they are. */
export const identity = (known: Lead, fact: FactOf<"lead.captured" | "lead.updated">, at: Instant): Lead => {
  const lead = ownedBy(known, fact.type === "lead.updated" ? fact.owner : undefined);
  const captured = fact.type === "lead.captured";
  const added = captured ? (fact.tags ?? []) : (fact.addTags ?? []);
  const removed = captured ? [] : (fact.removeTags ?? []);
  return {
    ...lead,
    ...(captured ? { email: fact.email, createdAt: at, engagedAt: at } : {}),
    ...(fact.name === undefined ? {} : { name: fact.name }),
    ...(fact.company === undefined ? {} : { company: fact.company }),
    attributes: fact.attributes === undefined ? lead.attributes : { ...lead.attributes, ...fact.attributes },
    tags: [...new Set([...lead.tags, ...added])].filter((tag) => !removed.includes(tag)),
    lists: fact.list === undefined ? lead.lists : [...new Set([...lead.lists, fact.list])],
    consents: captured && fact.consent !== undefined ? [...lead.consents, fact.consent] : lead.consents,
  };
};

const ownedBy = (lead: Lead, owner: string | null | undefined): Lead => {
  if (owner === undefined) return lead;
  const { owner: _, ...rest } = lead;
  return owner === null ? rest : { ...rest, owner };
};

/** Only the id, the erasure and what must never be forgotten are left. */
export const erased = (lead: Lead, at: Instant): Lead => ({
  ...blank(lead.id, lead.createdAt),
  rev: lead.rev,
  lastAt: lead.lastAt,
  gate: { softBounces: [], deals: [], suppressed: { reason: "erased", at } },
  erased: { at },
});
