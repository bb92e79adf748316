import type { Catalogue } from "@rekindle/core/catalogue";
import type { Engine } from "@rekindle/core/engine/engine";
import { type TimelineItem, page as timelinePage } from "@rekindle/core/engine/timeline";
import { approach } from "@rekindle/core/handoff/approach";
import { nextMove } from "@rekindle/core/handoff/next-move";
import { type ChipName, chipNames } from "@rekindle/core/handoff/phrases";
import type { Handoff, Lead } from "@rekindle/core/leads/lead";
import type { ScoringModel } from "@rekindle/core/scoring/model";
import { left, totalAt } from "@rekindle/core/scoring/score";
import { iso, outward } from "./iso.ts";
import { labelOf } from "./views.ts";

/** So much of the timeline is read for what the person was told: months of a nurture sequence. */
const READ = 200;

/** A hand-off with what a rep wants to know before the call. */
export const handoffView = async (engine: Engine, lead: Lead, { scoring, settings }: Catalogue, now: number) => {
  const { handoff } = lead;
  if (handoff === undefined) return {};
  const { items } = await timelinePage(engine, lead, READ);
  const told = toldIn(items);
  const lastDeal = lastDealIn(items);
  const { id, state, line, openedAt, dueAt, owner, level, note, acceptedAt } = handoff;
  const next = nextMove(handoff, settings, engine.cache.roster);
  return {
    id,
    leadId: lead.id,
    state,
    line,
    openedAt: iso(openedAt),
    dueAt: dueAt === undefined ? null : iso(dueAt),
    ...(acceptedAt === undefined ? {} : { acceptedAt: iso(acceptedAt) }),
    owner: owner ?? null,
    level,
    score: totalAt(lead.score, now),
    reasons: reasonsOf(lead, handoff.reasons, scoring, now),
    ...(note === undefined ? {} : { note }),
    ...(next === undefined ? {} : { nextOwner: next.owner, movesAt: iso(next.at) }),
    ...(handoff.returned === undefined ? {} : { returned: outward(handoff.returned) }),
    lead: {
      id: lead.id,
      ...(lead.name === undefined ? {} : { name: lead.name }),
      ...(lead.company === undefined ? {} : { company: lead.company.name }),
      ...text(lead, "department"),
      ...text(lead, "title"),
      ...text(lead, "phone"),
      ...text(lead, "reading"),
    },
    approach: approach(
      lead,
      {
        lastDeal,
        clicked: told.filter(({ clicks }) => clicks.length > 0).map(({ subject }) => subject),
        answered: answeredIn(items),
      },
      settings.language,
    ),
    told,
    lastDeal: lastDeal === undefined ? null : { ...lastDeal, closedAt: iso(lastDeal.closedAt) },
  };
};

/** Why it was handed over, with what is left of each reason now. */
const reasonsOf = ({ score }: Lead, reasons: Handoff["reasons"], { signals, families }: ScoringModel, now: number) =>
  reasons.map((reason) => {
    const { signal, at, points } = reason;
    const family =
      signal === "fit"
        ? "fit"
        : (score.signals.find((known) => known.id === signal && known.at === at)?.family ??
          signals.find(({ id }) => id === signal)?.family);
    const halfLifeDays = family === undefined ? undefined : families[family]?.halfLifeDays;
    return {
      signal,
      label: labelOf({ signals, fit: [] }, signal),
      ...(family === undefined ? {} : { family }),
      at: iso(at),
      points,
      left: family === undefined ? reason.left : left(points, at, now, halfLifeDays),
    };
  });

const text = ({ attributes }: Lead, name: string): Record<string, string> => {
  const value = attributes[name];
  return typeof value === "string" && value !== "" ? { [name]: value } : {};
};

type Told = {
  template: string;
  version: number;
  subject: string;
  sentAt: string;
  clicks: { url: string; at: string }[];
};
/** Mails that went out, newest first, each with the person's clicks. */
const toldIn = (items: TimelineItem[]): Told[] =>
  items.flatMap((item) => {
    if (item.type !== "mail.sent") return [];
    const clicks = items.flatMap((other) =>
      other.type === "mail.clicked" && other.mail === item.mail && other.verdict === "human"
        ? [{ url: other.url, at: iso(other.occurredAt) }]
        : [],
    );
    return [
      {
        template: item.template,
        version: item.templateVersion,
        subject: item.subject ?? item.template,
        sentAt: iso(item.at),
        clicks,
      },
    ];
  });

/** What earlier calls found out. */
const answeredIn = (items: TimelineItem[]): ChipName[] =>
  chipNames.filter((chip) => items.some((item) => item.type === "call.noted" && item.chips[chip] !== undefined));

const lastDealIn = (items: TimelineItem[]) => {
  for (const item of items)
    if (item.type === "deal.lost")
      return {
        id: item.deal,
        reason: item.reason,
        closedAt: item.closedAt,
        ...(item.competitor === undefined ? {} : { competitor: item.competitor }),
        ...(item.name === undefined ? {} : { name: item.name }),
      };
  return undefined;
};
