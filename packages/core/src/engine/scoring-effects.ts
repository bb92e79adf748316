import { isWithSales } from "../handoff/lines.ts";
import type { Entry } from "../leads/entry.ts";
import { type Lead, type Line, stages } from "../leads/lead.ts";
import { type Effects, type Held, type Move, named, noEffects } from "../scoring/effects.ts";
import type { ScoringModel } from "../scoring/model.ts";
import { totalAt } from "../scoring/score.ts";
import { decide } from "../story/decide.ts";
import type { Given } from "../story/turn.ts";
import * as Calendar from "../workspace/calendar.ts";
import type { Settings } from "../workspace/settings.ts";
import type { Instant } from "../world/world.ts";
import { current, given } from "./catalogue.ts";
import type { Engine } from "./engine.ts";
import { findMany } from "./lead-store.ts";
import type { Cursor } from "./scoring-plan.ts";
import { type Trace, traceOf } from "./scoring-trace.ts";
import { entriesUnder } from "./timeline.ts";
import { wonLately } from "./won-lately.ts";

/** So many leads are read at a time: one piece of a job. */
export const EFFECTS_PAGE = 200;
const MONTH_DAYS = 30;
const DAY_MS = 86_400_000;

/** What publishing would do, over the warmest `most` of each stage; the real engine decides, nothing is stored. */
export const effectsOf = async (engine: Engine, model: ScoringModel, most: number): Promise<Effects> => {
  let effects = await startEffects(engine, model);
  let cursor: Cursor | undefined = { stage: "marketing" };
  while (cursor !== undefined && effects.looked < most) {
    const limit = Math.min(EFFECTS_PAGE, most - effects.looked);
    const page: Awaited<ReturnType<typeof effectsPage>> = await effectsPage(engine, model, effects, cursor, limit);
    effects = page.effects;
    cursor = page.next;
  }
  return { ...effects, all: cursor === undefined };
};

/** What does not depend on who is looked at: capacity, and whether the won deals would have been found. */
export const startEffects = async (engine: Engine, model: ScoringModel): Promise<Effects> => {
  const { settings, scoring } = await current(engine);
  const now = engine.world.clock.now();
  const capacity = settings.reps.reduce((sum, rep) => sum + (rep.manager ? 0 : rep.capacityPerDay), 0);
  const effects = noEffects(capacity, businessDays(now, settings));
  for (const { lead, entries, openedAt } of await wonLately(engine, now)) {
    const caught = (of: ScoringModel) =>
      traceOf(lead, entries, of, now, settings.timeZone).crossedAt.some((at) => at <= openedAt);
    effects.won.people += 1;
    if (caught(scoring)) effects.won.before += 1;
    if (caught(model)) effects.won.after += 1;
  }
  return effects;
};

const businessDays = (now: Instant, settings: Settings): number =>
  Array.from({ length: MONTH_DAYS }, (_, n) => Calendar.add(now, `-P${n}D`, settings.timeZone)).filter((at) =>
    Calendar.isBusinessDay(at, settings),
  ).length;

/** The next leads of the listing, warmest first, added to what is known; without `next` everybody was looked at. */
export const effectsPage = async (
  engine: Engine,
  model: ScoringModel,
  before: Effects,
  { stage, after }: Cursor,
  limit: number,
): Promise<{ effects: Effects; next?: Cursor }> => {
  const page = await engine.world.table.listed({
    in: `leads#${stage}`,
    descending: true,
    limit,
    ...(after === undefined ? {} : { after }),
  });
  const found = await findMany(
    engine,
    page.items.map(({ pk }) => pk),
  );
  const leads = found.flatMap((lead) => (lead === undefined || lead.erased !== undefined ? [] : [lead]));
  const known = await given(engine, leads, "preview");
  const histories = await Promise.all(leads.map((lead) => entriesUnder(engine, lead)));
  const effects = structure(before);
  for (const [index, lead] of leads.entries()) add(effects, lead, histories[index] ?? [], model, known);
  effects.looked += page.items.length;
  effects.up = named(effects.up);
  effects.down = named(effects.down);
  if (page.next !== undefined) return { effects, next: { stage, after: page.next } };
  const following = stages[stages.indexOf(stage) + 1];
  return following === undefined ? { effects } : { effects, next: { stage: following } };
};

/** A copy that may be added to. */
const structure = ({ lines, rules, perDay, ...rest }: Effects): Effects => ({
  ...rest,
  lines: { warm: { ...lines.warm }, insideSales: { ...lines.insideSales }, sales: { ...lines.sales } },
  rules: Object.fromEntries(Object.entries(rules).map(([id, rule]) => [id, { ...rule }])),
  perDay: { ...perDay },
});

const add = (effects: Effects, lead: Lead, entries: Entry[], model: ScoringModel, known: Given): void => {
  const { now, catalogue } = known;
  const { scoring, settings } = catalogue;
  const from = now - MONTH_DAYS * DAY_MS;
  const trace = traceOf(lead, entries, model, now, settings.timeZone);
  const old = traceOf(lead, entries, scoring, now, settings.timeZone);
  const days = effects.perDay.businessDays;
  const crossed = ({ crossedAt }: Trace) => (crossedAt.some((at) => at > from) && days > 0 ? 1 / days : 0);
  effects.perDay.before += crossed(old);
  effects.perDay.after += crossed(trace);
  for (const [id, moments] of trace.met) {
    const times = moments.filter((at) => at > from).length;
    if (times > 0) hit(effects, id, times);
  }
  for (const { id } of trace.fit) hit(effects, id, 1);
  const move = moved(lead, trace, model, known);
  const before = totalAt(lead.score, now);
  for (const line of ["warm", "insideSales", "sales"] as const) {
    const was = before >= scoring.lines[line];
    const is = move.after >= model.lines[line];
    const counts = effects.lines[line];
    if (was) counts.before += 1;
    if (is) counts.after += 1;
    if (!was && is) counts.up += 1;
    if (was && !is) counts.down += 1;
  }
  if (move.handsOver) effects.handsOver += 1;
  const line = changed(before, scoring.lines, move.after, model.lines);
  if (line === undefined) return;
  const up = move.after >= model.lines[line];
  if (!up && line !== "warm" && move.withSales) effects.kept += 1;
  effects[up ? "up" : "down"].push({ ...move, line });
};

const hit = ({ rules }: Effects, id: string, times: number): void => {
  const rule = rules[id] ?? { times: 0, people: 0 };
  rules[id] = { times: rule.times + times, people: rule.people + 1 };
};

/** The highest line on whose other side the lead would stand. */
const changed = (
  before: number,
  old: ScoringModel["lines"],
  after: number,
  lines: ScoringModel["lines"],
): Line | undefined =>
  (["sales", "insideSales", "warm"] as const).find((line) => before >= old[line] !== after >= lines[line]);

/** What the engine would decide about the lead when it is counted anew: the same decision as after publishing. */
const moved = (lead: Lead, trace: Trace, model: ScoringModel, known: Given): Omit<Move, "line"> => {
  const { now, catalogue } = known;
  const scoringVersion = catalogue.scoringVersion + 1;
  const decided = decide(
    lead,
    { type: "caughtUp", at: now, score: trace.score, model: scoringVersion },
    { ...known, catalogue: { ...catalogue, scoring: model, scoringVersion } },
  );
  const after = totalAt(decided.lead.score, now);
  const handsOver = decided.entry?.facts.some(({ type }) => type === "handoff.opened") ?? false;
  return {
    lead: lead.id,
    ...(lead.name === undefined ? {} : { name: lead.name }),
    ...(lead.company === undefined ? {} : { company: lead.company.name }),
    before: totalAt(lead.score, now),
    after,
    handsOver,
    withSales: isWithSales(lead),
    ...(handsOver || after < model.lines.insideSales ? {} : { held: heldBy(lead) }),
  };
};

const heldBy = (lead: Lead): Held => {
  if (isWithSales(lead)) return "withSales";
  if (lead.stage === "customer") return "customer";
  if (lead.gate.deals.length > 0) return "openDeal";
  return lead.handoff?.state === "returned" ? "returned" : "other";
};
