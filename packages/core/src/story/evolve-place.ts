import type { Fact, FactOf } from "../leads/entry.ts";
import type { Enrolment, Lead } from "../leads/lead.ts";
import { mailId } from "../workflows/advance.ts";
import type { Instant } from "../world/world.ts";
import { LONGEST_MS } from "./outcomes.ts";

type PlaceFact = Extract<
  Fact,
  {
    type:
      | "enrolment.pending"
      | "enrolment.entered"
      | "enrolment.left"
      | "enrolment.migrated"
      | "step.reached"
      | "split.taken"
      | "goal.reached";
  }
>;
/** Where they are in their workflows. */
export const place = (lead: Lead, fact: PlaceFact, at: Instant): Partial<Lead> => {
  const others = lead.enrolments.filter(({ id }) => id !== fact.enrolment);
  const known = lead.enrolments.find(({ id }) => id === fact.enrolment);
  if (fact.type === "enrolment.pending" || fact.type === "enrolment.entered") {
    const { enrolment: id, workflow, trigger } = fact;
    const deal = fact.deal === undefined ? {} : { deal: fact.deal };
    const enrolment: Enrolment =
      fact.type === "enrolment.pending"
        ? {
            id,
            workflow,
            version: 0,
            state: "pending",
            enteredAt: at,
            step: "",
            visit: 0,
            arrivedAt: at,
            until: fact.until,
            trigger,
            ...deal,
          }
        : {
            id,
            workflow,
            version: fact.version,
            state: "active",
            enteredAt: at,
            step: "",
            visit: 1,
            arrivedAt: at,
            trigger,
            ...deal,
            ...(fact.trial === undefined ? {} : { trial: fact.trial }),
          };
    const { last: _, ...past } = lead.past[workflow] ?? { n: 0 };
    return {
      enrolments: [...others, enrolment],
      enrolled: Math.max(lead.enrolled, Number(id.slice(1))),
      past: fact.type === "enrolment.entered" ? { ...lead.past, [workflow]: { ...past, n: past.n + 1 } } : lead.past,
    };
  }
  if (fact.type === "enrolment.left") {
    const past = lead.past[fact.workflow] ?? { n: 0 };
    const last = known === undefined ? {} : lastOf(known);
    return {
      enrolments: others,
      past:
        known?.state === "active"
          ? { ...faded(lead.past, at), [fact.workflow]: { ...past, leftAt: at, ...last } }
          : lead.past,
    };
  }
  if (known === undefined) return {};
  if (fact.type === "split.taken")
    return { enrolments: [...others, inArm(fact.holdout ? { ...known, holdout: true } : known, fact)] };
  if (fact.type === "goal.reached")
    return { enrolments: [...others, { ...known, goals: [...(known.goals ?? []), fact.step] }] };
  const { until: _, refused: __, mail: ___, ...rest } = known;
  const until = fact.until === undefined ? {} : { until: fact.until };
  if (fact.type === "enrolment.migrated")
    return {
      enrolments: [
        ...others,
        {
          ...rest,
          version: fact.version,
          step: fact.step,
          arrivedAt: at,
          ...until,
          ...mailAfter(lead, known),
        },
      ],
    };
  return { enrolments: [...others, { ...rest, step: fact.step, arrivedAt: at, ...until }] };
};

/** Nothing more is learned from what ended long ago: it is not carried along. */
const faded = (past: Lead["past"], at: Instant): Lead["past"] =>
  Object.fromEntries(
    Object.entries(past).map(([workflow, known]) => {
      const { last, ...rest } = known;
      return [workflow, last !== undefined && at - last.enteredAt > LONGEST_MS ? rest : known];
    }),
  );

const lastOf = ({ id, step, enteredAt, trial }: Enrolment) =>
  trial === undefined ? {} : { last: { id, step, enteredAt, trial } };

/** Arms of the version that it came in by: only those are compared. */
const inArm = (known: Enrolment, { version, step, arm }: FactOf<"split.taken">): Enrolment =>
  known.trial?.version === version
    ? { ...known, trial: { ...known.trial, arms: { ...known.trial.arms, [step]: arm } } }
    : known;

/** A step that is come to by a move may mail again, unless a mail is on the way: then that one is meant, whatever its step was called. */
const mailAfter = ({ outbox }: Lead, known: Enrolment): Pick<Enrolment, "visit" | "mail"> => {
  const mail = mailId(known);
  return outbox.some(({ id }) => id === mail) ? { visit: known.visit, mail } : { visit: known.visit + 1 };
};
