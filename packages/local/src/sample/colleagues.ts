import type { Engine } from "@rekindle/core/engine/engine";
import { findMany } from "@rekindle/core/engine/lead-store";
import type { Lead, LostReason } from "@rekindle/core/leads/lead";
import { spread } from "@rekindle/core/workflows/split";
import type { Instant } from "@rekindle/core/world/world";
import type { Act, Planned } from "./act.ts";
import { isMember, isScripted, type Person, personOf } from "./cast.ts";
import { DAY_MS, HOUR_MS, START, workingHour } from "./time.ts";

/** 森 健太 is the user, from the first look on. */
const USER = "mori";
/** What nobody answered stays with the manager for so long, for the user to see, then the manager calls. */
const PATIENCE_MS = 14 * DAY_MS;

/**
 * Inside sales at work, three times a day: each hand-off that waits for an hour is called. What comes of it is decided by
 * person and hand-off. The user's own are left to the user, those of the story to the story.
 */
export const desk = async (engine: Engine, now: Instant): Promise<Planned[]> => {
  const page = await engine.world.table.listed({ in: "handoffs#open", limit: 200 });
  const leads = await findMany(
    engine,
    page.items.map(({ pk }) => pk),
  );
  const next: Planned = {
    at: Math.min(...[10.5, 13.5, 16.5].map((hour) => workingHour(now, hour))),
    act: { do: "desk" },
  };
  return [...leads.flatMap((lead) => (lead === undefined ? [] : answer(lead, now))), next];
};

const answer = (lead: Lead, now: Instant): Planned[] => {
  const { email, handoff, handoffs } = lead;
  const who = personOf(email);
  if (handoff?.state !== "open" || who === undefined || !isMember(email)) return [];
  const by = handoff.owner ?? "takagi";
  const age = now - handoff.openedAt;
  const left = now < START ? isScripted(email) : age < PATIENCE_MS && (by === USER || handoff.level > 0);
  if (age < HOUR_MS || left) return [];
  const key = `${email}/${handoffs}`;
  const at = now + spread(`calls/${key}`) * HOUR_MS;
  const outcome = spread(`outcome/${key}`);
  if (outcome < 0.5) return talks(lead, who, by, at, key);
  if (outcome < 0.7)
    return [
      { at, act: { do: "call", email, by, outcome: "noAnswer", chips: {} } },
      { at: at + 2 * DAY_MS, act: { do: "return", email, by, reason: "unreachable" } },
    ];
  return [
    { at, act: { do: "call", email, by, outcome: "reached", chips: {}, note: "来期に検討したいとのこと。" } },
    { at: at + 10 * 60_000, act: { do: "return", email, by, reason: outcome < 0.88 ? "tooEarly" : "noBudget" } },
  ];
};

const talks = ({ id, email, handoffs }: Lead, who: Person, by: string, at: Instant, key: string): Planned[] => {
  const opens = workingHour(at + (2 + spread(`opens/${key}`) * 8) * DAY_MS, 11);
  const closes = workingHour(opens + (18 + spread(`closes/${key}`) * 40) * DAY_MS, 16);
  const number = `deal_${id.slice("lead_".length)}${handoffs}`;
  const won = spread(`won/${key}`) < 0.33;
  const note = "現行の精算に不満。比較表を送り、来週あらためて話す。";
  return [
    { at, act: { do: "call", email, by, outcome: "reached", chips: { interest: true }, note } },
    { at: opens, act: deal(number, who, by, { stage: "提案" }) },
    { at: closes, act: deal(number, who, by, won ? { stage: "won" } : { stage: "lost", lostReason: lostReason(key) }) },
  ];
};

/** A deal of this person, as the CRM would report it. */
export const deal = (
  id: string,
  { email, company, employees }: Person,
  owner: string,
  change: { stage: string; lostReason?: LostReason; competitor?: string; amount?: number },
): Act => ({
  do: "deal",
  deal: {
    id,
    leadEmail: email,
    company,
    name: `${company} 経費精算`,
    owner,
    amount: Math.round((employees * 5_800) / 100_000) * 100_000,
    currency: "JPY",
    ...change,
  },
});

export const lostReason = (key: string): LostReason => {
  const at = spread(`lost/${key}`);
  if (at < 0.38) return "price";
  if (at < 0.58) return "timing";
  if (at < 0.74) return "competitor";
  if (at < 0.9) return "noDecision";
  return "missingFeature";
};
