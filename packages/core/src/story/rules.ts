import { currentGraph, currentTemplate } from "../catalogue.ts";
import { isFree, isWithSales, mayBeHandedOver, open as openHandoff, type Scored } from "../handoff/lines.ts";
import type { Enrolment, Lead } from "../leads/lead.ts";
import type { Turn } from "../leads/turn.ts";
import * as Gate from "../mail/gate.ts";
import * as Score from "../scoring/score.ts";
import { subject } from "../scoring/score.ts";
import { withTotals } from "../scoring/signals.ts";
import type { StepRules } from "../workflows/advance.ts";
import { type EntryRules, enter } from "../workflows/enter.ts";
import type { Graph } from "../workflows/graph.ts";
import { leave } from "../workflows/place.ts";
import { fillText } from "./fill-text.ts";
import type { StoryTurn } from "./turn.ts";

/** What entering a workflow asks of the other domains. */
export const entryRules = ({ given, now }: StoryTurn): EntryRules => ({
  settings: given.catalogue.settings,
  subject: (lead, deal) => subject(lead, now, given.catalogue.settings.timeZone, undefined, deal),
  mailShut: (lead) => Gate.shut(lead)?.reason,
  withSales: isWithSales,
});

/** May this workflow mail the lead now? */
export const mayMail = ({ given, now }: StoryTurn, lead: Lead, graph: Graph): Gate.Verdict =>
  Gate.ask(lead, now, {
    settings: given.catalogue.settings,
    workflow: graph.id,
    window: graph.definition.window,
    capPerDay: graph.definition.cap?.perDay,
  });

/** The score of this moment, as hand-offs show it. */
export const scored = ({ lead, now }: StoryTurn): Scored => ({
  total: Score.totalAt(lead.score, now),
  signals: () => Score.explain(lead, now).map(({ id: signal, at, points, left }) => ({ signal, at, points, left })),
});

/** To inside sales, whatever the score. */
const handOver = (turn: StoryTurn, extra: Parameters<typeof openHandoff>[6]): void => {
  const { catalogue, roster } = turn.given;
  turn.say(openHandoff(turn.lead, scored(turn), "insideSales", turn.now, catalogue.settings, roster, extra));
};

/** A person who asks to be called is called, also while a hand-off that was returned rests. */
export const handOverAtOnce = (turn: StoryTurn, rule: string): void => {
  if (!isWithSales(turn.lead) && isFree(turn.lead)) handOver(turn, { note: rule });
};

/** What the steps ask of the other domains. */
export const stepRules = (turn: StoryTurn): StepRules => {
  const { given, now } = turn;
  const { catalogue } = given;
  const { settings, scoring } = catalogue;
  return {
    settings,
    subject: (lead, enrolment) => subject(lead, now, settings.timeZone, undefined, enrolment.deal),
    mayMail: (lead, graph) => mayMail(turn, lead, graph),
    template: (id) => currentTemplate(catalogue, id),
    score: (_, { signal, points, family }) => {
      const halfLifeDays = scoring.families[family]?.halfLifeDays;
      const half = halfLifeDays === undefined ? {} : { halfLifeDays };
      const fact = { type: "score.changed" as const, signal, family, points, total: 0, givenAt: now, ...half };
      for (const said of withTotals(turn.lead, [fact], now)) turn.say(said);
    },
    handOff: (_, enrolment, node) => {
      if (isWithSales(turn.lead) || !mayBeHandedOver(turn.lead, now)) return;
      const { workflow, version } = enrolment;
      const note = node.note === undefined ? {} : { note: fillText(node.note, turn.lead, enrolment) };
      handOver(turn, { workflow, version, step: node.id, ...note });
      leave(turn, enrolment.id, "handedOff");
    },
    enrol: (_, workflow) => enrolIn(turn, workflow),
    ask: (_, enrolment, node) => ask(turn, enrolment, node),
  };
};

const enrolIn = (turn: StoryTurn, workflow: string): void => {
  const graph = currentGraph(turn.given.catalogue, workflow);
  if (graph === undefined) turn.say({ type: "enrolment.refused", workflow, reason: "notPublished" });
  else enter(turn, graph, "manual", entryRules(turn));
};

const ask = (turn: StoryTurn, enrolment: Enrolment, node: Parameters<StepRules["ask"]>[2]): void => {
  const { now, given, lead } = turn;
  const id = `${enrolment.id}-${node.id}-${enrolment.visit}`;
  const base = { id, attempt: 1, claim: given.claim, at: now };
  if (node.kind === "notify") {
    const text = fillText(node.text, lead, enrolment);
    turn.say({ type: "notify.asked", effect: id, channel: node.channel, text });
    turn.effect({ ...base, kind: "notify", channel: node.channel, text });
    return;
  }
  const { email, name, company, attributes, tags, stage } = lead;
  const body = JSON.stringify({
    type: "workflow.step",
    timestamp: now,
    data: {
      lead: { id: lead.id, email, name, company: company?.name, attributes, tags, stage },
      workflow: enrolment.workflow,
      step: node.id,
    },
  });
  turn.say({ type: "webhook.asked", effect: id, url: node.url });
  turn.effect({
    ...base,
    kind: "webhook",
    url: node.url,
    body,
    enrolment: enrolment.id,
    ...(node.fills === undefined ? {} : { fills: node.fills }),
  });
};

/** Tells inside sales where the workspace named a channel for it. */
export const announce = (turn: Turn & StoryTurn, handoff: string, text: string): void => {
  const channel = "handoff";
  if (turn.given.catalogue.settings.channels[channel] === undefined) return;
  const id = `${handoff}-${turn.lead.handoff?.level ?? 0}`;
  turn.say({ type: "notify.asked", effect: id, channel, text });
  turn.effect({ id, attempt: 1, claim: turn.given.claim, at: turn.now, kind: "notify", channel, text });
};
