import type { Enrolment } from "../leads/lead.ts";
import type { Turn } from "../leads/turn.ts";
import * as Calendar from "../workspace/calendar.ts";
import type { Settings } from "../workspace/settings.ts";
import type { Graph, Next } from "./graph.ts";
import { waitUntil } from "./wait.ts";

export const enrolmentOf = (turn: Turn, id: string): Enrolment | undefined =>
  turn.lead.enrolments.find((enrolment) => enrolment.id === id);

/** Moves an enrolment to a step and notes until when the step lasts; without a next step the workflow is finished. */
export const arrive = (turn: Turn, graph: Graph, id: string, next: Next, settings: Settings, via?: string): void => {
  const enrolment = enrolmentOf(turn, id);
  if (enrolment === undefined) return;
  const node = next === undefined ? undefined : graph.nodes[next];
  if (node === undefined) return leave(turn, id, "finished");
  const until =
    node.kind === "wait"
      ? waitUntil(node, turn.lead, turn.now, settings, enrolment.deal)
      : node.kind === "waitUntil"
        ? Calendar.add(turn.now, node.max, settings.timeZone)
        : undefined;
  turn.say({
    type: "step.reached",
    enrolment: id,
    workflow: graph.id,
    version: graph.version,
    from: enrolment.step,
    step: node.id,
    ...(until === undefined ? {} : { until }),
    ...(via === undefined ? {} : { via }),
  });
};

/** Leaves at once, whatever the lead was waiting for (guarantee 4). */
export const leave = (turn: Turn, id: string, reason: string): void => {
  const enrolment = enrolmentOf(turn, id);
  if (enrolment === undefined) return;
  const { workflow, version, step } = enrolment;
  turn.say({ type: "enrolment.left", enrolment: id, workflow, version, step, reason });
};
