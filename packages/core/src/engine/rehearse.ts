import type { Catalogue } from "../catalogue.ts";
import { changeOf, type Deal } from "../deals/deal.ts";
import { blank } from "../leads/blank.ts";
import type { Cause } from "../leads/cause.ts";
import type { CompanySeen, Lead, LostReason } from "../leads/lead.ts";
import { decide } from "../story/decide.ts";
import { turnOf } from "../workspace/spread.ts";
import type { Instant } from "../world/world.ts";
import { current } from "./catalogue.ts";
import type { CompaniesInList } from "./companies-in-list.ts";
import type { Engine } from "./engine.ts";
import type { AddressBody } from "./identity.ts";
import { begins, dealId, rekindleBy } from "./import-chunk.ts";
import type { GoodDeal } from "./import-source.ts";
import type { ImportOptions } from "./imports.ts";
import { bodyOf, keys } from "./keys.ts";
import { findMany } from "./lead-store.ts";

export type Loss = { line: number; row: GoodDeal };
/** `mailAt`: when the person's first mail of it would go; else `why` not. */
export type LostFate = {
  person: string;
  reason: LostReason;
  company?: string;
  isKnown: boolean;
  lostAt?: Instant;
  /** The wait since the loss is over: it begins at its turn. */
  isPast: boolean;
  mailAt?: Instant;
  why?: string;
  /** By chance: which arm of a split somebody gets who is not there yet. */
  isChance?: true;
};

/** Plays what becomes of each lost deal up to the first mail: the decisions of the real import on copies of the records. */
export const rehearse = async (
  engine: Engine,
  losses: Loss[],
  {
    companies,
    isOlder,
    options: { rekindling = {}, consent = "none", breathe },
  }: { companies: CompaniesInList; isOlder: (line: number, row: GoodDeal) => boolean; options: ImportOptions },
): Promise<LostFate[]> => {
  const catalogue = await current(engine);
  const now = engine.world.clock.now();
  const found = await peopleOf(engine, losses);
  const seen = await companies.seen(
    engine,
    losses.flatMap(({ row }, index) => found[index]?.lead?.company?.key ?? row.company?.key ?? []),
  );
  const fates: LostFate[] = [];
  let started = 0;
  for (const [index, { line, row }] of losses.entries()) {
    const { lead: known, deal, erased = false } = found[index] ?? {};
    const { email, company, lostReason = "other", closedAt } = row;
    const fate: LostFate = {
      person: email ?? `line ${line}`,
      reason: lostReason,
      isKnown: known !== undefined,
      isPast: false,
      ...(company === undefined ? {} : { company: company.name }),
      ...(closedAt === undefined ? {} : { lostAt: closedAt }),
    };
    if (email === undefined) fates.push({ ...fate, why: "noPerson" });
    else if (erased) fates.push({ ...fate, why: "erased" });
    else if (isOlder(line, row)) fates.push({ ...fate, why: "older" });
    else if (deal !== undefined && isOldNews(deal, row, now)) fates.push({ ...fate, why: "knownDeal" });
    else {
      const from = turnOf(started, rekindling.perDay, now, catalogue.settings);
      const played = play(known ?? blank(`lead_new${line}`, now), row, {
        isNew: known === undefined,
        catalogue,
        now,
        from,
        consent,
        seen: seen.get(known?.company?.key ?? company?.key ?? ""),
        rekindle: rekindleBy(rekindling, { from, reason: lostReason, older: false }),
      });
      if (played.isPast) started += 1;
      fates.push({ ...fate, ...played });
    }
    if (index % 50 === 49) await breathe?.();
  }
  return fates;
};

/** What the CRM says is not newer than what we know. */
const isOldNews = (deal: Deal, { stage, lostReason, modifiedAt, closedAt }: GoodDeal, now: Instant): boolean =>
  (modifiedAt ?? closedAt ?? now) < deal.modifiedAt ||
  (deal.state === "lost" && stage === "lost" && (lostReason ?? deal.lostReason) === deal.lostReason);

type Person = { lead?: Lead; deal?: Deal; erased?: boolean };
const peopleOf = async (engine: Engine, losses: Loss[]): Promise<Person[]> => {
  const { table, seal } = engine.world;
  const addresses = [...new Set(losses.flatMap(({ row }) => row.email ?? []))];
  const items = await table.getMany(addresses.map((address) => keys.address(seal.addressKey(address))));
  const bodies = items.map((item): AddressBody => (item === undefined ? {} : bodyOf<AddressBody>(item)));
  const leads = await findMany(
    engine,
    bodies.flatMap(({ lead }) => lead ?? []),
  );
  const byId = new Map(leads.flatMap((lead) => (lead === undefined ? [] : [[lead.id, lead] as const])));
  const byAddress = new Map(addresses.map((address, index) => [address, bodies[index]]));
  const ids = [...new Set(losses.flatMap(({ row }) => (row.id === undefined ? [] : [dealId(row.id)])))];
  const deals = new Map(
    (await table.getMany(ids.map(keys.deal))).flatMap((item) =>
      item === undefined ? [] : [[item.pk, bodyOf<Deal>(item)] as const],
    ),
  );
  return losses.map(({ row }) => {
    const { lead: id, suppressed } = byAddress.get(row.email ?? "") ?? {};
    const lead = id === undefined ? undefined : byId.get(id);
    const deal = row.id === undefined ? undefined : deals.get(dealId(row.id));
    return {
      erased: suppressed !== undefined && id === undefined,
      ...(lead === undefined ? {} : { lead }),
      ...(deal === undefined ? {} : { deal }),
    };
  });
};

type Play = {
  isNew: boolean;
  catalogue: Catalogue;
  now: Instant;
  from: Instant;
  consent: NonNullable<ImportOptions["consent"]>;
  seen: CompanySeen | undefined;
  rekindle: ReturnType<typeof rekindleBy>;
};
/** Nobody's first mail is looked for beyond so many steps. */
const MOST_LOOKS = 60;

const play = (
  known: Lead,
  row: GoodDeal,
  { isNew, catalogue, now, from, consent, seen, rekindle }: Play,
): Pick<LostFate, "isPast" | "mailAt" | "why" | "isChance"> => {
  let lead = known;
  let at = now;
  let isHeldOut = false;
  let isChance = false;
  let why: string | undefined;
  const deal = row.id === undefined ? "deal_new" : dealId(row.id);
  const step = (cause: Cause): boolean => {
    const given = { now: at, claim: "rehearsal", catalogue, roster: {}, watermark: Number.POSITIVE_INFINITY };
    const decision = decide(lead, cause, given);
    lead = { ...decision.lead, tail: [] };
    for (const fact of decision.entry?.facts ?? []) {
      if (fact.type === "enrolment.entered" || fact.type === "enrolment.pending")
        if (fact.deal?.id === deal) ours.add(fact.enrolment);
      if (fact.type === "split.taken" && ours.has(fact.enrolment)) isChance ||= isNew;
      if (fact.type === "enrolment.refused") why = fact.reason;
      if (fact.type === "mail.refused" && ours.has(fact.enrolment) && !passing.has(fact.reason)) why = fact.reason;
      if (fact.type === "enrolment.left" && ours.has(fact.enrolment)) why = fact.reason;
    }
    isHeldOut ||= lead.enrolments.some(({ id, holdout }) => holdout === true && ours.has(id));
    return lead.outbox.some((effect) => effect.kind === "mail" && ours.has(effect.enrolment));
  };
  const ours = new Set<string>();
  const chance = (): { isChance?: true } => (isChance ? { isChance } : {});
  const causes: Cause[] = [
    {
      type: "captured",
      at,
      capture: { ...captureOf(row, consent, now), ...(seen === undefined ? {} : { companySeen: seen }) },
    },
    ...(seen === undefined || row.company === undefined
      ? []
      : [{ type: "company" as const, company: row.company.key, seen, at }]),
    { type: "deal", at, change: changeOf(dealOf(deal, row, now), rekindle) },
  ];
  for (const cause of causes) if (step(cause)) return { isPast: true, mailAt: at, ...chance() };
  const isPast = begins(lead, { id: deal }, from);
  if (ours.size === 0) return { isPast, why: why ?? quietly(lead, rekindle) };
  for (let looks = 0; looks < MOST_LOOKS && lead.dueAt !== undefined; looks++) {
    at = Math.max(at, lead.dueAt);
    if (step({ type: "look", at })) return { isPast, mailAt: at, ...chance() };
    if (isHeldOut || !lead.enrolments.some(({ id }) => ours.has(id)) || why === "companyDeal" || why === "openDeal")
      break;
  }
  return { isPast, why: isHeldOut ? "holdout" : (why ?? "noMail"), ...chance() };
};
/** Refusals that time alone lifts. */
const passing = new Set<string>(["perDay", "perWeek", "workflowPerDay", "quietHours", "window", "paced"]);

/** Nothing was said: the lead may not be taken up, or nobody takes the reason up. */
const quietly = ({ stage, gate }: Lead, rekindle: Play["rekindle"]): string =>
  stage === "customer" || gate.company?.won === true
    ? "customer"
    : rekindle?.workflow === null
      ? "notChosen"
      : "noWorkflow";

const captureOf = ({ email = "", company }: GoodDeal, basis: Play["consent"], at: Instant) => ({
  via: "deal" as const,
  email,
  attributes: {},
  tags: [],
  source: "deal",
  consent: { basis, at, source: "deals" },
  ...(company === undefined ? {} : { company }),
});

const dealOf = (id: string, row: GoodDeal, now: Instant): Deal => ({
  id,
  companies: row.company === undefined ? [] : [row.company],
  stage: row.stage,
  state: "lost",
  lostReason: row.lostReason ?? "other",
  openedAt: now,
  closedAt: row.closedAt ?? row.modifiedAt ?? now,
  modifiedAt: row.modifiedAt ?? row.closedAt ?? now,
});
