import type { Instant } from "../world/world.ts";
import type { Lead } from "./lead.ts";

/** A lead that nothing is known of yet. */
export const blank = (id: string, at: Instant): Lead => ({
  v: 1,
  id,
  rev: 0,
  email: "",
  attributes: {},
  tags: [],
  lists: [],
  stage: "marketing",
  createdAt: at,
  engagedAt: at,
  consents: [],
  gate: { softBounces: [], deals: [] },
  score: { fit: 0, fitRules: [], families: {}, signals: [], caps: {} },
  facts: {},
  enrolments: [],
  past: {},
  held: [],
  enrolled: 0,
  outbox: [],
  mails: {},
  handoffs: 0,
  causes: { ids: [] },
  tail: [],
  lastAt: at,
});
