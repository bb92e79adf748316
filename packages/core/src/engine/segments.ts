import type { Condition, Watch } from "../leads/condition.ts";
import { eventConditionsIn, watchesIn, watchKey } from "../leads/evaluate.ts";
import type { Lead } from "../leads/lead.ts";
import { problemsIn } from "../leads/problems.ts";
import { held, shut } from "../mail/gate.ts";
import type { Instant } from "../world/world.ts";
import { current } from "./catalogue.ts";
import type { Engine } from "./engine.ts";
import { bodyOf, keys } from "./keys.ts";
import { everyoneOf, type Filter } from "./lead-listing.ts";
import { changeManifest, prepareCatchUp } from "./publish.ts";

/** A condition with a name: whoever fulfils it now, always worked out anew. */
export type Segment = { id: string; name: string; when: Condition; updatedAt: Instant };

/**
 * How many people a filter finds. `all` is false where there are more leads than were looked at; `unknown`: events whose past
 * nobody has counted yet, which saving the segment makes known.
 */
export type Count = {
  people: number;
  mailable: number;
  looked: number;
  all: boolean;
  sample: Lead[];
  unknown: string[];
};

const MOST_COUNTED = 5_000;
const SAMPLE = 5;

export const countOf = async (engine: Engine, filter: Filter): Promise<Count> => {
  const count: Count = { people: 0, mailable: 0, looked: 0, all: true, sample: [], unknown: [] };
  const { watches } = await current(engine);
  const known = new Set(watches.map(({ key }) => key));
  if (filter.when !== undefined)
    count.unknown = [
      ...new Set(
        eventConditionsIn([filter.when])
          .filter((asked) => !known.has(watchKey(asked)))
          .map(({ event }) => event),
      ),
    ];
  for await (const { items, looked, next } of everyoneOf(engine, filter)) {
    for (const lead of items) {
      count.people += 1;
      if (shut(lead) === undefined && held(lead) === undefined) count.mailable += 1;
      if (count.sample.length < SAMPLE) count.sample.push(lead);
    }
    count.looked += looked;
    if (count.looked < MOST_COUNTED || next === undefined) continue;
    count.all = false;
    break;
  }
  return count;
};

export type SegmentSaved =
  | { status: "saved"; segment: Segment }
  | { status: "refused"; problems: { path: string; message: string }[] };

/** What its events ask of the history is remembered from now on, and counted from the past by a job. */
export const saveSegment = async (
  engine: Engine,
  { id, name, when }: Pick<Segment, "id" | "name" | "when">,
): Promise<SegmentSaved> => {
  const problems = problemsIn(when, "when").filter(({ warning }) => warning !== true);
  const foreign = aboutNobody(when);
  if (foreign !== undefined)
    problems.push({ path: "when", message: `"${foreign}" belongs to a deal or an event, not to a lead` });
  if (problems.length > 0) return { status: "refused", problems };
  const segment: Segment = { id, name, when, updatedAt: engine.world.clock.now() };
  await engine.world.table.put([
    { ...keys.segment(id), rev: 1, body: JSON.stringify(segment), list: { in: "segments", by: id } },
  ]);
  await remember(engine, id, watchesIn([when]));
  return { status: "saved", segment };
};

/** Undefined: there is no such segment. */
export const findSegment = async ({ world }: Engine, id: string): Promise<Segment | undefined> => {
  const item = await world.table.get(keys.segment(id));
  return item === undefined ? undefined : bodyOf<Segment>(item);
};

export const removeSegment = async (engine: Engine, id: string): Promise<boolean> => {
  if ((await findSegment(engine, id)) === undefined) return false;
  await engine.world.table.remove([keys.segment(id)]);
  await remember(engine, id, []);
  return true;
};

const remember = async (engine: Engine, id: string, watches: Watch[]): Promise<void> => {
  const before = await current(engine);
  if (watches.length === 0 && before.asking?.[id] === undefined) return;
  const known = new Map(before.watches.map(({ key, keep }) => [key, keep]));
  const fresh = watches.filter(({ key, keep }) => (known.get(key) ?? 0) < keep);
  const catchUp = fresh.length === 0 ? undefined : await prepareCatchUp(engine, fresh, false);
  await changeManifest(engine, (manifest) => {
    const { [id]: _, ...others } = manifest.asking ?? {};
    return { ...manifest, asking: watches.length === 0 ? others : { ...others, [id]: watches } };
  });
  await catchUp?.();
};

const aboutNobody = (when: Condition): string | undefined => {
  if ("all" in when) return when.all.map(aboutNobody).find((field) => field !== undefined);
  if ("any" in when) return when.any.map(aboutNobody).find((field) => field !== undefined);
  if ("not" in when) return aboutNobody(when.not);
  return "field" in when && /^(deal|event)\./.test(when.field) ? when.field : undefined;
};
