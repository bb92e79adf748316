import type { Deal } from "../deals/deal.ts";
import { companyKey } from "../leads/company.ts";
import type { Lead } from "../leads/lead.ts";
import { totalAt } from "../scoring/score.ts";
import type { Instant, Item } from "../world/world.ts";
import { type Company, members } from "./company.ts";
import { type CompanyState, type CompanyView, emptyView, stateOf, viewOf } from "./company-view.ts";
import type { Engine } from "./engine.ts";
import { bodyOf, keys } from "./keys.ts";
import { findMany } from "./lead-store.ts";

/** By name, or those in one state, last changed first. `q` finds by the beginning of the name, however it is spelled. */
export const listCompanies = async (
  { world }: Engine,
  { state, q, limit, after }: { state?: CompanyState; q?: string; limit: number; after?: string },
): Promise<{ items: CompanyView[]; next?: string }> => {
  const cursor = after === undefined ? {} : { after };
  const answer = (items: CompanyView[], next: string | undefined) => (next === undefined ? { items } : { items, next });
  if (q === undefined && state !== undefined) {
    const page = await world.table.listed({ in: `companies#${state}`, descending: true, limit, ...cursor });
    return answer(page.items.map(viewOf), page.next);
  }
  const start = q === undefined ? undefined : (companyKey(q) ?? q.normalize("NFKC").toLowerCase());
  const page = await world.table.listed({
    in: "companies",
    limit,
    ...cursor,
    ...(start === undefined ? {} : { from: start, to: `${start}\uffff` }),
  });
  const items = await world.table.getMany(page.items.map(({ list }) => keys.companyView(list?.by ?? "")));
  return answer(
    items.flatMap((item) => (item === undefined ? [] : [viewOf(item)])),
    page.next,
  );
};

/** The warmest person of each, as of now. */
export const hottestOf = async (
  engine: Engine,
  companies: CompanyView[],
  now: Instant,
): Promise<({ id: string; name: string; total: number } | undefined)[]> => {
  const ids = [...new Set(companies.flatMap(({ top }) => top.map(({ lead }) => lead)))];
  const leads = new Map(
    (await findMany(engine, ids)).flatMap((lead) => (lead === undefined ? [] : [[lead.id, lead] as const])),
  );
  return companies.map(({ key, top }) => {
    const known = top.flatMap(({ lead }) => leads.get(lead) ?? []).filter(({ company }) => company?.key === key);
    const [first] = known
      .map((lead) => ({ id: lead.id, name: lead.name ?? lead.email, total: totalAt(lead.score, now) }))
      .toSorted((a, b) => b.total - a.total);
    return first;
  });
};

/** So many deals of a company are shown, the open ones first. */
const MOST_DEALS = 100;

/** A company with its people, a page at a time, and its deals. */
export const companyPage = async (
  engine: Engine,
  key: string,
  after?: string,
): Promise<{ view: CompanyView; people: Lead[]; deals: Deal[]; next?: string } | undefined> => {
  const { table } = engine.world;
  const [viewItem, item] = await table.getMany([keys.companyView(key), keys.company(key)]);
  const page = await members(engine, key, after);
  const company = item === undefined ? undefined : bodyOf<Company>(item);
  if (viewItem === undefined && company === undefined && page.leads.length === 0) return undefined;
  // The entry of who has left for another company may still stand there.
  const people = (await findMany(engine, page.leads)).flatMap((lead) => (lead?.company?.key === key ? [lead] : []));
  const found = await table.getMany(dealsOf(company).map(keys.deal));
  const now = engine.world.clock.now();
  return {
    view: asItIs(viewItem, company, key, people),
    people: people.toSorted((a, b) => totalAt(b.score, now) - totalAt(a.score, now)),
    deals: found.flatMap((deal) => (deal === undefined ? [] : [bodyOf<Deal>(deal)])),
    ...(page.next === undefined ? {} : { next: page.next }),
  };
};

const dealsOf = (company: Company | undefined): string[] =>
  [
    ...(company?.open ?? []),
    ...(company?.won ?? []).toReversed(),
    ...(company?.losses ?? []).toSorted((a, b) => b.at - a.at).map(({ deal }) => deal),
  ].slice(0, MOST_DEALS);

/** What is open and won decides about mail: it is read where it is decided, the rest from the list. */
const asItIs = (item: Item | undefined, company: Company | undefined, key: string, people: Lead[]): CompanyView => {
  const listed =
    item === undefined
      ? { ...emptyView(key), name: company?.name ?? people[0]?.company?.name ?? key, people: people.length }
      : viewOf(item);
  return company === undefined ? listed : { ...listed, ...stateOf(company) };
};
