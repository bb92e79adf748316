import type { Kit } from "./kit.ts";
import { type Asked, type Kind, single, storm, survey } from "./plan.ts";
import { type Faulty, type Outcome, play, type Trace } from "./run.ts";
import { broken } from "./verdict.ts";

/** One call of one site, and what goes wrong with it; `n` counts the calls of the site in that run. */
type Target = { seed: number; site: string; kind: Kind; n: number };
export type Campaign = {
  seed: number;
  /** How many runs cover every site × every fault; as many storms come on top. */
  size: number;
  targets: Target[];
  sites: Set<string>;
};

export type Totals = {
  runs: number;
  /** Call sites at which something went wrong. */
  sites: number;
  /** Faults that happened. */
  faults: number;
  mails: number;
  lost: number;
  twice: number;
  twiceStated: number;
  afterLock: number;
  stuck: number;
  countersOff: number;
  seed: number;
};
/** `covered`: site → the kinds of fault that happened there. */
export type Results = {
  totals: Totals;
  covered: Map<string, Set<Kind>>;
  broken: { run: number; lines: string[] }[];
  errors: string[];
};

const seedOf = (seed: number, run: number): number => (Math.imul(seed, 1_000_003) + run) >>> 0;

/** Finds the call sites in a few quiet runs, and picks one call of each for every fault that it can have. */
export const prepareCampaign = async (kit: Kit, seed: number, surveys = 10): Promise<Campaign> => {
  const possible = new Map<string, { kinds: Set<Kind>; calls: { seed: number; times: number; kind: Set<Kind> }[] }>();
  for (let n = 0; n < surveys; n++) {
    const own = seedOf(seed, 1_000_000 + n);
    const asked = new Map<string, Asked[]>();
    await play(kit, own, () => survey((call) => asked.set(call.site, [...(asked.get(call.site) ?? []), call])));
    for (const [site, calls] of asked) {
      const known = possible.get(site) ?? { kinds: new Set<Kind>(), calls: [] };
      possible.set(site, known);
      for (const kind of calls.flatMap((call) => call.possible)) known.kinds.add(kind);
      known.calls.push({ seed: own, times: calls.length, kind: new Set(calls.flatMap((call) => call.possible)) });
    }
  }
  const targets: Target[] = [];
  for (const [site, { kinds, calls }] of [...possible].sort(([a], [b]) => (a < b ? -1 : 1)))
    for (const kind of kinds) {
      const where = calls.filter((call) => call.kind.has(kind));
      const at = targets.length;
      const one = where[at % where.length];
      if (one !== undefined) targets.push({ seed: one.seed, site, kind, n: at % Math.min(one.times, 7) });
    }
  return { seed, size: 2 * targets.length, targets, sites: new Set(possible.keys()) };
};

/** Run `n` of a campaign: even ones aim at one call, odd ones are storms. */
export const playOne = (
  kit: Kit,
  { seed, targets }: Campaign,
  run: number,
  options: { faulty?: Faulty; trace?: Trace } = {},
): Promise<Outcome> => {
  // Neighbours in the list are alike: a short campaign takes targets from all over it.
  const target = run % 2 === 0 ? targets[((run / 2) * 37) % targets.length] : undefined;
  if (target === undefined) return play(kit, seedOf(seed, run), storm, options);
  return play(kit, target.seed, () => single(target), options);
};

export const playAll = async (
  kit: Kit,
  campaign: Campaign,
  {
    runs = campaign.size,
    untilMs = Number.POSITIVE_INFINITY,
    stopAtBroken = false,
    faulty,
    said = () => undefined,
  }: {
    runs?: number;
    untilMs?: number;
    stopAtBroken?: boolean;
    faulty?: Faulty;
    said?: (results: Results) => void;
  } = {},
): Promise<Results> => {
  const { seed } = campaign;
  const totals: Totals = {
    runs: 0,
    sites: 0,
    faults: 0,
    mails: 0,
    lost: 0,
    twice: 0,
    twiceStated: 0,
    afterLock: 0,
    stuck: 0,
    countersOff: 0,
    seed,
  };
  const results: Results = { totals, covered: new Map(), broken: [], errors: [] };
  for (let run = 0; run < runs && Date.now() < untilMs; run++) {
    const { verdict, mails, injections, errors } = await playOne(
      kit,
      campaign,
      run,
      faulty === undefined ? {} : { faulty },
    );
    totals.runs += 1;
    totals.mails += mails;
    totals.faults += injections.length;
    for (const name of ["lost", "twice", "twiceStated", "afterLock", "stuck", "countersOff"] as const)
      totals[name] += verdict[name].length;
    for (const { site, kind } of injections)
      results.covered.set(site, (results.covered.get(site) ?? new Set()).add(kind));
    totals.sites = results.covered.size;
    const lines = broken(verdict);
    if (lines.length > 0) results.broken.push({ run, lines });
    results.errors.push(...errors.map((error) => `run ${run}: ${error}`));
    said(results);
    if (stopAtBroken && lines.length > 0) break;
  }
  return results;
};
