import type { DealChange } from "../leads/cause.ts";
import { companyKey } from "../leads/company.ts";
import type { Rekindle } from "../leads/entry.ts";
import type { DealFacts, LostReason } from "../leads/lead.ts";
import type { Instant } from "../world/world.ts";

export type Deal = {
  id: string;
  name?: string;
  lead?: string;
  /** Companies that it locks: the one it names, and the lead's own. */
  companies: { key: string; name: string }[];
  stage: string;
  state: "open" | "won" | "lost";
  lostReason?: LostReason;
  competitor?: string;
  amount?: number;
  currency?: string;
  owner?: string;
  renewalMonth?: string;
  openedAt: Instant;
  closedAt?: Instant;
  /** The CRM's own time of change decides, not arrival. */
  modifiedAt: Instant;
  /** The cause that made it: whoever does it once more knows that it was them. */
  origin?: string;
};

/** Stage names `won` and `lost` are ours; every other name is a stage of an open deal. */
export type DealInput = {
  id?: string;
  name?: string;
  leadEmail?: string;
  leadName?: string;
  company?: string;
  stage: string;
  lostReason?: LostReason;
  competitor?: string;
  amount?: number;
  currency?: string;
  owner?: string;
  renewalMonth?: string;
  closedAt?: Instant;
  modifiedAt?: Instant;
};
/** The deal after a change: what was not said stays, and a lost deal has a reason. */
export const merged = (
  before: Deal | undefined,
  input: DealInput,
  id: string,
  at: Instant,
  modifiedAt: Instant,
  lead: string | undefined,
  companies: Deal["companies"],
): Deal => {
  const {
    id: _,
    leadEmail: __,
    leadName: ___,
    company: ____,
    stage,
    lostReason,
    modifiedAt: _____,
    closedAt,
    ...rest
  } = input;
  const state = stage === "won" || stage === "lost" ? stage : "open";
  const reason = state === "lost" ? (lostReason ?? before?.lostReason ?? "other") : undefined;
  const closed =
    state === "open" ? undefined : (closedAt ?? (before?.state === state ? before.closedAt : undefined) ?? modifiedAt);
  const { lostReason: _r, closedAt: _c, ...kept } = before ?? { openedAt: Math.min(at, modifiedAt) };
  return {
    ...kept,
    ...rest,
    id,
    companies: companies.filter(({ key }, index) => companies.findIndex((other) => other.key === key) === index),
    stage,
    state,
    modifiedAt,
    ...(lead === undefined ? {} : { lead }),
    ...(reason === undefined ? {} : { lostReason: reason }),
    ...(closed === undefined ? {} : { closedAt: closed }),
  };
};

/** What the deal's own person is told of: a lost deal whose amount is corrected is not lost once more. */
export const isNews = (before: Deal | undefined, { state, stage, lostReason, lead }: Deal): boolean =>
  before === undefined ||
  before.state !== state ||
  before.stage !== stage ||
  before.lostReason !== lostReason ||
  before.lead !== lead;

export const same = (a: Deal, b: Deal): boolean =>
  JSON.stringify({ ...a, modifiedAt: 0 }, order(a)) === JSON.stringify({ ...b, modifiedAt: 0 }, order(b));
const order = (deal: Deal): string[] => [...Object.keys(deal), "key", "name"].sort();

/** What the deal's own person learns. */
export const changeOf = (deal: Deal, rekindle?: Rekindle): DealChange => {
  const { id, name, competitor, amount, closedAt, lostReason, stage, state } = deal;
  const facts: DealFacts = {
    id,
    ...(name === undefined ? {} : { name }),
    ...(competitor === undefined ? {} : { competitor }),
    ...(amount === undefined ? {} : { amount }),
    ...(closedAt === undefined ? {} : { closedAt }),
    ...(lostReason === undefined ? {} : { reason: lostReason }),
  };
  if (state === "won") return { deal: facts, stage, to: "won" };
  if (state === "lost")
    return {
      deal: facts,
      stage,
      to: "lost",
      reason: lostReason ?? "other",
      closedAt: closedAt ?? deal.modifiedAt,
      ...(rekindle === undefined ? {} : { rekindle }),
    };
  return { deal: facts, stage, to: "open" };
};

/** The company that a deal names, by its key. */
export const named = (name: string | undefined): { key: string; name: string }[] => {
  const key = name === undefined ? undefined : companyKey(name);
  return name === undefined || key === undefined ? [] : [{ key, name: name.trim() }];
};
