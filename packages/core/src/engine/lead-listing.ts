import type { Condition } from "../leads/condition.ts";
import { evaluate } from "../leads/evaluate.ts";
import { type Lead, stages } from "../leads/lead.ts";
import { subject } from "../scoring/score.ts";
import type { Item } from "../world/world.ts";
import { current } from "./catalogue.ts";
import { members } from "./company.ts";
import type { Engine } from "./engine.ts";
import { membershipOf } from "./find-rows.ts";
import { findMany } from "./lead-store.ts";
import { search } from "./search.ts";

/**
 * Whom a list, a bulk act or a one-off mail is about. Everything said must hold. `text` = what somebody typed; `company` =
 * a company's key; `at` = who stands at a step.
 */
export type Filter = {
  text?: string;
  company?: string;
  stage?: Lead["stage"];
  owner?: string;
  tag?: string;
  list?: string;
  when?: Condition;
  at?: { workflow: string; version: number; step: string };
};
/** `looked`: leads that were read for this page. A page may hold less than was asked for, and more is behind `next`. */
export type Listing = { items: Lead[]; next?: string; looked: number };

/** So many leads are read for one page at most, however rare those are who match. */
const MOST_LOOKED_AT = 1_000;

/** A page of those who match: read from the narrowest listing that there is, the rest of the filter is asked of each lead. */
export const leadsOf = async (
  engine: Engine,
  filter: Filter,
  { limit, after }: { limit: number; after?: string | undefined },
): Promise<Listing> => {
  const matches = await matcher(engine, filter);
  const source = sourceOf(engine, filter);
  const found: Lead[] = [];
  let next: string | undefined = after;
  let looked = 0;
  do {
    const page = await source(next, limit - found.length);
    const leads = await findMany(engine, [...new Set(page.leads)]);
    for (const lead of leads) if (lead !== undefined && matches(lead)) found.push(lead);
    looked += page.leads.length;
    next = page.next;
  } while (next !== undefined && found.length * 2 < limit && looked < MOST_LOOKED_AT);
  return { items: unique(found), looked, ...(next === undefined ? {} : { next }) };
};

/** Every lead that matches, in pages. */
export async function* everyoneOf(engine: Engine, filter: Filter): AsyncGenerator<Listing> {
  let after: string | undefined;
  do {
    const page = await leadsOf(engine, filter, { limit: 200, after });
    yield page;
    after = page.next;
  } while (after !== undefined);
}

const matcher = async (engine: Engine, filter: Filter): Promise<(lead: Lead) => boolean> => {
  const { settings } = await current(engine);
  const now = engine.world.clock.now();
  const { stage, owner, tag, list, when, at, company } = filter;
  const asked: Condition[] = [
    ...(stage === undefined ? [] : [{ field: "stage", eq: stage }]),
    ...(owner === undefined ? [] : [{ field: "owner", eq: owner }]),
    ...(tag === undefined ? [] : [{ field: "tags", eq: tag }]),
    ...(list === undefined ? [] : [{ field: "lists", eq: list }]),
    ...(when === undefined ? [] : [when]),
  ];
  return (lead) =>
    lead.erased === undefined &&
    // The entry of who has left for another company may still stand there.
    (company === undefined || lead.company?.key === company) &&
    (at === undefined || lead.enrolments.some((one) => one.workflow === at.workflow && one.step === at.step)) &&
    asked.every((condition) => evaluate(condition, subject(lead, now, settings.timeZone)));
};

type Source = (after: string | undefined, limit: number) => Promise<{ leads: string[]; next?: string }>;

const sourceOf = (engine: Engine, filter: Filter): Source => {
  const { text, company, at, tag, list, owner, stage } = filter;
  if (text !== undefined && text.trim() !== "") return (after, limit) => search(engine, text, limit, after);
  if (company !== undefined) return (after) => members(engine, company, after);
  if (at !== undefined) return listing(engine, `place#${at.workflow}#${at.version}#${at.step}`, false);
  if (tag !== undefined) return listing(engine, membershipOf("tag", tag), true);
  if (list !== undefined) return listing(engine, membershipOf("list", list), true);
  if (owner !== undefined) return listing(engine, membershipOf("owner", owner), true);
  return byScore(engine, stage);
};

const listing =
  ({ world }: Engine, name: string, descending: boolean): Source =>
  async (after, limit) => {
    const page = await world.table.listed({ in: name, descending, limit, ...(after === undefined ? {} : { after }) });
    return { leads: page.items.map(({ pk }) => pk), ...(page.next === undefined ? {} : { next: page.next }) };
  };

/**
 * The highest score first, of one stage or of all, as of each lead's last change. The cursor is where the last lead stood:
 * in that order every stage's listing is read from there.
 */
const byScore =
  ({ world }: Engine, only: Lead["stage"] | undefined): Source =>
  async (cursor, limit) => {
    if (cursor !== undefined && !/^\d+#\w+$/.test(cursor)) throw new RangeError("The cursor is not one of this list");
    const pages = await Promise.all(
      (only === undefined ? stages : [only]).map((stage) =>
        world.table.listed({
          in: `leads#${stage}`,
          descending: true,
          limit: limit + 1,
          ...(cursor === undefined ? {} : { to: cursor }),
        }),
      ),
    );
    // Below the end of a page that has a next one nothing is certain.
    const floor = pages
      .flatMap(({ items, next }) => (next === undefined ? [] : placeOf(items.at(-1))))
      .toSorted()
      .at(-1);
    const rows = pages
      .flatMap(({ items }) => items)
      .filter((item) => placeOf(item) !== cursor && (floor === undefined || placeOf(item) >= floor))
      .toSorted((a, b) => (placeOf(a) < placeOf(b) ? 1 : -1));
    const taken = rows.slice(0, limit);
    const more = rows.length > taken.length || floor !== undefined;
    return { leads: taken.map(({ pk }) => pk), ...(more && taken.length > 0 ? { next: placeOf(taken.at(-1)) } : {}) };
  };
const placeOf = (item: Item | undefined): string => item?.list?.by ?? "";

const unique = (leads: Lead[]): Lead[] => [...new Map(leads.map((lead) => [lead.id, lead])).values()];
