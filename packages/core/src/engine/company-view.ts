import type { Lead } from "../leads/lead.ts";
import { totalAt } from "../scoring/score.ts";
import type { Instant, Item } from "../world/world.ts";
import type { Company } from "./company.ts";
import type { Engine } from "./engine.ts";
import { bodyOf, keys } from "./keys.ts";
import { isAfter } from "./sequence.ts";

/** A company as lists show it, as of the last commit of its people and deals. */
export type CompanyView = {
  key: string;
  name: string;
  people: number;
  state: CompanyState;
  /** How many deals. */
  open: number;
  won: number;
  lost: number;
  /** When one of its deals changed last. */
  changedAt?: Instant;
  /** Its warmest people, warmest first, as of their last signal. */
  top: { lead: string; total: number }[];
};
export const companyStates = ["open", "customer", "lost", "none"] as const;
export type CompanyState = (typeof companyStates)[number];

/** News of a company: somebody joined or left, somebody's score moved, its deals changed. */
export type Told = { seq: string; key: string } & (
  | { what: "joined"; name: string; lead: string; total: number }
  | { what: "left"; lead: string }
  | { what: "warmed"; name: string; lead: string; total: number }
  | { what: "deals"; company: Company }
  | { what: "noDeals" }
);
type Stored = { seen: Record<string, string>; view: CompanyView };
const MOST_TOP = 3;
const MOST_TRIES = 20;

/** What a change of a lead's record says of its companies. */
export const toldOf = (seq: string, before: Lead | undefined, lead: Lead | undefined): Told[] => {
  const was = before?.erased === undefined ? before?.company : undefined;
  const is = lead?.erased === undefined ? lead?.company : undefined;
  const told: Told[] = [];
  if (before !== undefined && was !== undefined && was.key !== is?.key)
    told.push({ seq, key: was.key, what: "left", lead: before.id });
  if (lead === undefined || is === undefined) return told;
  const total = Math.round(totalAt(lead.score, lead.lastAt) * 100) / 100;
  const about = { seq, key: is.key, name: is.name, lead: lead.id, total };
  if (was?.key !== is.key) told.push({ ...about, what: "joined" });
  else if (before !== undefined && pointsOf(before) !== pointsOf(lead)) told.push({ ...about, what: "warmed" });
  return told;
};
/** Fading changes nothing here. */
const pointsOf = ({ score }: Lead): string => `${score.fit} ${JSON.stringify(score.families)}`;

/** Takes what is newer than the view's last number of this shard, on the view's revision. */
export const tellViews = async (engine: Engine, shard: string, told: Told[]): Promise<void> => {
  const byCompany = Map.groupBy(told, ({ key }) => key);
  for (const [key, news] of byCompany) await tellView(engine, shard, key, news);
};

const tellView = async ({ world }: Engine, shard: string, key: string, news: Told[]): Promise<void> => {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const item = await world.table.get(keys.companyView(key), "consistent");
    const known: Stored = item === undefined ? { seen: {}, view: emptyView(key) } : bodyOf<Stored>(item);
    const fresh = news.filter(({ seq }) => isAfter(seq, known.seen[shard]));
    if (fresh.length === 0) return;
    const view = fresh.reduce(after, known.view);
    const last = fresh.map(({ seq }) => seq).reduce((a, b) => (isAfter(b, a) ? b : a));
    const rev = item?.rev ?? 0;
    const gone = view.people <= 0 && view.state === "none";
    if (gone && item === undefined) return;
    const answer = gone
      ? await world.table.transact([{ remove: keys.companyView(key), expect: rev }])
      : (
          await world.table.commit([
            { put: itemOf({ seen: { ...known.seen, [shard]: last }, view }, rev + 1), expect: rev },
          ])
        )[0];
    if (answer !== "stored") continue;
    if (gone) await world.table.remove([keys.companyName(key)]);
    else if (item === undefined)
      await world.table.put([{ ...keys.companyName(key), rev: 1, body: "{}", list: { in: "companies", by: key } }]);
    return;
  }
  throw new Error(`The view of company ${key} is fought over`);
};

const itemOf = (stored: Stored, rev: number): Item => {
  const { key, state, changedAt = 0 } = stored.view;
  const list = { in: `companies#${state}`, by: `${String(changedAt).padStart(15, "0")}#${key}` };
  return { ...keys.companyView(key), rev, body: JSON.stringify(stored), list };
};

const after = (view: CompanyView, news: Told): CompanyView => {
  switch (news.what) {
    case "joined":
      return { ...named(view, news.name), people: view.people + 1, top: warmest(view, news) };
    case "left":
      return { ...view, people: view.people - 1, top: view.top.filter(({ lead }) => lead !== news.lead) };
    case "warmed":
      return { ...named(view, news.name), top: warmest(view, news) };
    case "deals": {
      const { changedAt, name } = news.company;
      return { ...view, ...stateOf(news.company), name, ...(changedAt === undefined ? {} : { changedAt }) };
    }
    case "noDeals":
      return { ...view, open: 0, won: 0, lost: 0, state: "none" };
    default:
      return news satisfies never;
  }
};

/** The name of its deals stays; people write it in many ways. */
const named = (view: CompanyView, name: string): CompanyView => (view.name === view.key ? { ...view, name } : view);

const warmest = ({ top }: CompanyView, { lead, total }: { lead: string; total: number }): CompanyView["top"] =>
  [...top.filter((one) => one.lead !== lead), ...(total > 0 ? [{ lead, total }] : [])]
    .toSorted((a, b) => b.total - a.total)
    .slice(0, MOST_TOP);

export const viewOf = (item: Item): CompanyView => bodyOf<Stored>(item).view;

export const emptyView = (key: string): CompanyView => ({
  key,
  name: key,
  people: 0,
  state: "none",
  open: 0,
  won: 0,
  lost: 0,
  top: [],
});

/** An open deal locks, a won one makes a customer: the stronger word first. */
export const stateOf = ({ open, won, losses }: Company): Pick<CompanyView, "state" | "open" | "won" | "lost"> => ({
  open: open.length,
  won: won.length,
  lost: losses.length,
  state: open.length > 0 ? "open" : won.length > 0 ? "customer" : losses.length > 0 ? "lost" : "none",
});
