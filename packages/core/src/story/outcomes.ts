import type { Fact, FactOf } from "../leads/entry.ts";
import type { Lead, Outcome, PastTrial } from "../leads/lead.ts";
import type { Instant } from "../world/world.ts";

const DAY_MS = 86_400_000;
/** What comes later than this is no more put down to the workflow. */
export const LONGEST_MS = 180 * DAY_MS;

type Reached = FactOf<"outcome.reached">;

/** What a fact means for the workflows that the lead is in, or was in: each outcome is said once. */
export const outcomesOf = (lead: Lead, fact: Fact, now: Instant): Reached[] => {
  if (fact.type === "outcome.reached") return [];
  const at = "occurredAt" in fact && fact.occurredAt !== undefined ? Math.min(fact.occurredAt, now) : now;
  const general = outcomeBy[fact.type];
  if (general === undefined && !mayBeReaction(fact)) return [];
  return trialsOf(lead).flatMap(({ workflow, id, step, enteredAt, trial }) => {
    if (at < enteredAt || at - enteredAt > LONGEST_MS) return [];
    const inTime = at <= trial.until;
    const reacted = inTime && isReaction(fact, id, trial.reaction) ? (["reacted"] as const) : [];
    return [...(general === undefined ? [] : [general]), ...reacted]
      .filter((what) => !trial.did?.includes(what))
      .map((what): Reached => {
        const { version, whom, arms } = trial;
        return {
          type: "outcome.reached",
          enrolment: id,
          workflow,
          version,
          step,
          enteredAt,
          what,
          ...(inTime ? { inTime } : {}),
          ...(whom === undefined ? {} : { whom }),
          ...(arms === undefined ? {} : { arms }),
        };
      });
  });
};

const outcomeBy: Partial<Record<Fact["type"], Outcome>> = {
  "handoff.opened": "handedOff",
  "deal.opened": "meeting",
  "deal.won": "won",
};

const mayBeReaction = (fact: Fact): boolean =>
  fact.type === "mail.clicked" ||
  fact.type === "mail.opened" ||
  fact.type === "form.submitted" ||
  fact.type === "event.tracked" ||
  fact.type === "call.noted";

/** Of mails only the enrolment's own count, and of clicks only a person's. */
const isReaction = (fact: Fact, enrolment: string, reaction: string | undefined): boolean => {
  if (reaction === undefined) return false;
  if (fact.type === "event.tracked") return fact.name === reaction || reaction === fact.type;
  if (fact.type !== reaction) return false;
  if (fact.type === "mail.clicked") return fact.verdict === "human" && fact.mail.startsWith(`${enrolment}-`);
  if (fact.type === "mail.opened") return fact.machine !== true && fact.mail.startsWith(`${enrolment}-`);
  return true;
};

const trialsOf = (lead: Lead): (PastTrial & { workflow: string })[] => [
  ...lead.enrolments.flatMap(({ id, workflow, step, enteredAt, trial }) =>
    trial === undefined ? [] : [{ id, workflow, step, enteredAt, trial }],
  ),
  ...Object.entries(lead.past).flatMap(([workflow, { last }]) => (last === undefined ? [] : [{ workflow, ...last }])),
];

/** An outcome is noted where its enrolment stands, or stood. */
export const learned = (lead: Lead, { enrolment, workflow, what }: Reached): Pick<Lead, "enrolments" | "past"> => {
  const done = <Known extends Pick<PastTrial, "trial">>(known: Known): Known => ({
    ...known,
    trial: { ...known.trial, did: [...(known.trial.did ?? []), what] },
  });
  const past = lead.past[workflow];
  return {
    enrolments: lead.enrolments.map((known) =>
      known.id === enrolment && known.trial !== undefined ? done({ ...known, trial: known.trial }) : known,
    ),
    past: past?.last?.id === enrolment ? { ...lead.past, [workflow]: { ...past, last: done(past.last) } } : lead.past,
  };
};
