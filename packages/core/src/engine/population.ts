import type { Deal } from "../deals/deal.ts";
import { evaluate } from "../leads/evaluate.ts";
import { type Lead, stages } from "../leads/lead.ts";
import { held, shut } from "../mail/gate.ts";
import { subject } from "../scoring/score.ts";
import { dormantAt } from "../story/triggers.ts";
import type { Definition, Trigger } from "../workflows/definition.ts";
import { placesOf } from "../workflows/steps.ts";
import { momentOf } from "../workspace/calendar.ts";
import type { Instant } from "../world/world.ts";
import { current } from "./catalogue.ts";
import type { Engine } from "./engine.ts";
import { bodyOf } from "./keys.ts";
import { findMany } from "./lead-store.ts";

/**
 * How many people a workflow would find right now. `people` is null where nobody can be there yet: it waits for forms, events
 * or lists. `all` is false where there are more leads than were looked at.
 */
export type Population = { people: number | null; mailable: number; looked: number; all: boolean };

/** So many leads, and so many lost deals, are looked at: an answer within a second. */
export const MOST_LOOKED_AT = 5_000;

export const populations = async (
  engine: Engine,
  definitions: Definition[],
  onLead?: (lead: Lead, matched: readonly boolean[]) => void,
): Promise<Population[]> => {
  const { settings } = await current(engine);
  const rules = { now: engine.world.clock.now(), zone: settings.timeZone };
  const losers = definitions.some(({ triggers }) => triggers.some(({ kind }) => kind === "dealLost"))
    ? await lostBy(engine)
    : new Map<string, Set<string>>();
  const found = definitions.map(() => ({ people: 0, mailable: 0 }));
  let looked = 0;
  let all = true;
  for await (const leads of everybody(engine)) {
    for (const lead of leads) {
      if (lead.erased !== undefined) continue;
      const matched = definitions.map((definition) =>
        stands(lead, definition, { ...rules, lost: losers.get(lead.id) }),
      );
      onLead?.(lead, matched);
      matched.forEach((matches, index) => {
        const counted = found[index];
        if (!matches || counted === undefined) return;
        counted.people += 1;
        if (shut(lead) === undefined && held(lead) === undefined) counted.mailable += 1;
      });
    }
    looked += leads.length;
    if (looked >= MOST_LOOKED_AT) {
      all = false;
      break;
    }
  }
  return definitions.map((definition, index) => {
    const { people = 0, mailable = 0 } = found[index] ?? {};
    return isWaiting(definition) ? { people: null, mailable: 0, looked, all } : { people, mailable, looked, all };
  });
};

/** Those whom the workflow would take in right now, warmest first. */
export const standing = async (engine: Engine, definition: Definition, wanted: number): Promise<Lead[]> => {
  const { settings } = await current(engine);
  const rules = { now: engine.world.clock.now(), zone: settings.timeZone };
  const losers = definition.triggers.some(({ kind }) => kind === "dealLost") ? await lostBy(engine) : undefined;
  const found: Lead[] = [];
  for await (const leads of everybody(engine))
    for (const lead of leads) {
      if (found.length >= wanted) return found;
      if (lead.erased === undefined && stands(lead, definition, { ...rules, lost: losers?.get(lead.id) }))
        found.push(lead);
    }
  return found;
};

/** Every lead, warmest first within its stage, in pages. */
export async function* everybody(engine: Engine): AsyncGenerator<Lead[]> {
  for (const stage of stages) {
    let after: string | undefined;
    do {
      const page = await engine.world.table.listed({
        in: `leads#${stage}`,
        descending: true,
        limit: 200,
        ...(after === undefined ? {} : { after }),
      });
      const found = await findMany(
        engine,
        page.items.map(({ pk }) => pk),
      );
      yield found.flatMap((lead) => lead ?? []);
      after = page.next;
    } while (after !== undefined);
  }
}

type Rules = { now: Instant; zone: string; lost: ReadonlySet<string> | undefined };

/** Would this lead be taken in, if the workflow began now? */
export const stands = (lead: Lead, { triggers, entry }: Definition, { now, zone, lost }: Rules): boolean => {
  if (lead.gate.deals.length > 0) return false;
  const byState = triggers.filter(({ kind }) => kind in stateful);
  if (byState.length > 0 && !byState.some((trigger) => holds(lead, trigger, { now, zone, lost }))) return false;
  return entry.when === undefined || evaluate(entry.when, subject(lead, now, zone));
};

/** Triggers that somebody can satisfy by what is known already. */
const stateful: Partial<Record<Trigger["kind"], true>> = {
  dealLost: true,
  dormant: true,
  condition: true,
  date: true,
  stage: true,
};
const isWaiting = ({ triggers }: Definition): boolean =>
  triggers.length > 0 && triggers.every(({ kind }) => kind === "form" || kind === "event" || kind === "list");

const holds = (lead: Lead, trigger: Trigger, { now, zone, lost }: Rules): boolean => {
  switch (trigger.kind) {
    case "dormant":
      return lead.stage !== "customer" && dormantAt(lead.engagedAt, trigger.for, zone) <= now;
    case "condition":
      return evaluate(trigger.when, subject(lead, now, zone));
    case "stage":
      return lead.stage === trigger.is;
    case "date": {
      const at = momentOf(lead.attributes[trigger.field.replace(/^attributes\./, "")], zone);
      return at !== undefined && at > now;
    }
    case "dealLost":
      return (
        lead.stage !== "customer" &&
        lead.gate.company?.won !== true &&
        lost !== undefined &&
        (trigger.reasons === undefined || trigger.reasons.some((reason) => lost.has(reason)))
      );
    default:
      return false;
  }
};

/** Lead → why its deals were lost. */
const lostBy = async (engine: Engine): Promise<Map<string, Set<string>>> => {
  const reasons = new Map<string, Set<string>>();
  let after: string | undefined;
  let looked = 0;
  do {
    const page = await engine.world.table.listed({
      in: "deals#lost",
      descending: true,
      limit: 500,
      ...(after === undefined ? {} : { after }),
    });
    for (const item of page.items) {
      const { lead, lostReason = "other" } = bodyOf<Deal>(item);
      if (lead !== undefined) reasons.set(lead, (reasons.get(lead) ?? new Set<string>()).add(lostReason));
    }
    looked += page.items.length;
    after = page.next;
  } while (after !== undefined && looked < MOST_LOOKED_AT);
  return reasons;
};

/** Templates that a workflow sends, each once, in the order of the document. */
export const mailsOf = (definition: Definition): string[] => [
  ...new Set(placesOf(definition).flatMap(({ step }) => (step.kind === "email" ? [step.template] : []))),
];
