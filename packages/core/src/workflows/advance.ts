import { evaluate, type Subject } from "../leads/evaluate.ts";
import type { Enrolment, Lead } from "../leads/lead.ts";
import type { Turn } from "../leads/turn.ts";
import * as Calendar from "../workspace/calendar.ts";
import type { Settings } from "../workspace/settings.ts";
import type { Instant } from "../world/world.ts";
import type { Graph, Next, Node } from "./graph.ts";
import { arrive, enrolmentOf, leave } from "./place.ts";
import { armOf } from "./split.ts";

/** What the steps need of the other domains; `story.ts` provides it. */
export type StepRules = {
  settings: Settings;
  subject(lead: Lead, enrolment: Enrolment): Subject;
  mayMail(lead: Lead, graph: Graph): { open: true } | { open: false; reason: string; final: boolean; until?: Instant };
  template(id: string): { version: number } | undefined;
  score(turn: Turn, node: Extract<Node, { kind: "score" }>): void;
  handOff(turn: Turn, enrolment: Enrolment, node: Extract<Node, { kind: "handOff" }>): void;
  enrol(turn: Turn, workflow: string): void;
  ask(turn: Turn, enrolment: Enrolment, node: Extract<Node, { kind: "notify" | "webhook" }>): void;
};

/** So many steps may follow each other in one decision: more is a loop. */
const MOST_STEPS = 500;
/** A mail held back without a known end is looked at again after a week, in case a message was lost. */
const RECHECK = "P7D";

/**
 * Takes an enrolment as far as it gets now: until a wait, a mail under way, a refusal, or the end. True: it stopped because
 * others may have to answer to what it did first (fit, lines, exits), and it goes on after them.
 */
export const advance = (turn: Turn, graph: Graph, id: string, rules: StepRules): boolean => {
  for (let steps = 0; steps < MOST_STEPS; steps++) {
    const enrolment = enrolmentOf(turn, id);
    const node = enrolment === undefined ? undefined : graph.nodes[enrolment.step];
    if (enrolment === undefined) return false;
    if (node === undefined) {
      leave(turn, id, "stepMissing");
      return false;
    }
    const next = act(turn, graph, enrolment, node, rules);
    if (next === stay) return false;
    arrive(turn, graph, id, next.to, rules.settings, next.via);
    if (answered.includes(node.kind)) return true;
  }
  leave(turn, id, "loop");
  return false;
};
/** Steps that change what others look at. */
const answered: Node["kind"][] = ["score", "update", "enrol", "leave", "handOff"];

/** The id of the mail of an enrolment's current step and visit: what makes it go once (guarantee 2). */
export const mailId = ({ id, step, visit, mail }: Pick<Enrolment, "id" | "step" | "visit" | "mail">): string =>
  mail ?? `${id}-${step}-${visit}`;

const stay = "stay";
type Move = { to: Next; via?: string };
const to = (next: Next, via?: string): Move => ({ to: next, ...(via === undefined ? {} : { via }) });

const act = (turn: Turn, graph: Graph, enrolment: Enrolment, node: Node, rules: StepRules): Move | typeof stay => {
  const { now, lead } = turn;
  const over = enrolment.until === undefined || enrolment.until <= now;
  switch (node.kind) {
    case "email":
      return mail(turn, graph, enrolment, node, rules);
    case "wait":
      return over ? to(node.next) : stay;
    case "waitUntil":
      if (evaluate(node.when, rules.subject(lead, enrolment))) return to(node.met, "met");
      return over ? to(node.timeout, "timeout") : stay;
    case "branch": {
      const index = node.paths.findIndex(({ when }) => evaluate(when, rules.subject(lead, enrolment)));
      return to(index === -1 ? node.else : node.paths[index]?.next, index === -1 ? "else" : `path ${index + 1}`);
    }
    case "split": {
      const arm = armOf(node.arms, `${lead.id}/${graph.id}/${node.id}`);
      turn.say({
        type: "split.taken",
        enrolment: enrolment.id,
        workflow: graph.id,
        version: graph.version,
        step: node.id,
        arm: arm.name,
        ...(arm.holdout ? { holdout: true } : {}),
        ...(enrolment.trial?.version === graph.version ? { enteredAt: enrolment.enteredAt } : {}),
      });
      return to(arm.next, arm.name);
    }
    case "score":
      rules.score(turn, node);
      return to(node.next);
    case "update":
      update(turn, node);
      return to(node.next);
    case "notify":
    case "webhook":
      rules.ask(turn, enrolment, node);
      return to(node.next);
    case "handOff":
      rules.handOff(turn, enrolment, node);
      return to(node.next);
    case "enrol":
      rules.enrol(turn, node.workflow);
      return to(node.next);
    case "leave":
      for (const other of lead.enrolments)
        if (other.workflow === node.workflow && other.id !== enrolment.id) leave(turn, other.id, `leftBy:${graph.id}`);
      return to(node.next);
    case "goal":
      if (!enrolment.goals?.includes(node.id) && evaluate(node.when, rules.subject(lead, enrolment)))
        turn.say({
          type: "goal.reached",
          enrolment: enrolment.id,
          workflow: graph.id,
          version: graph.version,
          step: node.id,
        });
      return to(node.next);
    case "exit":
      leave(turn, enrolment.id, node.reason);
      return stay;
    default:
      return node satisfies never;
  }
};

/** One mail in flight per lead; the place moves on when the mail is settled, not when it is authorised. */
const mail = (
  turn: Turn,
  graph: Graph,
  enrolment: Enrolment,
  node: Extract<Node, { kind: "email" }>,
  rules: StepRules,
): Move | typeof stay => {
  const { lead, now } = turn;
  const id = mailId(enrolment);
  if (lead.mails[id] !== undefined) return to(node.next);
  if (lead.outbox.some(({ kind }) => kind === "mail")) return stay;
  const template = rules.template(node.template);
  const verdict = enrolment.holdout
    ? { open: false as const, reason: "holdout", final: true }
    : template === undefined
      ? { open: false as const, reason: "templateMissing", final: false }
      : rules.mayMail(lead, graph);
  const ref = { workflow: graph.id, version: graph.version, step: node.id, template: node.template };
  if (verdict.open) {
    turn.say({ type: "mail.authorised", mail: id, attempt: 1, ...ref, templateVersion: template?.version ?? 0 });
    return stay;
  }
  const policy = enrolment.holdout ? "skip" : (node.onRefused ?? "defer");
  const defers = policy === "defer" && !verdict.final;
  if (defers && enrolment.refused === verdict.reason && enrolment.until !== undefined && enrolment.until > now)
    return stay;
  const until = !defers
    ? undefined
    : (("until" in verdict ? verdict.until : undefined) ?? Calendar.add(now, RECHECK, rules.settings.timeZone));
  turn.say({
    type: "mail.refused",
    enrolment: enrolment.id,
    reason: verdict.reason,
    ...ref,
    ...(until === undefined ? {} : { until }),
  });
  if (defers) return stay;
  if (policy === "skip") return to(node.next, "skipped");
  leave(turn, enrolment.id, verdict.reason);
  return stay;
};

const update = (turn: Turn, { set }: Extract<Node, { kind: "update" }>): void => {
  const { attributes, tags, stage } = set;
  if (attributes !== undefined || tags !== undefined)
    turn.say({
      type: "lead.updated",
      ...(attributes === undefined ? {} : { attributes }),
      ...(tags?.add === undefined ? {} : { addTags: tags.add }),
      ...(tags?.remove === undefined ? {} : { removeTags: tags.remove }),
    });
  if (stage !== undefined && stage !== turn.lead.stage) turn.say({ type: "stage.entered", stage });
};
