import { changeOf, type Deal, type DealInput, isNews, merged, named, same } from "../deals/deal.ts";
import type { Cause } from "../leads/cause.ts";
import type { Rekindle } from "../leads/entry.ts";
import type { Consent, Lead } from "../leads/lead.ts";
import type { Instant, Item, Write } from "../world/world.ts";
import * as Company from "./company.ts";
import { companyWrites } from "./deal-companies.ts";
import type { Engine } from "./engine.ts";
import { capture } from "./identity.ts";
import { bodyOf, keys, shardOf } from "./keys.ts";
import { findOrId } from "./lead-store.ts";
import { send } from "./message.ts";
import { noteParked } from "./problems.ts";
import { work } from "./work.ts";

export type DealOutcome = {
  status: "created" | "changed" | "same" | "stale";
  deal: Deal;
  /** A lead that this change made. */
  newLead?: string;
};
/** `rekindle`, `consent`: what whoever imports a list says of those whose deals it holds. */
type About = {
  at: Instant;
  cause: string;
  by?: string;
  trace?: string;
  rekindle?: Rekindle;
  consent?: Consent;
};

/** Each round of writers that meet at one company lets one of them through. */
const MOST_TRIES = 24;

/**
 * A deal changes: deal, companies and the decision of its own lead in one transaction. So whoever sees the deal open sees
 * the lock, too. The company's other people are told to look.
 */
export const change = async (engine: Engine, input: DealInput, about: About): Promise<DealOutcome> => {
  const { at, cause, by, trace, rekindle } = about;
  const { world } = engine;
  const id = input.id ?? world.ids.next("deal");
  const claim = world.ids.next("claim");
  let isNew: boolean | undefined;
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const item = await world.table.get(keys.deal(id), "consistent");
    const before = item === undefined ? undefined : bodyOf<Deal>(item);
    const modifiedAt = input.modifiedAt ?? at;
    if (before !== undefined && modifiedAt < before.modifiedAt) return { status: "stale", deal: before };
    const own = await ownLead(engine, input, before, about);
    const { lead } = own;
    const newLead = own.isNew && lead !== undefined ? { newLead: lead.id } : {};
    const deal: Deal = {
      ...(before === undefined ? { origin: cause } : {}),
      ...merged(before, input, id, at, modifiedAt, lead?.id, [
        ...(before?.companies ?? []),
        ...named(input.company),
        ...(lead?.company === undefined ? [] : [lead.company]),
      ]),
    };
    isNew ??= before === undefined;
    if (item !== undefined && before !== undefined && same(before, deal)) {
      if (tries === 0) {
        if (modifiedAt === before.modifiedAt || (await confirm(engine, item, deal)))
          return { status: "same", deal, ...newLead };
        continue;
      }
      // What conflicted was this very change: its answer was lost. The rest of it is still to be done.
      if (lead !== undefined) await work(engine, [{ lead: lead.id, causes: [{ type: "look", at }] }], claim);
      await send(engine, [{ kind: "deal", deal: id }]);
      return { status: isNew ? "created" : "changed", deal: before, ...newLead };
    }
    const companies = await companyWrites(engine, deal, at);
    const rev = (item?.rev ?? 0) + 1;
    const due = { shard: shardOf(id, engine.config.shards), at: world.clock.now() };
    const writes: Write[] = [
      { put: { ...keys.deal(id), rev, body: JSON.stringify(deal), list: listing(deal), due }, expect: item?.rev ?? 0 },
      ...companies.map(({ write }) => write),
    ];
    const seen = companies.find(({ key }) => key === lead?.company?.key)?.seen;
    // The company first: whoever loses a deal while the company is a customer's already is not to be won back.
    const causes: Cause[] = [];
    if (seen !== undefined && lead?.company !== undefined)
      causes.push({ type: "company", company: lead.company.key, seen, at });
    if (isNews(before, deal)) {
      const told: Cause = { type: "deal", id: `${cause}:${id}:${rev}`, at, change: changeOf(deal, rekindle) };
      causes.push({ ...told, ...(by === undefined ? {} : { by }), ...(trace === undefined ? {} : { trace }) });
    }
    const stored =
      lead === undefined || causes.length === 0
        ? await world.table.transact(writes)
        : await together(engine, lead.id, causes, writes, claim);
    if (stored === "conflict") continue;
    await send(engine, [{ kind: "deal", deal: id }]);
    return { status: isNew ? "created" : "changed", deal, ...newLead };
  }
  throw new Error(`Deal ${id} is fought over: too many writers at once`);
};

/**
 * The lead's decision and all the rest, or nothing. A lead that fails is parked with it; where not even that can be written,
 * the queue keeps what the lead must hear. Its trouble hides the deal from nobody else.
 */
const together = async (
  engine: Engine,
  lead: string,
  causes: Cause[],
  writes: Write[],
  claim: string,
): Promise<"stored" | "conflict"> => {
  const { world } = engine;
  const attempt = (all: Cause[]) => work(engine, [{ lead, causes: all, with: () => writes }], claim);
  let [result] = await attempt(causes);
  if (result?.status === "failed") {
    const reason = result.error instanceof Error ? result.error.message : String(result.error);
    [result] = await attempt([{ type: "parked", at: world.clock.now(), reason }, ...causes]);
    if (result?.status === "done")
      await noteParked(engine, { id: `parked-${lead}`, kind: "parked", lead, reason, at: world.clock.now() }, []);
  }
  if (result?.status === "done") return "stored";
  if (result?.status !== "failed") return "conflict";
  const stored = await world.table.transact(writes);
  if (stored === "stored")
    await send(
      engine,
      causes.map((cause) => ({ kind: "cause", lead, cause, tries: 1 })),
    );
  return stored;
};

export const findDeal = async ({ world }: Engine, id: string): Promise<Deal | undefined> => {
  const item = await world.table.get(keys.deal(id), "consistent");
  return item === undefined ? undefined : bodyOf<Deal>(item);
};

/** Tells the people of a deal's companies to look, then the deal is no longer due. A crash before leaves it due. */
export const tellCompanies = async (engine: Engine, id: string): Promise<void> => {
  const { table } = engine.world;
  const item = await table.get(keys.deal(id), "consistent");
  if (item?.due === undefined) return;
  for (const { key } of bodyOf<Deal>(item).companies) {
    let after: string | undefined;
    do {
      const page = await Company.members(engine, key, after);
      if (page.leads.length > 0) await send(engine, [{ kind: "company", company: key, leads: page.leads }]);
      after = page.next;
    } while (after !== undefined);
  }
  const { due: _, ...told } = item;
  await table.commit([{ put: { ...told, rev: item.rev + 1 }, expect: item.rev }]);
};

/** Whose deal it is. A list that says on what ground it may be mailed says so of people who are known already, too. */
const ownLead = async (
  engine: Engine,
  { leadEmail, leadName, company }: DealInput,
  before: Deal | undefined,
  { at, cause, consent }: About,
): Promise<{ lead: Lead | undefined; isNew: boolean }> => {
  const known = before?.lead === undefined ? undefined : await findOrId(engine, before.lead, "consistent");
  const isSettled = before?.lead !== undefined && consent === undefined && before.origin !== cause;
  if (leadEmail === undefined || isSettled) return { lead: known, isNew: false };
  const [own] = named(company);
  const captured = await capture(
    engine,
    {
      via: "deal",
      email: leadEmail,
      attributes: {},
      tags: [],
      source: "deal",
      consent: consent ?? { basis: "none", at, source: "deal" },
      ...(leadName === undefined ? {} : { name: leadName }),
      ...(own === undefined ? {} : { company: own }),
    },
    { id: `${cause}:lead`, at },
  );
  if (captured.status === "suppressed") return { lead: known, isNew: false };
  if (before?.lead !== undefined && before.lead !== captured.lead.id) return { lead: known, isNew: false };
  return { lead: captured.lead, isNew: captured.status === "created" };
};

/** Nothing changed, but it is true for longer than we knew: what the CRM changed before that comes too late now. */
const confirm = async ({ world }: Engine, item: Item, deal: Deal): Promise<boolean> => {
  const put: Item = { ...item, rev: item.rev + 1, body: JSON.stringify(deal), list: listing(deal) };
  const [answer] = await world.table.commit([{ put, expect: item.rev }]);
  return answer === "stored";
};

const listing = ({ state, modifiedAt, id }: Deal) => ({
  in: `deals#${state}`,
  by: `${String(modifiedAt).padStart(15, "0")}#${id}`,
});
