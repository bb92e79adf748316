import type { LostReason } from "../leads/lead.ts";
import * as ListFile from "../leads/list-file.ts";
import { covers } from "../story/triggers.ts";
import type { Instant } from "../world/world.ts";
import { current } from "./catalogue.ts";
import { companiesIn } from "./companies-in-list.ts";
import type { Engine } from "./engine.ts";
import { openDeals } from "./import-source.ts";
import { breathing, type ImportOptions } from "./imports.ts";
import type { Surveyed } from "./lead-survey.ts";
import { newestLosses } from "./losses.ts";
import { type Loss, type LostFate, rehearse } from "./rehearse.ts";
import { chosenFor, type FileSurvey, fileSurvey, MOST_LOOKED_UP, spellings } from "./survey.ts";

export type DealSurvey = {
  file: FileSurvey;
  deals: { open: number; won: number; lost: number };
  /** Names of stages, as written, and what they mean. */
  stages: { written: string; state: "open" | "won" | "lost"; deals: number }[];
  reasons: ReasonSurvey[];
  /** What becomes of the lost deals that were looked at, one person at a time. */
  looked: number;
  /** Lost deals of people who will be mailed, and those people. */
  begins: { deals: number; people: number; isChance: boolean };
  /** People with several lost deals: the newest counts. */
  several: number;
  /** Why others are not, by the gate's or the workflow's word. */
  others: { why: string; deals: number; companies: { name: string; deals: number }[]; more: number }[];
  /** First mails, by the moment. */
  mails: { at: Instant; people: number }[];
  /** People whose wait is over, how many turns they and hold-outs take, and when the newest of their deals was lost. */
  past: { people: number; turns: number; newestAt?: Instant };
  joins: { names: string[]; state: "customer" | "open" | "none" }[];
  /** People whom we know already. */
  known: number;
};
/** A reason, how it is written in the list, and who takes it up. */
export type ReasonSurvey = {
  reason: LostReason;
  written: string[];
  deals: number;
  people: number;
  workflow: string | null;
  after: string | null;
};

/** What taking in this list of deals would do: the very decisions of the engine over every person of a lost deal, with nothing stored. */
export const surveyDeals = async (
  engine: Engine,
  bytes: Uint8Array,
  options: ImportOptions = {},
): Promise<Surveyed<DealSurvey>> => {
  const { settings } = await current(engine);
  const { header } = ListFile.formatOf(bytes);
  const { chosen, remembered } = await chosenFor(engine, "deals", header, options);
  const opened = openDeals(bytes, settings.timeZone, chosen);
  if (opened.status === "refused") return { ...opened, header };
  const { source } = opened;
  const file = fileSurvey(source);
  const names = spellings();
  const stages = new Map<string, DealSurvey["stages"][number]>();
  const reasons = new Map<LostReason, { written: Set<string>; deals: number }>();
  const deals = { open: 0, won: 0, lost: 0 };
  const newest = newestLosses();
  const lost: Loss[] = [];
  const companies = companiesIn();
  const stageAt = source.format.header.indexOf(source.columns.find(({ target }) => target === "stage")?.header ?? "");
  for await (const read of breathing(source, options)) {
    file.note(read);
    if (!("row" in read)) continue;
    const { row, line } = read;
    const state = row.stage === "won" || row.stage === "lost" ? row.stage : "open";
    deals[state] += 1;
    const written = read.cells[stageAt]?.trim() ?? row.stage;
    const stage = stages.get(written) ?? { written, state, deals: 0 };
    stages.set(written, { ...stage, deals: stage.deals + 1 });
    if (row.company !== undefined) names.note(row.company);
    companies.note(row, line);
    if (state !== "lost") continue;
    newest.note(line, row);
    const reason = row.lostReason ?? "other";
    const known = reasons.get(reason) ?? { written: new Set<string>(), deals: 0 };
    if (row.lostReasonText !== undefined && known.written.size < 5) known.written.add(row.lostReasonText);
    reasons.set(reason, { ...known, deals: known.deals + 1 });
    if (lost.length < MOST_LOOKED_UP) lost.push({ line, row });
  }
  const fates = await rehearse(engine, lost, {
    companies,
    isOlder: (line, row) => newest.isOlder(line, row),
    options,
  });
  const states = await companies.states(
    engine,
    names.several().map(({ key }) => key),
  );
  return {
    status: "ok",
    survey: {
      file: await file.end(engine, remembered, options.file),
      deals,
      stages: [...stages.values()].toSorted((a, b) => b.deals - a.deals).slice(0, 20),
      reasons: await reasonsOf(engine, reasons, fates, options),
      looked: lost.length,
      ...outcomes(fates),
      joins: names
        .several()
        .map(({ key, names: written }) => ({ names: written, state: states.get(key) ?? ("none" as const) }))
        .toSorted((a, b) => rank[b.state] - rank[a.state])
        .slice(0, 5),
    },
  };
};
const rank = { customer: 2, open: 1, none: 0 };

const outcomes = (fates: LostFate[]) => {
  const begin = fates.filter(({ mailAt }) => mailAt !== undefined);
  const people = new Set(begin.map(({ person }) => person));
  // Their other deals come back with them.
  const several = fates.filter(({ why, person }) => why === "older" && people.has(person));
  const whyOf = new Map(fates.flatMap(({ person, why }) => (why === "older" ? [] : [[person, why] as const])));
  const others = new Map<string, LostFate[]>();
  for (const fate of fates) {
    if (fate.mailAt !== undefined || several.includes(fate)) continue;
    const why = (fate.why === "older" ? whyOf.get(fate.person) : fate.why) ?? "noMail";
    others.set(why, [...(others.get(why) ?? []), fate]);
  }
  const mails = new Map<Instant, number>();
  for (const { mailAt } of begin) if (mailAt !== undefined) mails.set(mailAt, (mails.get(mailAt) ?? 0) + 1);
  const past = begin.filter(({ isPast }) => isPast);
  const newestAt = past.reduce<Instant | undefined>(
    (last, { lostAt }) => (lostAt === undefined || (last !== undefined && last > lostAt) ? last : lostAt),
    undefined,
  );
  return {
    begins: {
      deals: begin.length + several.length,
      people: people.size,
      isChance: fates.some(({ isChance }) => isChance === true),
    },
    several: new Set(several.map(({ person }) => person)).size,
    others: [...others]
      .map(([why, those]) => ({ why, deals: those.length, ...companiesOf(those) }))
      .toSorted((a, b) => b.deals - a.deals),
    mails: [...mails].map(([at, n]) => ({ at, people: n })).toSorted((a, b) => a.at - b.at),
    past: {
      people: past.length,
      turns: fates.filter(({ isPast }) => isPast).length,
      ...(newestAt === undefined ? {} : { newestAt }),
    },
    known: new Set(fates.flatMap(({ isKnown, person }) => (isKnown ? [person] : []))).size,
  };
};

const companiesOf = (fates: LostFate[]) => {
  const counts = new Map<string, number>();
  for (const { company } of fates) if (company !== undefined) counts.set(company, (counts.get(company) ?? 0) + 1);
  const all = [...counts].map(([name, n]) => ({ name, deals: n })).toSorted((a, b) => b.deals - a.deals);
  return { companies: all.slice(0, 20), more: Math.max(0, all.length - 20) };
};

/** Which workflow takes up a reason: chosen, or the first running one whose trigger covers it. */
const reasonsOf = async (
  engine: Engine,
  reasons: Map<LostReason, { written: Set<string>; deals: number }>,
  fates: LostFate[],
  { rekindling }: ImportOptions,
): Promise<ReasonSurvey[]> => {
  const { workflows, graphs } = await current(engine);
  const takers = Object.entries(workflows).flatMap(([id, { version, state }]) =>
    (state === "running" ? (graphs[`${id}@${version}`]?.definition.triggers ?? []) : []).flatMap((trigger) =>
      trigger.kind === "dealLost" ? [{ id, trigger }] : [],
    ),
  );
  return [...reasons]
    .map(([reason, { written, deals }]): ReasonSurvey => {
      const chosen = rekindling?.workflows?.[reason];
      const taker = takers.find(({ id, trigger }) =>
        chosen === undefined ? covers(trigger, reason) : id === chosen && covers(trigger, reason),
      );
      return {
        reason,
        written: [...written],
        deals,
        people: new Set(
          fates.flatMap((fate) => (fate.reason === reason && fate.mailAt !== undefined ? [fate.person] : [])),
        ).size,
        workflow: chosen === undefined ? (taker?.id ?? null) : chosen,
        after: taker?.trigger.after ?? null,
      };
    })
    .toSorted((a, b) => b.deals - a.deals);
};
