import type { Catalogue } from "@rekindle/core/catalogue";
import type { TimelineItem } from "@rekindle/core/engine/timeline";
import type { Lead } from "@rekindle/core/leads/lead";
import type { ScoringModel } from "@rekindle/core/scoring/model";
import { coolsAt, explain, familyAt, totalAt } from "@rekindle/core/scoring/score";
import { iso, outward } from "./iso.ts";

/** A lead as the API shows it. */
export const leadView = (lead: Lead, { workflows, graphs, scoring }: Catalogue, now: number) => ({
  id: lead.id,
  email: lead.email,
  ...(lead.name === undefined ? {} : { name: lead.name }),
  ...(lead.company === undefined ? {} : { company: lead.company.name }),
  stage: lead.stage,
  tags: lead.tags,
  lists: lead.lists,
  attributes: lead.attributes,
  score: { total: totalAt(lead.score, now), fit: fitOf(lead) },
  crossed: crossed(lead, scoring, now),
  owner: lead.owner ?? null,
  gate: {
    optedOut: lead.gate.optedOutAt !== undefined,
    suppressed: lead.gate.suppressed?.reason ?? null,
    openDeals: Math.max(lead.gate.deals.length, lead.gate.company?.open ?? 0),
  },
  enrolments: lead.enrolments.map(({ id, workflow, version, step, enteredAt, until, state, refused }) => ({
    id,
    workflow,
    name: graphs[`${workflow}@${version || (workflows[workflow]?.version ?? 0)}`]?.definition.name ?? workflow,
    version,
    step,
    enteredAt: iso(enteredAt),
    dueAt: until === undefined ? null : iso(until),
    state,
    ...(refused === undefined ? {} : { heldBack: refused }),
  })),
  consents: outward(lead.consents),
  createdAt: iso(lead.createdAt),
  engagedAt: iso(lead.engagedAt),
  ...(lead.handoff === undefined ? {} : { handoff: { id: lead.handoff.id, state: lead.handoff.state } }),
  ...(lead.parked === undefined ? {} : { parked: outward(lead.parked) }),
  erased: lead.erased !== undefined,
});

/** A line of the timeline: the fact, when and by whom; a signal also under its name. */
export const entryView = (item: TimelineItem, scoring: ScoringModel): unknown => {
  const shown = outward(item);
  return item.type === "score.changed" ? Object.assign({}, shown, { label: labelOf(scoring, item.signal) }) : shown;
};

/** `GET /v1/leads/{id}/score`: what is left of each signal and fit sum to the total. */
export const scoreView = (lead: Lead, scoring: ScoringModel, now: number) => {
  const { score } = lead;
  const cools = Object.fromEntries(
    Object.entries(scoring.lines).flatMap(([line, points]) => {
      const at = coolsAt(score, points, now);
      return at === undefined ? [] : [[line, iso(at)]];
    }),
  );
  return {
    total: totalAt(score, now),
    fit: fitOf(lead),
    fitRules: score.fitRules.map((rule) => ({ ...rule, label: labelOf(scoring, rule.id) })),
    families: Object.fromEntries(Object.keys(score.families).map((family) => [family, familyAt(score, family, now)])),
    halfLives: Object.fromEntries(
      Object.entries(scoring.families).map(([family, { halfLifeDays }]) => [family, halfLifeDays ?? null]),
    ),
    signals: explain(lead, now).map(({ id, at, points, left, family }) => ({
      id,
      label: labelOf(scoring, id),
      family,
      at: iso(at),
      points,
      left,
    })),
    lines: scoring.lines,
    coolsAt: Object.keys(cools).length === 0 ? null : cools,
    crossed: crossed(lead, scoring, now),
  };
};

const fitOf = ({ score }: Lead): number => score.fit;

const crossed = ({ score }: Lead, { lines }: ScoringModel, now: number): string[] => {
  const total = totalAt(score, now);
  return Object.entries(lines).flatMap(([line, points]) => (total >= points ? [line] : []));
};

/** What people call a signal: the model's label, or the id. */
export const labelOf = (
  scoring: Pick<ScoringModel, "signals" | "fit">,
  id: string,
): { ja?: string | undefined; en?: string | undefined } =>
  [...scoring.signals, ...scoring.fit].find((rule) => rule.id === id)?.label ?? own[id] ?? { ja: id, en: id };
const own: Record<string, { ja: string; en: string }> = {
  fit: { ja: "属性", en: "Fit" },
  earlier: { ja: "それ以前の反応", en: "Earlier signals" },
};
