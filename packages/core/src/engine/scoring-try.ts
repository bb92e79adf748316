import type { ScoringModel } from "../scoring/model.ts";
import { totalAt } from "../scoring/score.ts";
import { current } from "./catalogue.ts";
import type { Engine } from "./engine.ts";
import { find } from "./lead-store.ts";
import { type Trace, traceOf } from "./scoring-trace.ts";
import { entriesUnder } from "./timeline.ts";

/** What is left of a rule's points, or of what a workflow or a return gave, under the model that runs and under another. */
export type TriedRule = { id: string; kind: "signal" | "fit"; before: number; after: number };
export type Tried = {
  lead: string;
  name?: string;
  company?: string;
  before: number;
  after: number;
  rules: TriedRule[];
};

/** One lead under another model, rule by rule; those first that change most. */
export const tryOn = async (engine: Engine, id: string, model: ScoringModel): Promise<Tried | undefined> => {
  const lead = await find(engine, id);
  if (lead === undefined || lead.erased !== undefined) return undefined;
  const { scoring, settings } = await current(engine);
  const now = engine.world.clock.now();
  const entries = await entriesUnder(engine, lead);
  const before = traceOf(lead, entries, scoring, now, settings.timeZone);
  const after = traceOf(lead, entries, model, now, settings.timeZone);
  const rules = [
    ...compared("signal", before.leftBy, after.leftBy),
    ...compared("fit", fitOf(before), fitOf(after)),
  ].toSorted((a, b) => Math.abs(b.after - b.before) - Math.abs(a.after - a.before) || b.after - a.after);
  return {
    lead: id,
    ...(lead.name === undefined ? {} : { name: lead.name }),
    ...(lead.company === undefined ? {} : { company: lead.company.name }),
    before: totalAt(lead.score, now),
    after: after.total,
    rules,
  };
};

const fitOf = ({ fit }: Trace) => new Map(fit.map(({ id, points }) => [id, points]));
const compared = (
  kind: TriedRule["kind"],
  before: ReadonlyMap<string, number>,
  after: ReadonlyMap<string, number>,
): TriedRule[] =>
  [...new Set([...before.keys(), ...after.keys()])].map((id) => ({
    id,
    kind,
    before: before.get(id) ?? 0,
    after: after.get(id) ?? 0,
  }));
