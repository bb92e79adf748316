import { graphOf } from "../catalogue.ts";
import type { CauseOf } from "../leads/cause.ts";
import { leave } from "../workflows/place.ts";
import { waitUntil } from "../workflows/wait.ts";
import type { StoryTurn } from "./turn.ts";

/** Moves a lead to another version, step by step as the map says; a step that maps to nothing leaves the workflow. */
export const migrate = (turn: StoryTurn, { workflow, version, map }: CauseOf<"migrate">): void => {
  const graph = graphOf(turn.given.catalogue, workflow, version);
  if (graph === undefined) return;
  for (const enrolment of turn.lead.enrolments) {
    if (enrolment.workflow !== workflow || enrolment.state !== "active" || enrolment.version === version) continue;
    const step = map[enrolment.step] ?? enrolment.step;
    const node = graph.nodes[step];
    if (node === undefined) {
      leave(turn, enrolment.id, "stepRemoved");
      continue;
    }
    const until =
      node.kind === "wait"
        ? waitUntil(node, turn.lead, enrolment.arrivedAt, turn.given.catalogue.settings, enrolment.deal)
        : enrolment.until;
    turn.say({
      type: "enrolment.migrated",
      enrolment: enrolment.id,
      workflow,
      from: enrolment.version,
      version,
      step,
      ...(until === undefined ? {} : { until }),
    });
  }
};
