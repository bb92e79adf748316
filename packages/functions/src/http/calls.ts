import { given } from "@rekindle/core/engine/catalogue";
import { happen } from "@rekindle/core/engine/cause";
import { phrasesOf } from "@rekindle/core/engine/phrases";
import { chipsIn, readNote } from "@rekindle/core/handoff/call-note";
import type { Phrase } from "@rekindle/core/handoff/phrases";
import type { Fact } from "@rekindle/core/leads/entry";
import type { Lead } from "@rekindle/core/leads/lead";
import { totalAt } from "@rekindle/core/scoring/score";
import { decide } from "@rekindle/core/story/decide";
import * as z from "zod";
import { actor, type Ctx, keyOf, now } from "./env.ts";
import { iso } from "./iso.ts";
import { missing, Refusal } from "./problem.ts";
import { labelOf } from "./views.ts";

const Chips = z.strictObject({
  interest: z.boolean().optional(),
  need: z.boolean().optional(),
  budget: z.boolean().optional(),
  authority: z.boolean().optional(),
  timing: z.enum(["within3m", "within6m", "later"]).optional(),
});
export const CallNote = z.object({
  note: z.string().max(10_000).optional(),
  outcome: z.enum(["reached", "noAnswer", "willCall", "wrongNumber", "refused"]).optional(),
  at: z.iso.datetime({ offset: true }).optional(),
  chips: Chips.optional(),
});
type CallNote = z.infer<typeof CallNote>;

/** A note without chips is read by the phrase list; with chips, only those count: what was shown is what is saved. */
const chipsOf = ({ note, chips }: CallNote, phrases: Phrase[]): Record<string, string | boolean> => {
  if (chips === undefined) return chipsIn(readNote(note ?? "", phrases));
  return Object.fromEntries(
    Object.entries(chips).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])),
  );
};

const causeOf = (c: Ctx, call: CallNote, phrases: Phrase[]) => {
  const { note, outcome, at } = call;
  if (note === undefined && outcome === undefined && call.chips === undefined)
    throw new Refusal(422, "A call has a note, an outcome or chips");
  const when = at === undefined ? now(c) : Math.min(Date.parse(at), now(c));
  return {
    type: "called" as const,
    at: when,
    chips: chipsOf(call, phrases),
    ...(note === undefined ? {} : { note }),
    ...(outcome === undefined ? {} : { outcome }),
    ...actor(c),
  };
};

export const saveCall = async (c: Ctx, lead: Lead, call: CallNote) => {
  const { engine } = c.var;
  const id = keyOf(c, "call");
  const cause = causeOf(c, call, await phrasesOf(engine));
  const done = await happen(engine, lead.id, { ...cause, id });
  if (done === undefined) throw missing("lead");
  return {
    id,
    at: iso(cause.at),
    ...effects(
      done.entries.flatMap(({ facts }) => facts),
      lead,
      done.lead,
      now(c),
    ),
  };
};

/** What saving would do: the same decision, not committed. */
export const callPreview = async (c: Ctx, lead: Lead, call: CallNote) => {
  const { engine } = c.var;
  const phrases = await phrasesOf(engine);
  const known = await given(engine, [lead], "preview");
  const decision = decide(lead, causeOf(c, call, phrases), known);
  const read = readNote(call.note ?? "", phrases);
  const { scoring } = known.catalogue;
  const outcome = effects(decision.entry?.facts ?? [], lead, decision.lead, known.now);
  return {
    ...outcome,
    signals: outcome.signals.map((signal) => {
      const phrase = read.find(({ chip }) => signal.signal === `call-${chip}`);
      return {
        ...signal,
        label: labelOf(scoring, signal.signal),
        ...(phrase === undefined
          ? {}
          : { phrase: phrase.phrase, from: phrase.from, to: phrase.to, negated: phrase.negated }),
      };
    }),
    phrases: read,
  };
};

const effects = (facts: Fact[], before: Lead, after: Lead, at: number) => ({
  signals: facts.flatMap((fact) =>
    fact.type === "score.changed" ? [{ signal: fact.signal, points: fact.points, negated: false }] : [],
  ),
  total: totalAt(after.score, at),
  crosses: facts.flatMap((fact) =>
    fact.type === "handoff.opened" || fact.type === "handoff.raised" ? [fact.line] : [],
  ),
  effects: facts.flatMap((fact): { kind: string; [name: string]: unknown }[] => {
    switch (fact.type) {
      case "handoff.opened":
        return [{ kind: "handoffOpened", owner: fact.owner ?? null, line: fact.line }];
      case "handoff.raised":
        return [{ kind: "handoffRaised", line: fact.line }];
      case "handoff.accepted":
        return [{ kind: "handoffAccepted" }];
      case "enrolment.left":
        return [{ kind: "workflowLeft", workflow: fact.workflow, reason: fact.reason }];
      case "stage.entered":
        return before.stage === fact.stage ? [] : [{ kind: "stageEntered", stage: fact.stage }];
      default:
        return [];
    }
  }),
});
