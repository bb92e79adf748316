import type { Catalogue } from "@rekindle/core/catalogue";
import type { Engine } from "@rekindle/core/engine/engine";
import { type TimelineItem, page as timelinePage } from "@rekindle/core/engine/timeline";
import { approach } from "@rekindle/core/handoff/approach";
import { assign } from "@rekindle/core/handoff/assign";
import { type ChipName, chipNames } from "@rekindle/core/handoff/phrases";
import type { Lead } from "@rekindle/core/leads/lead";
import { totalAt } from "@rekindle/core/scoring/score";
import { iso } from "./iso.ts";
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
  const next = level < 2 && owner !== undefined ? assign(settings.reps, engine.cache.roster, [owner]) : undefined;
  const families = new Map(scoring.signals.map((signal) => [signal.id, signal.family]));
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
    reasons: handoff.reasons.map((reason) => ({
      ...reason,
      at: iso(reason.at),
      label: labelOf(scoring, reason.signal),
      family: reason.signal === "fit" ? "fit" : (families.get(reason.signal) ?? "mail"),
    })),
    ...(note === undefined ? {} : { note }),
    ...(state === "open" && next !== undefined && next !== owner && dueAt !== undefined
      ? { nextOwner: next, movesAt: iso(dueAt) }
      : {}),
    ...(handoff.returned === undefined
      ? {}
      : { returned: { reason: handoff.returned.reason, at: iso(handoff.returned.at) } }),
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
        ...(item.name === undefined ? {} : { name: item.name }),
      };
  return undefined;
};
