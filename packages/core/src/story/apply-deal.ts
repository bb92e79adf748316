import { currentGraph } from "../catalogue.ts";
import { isWithSales } from "../handoff/lines.ts";
import type { DealChange } from "../leads/cause.ts";
import type { CompanySeen, Enrolment, LostReason } from "../leads/lead.ts";
import { leave } from "../workflows/place.ts";
import type { StoryTurn } from "./turn.ts";

/** A deal of the lead's own. Opening gives the word to sales, losing gives it back, winning makes a customer. */
export const applyDeal = (turn: StoryTurn, change: DealChange): void => {
  const { deal, stage } = change;
  const name = deal.name === undefined ? {} : { name: deal.name };
  const known = turn.lead.gate.deals.includes(deal.id);
  switch (change.to) {
    case "open":
      if (known) return turn.say({ type: "deal.moved", deal: deal.id, stage });
      turn.say({ type: "deal.opened", deal: deal.id, stage, ...name });
      closeHandoff(turn, "deal");
      return enterStage(turn, "sales");
    case "lost": {
      for (const enrolment of turn.lead.enrolments)
        if (isForAnother(turn, enrolment, deal.id, change.reason)) leave(turn, enrolment.id, "reasonChanged");
      const competitor = deal.competitor === undefined ? {} : { competitor: deal.competitor };
      turn.say({
        type: "deal.lost",
        deal: deal.id,
        reason: change.reason,
        closedAt: change.closedAt,
        ...(change.rekindle === undefined ? {} : { rekindle: change.rekindle }),
        ...name,
        ...competitor,
      });
      closeHandoff(turn, "lost");
      return enterStage(turn, "marketing");
    }
    case "won":
      turn.say({ type: "deal.won", deal: deal.id, ...name });
      closeHandoff(turn, "won");
      return enterStage(turn, "customer");
    case "withdrawn":
      return withdraw(turn, deal.id, change.was);
    default:
      return change satisfies never;
  }
};

/** What the deal had brought about ends with it. The stage goes back, unless another deal or the company holds it. */
const withdraw = (turn: StoryTurn, deal: string, was: "open" | "won" | "lost"): void => {
  turn.say({ type: "deal.withdrawn", deal });
  for (const enrolment of turn.lead.enrolments)
    if (enrolment.deal?.id === deal) leave(turn, enrolment.id, "dealWithdrawn");
  const { stage, gate } = turn.lead;
  const entered = was === "open" ? "sales" : was === "won" ? "customer" : undefined;
  if (stage === entered && gate.deals.length === 0 && gate.company?.won !== true)
    turn.say({ type: "stage.entered", stage: "marketing" });
};

/** Entered by this loss, for a reason that it turned out not to have. Who still waits is asked again by the new one. */
const isForAnother = (
  { given }: StoryTurn,
  { deal, trigger, state, workflow }: Enrolment,
  lost: string,
  reason: LostReason,
): boolean => {
  if (deal?.id !== lost || trigger !== "dealLost" || deal.reason === reason) return false;
  const triggers = currentGraph(given.catalogue, workflow)?.definition.triggers ?? [];
  return (
    state === "pending" ||
    !triggers.some(
      (known) => known.kind === "dealLost" && (known.reasons === undefined || known.reasons.includes(reason)),
    )
  );
};

const closeHandoff = (turn: StoryTurn, state: "deal" | "lost" | "won"): void => {
  const { handoff } = turn.lead;
  if (handoff !== undefined && isWithSales(turn.lead)) turn.say({ type: "handoff.closed", handoff: handoff.id, state });
};

/** A customer stays one, whatever becomes of a further deal. */
const enterStage = (turn: StoryTurn, stage: "marketing" | "sales" | "customer"): void => {
  if (turn.lead.stage !== stage && turn.lead.stage !== "customer") turn.say({ type: "stage.entered", stage });
};

/** The company as it is now. Messages reorder, so an older state than the one seen says nothing. */
export const applyCompany = (turn: StoryTurn, seen: CompanySeen): void => {
  const known = turn.lead.gate.company;
  if (known !== undefined && seen.rev <= known.rev) return;
  turn.say({ type: "company.seen", company: seen });
  heedCompany(turn, known);
};

/** What a state of the company that was not known `before` means: an opened deal ends the wait for re-engagement. */
export const heedCompany = (turn: StoryTurn, before: CompanySeen | undefined): void => {
  const { company: seen } = turn.lead.gate;
  if (seen === undefined || seen === before) return;
  if (seen.open > (before?.open ?? 0))
    for (const { id, state, trigger } of turn.lead.enrolments)
      if (state === "pending" && trigger === "dealLost") leave(turn, id, "dealOpened");
  if (seen.won) enterStage(turn, "customer");
};
